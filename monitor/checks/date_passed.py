"""A day has passed that the page still speaks of as valid or to come.

## What it finds
The end of a right or of an application period, an event, exceptional opening hours, or an announcement in the present
or future tense (*siirtyy*, *träder i kraft*, *will be*, *вступает в силу*) whose day lies in the past.

## Why it matters
A reader relies on a right that has ended, prepares an application that nobody takes, or waits for a change that has
happened.

## How to fix
Write the day that applies now or remove the sentence. Of an announcement the fact stays and the tense changes:
*siirtyi*, *trädde i kraft*, *was*, *вступил в силу*.

## When it stays silent
On the day itself; in the past tense; where only a beginning is told (*1.1.2025 alkaen*) and nothing is announced; plain
opening hours; the day of an update; days without a year on pages without a date; news, minutes, legal texts and
archives, also as a section, a column or a line that begins with its day; former names in brackets; deleted or quoted
words.

## Source
The day itself still counts, with *mennessä* too: Kielikello, "mennessä"; Kielitoimiston ohjepankki, Ajanilmaukset.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from monitor.checks.contract import Context, PageView
from monitor.evidence import of_fact, subject
from monitor.facts.dates.tense import in_the_past
from monitor.model import DateFact, Family, Finding, Message, Role, Severity, Tense

# Rights and deadlines strand a reader; what has merely happened looks old.
SEVERITIES = {
    Role.VALIDITY: Severity.ERROR,
    Role.APPLICATION: Severity.ERROR,
    Role.EVENT: Severity.WARNING,
    Role.ANNOUNCEMENT: Severity.WARNING,
    Role.EXCEPTIONAL_HOURS: Severity.WARNING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePassed:
    """No options."""

    id: ClassVar[str] = "date-passed"
    family: ClassVar[Family] = Family.VALIDITY

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:
        """One finding for each such day before `as_of`."""
        for fact, statement in view.stated(DateFact):
            role, tense, _, ends, _ = statement.meaning
            if ends is None or ends >= context.as_of or role not in SEVERITIES or tense is Tense.PAST:
                continue
            announced = role in (Role.ANNOUNCEMENT, Role.EVENT)
            yield Finding(
                check=self.id,
                family=self.family,
                severity=SEVERITIES[role],
                page=view.url,
                subject=subject(statement.meaning),
                message=Message(f"date-passed.{role}", {"quote": fact.text, "ends": ends}),
                since=ends + timedelta(days=1),
                suggestion=in_the_past(fact, statement.occurrence.block) if announced else None,
                **of_fact(statement, view.lang),
            )
