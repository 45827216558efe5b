"""The page says itself that it was last looked at long ago.

## What it finds
A standing page whose stated date (metadata, or a label such as *Päivitetty*, *Senast uppdaterad*, *Updated*,
*Обновлено*) is more than `months` months old.

## Why it matters
Readers see the date and doubt the page; what has changed since may be missing from it.

## How to fix
Read the page through, mend what has changed, and let the date show that it was read.

## When it stays silent
Without the option `months`; on pages that state no date: they are neither fresh nor stale; on news, minutes, legal
texts and documents, which keep their date.

## Source
The target's own limit. Art. 9 of Regulation (EU) 2018/1724 names the date of the last update as part of good
information.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from monitor.checks.contract import Context, Months, PageView
from monitor.model import Family, Finding, Message, PageType, Severity


def _later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOutdated:
    """`months` is the age that the target allows; None allows any."""

    id: ClassVar[str] = "page-outdated"
    family: ClassVar[Family] = Family.PAGE

    months: Months | None = None

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:
        """At most one note: the page's own date, and how long ago it was."""
        page = view.page
        if self.months is None or page is None or page.page_date is None or page.page_type is not PageType.STANDING:
            return
        day = page.page_date.day
        due = _later(day, self.months)
        if due >= context.as_of:
            return
        yield Finding(
            check=self.id,
            family=self.family,
            severity=Severity.NOTE,
            page=view.url,
            subject="page",
            quote=page.page_date.words or day.isoformat(),
            lang=page.lang,
            message=Message("page-outdated.age", {"day": day}, count=self.months),
            since=date.fromordinal(due.toordinal() + 1),
        )
