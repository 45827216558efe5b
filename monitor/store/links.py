"""Destinations of links: each look as it comes, and what the looks add up to."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Text, func, not_, or_, select, type_coerce, update
from sqlalchemy.dialects.sqlite import insert

from monitor.model import Hop, Look, Outcome, Reason, Standing, State, Verdict
from monitor.store.database import write
from monitor.store.schema import destinations, looks, runs, standings, written
from monitor.urls import host
from monitor.verdict import resting

PORTAL = 511
LOADED = 5_000  # looks held in memory together, about 1 kB each
SLICE = 500  # addresses asked for in one statement; SQLite takes 32,766 values at most


def save_looks(connection: Connection, run: int, rows: Sequence[Look]) -> None:
    """Keep these looks with their run; the first of a run counts."""
    if rows:
        told = [(run, look.url, *_row(look)) for look in rows]
        write(connection, insert(looks).on_conflict_do_nothing(), looks.c.keys(), told)


def _row(look: Look) -> tuple[Any, ...]:
    """What looks and standings keep of a look, as the driver takes it."""
    outcome, reason = look.verdict
    return (
        written(look.at),
        outcome.value,
        reason.value,
        look.status,
        look.final_url,
        json.dumps(look.hops) if look.hops else "[]",
        look.body_hash,
        written(look.tls_expires) if look.tls_expires else None,
    )


def _look(row: Any) -> Look:  # noqa: ANN401 - a row of looks or of standings
    return Look(
        row.url,
        row.at,
        Verdict(Outcome(row.outcome), Reason(row.reason)),
        row.status,
        row.final_url,
        tuple(Hop(*hop) for hop in row.hops),
        row.body_hash,
        row.tls_expires,
    )


def looks_of(connection: Connection, run: int) -> dict[str, Look]:
    """What a run has seen so far, by address."""
    rows = connection.execute(select(looks).where(looks.c.run == run))
    return {row.url: _look(row) for row in rows}


def asked(connection: Connection, run: int) -> frozenset[str]:
    """The addresses that a run has looked at so far."""
    return frozenset(row.url for row in connection.execute(select(looks.c.url).where(looks.c.run == run)))


def looks_at(connection: Connection, run: int, urls: Sequence[str]) -> dict[str, Look]:
    """What a run has seen of these addresses."""
    found = {}
    for part in _slices(urls):
        for row in connection.execute(select(looks).where(looks.c.run == run, looks.c.url.in_(part))):
            found[row.url] = _look(row)
    return found


_STEADY = or_(standings.c.state.is_(None), standings.c.state == State.OK)


def answered_well(connection: Connection, run: int) -> Iterator[tuple[str, datetime]]:
    """The destinations that answered a run as they should and always did, and when: most of a site, as they come."""
    steady = select(looks.c.url, looks.c.at).outerjoin(standings, standings.c.url == looks.c.url)
    rows = connection.execute(steady.where(looks.c.run == run, looks.c.outcome == Outcome.OK, _STEADY))
    yield from ((row.url, row.at) for row in rows)


def not_so_well(connection: Connection, run: int) -> dict[str, Look]:
    """All other looks of that run, by address."""
    rows = connection.execute(
        select(looks)
        .outerjoin(standings, standings.c.url == looks.c.url)
        .where(looks.c.run == run, or_(looks.c.outcome != Outcome.OK, not_(_STEADY)))
    )
    return {row.url: _look(row) for row in rows}


def standing_well(connection: Connection, urls: Sequence[str]) -> Iterator[tuple[str, datetime]]:
    """Those of these destinations that are well and answered as they should, and when they did last."""
    for part in _slices(urls):
        good = (standings.c.state == State.OK, standings.c.outcome == Outcome.OK, standings.c.url.in_(part))
        rows = connection.execute(select(standings.c.url, standings.c.at).where(*good))
        yield from ((row.url, row.at) for row in rows)


def history(connection: Connection, urls: Sequence[str]) -> dict[str, list[Look]]:
    """Earlier looks at these destinations, oldest first, of runs that were conclusive."""
    past: dict[str, list[Look]] = {}
    for part in _slices(urls):
        told = select(looks).join(runs, runs.c.id == looks.c.run).where(runs.c.conclusive, looks.c.url.in_(part))
        for row in connection.execute(told.order_by(looks.c.at)):
            past.setdefault(row.url, []).append(_look(row))
    return past


def standings_of(connection: Connection, urls: Iterable[str]) -> dict[str, Standing]:
    """Where these destinations stand; one that was never looked at has no standing."""
    wanted = list(urls)
    found = {}
    for part in _slices(wanted):
        for row in connection.execute(select(standings).where(standings.c.url.in_(part))):
            found[row.url] = Standing(State(row.state), row.since, row.looks, _look(row), row.due)
    return found


def well(connection: Connection, run: int) -> list[str]:
    """Destinations of a run that were well before it."""
    asked = select(looks.c.url).where(looks.c.run == run)
    rows = connection.execute(select(standings.c.url).where(standings.c.state == State.OK, standings.c.url.in_(asked)))
    return [row.url for row in rows]


def met_before(connection: Connection) -> dict[str, bytes]:
    """The hash of the body of each destination that answered with one that was read; b"" of those that are gone."""
    read = (standings.c.outcome == Outcome.OK) & (standings.c.body_hash != b"")
    gone = (standings.c.state == State.BROKEN) & standings.c.reason.in_([Reason.NOT_FOUND, Reason.GONE])
    query = select(standings.c.url, standings.c.body_hash, gone).where(read | gone)
    return {url: b"" if broken else body_hash for url, body_hash, broken in connection.execute(query)}


def answers(connection: Connection, run: int) -> Iterator[tuple[str, bool, bytes]]:
    """Address, whether anything answered, and hash of the answer, of each look of a run that was made.

    What was sent to a host to which it was not sent before answers with that host: so portals take everybody in. Status
    511 is a portal's own word (RFC 6585, section 6).
    """
    query = select(looks.c.url, looks.c.status, looks.c.body_hash, looks.c.final_url, standings.c.final_url)
    query = query.outerjoin(standings, standings.c.url == looks.c.url)
    for url, status, body_hash, final, before in connection.execute(
        query.where(looks.c.run == run, looks.c.outcome != Outcome.UNCHECKED)
    ):
        there = host(final)
        if before and final != url and there not in (host(url), host(before)):
            body_hash = blake2b(there.encode(), digest_size=8).digest()  # noqa: PLW2901
        yield url, status is not None and status != PORTAL, body_hash


def stand_on(connection: Connection, run: int) -> None:
    """What was well, and answers as it did, is well: most of a site, settled without being loaded."""
    same = [
        type_coerce(looks.c[name], Text) == type_coerce(standings.c[name], Text)
        for name in ("url", "outcome", "reason", "status", "final_url", "hops")
    ]
    here = (looks.c.run == run, standings.c.state == State.OK, *same)
    taken = {name: looks.c[name] for name in ("at", "body_hash", "tls_expires")}
    connection.execute(update(standings).where(*here).values(taken))


def unsettled(connection: Connection, run: int) -> Iterator[dict[str, Look]]:
    """The looks of a run that no standing holds yet, a few at a time: a first run has one for each address."""
    held = select(standings.c.url).where(standings.c.url == looks.c.url, standings.c.at == looks.c.at)
    query = select(looks).where(looks.c.run == run, ~held.exists()).order_by(looks.c.url).limit(LOADED)
    last = ""
    while some := {row.url: _look(row) for row in connection.execute(query.where(looks.c.url > last))}:
        yield some
        last = next(reversed(some))


def _slices(urls: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(urls), SLICE):
        yield urls[start : start + SLICE]


def save_standings(connection: Connection, rows: Mapping[str, Standing]) -> None:
    """Where these destinations stand now."""
    if not rows:
        return
    keep = insert(standings)
    changed = {c.name: keep.excluded[c.name] for c in standings.c if c.name != "url"}
    told = [
        (url, s.state.value, written(s.since), s.looks, written(s.due) if s.due else None, *_row(s.last))
        for url, s in rows.items()
    ]
    write(connection, keep.on_conflict_do_update(index_elements=["url"], set_=changed), standings.c.keys(), told)


def due(connection: Connection, now: datetime) -> list[str]:
    """Failing destinations that want to be asked again by now, those that have waited longest first."""
    rows = connection.execute(select(standings.c.url).where(standings.c.due <= now).order_by(standings.c.due))
    return [row.url for row in rows]


def steady(connection: Connection, hosts: int) -> list[str]:
    """One address each of hosts that answered last time, the newest answers first."""
    good = select(standings.c.url).where(standings.c.state == State.OK).order_by(standings.c.at.desc()).limit(SLICE)
    found: dict[str, str] = {}
    for row in connection.execute(good):
        found.setdefault(host(row.url), row.url)
    return list(found.values())[:hosts]


def rested(connection: Connection, now: datetime, most: timedelta) -> frozenset[str]:
    """Destinations that have long been well and need not be asked yet."""
    well = select(standings.c.url, standings.c.since, standings.c.at).where(
        standings.c.state == State.OK, standings.c.outcome == Outcome.OK, standings.c.at > now - most
    )
    return frozenset(row.url for row in connection.execute(well) if resting(row.since, row.at, now, most))


def spent(connection: Connection, since: datetime) -> Counter[str]:
    """How many addresses of each host have been asked since then."""
    # Counted by what stands before the path: "https://" has as many characters as "http://" and one of the host.
    start = func.substr(looks.c.url, 1, 7 + func.instr(func.substr(looks.c.url, 9), "/")).label("start")
    recent = select(runs.c.id).where(func.coalesce(runs.c.finished_at, since) >= since)
    asked = (looks.c.run.in_(recent), looks.c.at > since, looks.c.outcome != Outcome.UNCHECKED)
    found: Counter[str] = Counter()
    for row in connection.execute(select(start, func.count().label("times")).where(*asked).group_by(start)):
        found[host(row.start)] += row.times
    return found


def met(connection: Connection, urls: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Title and language of these destinations as first met."""
    found = {}
    for part in _slices(list(urls)):
        for row in connection.execute(select(destinations).where(destinations.c.url.in_(part))):
            found[row.url] = (row.title, row.lang)
    return found


def meet(connection: Connection, at: datetime, met: Mapping[str, tuple[str, str]]) -> None:
    """Remember title and language of destinations as first met; later ones do not overwrite them."""
    if met:
        rows = [(url, written(at), title, lang) for url, (title, lang) in met.items()]
        write(connection, insert(destinations).on_conflict_do_nothing(), destinations.c.keys(), rows)
