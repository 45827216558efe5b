"""Where things lie: the configuration and the database, opened for a command."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from monitor.config import Settings
    from monitor.model import Finding
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


def counted(number: int, word: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def one_line(text: str, width: int = 60) -> str:
    """Words of a page, fit for a line of a table: nothing that drives a terminal, and no longer than `width`."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return plain if len(plain) <= width else plain[: width - 1] + "…"


def words(finding: "Finding", width: int = 52) -> str:
    """The stale words in their block, where that is short enough to be told at a glance; else alone."""
    whole = one_line(finding.context, width + 1)
    return whole if 0 < len(whole) <= width else one_line(finding.quote, width)
