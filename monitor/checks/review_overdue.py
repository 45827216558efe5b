"""A programme has not been reviewed within the cycle that applies to it.

## What it finds
A programme whose period began at least `years` years ago. Before 1 January 2025 a municipal integration programme had
to be reviewed at least every four years by law; for days before that, this is told as a reason too.

## Why it matters
A programme that nobody has looked at for so long may no longer say what is done.

## How to fix
Review the programme, or write when it was last reviewed.

## When it stays silent
Without a cycle of the target's own, from 1 January 2025 on; wherever `programme-ended` is silent about past tense and
archives.

## Source
Act on the Promotion of Immigrant Integration (1386/2010), section 32, in force until 31 December 2024:
https://www.finlex.fi/fi/lainsaadanto/2010/1386
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from monitor.checks.contract import Context, PageView, Years
from monitor.evidence import of_fact, subject
from monitor.model import DateFact, Family, Finding, Message, Role, Severity

REPEALED = date(2025, 1, 1)
STATUTORY_YEARS = 4
SOURCE = "https://www.finlex.fi/fi/lainsaadanto/2010/1386"
_INTEGRATION = re.compile(
    r"koto(?:utta|utu)mis\w*ohjelma|integrationsprogram|program\w* för integration|integration programme"
    r"|программ\w+ интеграции",
    re.IGNORECASE,
)


def _later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOverdue:
    """`years` is the target's own cycle; None asks for no review."""

    id: ClassVar[str] = "review-overdue"
    family: ClassVar[Family] = Family.VALIDITY

    years: Years | None = None

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:
        """One note for each programme whose cycle has run out by `as_of`."""
        for fact, statement in view.stated(DateFact):
            begins = statement.meaning.begins
            if statement.meaning.role is not Role.PROGRAMME or begins is None:
                continue
            by_law = context.as_of < REPEALED and _INTEGRATION.search(statement.meaning.owner) is not None
            cycles = [(self.years, "review-overdue.cycle", "")] if self.years else []
            if by_law:
                cycles.append((STATUTORY_YEARS, "review-overdue.statutory", SOURCE))
            if not cycles:
                continue
            years, message, source = min(cycles)
            due = _later(begins, years)
            if due > context.as_of:
                continue
            yield Finding(
                check=self.id,
                family=self.family,
                severity=Severity.NOTE,
                page=view.url,
                subject=subject(statement.meaning),
                message=Message(message, {"quote": fact.text, "begins": begins}, count=years),
                since=due,
                source=source,
                **of_fact(statement, view.lang),
            )
