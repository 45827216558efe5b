"""One dated fact about the world: what was called so, from which day it no longer is, and what to write instead."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from monitor.model import PartialDate, Severity

# Below this a fact may not raise more than a note, and its new name is not offered as text to paste.
SURE = 90
SHORT = 5  # letters of a successor's name that count only as a word of their own: DVV
_WORD = re.compile(r"\w+")
_AND = r"\s+(?:ja|sekä|och|samt|and|и)\s+(?:the\s+)?"


class Kind(StrEnum):
    """What was superseded."""

    ORGANISATION = "organisation"
    SERVICE = "service"
    TERM = "term"
    DOMAIN = "domain"
    PHONE = "phone"
    ADDRESS = "address"  # an e-mail address
    STATUTE = "statute"


class Certainty(StrEnum):
    """How surely the written form means the superseded thing."""

    NAME = "name"  # nothing else is called so
    WORD = "word"  # an everyday word, which may still be right: a note at most
    NEEDS_CUE = "needs-cue"  # only beside one of the entry's cues


class Age(StrEnum):
    """Where an entry stands on a day."""

    VALID = "valid"
    ENDING = "ending"  # the day is known and near
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A superseded name, service, word, domain, number or address.

    `old` and `new` are keyed by language; forms under "any" hold in every language. `since` is the first day
    (Europe/Helsinki), month or year on which the old form is wrong, None where it is not known; `new_from` that of the
    new form, where it came later and others did the work in between. `source` is an address or a statute; `fact_sure`
    is percent. `heirs` are further names of what came after, not sure or not whole enough to be suggested.
    """

    id: str
    kind: Kind
    old: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    new: Mapping[str, str] = field(default_factory=dict)
    since: PartialDate | None = None
    new_from: PartialDate | None = None
    severity: Severity = Severity.WARNING
    fact_sure: int = 100
    pattern: Certainty = Certainty.NAME
    cues: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    heirs: tuple[str, ...] = ()
    source: str = ""
    note: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The written forms of all languages."""
        return tuple(form for forms in self.old.values() for form in forms)

    @property
    def day(self) -> date | None:
        """The exact day from which the old form is wrong; None where only a month or year is known."""
        return self.since.first() if self.since and self.since.day else None

    @property
    def stale_from(self) -> date | None:
        """The day from which the old form is surely wrong: of a month or a year the last; None where none is known."""
        return self.since.last() if self.since else None

    @property
    def is_told(self) -> bool:
        """Whether the forms tell who does something ("oleskelulupa haetaan poliisilta"): no name can replace them."""
        return any("…" in form for form in self.forms)

    @property
    def handed_on(self) -> bool:
        """Whether the new form is younger than the end of the old one, so that another came between."""
        came = self.new_from.first() if self.new_from else None
        return bool(came and self.stale_from and came > self.stale_from)

    @property
    def weight(self) -> Severity:
        """The severity, capped by the weaker of the fact and its pattern."""
        if self.fact_sure < SURE or self.pattern is Certainty.WORD:
            return Severity.NOTE
        return self.severity

    def age(self, as_of: date, ahead: int) -> Age:
        """Where the entry stands on a day; `ahead` days before it is stale it is ending."""
        begins = self.stale_from
        if begins is None or begins <= as_of:
            return Age.SUPERSEDED
        return Age.ENDING if begins <= as_of + timedelta(days=ahead) else Age.VALID

    def succeeded(self, words: str) -> bool:
        """Whether the words, with " | " for the old name, name what came after: whoever names both knows of the change.

        Where only a part of the work went to an heir, "Lupa- ja valvontavirasto ja ELY-keskus" are two of today.
        """
        lower = words.lower()
        single = set(_WORD.findall(lower))
        # Without its last letter a long name is found in its cases too: elinvoimakeskus, elinvoimakeskuksen.
        named = [
            name
            for name in map(str.lower, (*self.new.values(), *self.heirs))
            if (name in single if len(name) <= SHORT else name[:-1] in lower)
        ]
        new = {name.lower() for name in self.new.values()}
        return any(name in new or not _listed_beside(name[:-1], lower) for name in named)

    def suggestion(self, lang: str) -> str | None:
        """The new form in that language, None where it is not known well enough to be pasted, or is none to paste."""
        if self.fact_sure < SURE or self.is_told:
            return None
        return self.new.get(lang) or self.new.get("any")

    def successor(self, lang: str) -> str:
        """What to call the successor in a sentence: in that language, else in Finnish; "" where there is none."""
        return self.new.get(lang) or self.new.get("any") or self.new.get("fi") or ""


def _listed_beside(name: str, words: str) -> bool:
    """Whether an "and" joins the name to the old one."""
    spelt = re.escape(name)
    return re.search(rf"{spelt}\w*{_AND}\|\s|\s\|{_AND}{spelt}", words) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statute(Term):
    """A repealed act; `id` is its number n/yyyy. Its forms are names that mean it without the number.

    `by` are the numbers of its successors; `kept` the sections that stay in force where the repeal is partial.
    """

    name: Mapping[str, str] = field(default_factory=dict)
    by: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
