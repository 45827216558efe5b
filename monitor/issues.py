"""Things to mend become issues, with their places and their history. Pure.

`reconcile` holds what a run found against what is known and tells what changed, as events.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from monitor.gathering import Key
from monitor.model import Event, EventKind, Family, Finding, Issue, IssueState, Place, Severity

WAVE = 0.3  # more than this share of the places going at once waits for a second reading ...
WAVE_FLOOR = 5  # ... unless it is fewer places than this

GONE_STATES = frozenset({IssueState.RESOLVED, IssueState.WITHDRAWN, IssueState.UNWATCHED})
SETTLED_STATES = GONE_STATES | {IssueState.FALSE_ALARM}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a run can tell of its target. `now` is UTC, `today` a day in Europe/Helsinki.

    `read` holds the pages that were read, `asked` those of them that were read just now, `silent` those that were just
    now asked in vain, `unwatched` those that are gone or out of scope now.
    `stands` answers whether a place's words still stand on its page although nothing was found in them.
    """

    target: str
    now: datetime
    today: date
    read: frozenset[str]
    asked: frozenset[str]
    unwatched: frozenset[str]
    stands: Callable[[Place], bool]
    silent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Change:
    """An issue as it is now, with what happened to it; `waiting` places went in a wave, and wait to be seen again."""

    issue: Issue
    events: tuple[Event, ...]
    waiting: frozenset[str] = frozenset()


def reconcile(
    known: Iterable[Issue],
    found: Mapping[Key, Mapping[str, Finding]],
    reading: Reading,
    wave: frozenset[tuple[Key, str]] = frozenset(),
) -> list[Change]:
    """What changed of these. A place goes only when its page was read, or is watched no longer.

    The places of a `wave` wait to be missed a second time.
    """
    by_key = {(issue.family, issue.subject): issue for issue in known}
    changes = [_first(key, places, reading) for key, places in found.items() if key not in by_key and places]
    for key, issue in by_key.items():
        change = _met(issue, found.get(key, {}), reading, wave)
        if change is not None:
            changes.append(change)
    return changes


def going(
    known: Iterable[Issue], found: Mapping[Key, Mapping[str, Finding]], reading: Reading
) -> Iterator[tuple[Key, str]]:
    """The places that are seen to be gone although we did not change our mind."""
    for issue in known:
        key = (issue.family, issue.subject)
        if issue.state not in SETTLED_STATES:
            yield from ((key, p.page) for p in _missing(issue, found.get(key, {}), reading) if not reading.stands(p))


def wave(
    gone: Iterable[tuple[Key, str]], total: int, waited: frozenset[tuple[Key, str]] = frozenset()
) -> frozenset[tuple[Key, str]]:
    """The places that go together, and are too many of `total` to be believed at once.

    `waited` holds the places that went in an earlier wave: they go now, if they are still missing.
    """
    together = frozenset(gone)
    return together - waited if len(together) >= WAVE_FLOOR and len(together) > total * WAVE else frozenset()


def _missing(issue: Issue, places: Mapping[str, Finding], reading: Reading) -> list[Place]:
    """The places that are seen to be gone."""
    return [
        place
        for place in issue.places
        if place.page not in places and (place.page in reading.unwatched or _was_read(place, reading))
    ]


def _was_read(place: Place, reading: Reading) -> bool:
    return place.page in reading.read or (place.page.startswith("*") and place.finding.page in reading.read)


def _event(kind: EventKind, issue: Issue, reading: Reading, page: str = "", note: str = "") -> Event:
    return Event(kind, issue.key, reading.now, page, note)


def _first(key: Key, places: Mapping[str, Finding], reading: Reading) -> Change:
    born = _born(key, places, reading)
    return Change(*_opened(born.issue, reading)) if _silence(places, reading) else born


def _silence(places: Mapping[str, Finding], reading: Reading) -> bool:
    """Whether it is a page's own silence: looks over time have confirmed that already."""
    return any(finding.family is Family.PAGE and finding.page in reading.silent for finding in places.values())


def _born(key: Key, places: Mapping[str, Finding], reading: Reading) -> Change:
    lead = _lead(places)
    issue = Issue(
        target=reading.target,
        family=key[0],
        subject=key[1],
        state=IssueState.CANDIDATE,
        check=lead.check,
        severity=lead.severity,
        first_seen=reading.now,
        last_seen=reading.now,
        places=tuple(Place(page, finding, reading.now) for page, finding in places.items()),
    )
    return Change(issue, (_event(EventKind.SEEN, issue, reading, next(iter(places))),))


def _opened(issue: Issue, reading: Reading) -> tuple[Issue, tuple[Event, ...]]:
    """A candidate that was found again when its page was asked again: now it may be told."""
    first, *more = (place.page for place in issue.places)
    added = (_event(EventKind.PLACE_ADDED, issue, reading, page) for page in more)
    return replace(issue, state=IssueState.OPEN), (_event(EventKind.OPENED, issue, reading, first), *added)


def _lead(places: Mapping[str, Finding]) -> Finding:
    return min(places.values(), key=lambda finding: finding.severity.rank)


def _met(
    issue: Issue, places: Mapping[str, Finding], reading: Reading, wave: frozenset[tuple[Key, str]]
) -> Change | None:
    if issue.state in GONE_STATES:
        return _again(issue, places, reading) if places else None
    if issue.state is IssueState.FALSE_ALARM:
        return Change(issue, ())  # kept with its reason: words that come and go change nothing in that
    key = (issue.family, issue.subject)
    gone = [p for p in _missing(issue, places, reading) if (key, p.page) not in wave]
    waiting = frozenset(page for k, page in wave if k == key)
    left = {p.page: p for p in issue.places if p.page not in {g.page for g in gone}}
    events = [_event(EventKind.PLACE_GONE, issue, reading, p.page) for p in gone]
    if issue.state is not IssueState.CANDIDATE:
        events += [_event(EventKind.PLACE_ADDED, issue, reading, page) for page in places if page not in left]
    for page, finding in places.items():
        first_seen = left[page].first_seen if page in left else reading.now
        left[page] = Place(page, finding, first_seen)
    if not left:
        return _over(issue, gone, events, reading)
    now = replace(issue, places=tuple(left.values()), last_seen=reading.now if places else issue.last_seen)
    if places:
        now, more = _kind(now, _lead(places), reading)
        events += more
    again = any(finding.page in reading.asked for finding in places.values())
    if issue.state is IssueState.CANDIDATE and (again or _silence(places, reading)):
        now, opened = _opened(now, reading)
        events += opened
    now, more = _spoken_for(issue, now, reading)
    return Change(now, (*events, *more), waiting)


def _again(issue: Issue, places: Mapping[str, Finding], reading: Reading) -> Change:
    """What was mended and is back was confirmed long ago; what we ourselves withdrew comes back as a candidate."""
    born = replace(_born((issue.family, issue.subject), places, reading).issue, id=issue.id, owner=issue.owner)
    if issue.state is not IssueState.RESOLVED:
        return Change(born, (_event(EventKind.SEEN, born, reading, next(iter(places))),))
    opened, (first, *more) = _opened(born, reading)
    return Change(opened, (first._replace(kind=EventKind.REOPENED), *more))


def _over(issue: Issue, gone: Sequence[Place], events: list[Event], reading: Reading) -> Change:
    """The last place went: mended, unless the words still stand or nobody watches the page."""
    if all(place.page in reading.unwatched for place in gone):
        state, kind = IssueState.UNWATCHED, EventKind.UNWATCHED
    elif issue.state is IssueState.CANDIDATE or any(reading.stands(place) for place in gone):
        # A candidate that is not met again was never told, so it cannot be told as mended.
        state, kind = IssueState.WITHDRAWN, EventKind.WITHDRAWN
    else:
        state, kind = IssueState.RESOLVED, EventKind.RESOLVED
    over = replace(issue, state=state, places=tuple(gone), last_seen=reading.now)
    return Change(over, (*events, _event(kind, issue, reading, gone[-1].page)))


def _kind(issue: Issue, lead: Finding, reading: Reading) -> tuple[Issue, list[Event]]:
    """Another kind or severity of the same fault is a change for the worse or the better, never a new issue."""
    if (lead.check, lead.severity) == (issue.check, issue.severity):
        return issue, []
    was = [severity.value for severity in type(lead.severity)].index(issue.severity)
    kind = EventKind.WORSE if lead.severity.rank <= was else EventKind.BETTER
    note = f"{issue.check} {issue.severity} > {lead.check} {lead.severity}"
    return replace(issue, check=lead.check, severity=lead.severity), [
        _event(kind, issue, reading, lead.page, note),
    ]


def _spoken_for(before: Issue, issue: Issue, reading: Reading) -> tuple[Issue, list[Event]]:
    """Acknowledged and attested end on their day; an attestation also ends when the words or the link get worse."""
    if issue.state not in {IssueState.ACKNOWLEDGED, IssueState.ATTESTED}:
        return issue, []
    over = issue.until is not None and issue.until < reading.today
    if issue.state is IssueState.ATTESTED and not over:
        words = {place.page: {found.context for found in place.finding.each} for place in before.places}
        over = any(f.context not in words[p.page] for p in issue.places if p.page in words for f in p.finding.each)
        # "Works in my browser" was said of a host that refuses us, not of one that is down by now.
        over = over or (issue.family == Family.LINK and Severity(issue.severity).rank < Severity(before.severity).rank)
    if not over:
        return issue, []
    return replace(issue, state=IssueState.OPEN, until=None), [_event(EventKind.REOPENED, issue, reading)]
