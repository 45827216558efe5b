"""A date that no calendar has.

## What it finds
A day that its month does not have (*31.4.2027*, *31 April 2027*, *29.2.2027*), and a weekday beside a day to come that
falls on another (*ke 3.12.2026*, a Thursday).

## Why it matters
A reader comes on the wrong day, or learns only from a calendar that there is none; nobody can tell which was meant.

## How to fix
Ask the owner for the day and write it, with its weekday if it has one.

## When it stays silent
On days without a year; on numbers that only look like a day (versions, sections, issues, *31/4/2027*) or count; before
1932, since Russia kept another calendar until 1918 and the Soviet one is said to have had 30 February in 1930 and 1931.
Of weekdays: on days that have passed; in the past tense; where the weekday is not right before the date, stands in a
list or for many days (*ma–pe*, *every Thursday*), or is an abbreviation that the language of the text does not have.
On news, minutes, legal texts, documents and archives; on deleted or quoted words.

## Source
The Gregorian calendar.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from monitor.checks.contract import Context, PageView
from monitor.evidence import of_fact, of_stretch
from monitor.facts.dates.weekdays import weekday_before
from monitor.facts.place import of_the_past
from monitor.model import DateFact, Fact, Family, Finding, Message, PartialDate, Role, Severity, Statement, Tense

_FIRST_YEAR = 1932
# What makes a number of it: "§ 31.4.2027", "v31.4.2027", "Newsletter no. 31 April 2027", "31.4.2027-2".
_NUMBERED = re.compile(
    r"(?:[\w#+/-]|[§№#]\s?|\b(?:no|nr|n:o|nro|issue|number|numero|nummer|выпуск|номер|vol|room|sali|page|luku|kohta|liite"
    r"|bilaga|annex|chapter)\.?\s)\Z",
    re.IGNORECASE,
)
# A number beside the name of a month is a day where its form says so (31. huhtikuuta, 31 апреля, 31st), or else a word
# before it: "31 kesäkuussa 2026" and "Newsletter 30 February 2026" count.
_MAY_COUNT = re.compile(r"(?:\d+\s?[–—-]\s?)?\d+\s(?!\w+kuuta\b|[а-яё]+[яа]\b)[^\W\d]+\.?,?\s\d{4}", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r"(?:\A|[:(|;–—]\s?|\b(?:on|by|until|till|to|from|before|after|since|through|the|den|från|senast|före|efter|innan"
    r"|t\.?o\.?m\.?|fr\.?o\.?m\.?|och|and|or|eller)\s|\w+da[yg](?:en)?,?\s)\Z",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[./-]?\d|[^\W\d_]")
_EITHER_ORDER = re.compile(r"\d{1,2}[/-]")  # 3/12/2026 may be in March
_REACH = 16  # code points before a date


@dataclass(frozen=True, slots=True, kw_only=True)
class DateImpossible:
    """No options."""

    id: ClassVar[str] = "date-impossible"
    family: ClassVar[Family] = Family.VALIDITY

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:
        """One finding for each day that does not exist, and for each that falls on another weekday."""
        for fact, statement in view.stated(DateFact):
            _, _, begins, ends, _ = statement.meaning
            if (begins is None and fact.begins) or (ends is None and fact.ends):
                yield from self._no_such_day(view, statement, fact)
            elif (day := ends or begins) and day >= context.as_of:
                yield from self._other_weekday(view, statement, fact, day)

    def _no_such_day(self, view: PageView, statement: Statement, fact: DateFact) -> Iterator[Finding]:
        missing, occurrence = _missing(fact), statement.occurrence
        last = PartialDate(missing.year, missing.month).last() if missing else None
        if (
            missing is None
            or last is None
            or _is_number(fact, occurrence.block.text)
            or of_the_past(occurrence, fact.start, fact.end)
        ):
            return
        yield Finding(
            check=self.id,
            family=self.family,
            severity=Severity.WARNING,
            page=view.url,
            subject=f"{last:%Y-%m}-{missing.day}",
            message=Message("date-impossible.day", {"quote": fact.text, "last": last}),
            **of_fact(statement, view.lang),
        )

    def _other_weekday(self, view: PageView, statement: Statement, fact: DateFact, day: date) -> Iterator[Finding]:
        _, occurrence, (role, tense, begins, ends, _) = statement
        written = fact.ends or fact.begins
        if written is None or not written.day or str(day.year) not in fact.text or _EITHER_ORDER.match(fact.text):
            return
        if (begins and ends and begins != ends) or role is Role.HISTORY or tense is Tense.PAST:
            return
        text = occurrence.block.text
        said = weekday_before(occurrence.block, fact, occurrence.block.lang or view.lang)
        if said is None or said.number == day.weekday():
            return
        right = said.forms[day.weekday()] + text[said.end : fact.end]
        quoted = of_stretch(statement, said.start, fact.end, view.lang)
        yield Finding(
            check=self.id,
            family=self.family,
            severity=Severity.WARNING,
            page=view.url,
            subject=day.isoformat(),
            message=Message("date-impossible.weekday", {"quote": quoted["quote"], "right": right}),
            suggestion=right,
            **quoted,
        )


def _is_number(fact: Fact, text: str) -> bool:
    """Whether what looks like a day is, or may be, a number of something."""
    before = text[max(0, fact.start - _REACH) : fact.start]
    if _NUMBERED.search(before) or _GOES_ON.match(text, fact.end):
        return True
    return bool(_MAY_COUNT.fullmatch(fact.text)) and not _ANNOUNCED.search(before)


def _missing(fact: DateFact) -> PartialDate | None:
    """The end of the range that does not exist; in "31.–2.4.2027" the month of the first day was forgotten."""
    for end in filter(None, (fact.ends, fact.begins)):
        if end.is_impossible() and (end.year or 0) >= _FIRST_YEAR:
            turned = end is fact.begins and fact.ends and end[:2] == fact.ends[:2] and end > fact.ends
            return None if turned else end
    return None
