"""A range ends before it begins.

## What it finds
A programme, a right, an application period or an event whose last day lies before its first.

## Why it matters
One of the two days is wrong, and a reader cannot know which.

## How to fix
Ask the owner for the right days; write the earlier one first.

## When it stays silent
Where the days follow each other once day and month change places (03/04/2026 and 01/05/2026); where a year is missing
at one end (15.12.–1.12.2026 may begin in 2025); for lists in falling order, which archives use; in the past tense; on
news, minutes, legal texts and archives. Where no word tells what a range is for, only of days to come is it said.

## Source
Kielitoimiston ohjepankki, Ajanilmaukset: aikavälit (SFS 4175).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from monitor.checks.contract import Context, PageView
from monitor.evidence import of_fact, subject
from monitor.model import DateFact, Family, Finding, Message, PartialDate, Role, Severity

ROLES = (Role.PROGRAMME, Role.VALIDITY, Role.APPLICATION, Role.EVENT, Role.EXCEPTIONAL_HOURS, Role.ANNOUNCEMENT)
_MONTHS = 12


def _may_be_swapped(begins: PartialDate, ends: PartialDate) -> bool:
    """Whether the range runs forwards once day and month change places, which they do at both ends or at none."""
    first, last = ((partial.day or 99, partial.month or 0) for partial in (begins, ends))
    return begins.year == ends.year and first <= last and last[0] <= _MONTHS


def _is_plain(begins: PartialDate, ends: PartialDate, text: str) -> bool:
    """Whether both are whole days whose years are written out: "1.6.39 – 2.5.2027" begins with a version."""
    return bool(begins.day and ends.day) and str(begins.year) in text and str(ends.year) in text


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReversed:
    """No options."""

    id: ClassVar[str] = "date-reversed"
    family: ClassVar[Family] = Family.VALIDITY

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:
        """One finding for each range that runs backwards."""
        for fact, statement in view.stated(DateFact):
            role, _, begins, ends, _ = statement.meaning
            if begins is None or ends is None or begins <= ends or fact.begins is None or fact.ends is None:
                continue
            ahead = role is Role.OTHER and ends >= context.as_of and _is_plain(fact.begins, fact.ends, fact.text)
            if not (ahead or role in ROLES) or _may_be_swapped(fact.begins, fact.ends):
                continue
            yield Finding(
                check=self.id,
                family=self.family,
                severity=Severity.WARNING,
                page=view.url,
                subject=subject(statement.meaning),
                message=Message("date-reversed.range", {"quote": fact.text, "begins": begins, "ends": ends}),
                **of_fact(statement, view.lang),
            )
