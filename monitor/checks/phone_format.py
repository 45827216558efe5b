"""A number that works but is written so that readers dial it wrongly or cannot read it at a glance.

## What it finds
One working number can be read, but it is written with a letter O, "(0)" or a kept zero after +358, a missing plus
sign, an exit code, only the end of a second number, a missing area code or first zero, glued to a word or to another
number: a warning. Brackets, hyphens, full stops, no grouping, no space after the label, a premium number without its
price: a note. A number that lacks +358 as well, on a page for readers abroad, is a warning in any case.

## Why it matters
Readers copy numbers digit by digit. Someone who does not know the country's habits cannot tell which brackets to
dial, and a chain of ten digits is misread.

## How to fix
Write groups of three or four digits parted by spaces, the area code as a group of its own: 040 123 4567,
0400 123 456, 0295 333 200, +358 40 123 4567. Write every number in full.

## When it stays silent
Every grouping that the language guide accepts, numbers of other countries in their own way of writing, deleted text,
dated news, minutes, legal text and archives. Numbers that reach nobody are left to phone-invalid; numbers that only
lack +358 to phone-international.

## Source
Language guide of the Institute for the Languages of Finland, https://kielitoimistonohjepankki.fi/ohje/puhelinnumerot/
(SFS 4175); ITU-T E.123 for the form with +358.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, Literal, NamedTuple

from monitor.checks.contract import Context, PageView
from monitor.evidence import of_stretch
from monitor.facts.phones.style import NOT_FROM_ABROAD, Flaw, flaws, international, run_together, suggestion
from monitor.facts.silence import is_live
from monitor.model import Family, Finding, Message, PhoneFact, Severity, Statement

SOURCE = "https://kielitoimistonohjepankki.fi/ohje/puhelinnumerot/"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneFormat:
    """`house_style` "international" asks for +358 everywhere; `languages` are those of readers abroad."""

    id: ClassVar[str] = "phone-format"
    family: ClassVar[Family] = Family.PHONE

    house_style: Literal["guide", "international"] = "guide"
    languages: tuple[str, ...] = ("en", "ru")

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Every badly written number, in reading order."""
        live = (pair for pair in view.stated(PhoneFact) if is_live(pair[1]))
        for _, group in groupby(live, key=lambda pair: pair[1].occurrence):
            facts, statements = zip(*group, strict=True)
            yield from self._block(view, statements[0], facts)

    def _block(self, view: PageView, statement: Statement, facts: tuple[PhoneFact, ...]) -> Iterator[Finding]:
        text = statement.occurrence.block.text
        lang = statement.occurrence.block.lang or view.lang
        pairs = dict(run_together(facts, text))
        for fact in facts:
            said = self._pair(fact, pairs[fact], lang) if fact in pairs else self._one(fact, text, lang)
            if said:
                yield self._finding(view, statement, fact, said)

    def _pair(self, fact: PhoneFact, other: PhoneFact, lang: str) -> "_Said":
        abroad = self._abroad(lang)
        both = f"{suggestion(fact, abroad=abroad)}, {suggestion(other, abroad=abroad)}"
        return _Said("run-together", Severity.WARNING, fact.start, other.end, both)

    def _one(self, fact: PhoneFact, text: str, lang: str) -> "_Said | None":
        found, abroad = flaws(fact, text), self._abroad(lang)
        if not found and (not abroad or lang in self.languages):
            return None
        written = suggestion(fact, abroad=abroad)
        reachable = fact.e164 is not None and not fact.doubt and fact.number_kind not in NOT_FROM_ABROAD
        local = abroad and reachable and not international(fact.text)
        if found:
            severity = Severity.WARNING if local or found[0].misleads else Severity.NOTE
            return _Said(found[0], severity, *_words(fact, text, found, written))
        if local and any(c.isdigit() for c in fact.text):
            return _Said("house-style", Severity.NOTE, fact.start, fact.end, written)
        return None

    def _abroad(self, lang: str) -> bool:
        return lang in self.languages or self.house_style == "international"

    def _finding(self, view: PageView, statement: Statement, fact: PhoneFact, said: "_Said") -> Finding:
        quoted = of_stretch(statement, said.start, said.end, view.lang)
        return Finding(
            check=self.id,
            family=self.family,
            severity=said.severity,
            page=view.url,
            subject=fact.e164 or "".join(c for c in fact.text if c.isdigit()),
            message=Message(f"phone-format.{said.reason}", {"quote": quoted["quote"]}),
            suggestion=said.written,
            source=SOURCE,
            **quoted,
        )


class _Said(NamedTuple):
    """What is to be said of a number, the words it is said of, and what to write in their place."""

    reason: str
    severity: Severity
    start: int
    end: int
    written: str | None


def _words(fact: PhoneFact, text: str, found: tuple[Flaw, ...], written: str | None) -> tuple[int, int, str | None]:
    """Start and end of the quote, and its suggestion; where a word or the label is glued on, it is part of both."""
    start, end = fact.start, fact.end
    if written is None or found[0] is Flaw.PRICE_MISSING:
        return start, end, None
    if Flaw.GLUED in found:
        tail = re.match(r"/?[^\W\d_]*", text[end:])
        head = None if fact.label else re.search(r"[^\W\d_]+\Z", text[:start])
        before, after = head[0] if head else "", tail[0] if tail else ""
        words = " ".join(part for part in (before, written, after.lstrip("/")) if part)
        return start - len(before), end + len(after), words
    if Flaw.LABEL_GLUED in found:
        label = fact.label.strip(" (")
        start -= len(fact.label) - fact.label.index(label)
        return start, end, f"{label} {written}"
    return start, end, written
