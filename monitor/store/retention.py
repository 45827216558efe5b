"""What is remembered no longer: text of pages that are not read now, words of old mails, what was mended long ago."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, select, true, update

from monitor.issues import GONE_STATES
from monitor.store.schema import issues, looks, outbox, pages, places, snapshots

ENDED = ("sent", "refused", "superseded")


class Terms(NamedTuple):
    """How long things are kept, in days."""

    unread_pages: int
    mails: int
    resolved: int
    looks: int


class Kept(NamedTuple):
    """How much there is of one kind, since when (UTC), and how much of it is past its day."""

    name: str
    days: int
    rows: int
    oldest: datetime | None
    late: int


class _Rule(NamedTuple):
    """A kind of thing: its rows, the time that counts, and which of them are past their day."""

    name: str
    days: int
    table: Table
    at: ColumnElement[Any]
    there: ColumnElement[bool]
    late: ColumnElement[bool]


def retain(connection: Connection, terms: Terms, now: datetime) -> dict[str, int]:
    """Let go of what is past its day; how many rows of each kind. `now` is UTC."""
    gone = {}
    for rule in _rules(terms, now):
        if rule.table is outbox:
            change = update(outbox).where(rule.late).values(body=b"", subject="")
            gone[rule.name] = connection.execute(change).rowcount
        else:
            gone[rule.name] = connection.execute(delete(rule.table).where(rule.late)).rowcount
    return gone


def kept(connection: Connection, terms: Terms, now: datetime) -> tuple[Kept, ...]:
    """What there is, for whoever asks how long it is kept. `now` is UTC."""
    found = []
    for rule in _rules(terms, now):
        there = select(func.count(), func.min(rule.at)).select_from(rule.table).where(rule.there)
        rows, oldest = connection.execute(there).one()
        late = connection.scalar(select(func.count()).select_from(rule.table).where(rule.late)) or 0
        found.append(Kept(rule.name, rule.days, rows, oldest, late))
    return tuple(found)


def _rules(terms: Terms, now: datetime) -> tuple[_Rule, ...]:
    unread, mailed, mended, looked = (now - timedelta(days) for days in terms)
    shown = select(places.c.page).join(issues, issues.c.id == places.c.issue)
    shown = shown.where(issues.c.target == pages.c.target, places.c.page == pages.c.url)
    shown = shown.where(issues.c.state.not_in(GONE_STATES))
    stale = select(pages.c.id).where(func.coalesce(pages.c.read_at, pages.c.asked_at) < unread, ~shown.exists())
    ended = func.coalesce(outbox.c.sent_at, outbox.c.created_at)
    words = and_(func.length(outbox.c.body) > 0, outbox.c.state.in_(ENDED))
    over = issues.c.state.in_(GONE_STATES)
    forgotten = and_(over, issues.c.last_seen < mended)
    return (
        _Rule("page texts", terms.unread_pages, snapshots, snapshots.c.taken_at, true(), snapshots.c.page.in_(stale)),
        _Rule("mails", terms.mails, outbox, ended, words, and_(words, ended < mailed)),
        _Rule("mended issues", terms.resolved, issues, issues.c.last_seen, over, forgotten),
        _Rule("looks at links", terms.looks, looks, looks.c.at, true(), looks.c.at < looked),
    )
