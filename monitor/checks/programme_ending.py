"""The period of a programme, strategy, plan or project ends soon.

## What it finds
A range that names a programme, strategy, plan, project or school year, and whose last day comes within `days` days.

## Why it matters
Its successor has to be published, and the pages that name the period changed, before readers meet an old one.

## How to fix
Ask the owner of the programme what follows it, and prepare the new text.

## When it stays silent
For a calendar year alone, as in "fees 2026"; earlier than that; after the last day (then `programme-ended` speaks);
where the same words name a period that begins after it; wherever `programme-ended` is silent.

## Source
Both ends of a Finnish range count: Kielitoimiston ohjepankki, Ajanilmaukset: aikavälit (SFS 4175).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from monitor.checks.contract import Context, Days, PageView
from monitor.evidence import of_fact, subject
from monitor.model import DateFact, Family, Finding, Message, Role, Severity, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeEnding:
    """`days` is how many days before the last day the reminder begins."""

    id: ClassVar[str] = "programme-ending"
    family: ClassVar[Family] = Family.VALIDITY

    days: Days = 60

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:
        """One reminder for each programme that still runs and ends within `days` days of `as_of`."""
        for fact, statement in view.stated(DateFact):
            ends = statement.meaning.ends
            if statement.meaning.role is not Role.PROGRAMME or ends is None or _a_year(fact):
                continue
            left = (ends - context.as_of).days
            if not 0 <= left <= self.days or _followed(statement, ends, view):
                continue
            yield Finding(
                check=self.id,
                family=self.family,
                severity=Severity.NOTE,
                page=view.url,
                subject=subject(statement.meaning),
                message=Message("programme-ending.soon", {"quote": fact.text, "ends": ends}, count=left),
                since=ends + timedelta(days=1),
                **of_fact(statement, view.lang),
            )


def _a_year(fact: DateFact) -> bool:
    """Whether it is a calendar year alone, which nobody needs to be told the end of."""
    return fact.single and fact.ends is not None and fact.ends.month is None


def _followed(statement: Statement, ends: date, view: PageView) -> bool:
    """Whether the block goes on to the next period: "syyslukukausi 10.8.–18.12.2026, kevätlukukausi 7.1.–4.6.2027"."""
    meanings = (s.meaning for _, s in view.stated(DateFact) if s.occurrence is statement.occurrence)
    return any(meaning.begins and meaning.begins > ends for meaning in meanings)
