"""Takes out of every table what is to be forgotten, so that its bytes are gone from the file, too."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from sqlalchemy import Connection, Engine, Row, Table, delete, func, select, update

from monitor.forgetting import Forgotten
from monitor.model import Occurrence, Page, PageType
from monitor.store import judged
from monitor.store.outbox import TOLD
from monitor.store.packing import Stated, pack_ids, pack_links, pack_reading, unpack_ids, unpack_links, unpack_reading
from monitor.store.schema import (
    aliases,
    destinations,
    events,
    issues,
    looks,
    outbox,
    pages,
    places,
    snapshots,
    standings,
)

Restate = Callable[[Sequence[Occurrence]], Sequence[Stated]]

PATIENCE = 2000  # milliseconds for others to end what they are at
LINKED = (aliases, destinations, looks, standings)


def take_out(connection: Connection, gone: Forgotten, now: datetime, restate: Restate) -> dict[str, int]:
    """Remove it everywhere; how many rows of each table were touched. `restate` reads the facts of a page anew."""
    touched = {table.name: _drop(connection, table, gone) for table in LINKED}
    touched["pages"] = _pages(connection, gone, restate)
    judged.forget(connection)
    touched["places"] = _drop(connection, places, gone)
    touched["issues"] = _issues(connection, gone)
    touched["events"] = _blank(connection, events, ("page", "note"), gone)
    touched["outbox"] = _outbox(connection, gone, now)
    return {name: count for name, count in touched.items() if count}


def wipe(engine: Engine) -> bool:
    """Write the file anew, so that nothing of what was removed is left in free pages or in the log.

    False where another process reads the database: then the log cannot be emptied.
    """
    engine.dispose()  # our own idle connections are nobody's business
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE}")
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.execute("VACUUM")
        busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError:  # locked
        return False
    else:
        return not busy
    finally:
        connection.close()


def _strings(value: Any) -> list[str]:  # noqa: ANN401 - whatever a column holds
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in _strings(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in _strings(part)]
    return []


def _meets(row: Row[Any], gone: Forgotten) -> bool:
    return gone.met(*_strings(tuple(row)))


def _key(table: Table) -> Callable[[Row[Any]], Any]:
    columns = list(table.primary_key.columns)

    def condition(row: Row[Any]) -> Any:  # noqa: ANN401 - a clause
        first, *rest = (column == row._mapping[column.name] for column in columns)  # noqa: SLF001 - its public name
        for part in rest:
            first &= part
        return first

    return condition


def _met_rows(connection: Connection, table: Table, gone: Forgotten) -> Sequence[Row[Any]]:
    return [row for row in connection.execute(select(table)) if _meets(row, gone)]


def _drop(connection: Connection, table: Table, gone: Forgotten) -> int:
    rows, key = _met_rows(connection, table, gone), _key(table)
    for row in rows:
        connection.execute(delete(table).where(key(row)))
    return len(rows)


def _blank(connection: Connection, table: Table, names: Sequence[str], gone: Forgotten) -> int:
    rows, key = _met_rows(connection, table, gone), _key(table)
    for row in rows:
        mine = row._mapping  # noqa: SLF001 - its public name
        values = {name: "" for name in names if gone.met(mine[name])}
        if values:
            connection.execute(update(table).where(key(row)).values(values))
    return len(rows)


def _pages(connection: Connection, gone: Forgotten, restate: Restate) -> int:
    """A page whose address names it goes; of others only what names it."""
    touched = 0
    packed = (snapshots.c.links, snapshots.c.ids, snapshots.c.reading)
    query = select(pages, *packed).outerjoin(snapshots, snapshots.c.page == pages.c.id)
    for number in connection.scalars(select(pages.c.id)).all():  # one at a time: each holds a page's text
        row = connection.execute(query.where(pages.c.id == number)).one()
        if gone.met(row.url, row.final_url):
            connection.execute(delete(pages).where(pages.c.id == row.id))
            touched += 1
            continue
        text = unpack_reading(row.reading, PageType(row.page_type), row.page_date) if row.reading else ()
        before = Page(
            row.final_url or row.url,
            row.title,
            author=row.author,
            occurrences=text,
            links=unpack_links(row.links or b""),
            ids=unpack_ids(row.ids or b""),
        )
        after = gone.page(before)
        if after != before:
            touched += 1
            values = {"title": after.title, "author": after.author}
            anew = {
                "links": pack_links(after.links),
                "ids": pack_ids(after.ids),
                "reading": pack_reading(after.occurrences, restate(after.occurrences)),
            }
            connection.execute(update(pages).where(pages.c.id == row.id).values(values))
            connection.execute(update(snapshots).where(snapshots.c.page == row.id).values(anew))
    return touched


def _issues(connection: Connection, gone: Forgotten) -> int:
    """Issues about it go, and those that have no place left; what people wrote of others is emptied."""
    touched = _blank(connection, issues, ("by", "comment"), gone)
    named = [row.id for row in _met_rows(connection, issues, gone)]
    connection.execute(delete(issues).where(issues.c.id.in_(named)))
    held = select(func.count()).select_from(places).where(places.c.issue == issues.c.id).scalar_subquery()
    return touched + int(connection.execute(delete(issues).where(held == 0)).rowcount)


def _outbox(connection: Connection, gone: Forgotten, now: datetime) -> int:
    """The words of mails that tell of it. What had not left is written anew; what may have left counts as told."""
    touched = 0
    for row in connection.execute(select(outbox)).fetchall():
        if not gone.met(row.subject, row.error, row.editor, *row.recipients, *_words_of(row.body)):
            continue
        touched += 1
        values: dict[str, Any] = {"subject": "", "body": b"", "error": "", "recipients": [], "lease_until": None}
        if row.state not in {"sent", "refused"}:
            values["state"] = "sent" if row.state in TOLD else "superseded"
            values["sent_at"] = now
        connection.execute(update(outbox).where(outbox.c.id == row.id).values(values))
    return touched


def _words_of(body: bytes) -> list[str]:
    if not body:
        return []
    message = message_from_bytes(body, policy=policy.default)
    if not isinstance(message, EmailMessage):
        return [body.decode("utf-8", "replace")]
    parts = (part.get_content() for part in message.walk() if part.get_content_maintype() == "text")
    return [str(message["To"] or ""), *map(str, parts)]
