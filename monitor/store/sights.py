"""What a run saw, as one value: where it is what the last run saw, nothing has to be judged again.

Everything that a judgement rests on goes into the value: pages and the bytes they were read from, looks, standings of
what is not well, and how many issues there are with the newest event, since nothing becomes of an issue without one.
Rules, knowledge and the day come from whoever asks.
"""

from datetime import datetime
from hashlib import blake2b
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Text, delete, func, select, type_coerce, update
from sqlalchemy.dialects.sqlite import insert

from monitor.model import Coverage, PageRow, State
from monitor.store.schema import aliases, events, issues, looks, pages, places, sights, standings, suppressions

AT_ONCE = 1_000  # rows that are written out together


class Sight(NamedTuple):
    """A run that changed nothing: what it saw, when, and what its report said. `at` is UTC."""

    digest: bytes
    at: datetime
    things: int
    coverage: Coverage


def digest(connection: Connection, target: str, run: int, fresh_since: datetime, rules: bytes) -> bytes:
    """What this run saw; a page read before `fresh_since` is one that is not judged."""
    whole = blake2b(rules, digest_size=16)
    for query in _queries(target, run, fresh_since):
        whole.update(b"\0")
        for rows in connection.execute(query).partitions(AT_ONCE):
            whole.update(repr(list(map(tuple, rows))).encode("utf-8", "surrogatepass"))
    return whole.digest()


def _queries(target: str, run: int, fresh_since: datetime) -> tuple[Select[Any], ...]:
    p, i = pages.c, issues.c
    mine = select(looks.c.url).where(looks.c.run == run)
    held = select(i.id).where(i.target == target)
    of = select(i.target).where(i.id == events.c.issue).scalar_subquery()
    newest = select(events.c.id).where(of == target).order_by(events.c.id.desc()).limit(1)
    now = (p.url, p.final_url, p.status, p.reason, p.body_hash, p.gone, p.run == run, p.read_at >= fresh_since)
    look = (looks.c.url, looks.c.outcome, looks.c.reason, looks.c.status, looks.c.final_url)
    times = (type_coerce(looks.c.hops, Text), type_coerce(looks.c.tls_expires, Text))
    stood = (standings.c.url, standings.c.state, type_coerce(standings.c.since, Text))
    return (
        select(*now).where(p.target == target).order_by(p.id),
        select(aliases.c.url, aliases.c.final_url, aliases.c.runs > 1).where(aliases.c.target == target),
        select(*look, *times).where(looks.c.run == run).order_by(looks.c.url),
        select(*stood).where(standings.c.state != State.OK, standings.c.url.in_(mine)).order_by(standings.c.url),
        select(func.count()).where(i.target == target),
        newest,
        select(func.count()).where(places.c.issue.in_(held), places.c.waiting),
        select(func.count()).select_from(suppressions),
    )


def last(connection: Connection, target: str) -> Sight | None:
    """What the last run saw, if it changed nothing."""
    row = connection.execute(select(sights).where(sights.c.target == target)).first()
    if row is None:
        return None
    coverage = Coverage(row.pages_checked, row.pages_failed, row.links_checked, row.links_unchecked)
    return Sight(row.digest, row.at, row.things, coverage)


def keep(connection: Connection, target: str, sight: Sight | None) -> None:
    """Remember what this run saw; None where it changed something."""
    connection.execute(delete(sights).where(sights.c.target == target))
    if sight is not None:
        row = {"target": target, "digest": sight.digest, "at": sight.at, "things": sight.things}
        connection.execute(insert(sights), row | sight.coverage._asdict())


def seen_again(connection: Connection, target: str, now: datetime) -> None:
    """What the last run saw was seen once more."""
    connection.execute(update(sights).where(sights.c.target == target).values(at=now))


def page_rows(connection: Connection, target: str, fresh_since: datetime) -> tuple[PageRow, ...]:
    """The pages of a target for a report, without what stands on them."""
    p = pages.c
    query = select(p.url, p.final_url, p.status, p.title, p.lang, p.page_type, p.read_at >= fresh_since, p.reason)
    rows = connection.execute(query.where(p.target == target).order_by(p.id))
    return tuple(PageRow._make((*row[:6], bool(row[6]) and not row[7], row[7])) for row in rows)
