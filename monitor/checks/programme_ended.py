"""The period of a programme, strategy, plan or project is over.

## What it finds
A range of years or days that names a programme, strategy, plan, project or school year, and whose last day is past.

## Why it matters
A reader takes the programme for the one that applies now; its aims, money and contact persons may have changed.

## How to fix
Link the programme that applies now, or move the old one to an archive and write that it has ended.

## When it stays silent
On the last day itself; in the past tense (*toteutettiin*, *genomfördes*, *ran from*, *проводилась*); beside words such
as *aiempi*, *tidigare*, *previous*, *предыдущий*; in reports and statistics; on news, minutes, legal texts and
archives; in deleted or quoted words.

## Source
Both ends of a Finnish range count: Kielitoimiston ohjepankki, Ajanilmaukset: aikavälit (SFS 4175).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from monitor.checks.contract import Context, PageView
from monitor.evidence import of_fact, subject
from monitor.model import DateFact, Family, Finding, Message, Role, Severity, Statement

SCHOOL_BEGINS = 8  # August, the month in which a year of schools begins


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeEnded:
    """No options."""

    id: ClassVar[str] = "programme-ended"
    family: ClassVar[Family] = Family.VALIDITY

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:
        """One finding for each programme whose last day lies before `as_of`."""
        for fact, statement in view.stated(DateFact):
            ends = statement.meaning.ends
            if statement.meaning.role is not Role.PROGRAMME or ends is None or ends >= context.as_of:
                continue
            yield Finding(
                check=self.id,
                family=self.family,
                severity=Severity.WARNING,
                page=view.url,
                subject=subject(statement.meaning),
                message=Message(_kind(fact, statement), {"quote": fact.text, "ends": ends}),
                since=ends + timedelta(days=1),
                **of_fact(statement, view.lang),
            )


def _kind(fact: DateFact, statement: Statement) -> str:
    """A school year, which is written as two years and lasts from August to July, is followed by the next."""
    begins = statement.meaning.begins
    by_year = fact.begins is not None and fact.begins.month is None
    school = by_year and begins is not None and begins.month == SCHOOL_BEGINS
    return f"programme-ended.{'school-year' if school else 'period'}"
