"""A finding: the quoted words, why, by which source, what to write instead."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from typing import NamedTuple

from monitor.model.page import Zone

Argument = str | int | date


class Severity(StrEnum):
    """error: readers are misled or stranded now; warning: looks old or soon will; note: style and reminders."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Family(StrEnum):
    """What kind of thing is to be mended. A check may change its mind about the kind of fault, never the family."""

    LINK = "link"
    PHONE = "phone"
    VALIDITY = "validity"
    STATUTE = "statute"
    TERM = "term"
    CONTACT = "contact"
    LANGUAGE = "language"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence that is not yet in anybody's language: an id of the catalogues, and what to put into it.

    `count` picks the plural form where the sentence has one.
    """

    id: str
    args: Mapping[str, Argument] = field(default_factory=dict)
    count: int | None = None


class Because(NamedTuple):
    """One reason behind a finding; `source` is an address or a statute, `since` the day from which it is wrong."""

    check: str
    message: Message
    severity: Severity
    source: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something stale on one page, with its evidence: `quote` is never empty.

    `start` and `end` place the quote in `context`, the text of its block; -1 where it stands in no block.
    `subject` is what is to be mended (destination, number, range with its programme, statute, term id, page),
    normalised, so that it survives changes of wording. `suggestion` is text to paste, in the page's language.
    Where a subject is met several times on its page, the worst speaks and holds the others in `also`; `nth` counts
    those before it that share its check, so that each is told from its likes.
    """

    check: str
    family: Family
    severity: Severity
    page: str
    subject: str
    quote: str
    message: Message
    context: str = ""
    start: int = -1
    end: int = -1
    heading: str = ""
    zone: Zone = Zone.MAIN
    lang: str = ""
    since: date | None = None
    suggestion: str | None = None
    source: str = ""
    reasons: tuple[Because, ...] = ()
    confidence: int = 100  # percent
    technical: bool = False  # nothing that an editor could mend: it goes to the admin
    also: tuple["Finding", ...] = ()
    nth: int = 0

    @property
    def each(self) -> tuple["Finding", ...]:
        """Itself and the others of its subject on its page, one by one."""
        return (replace(self, also=()), *self.also) if self.also else (self,)

    @property
    def fingerprint(self) -> str:
        """Check, page and subject, and which of its likes, in 32 hexadecimal digits; never wording or position."""
        text = f"{self.check}\x1f{self.page}\x1f{self.subject}" + (f"\x1f{self.nth}" if self.nth else "")
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
