"""Runs, the leases that keep two of them from one target, and the slots of the schedule."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import IntegrityError

from monitor.model import Coverage
from monitor.store.schema import leases, runs, slots

LEASE = timedelta(seconds=60)  # renewed every 10 s, so that a killed run holds its target for a minute at most


class Run(NamedTuple):
    """One run of one target. `conclusive` is None while it runs, and for ever where it was killed. Times are UTC."""

    id: int
    target: str
    started_at: datetime
    finished_at: datetime | None
    conclusive: bool | None
    why_not: str
    coverage: Coverage


def claim(connection: Connection, target: str, holder: str, now: datetime) -> bool:
    """Take the target for a minute; false where another run holds it. A lapsed lease is taken over."""
    mine = {"holder": holder, "lease_until": now + LEASE}
    free = or_(leases.c.lease_until < now, leases.c.holder == holder)
    if connection.execute(update(leases).where(leases.c.target == target, free).values(mine)).rowcount:
        return True
    try:
        with connection.begin_nested():
            connection.execute(insert(leases).values(target=target, **mine))
    except IntegrityError:
        return False
    return True


def renew(connection: Connection, target: str, holder: str, now: datetime) -> None:
    """Hold the target for another minute, if it is still ours: what was taken over is not taken back."""
    mine = (leases.c.target == target, leases.c.holder == holder)
    connection.execute(update(leases).where(*mine).values(lease_until=now + LEASE))


def holds(connection: Connection, target: str, holder: str) -> bool:
    """Whether the target is still ours; a lease that lapsed may have been taken over."""
    mine = select(leases.c.target).where(leases.c.target == target, leases.c.holder == holder)
    return connection.execute(mine).first() is not None


def under_way(connection: Connection, target: str, now: datetime) -> bool:
    """Whether somebody works on the target at this moment."""
    live = select(leases.c.target).where(leases.c.target == target, leases.c.lease_until >= now)
    return connection.execute(live).first() is not None


def release(connection: Connection, target: str, holder: str) -> None:
    """Let the target go, if it is still ours."""
    connection.execute(delete(leases).where(leases.c.target == target, leases.c.holder == holder))


def start(connection: Connection, target: str, now: datetime) -> int:
    """A new run; its number."""
    statement = insert(runs).values(target=target, started_at=now).returning(runs.c.id)
    return int(connection.execute(statement).scalar_one())


def unfinished(connection: Connection, target: str, since: datetime) -> Run | None:
    """The newest run that was cut off and is young enough to go on from."""
    query = select(runs).where(runs.c.target == target).order_by(runs.c.id.desc()).limit(1)
    row = connection.execute(query).first()
    if row is None or row.finished_at is not None or row.started_at < since:
        return None
    return _run(row)


def finish(connection: Connection, run: int, now: datetime, coverage: Coverage, why_not: str = "") -> None:
    """Close the run; it is conclusive unless `why_not` says why it is not."""
    closed = update(runs).where(runs.c.id == run)
    connection.execute(closed.values(finished_at=now, conclusive=not why_not, why_not=why_not, **coverage._asdict()))


def last(connection: Connection, target: str) -> Run | None:
    """The newest run that ended."""
    ended = select(runs).where(runs.c.target == target, runs.c.finished_at.is_not(None))
    row = connection.execute(ended.order_by(runs.c.id.desc()).limit(1)).first()
    return _run(row) if row else None


def _run(row: Any) -> Run:  # noqa: ANN401 - a row of runs
    coverage = Coverage(row.pages_checked, row.pages_failed, row.links_checked, row.links_unchecked)
    return Run(row.id, row.target, row.started_at, row.finished_at, row.conclusive, row.why_not, coverage)


def last_slot(connection: Connection, name: str) -> datetime | None:
    """The newest slot of this schedule that was claimed."""
    return connection.scalar(select(slots.c.last_slot).where(slots.c.name == name))


def claim_slot(connection: Connection, name: str, slot: datetime) -> bool:
    """Claim a slot by compare-and-set; true for exactly one of any number of claimants."""
    keep = upsert(slots).values(name=name, last_slot=slot)
    keep = keep.on_conflict_do_update(index_elements=["name"], set_={"last_slot": slot}, where=slots.c.last_slot < slot)
    return connection.execute(keep).rowcount == 1
