"""Where things lie: the configuration and the database, opened for a command."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from monitor.config import Settings
    from monitor.store.database import Database

CONFIG = click.option(
    "--config", "path", type=click.Path(path_type=Path), default=Path("config/targets.yaml"), show_default=True
)


def configured(path: Path) -> "Settings":
    """The settings. Raises ConfigError with every mistake."""
    from monitor.config import load  # noqa: PLC0415 - pydantic and the YAML reader take a while

    return load(path, os.environ)


@contextmanager
def opened(settings: "Settings") -> "Iterator[Database]":
    """The database, closed at the end. Raises StoreError where it cannot be used."""
    from monitor.store.database import connect  # noqa: PLC0415 - SQLAlchemy takes a while

    database = connect(settings.database)
    try:
        yield database
    finally:
        database.close()
