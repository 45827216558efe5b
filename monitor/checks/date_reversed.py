"""A range ends before it begins.

## What it finds
A programme, a right, an application period or an event whose last day lies before its first.

## Why it matters
One of the two days is wrong, and a reader cannot know which.

## How to fix
Ask the owner for the right days; write the earlier one first.

## When it stays silent
Where day and month may have changed places (03/04/2026 and 01/05/2026); where a year is missing at one end; for lists
of years in falling order, which archives use; in the past tense; on news, minutes, legal texts and archives.

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


def _may_be_swapped(partial: PartialDate) -> bool:
    return bool(partial.day and partial.month != partial.day and partial.day <= _MONTHS)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReversed:
    """No options."""

    id: ClassVar[str] = "date-reversed"
    family: ClassVar[Family] = Family.VALIDITY

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:  # noqa: ARG002 - wrong on every day
        """One finding for each range that runs backwards."""
        for fact, statement in view.stated(DateFact):
            role, _, begins, ends, _ = statement.meaning
            if begins is None or ends is None or begins <= ends:
                continue
            if role not in ROLES or fact.begins is None or fact.ends is None:
                continue
            same_year = fact.begins.year == fact.ends.year
            if same_year and (_may_be_swapped(fact.begins) or _may_be_swapped(fact.ends)):
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
