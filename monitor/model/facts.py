"""What the words of a block state, and what they mean where they stand. Tuples, because a crawl makes millions of them.

A fact depends on its block alone. `Meaning` is the fact as it stands on a page; a check judges the `Statement`.
`start` and `end` are code points of the block's text, end exclusive; `text` is what stands there, as written.
"""

from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from monitor.model.page import Occurrence


class PartialDate(NamedTuple):
    """A date of which a part may be missing: `2017`, `12.2019`, `5.1.` (no year)."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def first(self) -> date | None:
        """The first day it can mean; None without a year, or where there is no such day."""
        return self._day(self.month or 1, self.day or 1)

    def last(self) -> date | None:
        """The last day it can mean; None without a year, or where there is no such day."""
        if self.year is None:
            return None
        month = self.month or 12
        if not (1 <= month <= 12 and 1 <= self.year <= 9999):  # noqa: PLR2004
            return None
        return self._day(month, self.day or monthrange(self.year, month)[1])

    def is_impossible(self) -> bool:
        """Whether its month has no such day, though others have: 31 April, 29 February of a common year."""
        if not (self.year and self.month and self.day) or self.month > 12:  # noqa: PLR2004
            return False
        return monthrange(self.year, self.month)[1] < self.day <= 31  # noqa: PLR2004

    def _day(self, month: int, day: int) -> date | None:
        if self.year is None:
            return None
        try:
            return date(self.year, month, day)
        except ValueError:
            return None


class NumberKind(StrEnum):
    """What kind of line a phone number belongs to."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    BUSINESS = "business"  # 010, 020, 029, 030, 071: national, own price
    FREEPHONE = "freephone"  # 0800, 116 xxx
    PREMIUM = "premium"  # 0600, 0700
    SERVICE = "service"  # 0100, 0200, 0202, 0300
    SHORT = "short"  # 112, 116 117
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


class PhoneFact(NamedTuple):
    """A phone number as written. `e164` is None for short numbers and where no number can be read."""

    start: int
    end: int
    text: str
    e164: str | None = None
    number_kind: NumberKind = NumberKind.UNKNOWN
    extension: str = ""
    label: str = ""  # the words that announce it: "puh.", "tfn", "Tel:"
    href: str = ""  # the tel: link around it, as written
    also: tuple[str, ...] = ()  # further numbers of which only the end is written: "040 123 4567, 4568"
    doubt: str = ""  # why no number, or not the number meant, is reached: too-short, placeholder, area-missing ...

    @property
    def kind(self) -> str:
        """The name under which such facts are stored and shown."""
        return "phone"


class DateFact(NamedTuple):
    """A date or a range. An open end is None; a single date is a range of which `single` is true."""

    start: int
    end: int
    text: str
    begins: PartialDate | None = None
    ends: PartialDate | None = None
    single: bool = False
    cues: tuple[str, ...] = ()  # the words in the block that give role and tense, nearest first, as "kind:word"
    owner: str = ""  # the words of the block that name the programme it is the period of

    @property
    def kind(self) -> str:
        """The name under which such facts are stored and shown."""
        return "date"


class StatuteFact(NamedTuple):
    """A reference to a statute: `number` is n/yyyy for Finnish acts and yyyy/n for acts of the EU."""

    start: int
    end: int
    text: str
    number: str
    name: str = ""  # the words that name it, as written
    in_link: bool = False  # read from an address, not from words
    cues: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The name under which such facts are stored and shown."""
        return "statute"


class TermFact(NamedTuple):
    """A name or word that the knowledge lists as superseded."""

    start: int
    end: int
    text: str
    term: str  # id of the knowledge entry
    cues: tuple[str, ...] = ()  # exceptions heard nearby: history, quotation, announcement

    @property
    def kind(self) -> str:
        """The name under which such facts are stored and shown."""
        return "term"


class ContactFact(NamedTuple):
    """An e-mail address, also one written as `etunimi.sukunimi(at)example.fi`."""

    start: int
    end: int
    text: str
    address: str  # lower case, with "@"

    @property
    def kind(self) -> str:
        """The name under which such facts are stored and shown."""
        return "contact"


Fact = PhoneFact | DateFact | StatuteFact | TermFact | ContactFact

KINDS: dict[str, type[Fact]] = {
    "phone": PhoneFact,
    "date": DateFact,
    "statute": StatuteFact,
    "term": TermFact,
    "contact": ContactFact,
}


def pack(fact: Fact) -> dict[str, Any]:
    """The fact as plain JSON, without what equals its default."""
    default = fact._field_defaults
    told = {name: value for name, value in zip(fact._fields, fact, strict=True) if value != default.get(name, ...)}
    return {"kind": fact.kind, **told}


def unpack(row: dict[str, Any]) -> Fact:
    """The fact that `pack` wrote."""
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items() if k != "kind"}
    for key in ("begins", "ends"):
        if values.get(key) is not None:
            values[key] = PartialDate(*values[key])
    if "number_kind" in values:
        values["number_kind"] = NumberKind(values["number_kind"])
    return KINDS[row["kind"]](**values)


class Role(StrEnum):
    """What a date is for."""

    PROGRAMME = "programme"
    VALIDITY = "validity"
    APPLICATION = "application-period"
    EVENT = "event"
    ANNOUNCEMENT = "announcement"
    UPDATED = "updated"
    EXCEPTIONAL_HOURS = "exceptional-hours"
    HISTORY = "history"
    STATUTE = "statute"
    OTHER = "other"


class Tense(StrEnum):
    """Whether the words speak of now, of what comes, or of what was."""

    PRESENT = "present"
    FUTURE = "future"
    PAST = "past"
    NONE = "none"


class Meaning(NamedTuple):
    """A fact as it stands on a page. Dates are whole days in Europe/Helsinki, both ends included."""

    role: Role = Role.OTHER
    tense: Tense = Tense.NONE
    begins: date | None = None
    ends: date | None = None
    owner: str = ""  # the programme, the school, the service whose date it is


class Statement(NamedTuple):
    """A fact, where it stands, and what it means there."""

    fact: Fact
    occurrence: Occurrence
    meaning: Meaning
