"""What was found, held against what is known: a few things to mend at a time, so that no site is held in memory."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from monitor.chronicle import REMEMBERED, chronicle, waves
from monitor.gathering import Key, gather, most_places, said
from monitor.issues import Change, Reading, going, reconcile, wave
from monitor.model import EventKind, Finding, Issue, IssueState
from monitor.store import issues, pages
from monitor.store.found import Found, Sized

AT_ONCE = 100  # things to mend held against each other together
FINDINGS_AT_ONCE = 1_000  # of all of them, unless one thing alone stands on more pages


@dataclass(slots=True)
class Changed:
    """What happened, counted: events by kind, places that wait, things to mend; and what a report says of each."""

    events: Counter[EventKind] = field(default_factory=Counter)
    waiting: int = 0
    things: int = 0
    states: dict[Key, str] = field(default_factory=dict)

    def count(self, changes: Sequence[Change], *, states: bool) -> None:
        """Count these."""
        for change in changes:
            self.events.update(event.kind for event in change.events)
            self.waiting += len(change.waiting)
            if states:
                issue = change.issue
                born = issue.state is IssueState.OPEN and not issue.id
                self.states[issue.family, issue.subject] = "new" if born else str(issue.state)


def keep_changes(
    connection: Connection, found: Found, reading: Reading, *, pages_known: int, run: int | None, states: bool
) -> Changed:
    """Keep what became of each thing to mend, with what its history gives rise to.

    Waves are of the whole target, so they are looked for before anything is decided of anything.
    """
    every = _Every(connection, found, reading.target, pages_known)
    together = _wave(connection, every, reading)
    newest = _waves(connection, every, reading)
    changed = Changed()
    for known, things in every.things():
        changes = reconcile(known, things, reading, together)
        numbers = [issue.id for issue in known]
        past = issues.events_of_some(connection, numbers, REMEMBERED) if numbers else {}
        changes = chronicle(changes, past, newest, now=reading.now, today=reading.today)
        issues.apply(connection, changes, run)
        changed.count(changes, states=states)
        changed.things += sum(len(said(places.values())) for places in things.values())
    return changed


Things = Mapping[Key, Mapping[str, Finding]]


class _Every:
    """All things to mend, a few at a time: new ones as they were found, then the known ones, the oldest first."""

    def __init__(self, connection: Connection, found: Found, target: str, pages_known: int) -> None:
        self._connection = connection
        self.found = found
        self.pages_known = pages_known
        found.all_there()
        self._new = found.new()
        self.numbers = issues.numbers_of(connection, target)

    def new(self) -> Iterator[Things]:
        """Those of which no issue is known."""
        return (gather(self.found.of_new(part), self.pages_known) for part in parts(self._new))

    def known(self, numbers: Sequence[int]) -> Iterator[tuple[list[Issue], Things]]:
        """These issues, with what was found of them."""
        for part in parts(self.found.sized(numbers)):
            yield issues.some(self._connection, part), gather(self.found.of_known(part), self.pages_known)

    def things(self) -> Iterator[tuple[list[Issue], Things]]:
        """All of them."""
        yield from (([], things) for things in self.new())
        yield from self.known(self.numbers)


def parts(things: Iterable[Sized]) -> Iterator[list[int]]:
    """Their numbers, as many together as may be held in memory."""
    part: list[int] = []
    held = 0
    for number, findings in things:
        if part and (len(part) == AT_ONCE or held + findings > FINDINGS_AT_ONCE):
            yield part
            part, held = [], 0
        part.append(number)
        held += findings
    if part:
        yield part


def _wave(connection: Connection, every: _Every, reading: Reading) -> frozenset[tuple[Key, str]]:
    """The places that go together. Those of an earlier wave go for good only when their page was read once more."""
    waited = issues.waited(connection, reading.target)
    anew = reading.asked
    again = frozenset((key, page) for key, page in waited if page in anew or (page.startswith("*") and anew))
    perhaps = every.found.perhaps_going(most_places(every.pages_known))
    gone = (place for known, things in every.known(perhaps) for place in going(known, things, reading))
    return wave(gone, every.found.places(), again)


def _waves(connection: Connection, every: _Every, reading: Reading) -> frozenset[str]:
    """The checks that find much at once; in a first run all of them do."""
    if not every.numbers:
        return frozenset()
    taken = pages.taken(connection, reading.target)
    new = (change for things in every.new() for change in reconcile((), things, reading))
    back = (change for known, things in every.known(every.found.back()) for change in reconcile(known, things, reading))
    return waves((change for changes in (new, back) for change in changes), taken, reading.now)
