"""Pages of one block, as the checks of dates see them."""

from datetime import date
from typing import Any

from monitor.checks.contract import Check, Context, PageView
from monitor.facts import dates
from monitor.facts.stand import stand
from monitor.knowledge import load
from monitor.model import Block, Finding, Mark, Occurrence, Page, PageDate, PageType, Statement

AS_OF = date(2026, 11, 24)
URL = "https://www.example.fi/sivu"


def view(text: str, lang: str = "fi", marks: tuple[Mark, ...] = (), **place: Any) -> PageView:  # noqa: ANN401 - fields of Occurrence
    occurrence = Occurrence(Block(text, lang, marks), **place)
    facts = dates.find(occurrence.block)
    return PageView(
        url=URL, page=None, statements=tuple(Statement(f, occurrence, stand(f, occurrence)) for f in facts), lang=lang
    )


def dated_page(day: date | None, page_type: PageType = PageType.STANDING, words: str = "") -> PageView:
    stated = PageDate(day, "label", words) if day else None
    return PageView(url=URL, page=Page(url=URL, lang="fi", page_type=page_type, page_date=stated), lang="fi")


def judged(check: Check, seen: PageView, as_of: date = AS_OF) -> list[Finding]:
    return list(check.judge(seen, Context(as_of=as_of, knowledge=load())))


def quotes(check: Check, seen: PageView, as_of: date = AS_OF) -> list[str]:
    return [finding.quote for finding in judged(check, seen, as_of)]
