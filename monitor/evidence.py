"""Where words stand, as the evidence of a finding: the words as a reader sees them, their block, their heading."""

from datetime import date
from typing import TypedDict

from monitor.days import day_of
from monitor.model import Block, Link, MarkKind, Meaning, Occurrence, Page, Standing, Statement, Zone


class Evidence(TypedDict):
    """The fields of a finding that say where it is."""

    quote: str
    context: str
    start: int
    end: int
    heading: str
    zone: Zone
    lang: str


def of_fact(statement: Statement, lang: str) -> Evidence:
    """The words of a fact; `lang` is that of the page, for blocks that have none of their own."""
    fact = statement.fact
    return _quoted(statement.occurrence, fact.text, fact.start, fact.end, lang)


def of_stretch(statement: Statement, start: int, end: int, lang: str) -> Evidence:
    """The words of a fact's block from `start` to `end`."""
    return _quoted(statement.occurrence, statement.occurrence.block.text[start:end], start, end, lang)


def of_link(page: Page | None, link: Link, lang: str) -> Evidence:
    """The words of a link of this page, or its address where it has none; `lang` is that of the page."""
    words = link.text.strip()
    if page is None or not 0 <= link.block < len(page.occurrences):
        return Evidence(quote=words or link.href, context="", start=-1, end=-1, heading="", zone=link.zone, lang=lang)
    occurrence = page.occurrences[link.block]
    text = occurrence.block.text
    start = text.find(words) if words else -1
    for mark in occurrence.block.marks:
        if mark.kind is MarkKind.LINK and mark.value == link.href and text[mark.start : mark.end].strip():
            start, words = mark.start, text[mark.start : mark.end]
            break
    end = start + len(words) if start >= 0 else -1
    found = _quoted(occurrence, words or link.href, start, end, lang)
    found["zone"] = link.zone
    return found


def _quoted(occurrence: Occurrence, quote: str, start: int, end: int, lang: str) -> Evidence:
    return Evidence(
        quote=quote,
        context=occurrence.block.text,
        start=start,
        end=end,
        heading=occurrence.headings[-1] if occurrence.headings else "",
        zone=occurrence.zone,
        lang=occurrence.block.lang or lang,
    )


def subject(meaning: Meaning) -> str:
    """What is to be mended where a date is stale: the days in ISO form and the normalised words of the owner."""
    days = "/".join(day.isoformat() if day else ".." for day in (meaning.begins, meaning.ends))
    return f"{days} {' '.join(meaning.owner.casefold().split())}".strip()


def ignored(block: Block, start: int, end: int, check: str) -> bool:
    """Whether the page itself asks that these words be left alone, by this check or by all: `data-monitor-ignore`."""
    return bool(block.marks) and any(
        mark.kind is MarkKind.IGNORE
        and mark.start < end
        and start < mark.end
        and (not mark.value.strip() or check in mark.value.replace(",", " ").split())
        for mark in block.marks
    )


def since(standing: Standing | None) -> date | None:
    """The day in Europe/Helsinki from which a standing has been what it is; None without history."""
    return day_of(standing.since) if standing else None
