"""What an issue's own history gives rise to, as events: it comes and goes, a reminder is due, a new rule found it.

Pure; the next letter tells these events like any other, once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from monitor.days import day_of
from monitor.issues import Change
from monitor.ladder import Rung, due_rung
from monitor.model import Event, EventKind, Family, Issue, IssueState
from monitor.store.issues import Told

FLAPS = 3  # changes ...
QUIET = timedelta(days=7)  # ... within so long: nobody could act on that, so its editor hears of it when it is quiet
CHANGES = frozenset({EventKind.RESOLVED, EventKind.REOPENED, EventKind.WORSE, EventKind.BETTER})
WAVE = 20  # more findings of one check at once, in words that stood there before, are news of our rule
HOLD = timedelta(days=7)  # the admin has a week to look at them; then they are told like any other
BEFORE = timedelta(hours=12)  # what was read longer ago was not read by the run that is closing
IN_WORDS = frozenset({Family.VALIDITY, Family.STATUTE, Family.TERM, Family.PHONE, Family.CONTACT})
REMEMBERED = CHANGES | {EventKind.FLAPPING, EventKind.REMINDED, EventKind.HELD, EventKind.RELEASED}
NEWS = frozenset({EventKind.SEEN, EventKind.OPENED, EventKind.REOPENED, EventKind.WORSE})


def chronicle(
    changes: Iterable[Change],
    past: Mapping[int, Sequence[Told]],
    waves: frozenset[str] = frozenset(),
    *,
    now: datetime,
    today: date,
) -> list[Change]:
    """The changes with what follows from them, and from the days that passed.

    `past` are the REMEMBERED events of their issues, `waves` the checks that find much at once; `now` is UTC, `today`
    a day in Europe/Helsinki.
    """
    told = []
    for change in changes:
        before = past.get(change.issue.id, ())
        kinds = [*_flaps(change, before, now), *_held(change, before, waves, now)]
        more = [Event(kind, change.issue.key, now) for kind in kinds]
        rung = _rung(change, before, today)
        if rung is not None:
            more.append(Event(EventKind.REMINDED, change.issue.key, now, note=rung.name.lower()))
        told.append(replace(change, events=(*change.events, *more)) if more else change)
    return told


def waves(changes: Iterable[Change], taken: Mapping[str, datetime], now: datetime) -> frozenset[str]:
    """The checks that find much at once in words that were read before, and were wrong already then.

    `taken` says when the text of each page was last met anew.
    """
    counts = Counter(change.issue.check for change in changes if _is_ours(change, taken, now))
    return frozenset(check for check, count in counts.items() if count > WAVE)


def _is_ours(change: Change, taken: Mapping[str, datetime], now: datetime) -> bool:
    finding = change.issue.places[0].finding
    read = taken.get(finding.page)
    if change.issue.family not in IN_WORDS or read is None or now - read < BEFORE:
        return False
    born = any(event.kind is EventKind.SEEN for event in change.events)
    return born and (finding.since is None or finding.since <= day_of(read))


def flapping(past: Sequence[Told], now: datetime) -> bool:
    """Whether it came and went so often of late that its editor is left in peace."""
    return any(event.kind is EventKind.FLAPPING and now - event.at < QUIET for event in past)


def held(past: Sequence[Told]) -> bool:
    """Whether it waits, with its wave, for the admin."""
    marks = [event.kind for event in past if event.kind in {EventKind.HELD, EventKind.RELEASED}]
    return bool(marks) and marks[-1] is EventKind.HELD


def escalated(past: Sequence[Told], issue: Issue) -> bool:
    """Whether its editor was reminded in vain, so that the admin hears of it, too."""
    return any(e.kind is EventKind.REMINDED and e.note == "admin" and e.at >= issue.first_seen for e in past)


def _flaps(change: Change, past: Sequence[Told], now: datetime) -> Iterator[EventKind]:
    fresh = sum(event.kind in CHANGES for event in change.events)
    recent = sum(event.kind in CHANGES and now - event.at < QUIET for event in past)
    if fresh and fresh + recent >= FLAPS and not flapping(past, now):
        yield EventKind.FLAPPING


def _held(change: Change, past: Sequence[Told], waves: frozenset[str], now: datetime) -> Iterator[EventKind]:
    if change.issue.check in waves and any(event.kind is EventKind.SEEN for event in change.events):
        yield EventKind.HELD
    elif held(past) and now - max(e.at for e in past if e.kind is EventKind.HELD) >= HOLD:
        yield EventKind.RELEASED


def _rung(change: Change, past: Sequence[Told], today: date) -> Rung | None:
    """The rung that is to be told now. What was overdue when we first met it is counted from that day."""
    issue = change.issue
    if issue.state is not IssueState.OPEN or issue.family != Family.VALIDITY or _is_news(change):
        return None
    since = [place.finding.since for place in issue.places if place.finding.since]
    if not since:
        return None
    ends, met = min(since) - timedelta(days=1), day_of(issue.first_seen)
    reached = due_rung(ends, met) if ends >= met else Rung.LAST  # what it was when it was told as new
    reminded = (e for e in past if e.kind is EventKind.REMINDED and e.at >= issue.first_seen)
    told = max((reached or 0, *(Rung[event.note.upper()] for event in reminded)))
    return due_rung(max(ends, met), today, Rung(told) if told else None)


def _is_news(change: Change) -> bool:
    return any(event.kind in NEWS for event in change.events)
