"""How the monitor itself fares, for its admins: what was read, which hosts are silent, whose mail is refused."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from monitor.config import Settings
from monitor.digest import Silence, Watch, Watched
from monitor.model import Coverage, Outcome, State
from monitor.store import links, outbox, pages, runs
from monitor.urls import host

SILENT_AFTER = timedelta(days=14)


def watch(connection: Connection, settings: Settings, held: Iterable[tuple[str, int]], now: datetime) -> Watch:
    """The sign of life. `now` is UTC; `held` are checks whose findings wait for the admin."""
    return Watch(
        targets=tuple(_watched(connection, target.name, now) for target in settings.targets),
        refused=tuple((refusal.editor, refusal.error) for refusal in outbox.refusals(connection)),
        held=tuple(held),
    )


def _watched(connection: Connection, target: str, now: datetime) -> Watched:
    run = runs.last(connection, target)
    if run is None:
        return Watched(target, Coverage(), None)
    return Watched(target, run.coverage, run.finished_at, tuple(_silent(connection, target, now)))


def _silent(connection: Connection, target: str, now: datetime) -> list[Silence]:
    """One line a host, however many links lead to it; those that have been silent longest first."""
    blocked: dict[str, int] = {}
    silent: dict[str, Silence] = {}
    for url, standing in links.standings_of(connection, pages.addresses(connection, target)).items():
        name = host(url)
        if standing.last.verdict.outcome is Outcome.BLOCKED:
            blocked[name] = blocked.get(name, 0) + 1
        elif standing.state is not State.OK and standing.last.status is None and now - standing.since >= SILENT_AFTER:
            known = silent.get(name, Silence(name, 0))
            silent[name] = Silence(name, known.links + 1, max(known.days, (now - standing.since).days))
    found = [*silent.values(), *(Silence(name, count) for name, count in blocked.items())]
    return sorted(found, key=lambda silence: (-silence.days, -silence.links, silence.host))
