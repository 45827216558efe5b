"""What one editor is to be told, before it is words in any language."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from monitor.model import Coverage, Finding


class Kind(StrEnum):
    """Why an issue stands in the letter, in the order in which it is read."""

    URGENT = "urgent"
    NEW = "new"
    NOT_MINE = "not-mine"  # to the admin: whose is it?
    FLAPPING = "flapping"  # to the admin: it comes and goes, and its editor is not told
    OPEN = "open"
    SOON = "soon"
    FIXED = "fixed"
    ACKNOWLEDGED = "acknowledged"
    ATTESTED = "attested"

    @property
    def asks(self) -> bool:
        """Whether the editor is asked to do something."""
        return self in {Kind.URGENT, Kind.NEW, Kind.NOT_MINE, Kind.FLAPPING, Kind.OPEN, Kind.SOON}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """An editor or a team. `addresses` get the same mail; `lang` is fi, sv, en or ru; an admin is shown commands."""

    name: str
    addresses: tuple[str, ...]
    lang: str
    admin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One issue. `finding` is the worst of the reader's places: its page, heading and words are shown.

    `words` are others on its page of which the same is to be said, `others` those of which something else is; `places`
    are some addresses where the same stands, and `count` says how many places the reader has; `days` is how long
    the issue has been open; `until` is the day to which it is acknowledged or attested, or on which it ends (soon);
    `reminder` says that it is told again because its day comes near, or went by.
    """

    issue: int
    kind: Kind
    finding: Finding
    words: tuple[Finding, ...] = ()
    others: tuple[Finding, ...] = ()
    page_title: str = ""
    edit_url: str = ""
    places: tuple[str, ...] = ()
    count: int = 1
    days: int = 0
    until: date | None = None
    reminder: bool = False


class Silence(NamedTuple):
    """A host that gives no answers: it turns us away, or has not been heard for some days (0: it turns us away)."""

    host: str
    links: int
    days: int = 0


class Watched(NamedTuple):
    """A target as it was last read; `at` is aware, None where it never was."""

    target: str
    coverage: Coverage
    at: datetime | None
    silent: tuple[Silence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """How the monitor itself fares, for admins: the sign of life.

    `refused` are editors whose mail is refused, with the server's words; `held` are checks whose wave of findings
    waits for the admin, with the count.
    """

    targets: tuple[Watched, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    held: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail to one reader over all targets.

    `digest` names this letter among the reader's letters for ever: the same name gives the same Message-ID. `at` is
    the time of writing and `checked_at` the end of the last reading, both aware; they are shown in Europe/Helsinki.
    """

    digest: str
    reader: Reader
    targets: tuple[str, ...]
    at: datetime
    coverage: Coverage
    entries: tuple[Entry, ...] = field(default=())
    checked_at: datetime | None = None
    watch: Watch | None = None

    def count(self, kind: Kind) -> int:
        """How many entries there are of a kind."""
        return sum(1 for entry in self.entries if entry.kind is kind)

    def ordered(self, kind: Kind) -> tuple[Entry, ...]:
        """The entries of a kind: oldest first where they are open, soonest first where they end, by page elsewhere.

        Entries of one page stand together, where the first of them stands.
        """
        ranked = sorted((entry for entry in self.entries if entry.kind is kind), key=_rank)
        pages: dict[str, list[Entry]] = {}
        for entry in ranked:
            pages.setdefault(entry.finding.page, []).append(entry)
        return tuple(chain.from_iterable(pages.values()))


def _rank(entry: Entry) -> tuple[int, date, int, str, int]:
    return (-entry.days, entry.until or date.max, entry.finding.severity.rank, entry.finding.page, entry.issue)
