"""A number that reaches nobody, or not the one who is meant.

## What it finds
Numbers that are too short or too long for their series, series that Finland does not have, placeholders (000 000 0000,
040 XXX XXXX), +358 before 112 or 116 117, 0358 in place of +358, police and alarm numbers from before 112, and Russian
domestic numbers (8 812 ...) where the reader is in Finland. Mobile numbers that are one digit longer or shorter than
usual and 029 numbers that are too long are a warning; all others are an error.

## Why it matters
The reader hears that the number is not in use, and may have nobody else to turn to.

## How to fix
Ask the owner of the number and write it in full. Emergency number: 112. Medical advice: 116 117.

## When it stays silent
Unusual series (073, 075, 0700) and old short numbers that may still work; numbers without their area code or first
zero (phone-format speaks about these); digits that no word announces as a phone number; sums, post boxes, statutes,
dates, business ids. It does not check that somebody answers.

## Source
Traficom's numbering regulation, libphonenumber's metadata for Finland, https://www.112.fi.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from monitor.checks.contract import Context, PageView
from monitor.evidence import of_fact
from monitor.facts.phones.style import INCOMPLETE, international, suggestion
from monitor.facts.silence import is_struck
from monitor.model import Family, Finding, Message, PhoneFact, Severity, Statement

SOURCE = "Liikenne- ja viestintävirasto Traficom: puhelinnumerointi"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneInvalid:
    """`languages` are those of readers abroad: what is suggested to them begins with +358."""

    id: ClassVar[str] = "phone-invalid"
    family: ClassVar[Family] = Family.PHONE

    languages: tuple[str, ...] = ("en", "ru")

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Every number that cannot be reached as written, in reading order."""
        for fact, statement in view.stated(PhoneFact):
            if fact.doubt and fact.doubt not in INCOMPLETE and _in_words(statement):
                yield self._finding(view, statement, fact)

    def _finding(self, view: PageView, statement: Statement, fact: PhoneFact) -> Finding:
        quoted = of_fact(statement, view.lang)
        return Finding(
            check=self.id,
            family=self.family,
            severity=Severity.WARNING if fact.e164 else Severity.ERROR,
            page=view.url,
            subject=fact.e164 or re.sub(r"\D", "", fact.text) or fact.text.lower(),
            message=Message(f"phone-invalid.{fact.doubt}", {"quote": fact.text}),
            suggestion=suggestion(fact, abroad=quoted["lang"] in self.languages or international(fact.text)),
            source=SOURCE,
            confidence=80 if fact.e164 else 95,
            **quoted,
        )


def _in_words(statement: Statement) -> bool:
    """Whether the number stands in the words, not in a link only, and is not struck out."""
    return not is_struck(statement) and bool(re.search(r"\d|[xX]{2}", statement.fact.text))
