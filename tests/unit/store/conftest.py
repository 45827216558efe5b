"""A fresh database."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest

from monitor.store.database import Database, connect


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that was migrated once, to be copied."""
    path = tmp_path_factory.mktemp("store") / "freshness.db"
    connect(path).close()
    return path


@pytest.fixture
def database(tmp_path: Path, empty: Path) -> Iterator[Database]:
    """A database that holds nothing."""
    made = connect(copyfile(empty, tmp_path / "freshness.db"))
    yield made
    made.close()
