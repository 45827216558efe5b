"""Forgets a name, a number or an address: out of the database and the reports, and never in again."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from monitor.config import Settings
from monitor.forgetting import Forgotten
from monitor.judge import Reader
from monitor.knowledge import load
from monitor.store import forget as tables
from monitor.store import suppressions
from monitor.store.database import Database

ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was removed; `wiped` is false where the bytes may still lie in the file."""

    rows: Mapping[str, int]
    files: tuple[Path, ...]
    wiped: bool


def forget(database: Database, settings: Settings, texts: Sequence[str], now: datetime) -> Erased:
    """Remove it everywhere, and remember by a keyed hash that it is not to be stored. `now` is aware.

    Raises UsageError where a text is too short to be known by, StoreError where the database is locked.
    """
    with database.begin() as connection:
        gone = suppressions.suppress(connection, texts, now)
        rows = tables.take_out(connection, gone, now, Reader(load(settings.knowledge).lexicon).stated)
    files = tuple(file for file in sorted(settings.reports.rglob("*")) if file.is_file() and _tells(file, gone))
    for file in files:
        file.unlink()
    return Erased(rows=rows, files=files, wiped=tables.wipe(database.engine))


def _tells(file: Path, gone: Forgotten) -> bool:
    """Whether a report tells of it. Escapes of HTML and JSON are undone first."""
    text = file.read_text("utf-8", "replace")
    plain = ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), text)
    return gone.met(file.name, html.unescape(text), plain)
