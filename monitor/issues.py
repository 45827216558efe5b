"""Findings become issues: one thing to mend, with its places and its history. Pure.

`merge` makes one finding of several that hit the same words; `gather` puts findings of one subject together as one
thing to mend; `reconcile` holds what a run found against what is known and tells what changed, as events.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from monitor.model import (
    Because,
    Event,
    EventKind,
    Family,
    Finding,
    Issue,
    IssueState,
    Listed,
    Place,
    Severity,
    Zone,
)

# Faults of these families are mended by one change where they share words; a dead link in those words is another.
TOGETHER = (
    frozenset({Family.VALIDITY, Family.STATUTE, Family.TERM}),
    frozenset({Family.PHONE}),
    frozenset({Family.CONTACT}),
)

_TOGETHER = {family: group for group, families in enumerate(TOGETHER) for family in families}
_APART = len(TOGETHER)
_FAMILIES = {family: place for place, family in enumerate(Family)}

EVERY_PAGE = 20  # a block outside main on more pages than this is one place ...
EVERY_TENTH = 0.1  # ... as it is on more than this share of the target
WAVE = 0.3  # more than this share of the places going at once waits for a second reading ...
WAVE_FLOOR = 5  # ... unless it is fewer places than this

Key = tuple[str, str]  # family, subject
DANGER = frozenset({"link-hijacked"})  # readers come to harm while it stands
GONE_STATES = frozenset({IssueState.RESOLVED, IssueState.WITHDRAWN, IssueState.UNWATCHED})
SETTLED_STATES = GONE_STATES | {IssueState.FALSE_ALARM}


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for the same words of one page: the worst leads, the others become its reasons.

    Words are the same where their spans overlap or are parted by white space only.
    """
    merged: list[Finding] = []
    groups: list[list[Finding]] = []
    for finding in in_reading_order(findings):
        last = groups[-1] if groups else None
        if last and any(_same_words(finding, other) for other in last):
            last.append(finding)
        else:
            groups.append([finding])
    for group in groups:
        ranked = sorted(group, key=lambda finding: (finding.severity.rank, _FAMILIES[finding.family]))
        lead = ranked[0]
        reasons: list[Because] = []
        for finding in ranked:
            reasons += [reason for reason in _reasons(finding) if reason not in reasons]
        # What to write instead of other words must not be offered for these.
        same = (f.suggestion for f in ranked if f.suggestion and (f.start, f.end) == (lead.start, lead.end))
        merged.append(replace(lead, reasons=tuple(reasons), suggestion=next(same, None)))
    return merged


def in_reading_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings as their words follow each other: page, families that are mended together, block, place in it."""
    return sorted(findings, key=_reading_order)


def _reading_order(finding: Finding) -> tuple[str, int, str, int, int]:
    return (finding.page, _TOGETHER.get(finding.family, _APART), finding.context, finding.start, finding.end)


def _same_words(one: Finding, other: Finding) -> bool:
    if _TOGETHER.get(one.family, _APART) != _TOGETHER.get(other.family):
        return False
    if one.start < 0 or other.start < 0 or (one.page, one.context) != (other.page, other.context):
        return False
    first, second = sorted((one, other), key=lambda f: f.start)
    return first.end >= second.start or not first.context[first.end : second.start].strip()


def _reasons(finding: Finding) -> tuple[Because, ...]:
    own = Because(finding.check, finding.message, finding.severity, finding.source, finding.since)
    return finding.reasons or (own,)


def gather(findings: Iterable[Finding], pages: int) -> dict[Key, dict[str, Finding]]:
    """Things to mend, each with its places. `pages` is how many pages of the target are known.

    A block outside main that stands on more than 20 pages or a tenth of them is one place, named after its zone.
    """
    things: dict[Key, dict[str, Finding]] = {}
    for finding in findings:
        places = things.setdefault((finding.family, finding.subject), {})
        known = places.get(finding.page)
        if known is None or finding.severity.rank < known.severity.rank:
            places[finding.page] = finding
    return {key: _everywhere(places, pages) for key, places in things.items()}


def _everywhere(places: dict[str, Finding], pages: int) -> dict[str, Finding]:
    outside: dict[tuple[Zone, str], list[str]] = {}
    for page, finding in places.items():
        if finding.zone not in {Zone.MAIN, Zone.ARCHIVE}:
            outside.setdefault((finding.zone, finding.context), []).append(page)
    for (zone, _), where in outside.items():
        if len(where) > most_places(pages):
            first = places[where[0]]
            for page in where:
                del places[page]
            places[every_page(zone)] = first
    return places


def most_places(pages: int) -> int:
    """On more pages than this, of so many, a block outside main is one place."""
    return min(EVERY_PAGE, max(1, int(pages * EVERY_TENTH)))


def every_page(zone: Zone) -> str:
    """The name of the one place that a block of every page is."""
    return f"*{zone}"


def listed(things: Mapping[Key, Mapping[str, Finding]], states: Mapping[Key, str]) -> tuple[Listed, ...]:
    """For a report: danger first, then the worst, then as the pages come.

    Places for which another check speaks stand apart: a number may be badly written on one page and, for the readers
    of another, lack the country code.
    """
    rows = []
    for key, places in things.items():
        kinds: dict[str, list[Finding]] = {}
        for finding in places.values():
            kinds.setdefault(finding.check, []).append(finding)
        rows += [Listed(found[0], tuple(found), states.get(key, "new")) for found in kinds.values()]
    return tuple(sorted(rows, key=lambda row: (row.finding.check not in DANGER, row.finding.severity.rank)))


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
        words = {place.page: place.finding.context for place in before.places}
        over = any(words.get(p.page, p.finding.context) != p.finding.context for p in issue.places)
        # "Works in my browser" was said of a host that refuses us, not of one that is down by now.
        over = over or (issue.family == Family.LINK and Severity(issue.severity).rank < Severity(before.severity).rank)
    if not over:
        return issue, []
    return replace(issue, state=IssueState.OPEN, until=None), [_event(EventKind.REOPENED, issue, reading)]
