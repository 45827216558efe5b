"""A number that works but is written so that readers dial it wrongly or cannot read it at a glance.

## What it finds
One working number can be read, but it is written with a letter O, "(0)" or a kept zero after +358, a missing plus
sign, an exit code, only the end of a second number, a missing area code, glued to a word or to another number:
a warning. Brackets, hyphens, full stops, no grouping, no space after the label, a premium number without its price:
a note. A number of a page for readers abroad that lacks +358 as well is a warning whatever else is wrong with it.

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

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, Literal

from monitor.checks.contract import Context, PageView
from monitor.facts.phones.style import NOT_FROM_ABROAD, Flaw, flaws, international, run_together, suggestion
from monitor.model import Family, Finding, MarkKind, Message, PageType, PhoneFact, Severity, Statement, Zone

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
        for _, group in groupby(view.statements, key=lambda s: s.occurrence):
            stated = [(s, s.fact) for s in group if isinstance(s.fact, PhoneFact) and _live(s)]
            if stated:
                yield from self._block(view, stated[0][0], tuple(fact for _, fact in stated))

    def _block(self, view: PageView, statement: Statement, facts: tuple[PhoneFact, ...]) -> Iterator[Finding]:
        text = statement.occurrence.block.text
        lang = statement.occurrence.block.lang or view.lang
        abroad = lang in self.languages or self.house_style == "international"
        pairs = dict(run_together(facts, text))
        for fact in facts:
            found = flaws(fact, text)
            written = suggestion(fact, abroad=abroad)
            local = abroad and not international(fact.text) and fact.number_kind not in NOT_FROM_ABROAD
            if fact in pairs:
                other = pairs[fact]
                both = f"{written}, {suggestion(other, abroad=abroad)}"
                yield self._finding(view, statement, fact, other.end, "run-together", both, Severity.WARNING)
            elif found:
                severity = Severity.WARNING if found[0].misleads or (local and fact.e164) else Severity.NOTE
                start, end, words = _glued(fact, text, found, written)
                yield self._finding(view, statement, fact, end, found[0], words, severity, start)
            elif local and fact.e164 and lang not in self.languages:
                yield self._finding(view, statement, fact, fact.end, "house-style", written, Severity.NOTE)

    def _finding(
        self,
        view: PageView,
        statement: Statement,
        fact: PhoneFact,
        end: int,
        reason: str,
        written: str | None,
        severity: Severity,
        start: int = -1,
    ) -> Finding:
        occurrence = statement.occurrence
        text = occurrence.block.text
        start = fact.start if start < 0 else start
        return Finding(
            check=self.id,
            family=self.family,
            severity=severity,
            page=view.url,
            subject=fact.e164 or "".join(c for c in fact.text if c.isdigit()),
            quote=text[start:end],
            message=Message(f"phone-format.{reason}", {"quote": text[start:end]}),
            context=text,
            start=start,
            end=end,
            heading=occurrence.headings[-1] if occurrence.headings else "",
            zone=occurrence.zone,
            lang=occurrence.block.lang or view.lang,
            suggestion=written,
            source=SOURCE,
        )


def _live(statement: Statement) -> bool:
    """Whether the words promise to be true today, and are not struck out."""
    occurrence, fact = statement.occurrence, statement.fact
    struck = any(m.kind is MarkKind.DELETED and m.start <= fact.start < m.end for m in occurrence.block.marks)
    dated = occurrence.page_type in (PageType.NEWS, PageType.MINUTES, PageType.LEGAL)
    return not (struck or dated or occurrence.zone is Zone.ARCHIVE)


def _glued(
    fact: PhoneFact, text: str, found: tuple[Flaw, ...], written: str | None
) -> tuple[int, int, str | None]:
    """Quote and suggestion of a number; where a word or the label is glued on, that is part of both."""
    start, end = fact.start, fact.end
    if written is None or found[0] is Flaw.PRICE_MISSING:
        return start, end, None
    if Flaw.GLUED in found:
        while end < len(text) and (text[end].isalpha() or (text[end] == "/" and end == fact.end)):
            end += 1
        while start and not fact.label and text[start - 1].isalpha():
            start -= 1
        before, after = text[start : fact.start], text[fact.end : end].lstrip("/")
        return start, end, " ".join(part for part in (before, written, after) if part)
    if Flaw.LABEL_GLUED in found:
        label = fact.label.strip(" (")
        start -= len(fact.label) - fact.label.index(label)
        return start, end, f"{text[start : fact.start].rstrip()} {written}"
    return start, end, written
