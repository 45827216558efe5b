"""An issue: one thing to mend, with its places and its history. All times are UTC."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from monitor.model.finding import Finding


class IssueState(StrEnum):
    """Where an issue stands."""

    CANDIDATE = "candidate"  # seen, not yet confirmed; nobody is told
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"  # someone knows; quiet until a date
    ATTESTED = "attested"  # someone says that it still holds, until a date
    NOT_MINE = "not-mine"  # waits for the admin to name another owner
    FALSE_ALARM = "false-alarm"
    RESOLVED = "resolved"  # seen mended
    WITHDRAWN = "withdrawn"  # our rule, knowledge or configuration changed; never told as fixed
    UNWATCHED = "no-longer-watched"


class EventKind(StrEnum):
    """What happened to an issue or to one of its places."""

    SEEN = "seen"  # a candidate was born
    OPENED = "opened"
    WORSE = "worse"
    BETTER = "better"
    PLACE_ADDED = "place-added"
    PLACE_GONE = "place-gone"
    ACKNOWLEDGED = "acknowledged"
    ATTESTED = "attested"
    NOT_MINE = "not-mine"
    REASSIGNED = "reassigned"
    FALSE_ALARM = "false-alarm"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    UNWATCHED = "no-longer-watched"
    FLAPPING = "flapping"  # comes and goes: the admin hears of it, the editor not until it is quiet
    REMINDED = "reminded"  # a rung of the ladder around an expiry was reached; the note names it
    HELD = "held"  # one of a wave that a new rule found: the admin hears of it first
    RELEASED = "released"


class Place(NamedTuple):
    """A page on which an issue stands, with the worst finding as last read there, and in it the others."""

    page: str
    finding: Finding
    first_seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One thing to mend: target, family and subject. `id` is the store's, 0 before it is stored."""

    target: str
    family: str
    subject: str
    state: IssueState
    check: str  # its present kind
    severity: str
    first_seen: datetime
    last_seen: datetime  # by the last run that judged; of what is gone, when it went
    places: tuple[Place, ...] = ()
    id: int = 0
    until: date | None = None  # of acknowledged and attested
    by: str = ""
    comment: str = ""
    owner: str = ""  # an owner named by hand, before all routing

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two readings the same issue."""
        return (self.target, self.family, self.subject)

    @property
    def worst(self) -> Finding | None:
        """The finding that speaks for it; None where no place is known."""
        return min((place.finding for place in self.places), key=lambda found: found.severity.rank, default=None)


class Event(NamedTuple):
    """A change, as a row: what digests tell is read from these, by a cursor."""

    kind: EventKind
    issue: tuple[str, str, str]
    at: datetime
    page: str = ""
    note: str = ""
    id: int = 0
