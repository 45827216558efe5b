"""A number that readers abroad cannot dial as it stands.

## What it finds
On pages in the languages of `languages` (English and Russian by default): Finnish numbers without +358, and prices told
in Finnish abbreviations only (pvm/mpm, lna/msa). Pages in these languages whose only numbers are freephone, premium
or service numbers, which in general cannot be called from abroad: a note.

## Why it matters
These pages are read before the move to Finland, on a foreign subscription. 040 ... reaches nobody from there.

## How to fix
Leave out the first zero and put +358 in its place: +358 40 123 4567. Beside a freephone number give one that can be
called from abroad, or an e-mail address.

## When it stays silent
112 and 116 117, freephone, premium and service numbers (+358 would mislead); numbers beside which the same one stands
with +358; numbers that phone-format speaks about, since it suggests that form too; deleted text, dated news, minutes,
legal text, archives. Whether a page is left with numbers that cannot be called from abroad is judged where it has at
least 40 words and no e-mail address.

## Source
https://migri.fi/en/customer-guidance-services ("leave out the first zero and replace it with the country code +358");
ITU-T E.123.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from monitor.checks.contract import Context, PageView
from monitor.evidence import of_stretch
from monitor.facts.phones.style import NOT_FROM_ABROAD, flaws, international, preferred
from monitor.facts.silence import is_live
from monitor.model import ContactFact, Family, Finding, Message, NumberKind, Occurrence, PhoneFact, Severity, Statement

SOURCE = "https://migri.fi/en/customer-guidance-services"
_PRICE = re.compile(r"(?:pvm|mpm|lna|msa)(?<!\w{4})(?:/(?:pvm|mpm|lna|msa))?(?!\w)")
_DIGIT = re.compile(r"\d")
_LEAST_WORDS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneInternational:
    """`languages` are those of pages for readers abroad; `only_contact` asks for a number that reaches from there."""

    id: ClassVar[str] = "phone-international"
    family: ClassVar[Family] = Family.PHONE

    languages: tuple[str, ...] = ("en", "ru")
    only_contact: bool = True

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Numbers and prices that say nothing abroad, in reading order; then the page as a whole."""
        told = [(fact, s) for fact, s in view.stated(PhoneFact) if self._for_abroad(view, s)]
        given = _given(told) if any(_is_local(fact) for fact, _ in told) else frozenset()
        for fact, statement in told:
            text = statement.occurrence.block.text
            if fact.doubt or fact.e164 is None or not _DIGIT.search(fact.text):
                continue
            if _is_local(fact) and (statement.occurrence, fact.e164) not in given and not flaws(fact, text):
                written = preferred(fact.e164, abroad=True)
                yield self._finding(view, statement, "national", (fact.start, fact.end), written)
            elif price := _PRICE.search(text, fact.end):
                yield self._finding(view, statement, "price-words", price.span())
        if self.only_contact:
            yield from self._whole(view, told)

    def _for_abroad(self, view: PageView, statement: Statement) -> bool:
        return (statement.occurrence.block.lang or view.lang) in self.languages and is_live(statement)

    def _whole(self, view: PageView, told: list[tuple[PhoneFact, Statement]]) -> Iterator[Finding]:
        """One note where nothing on the page can be called or written to from abroad."""
        emergency = NumberKind.SHORT
        numbers = [(f, s) for f, s in told if f.number_kind is not emergency and f.number_kind in NOT_FROM_ABROAD]
        if not numbers or view.stated(ContactFact) or any(_reaches(fact) for fact, _ in view.stated(PhoneFact)):
            return
        if view.page and view.page.main_words >= _LEAST_WORDS:
            fact, statement = numbers[0]
            yield self._finding(view, statement, "only-contact", (fact.start, fact.end))

    def _finding(
        self, view: PageView, statement: Statement, reason: str, span: tuple[int, int], written: str | None = None
    ) -> Finding:
        fact, quoted = statement.fact, of_stretch(statement, *span, view.lang)
        return Finding(
            check=self.id,
            family=self.family,
            severity=Severity.WARNING if reason == "national" else Severity.NOTE,
            page=view.url,
            subject=(fact.e164 if isinstance(fact, PhoneFact) else None) or fact.text,
            message=Message(f"phone-international.{reason}", {"quote": quoted["quote"]}),
            suggestion=written,
            source=SOURCE,
            **quoted,
        )


def _is_local(fact: PhoneFact) -> bool:
    """Whether it lacks +358 and would be reached with it."""
    if fact.number_kind is NumberKind.FOREIGN or fact.number_kind in NOT_FROM_ABROAD:
        return False
    return not international(fact.text)


def _given(told: list[tuple[PhoneFact, Statement]]) -> frozenset[tuple[Occurrence, str | None]]:
    """The numbers that stand there with +358, each with its block."""
    return frozenset((statement.occurrence, fact.e164) for fact, statement in told if international(fact.text))


def _reaches(fact: PhoneFact) -> bool:
    return fact.e164 is not None and fact.number_kind not in NOT_FROM_ABROAD
