"""What is to be forgotten, as marks; nobody can read from them what it was."""

from collections.abc import Iterable
from datetime import datetime
from secrets import token_bytes

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from monitor.forgetting import Forgotten, Mark, marks
from monitor.store.schema import suppressions

SALT = 16  # bytes


def forgotten(connection: Connection) -> Forgotten:
    """All that is to be forgotten."""
    rows = connection.execute(select(suppressions.c.digest, suppressions.c.salt, suppressions.c.length))
    return Forgotten(Mark(*row) for row in rows)


def suppress(connection: Connection, texts: Iterable[str], now: datetime) -> Forgotten:
    """Remember that these are to be forgotten. Raises UsageError for a text that is too short."""
    salt = connection.scalar(select(suppressions.c.salt).limit(1)) or token_bytes(SALT)
    found = [mark for text in texts for mark in marks(text, salt)]
    connection.execute(insert(suppressions).on_conflict_do_nothing(), [{**m._asdict(), "at": now} for m in found])
    return Forgotten(found)
