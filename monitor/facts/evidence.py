"""A statement as evidence: the words as written, and where an editor finds them."""

from typing import TypedDict

from monitor.model import MarkKind, Statement, Zone


class Evidence(TypedDict):
    """The fields of a finding that come from the page alone."""

    quote: str
    context: str
    start: int
    end: int
    heading: str
    zone: Zone
    lang: str


def evidence(statement: Statement) -> Evidence:
    """The words of the fact in their block, under the nearest heading."""
    fact, occurrence = statement.fact, statement.occurrence
    return Evidence(
        quote=fact.text,
        context=occurrence.block.text,
        start=fact.start,
        end=fact.end,
        heading=occurrence.headings[-1] if occurrence.headings else "",
        zone=occurrence.zone,
        lang=occurrence.block.lang,
    )


def ignored(statement: Statement, check: str) -> bool:
    """Whether the page itself asks that these words be left alone, by this check or by all."""
    fact = statement.fact
    return any(
        mark.kind is MarkKind.IGNORE
        and mark.start < fact.end
        and fact.start < mark.end
        and (not mark.value.strip() or check in mark.value.replace(",", " ").split())
        for mark in statement.occurrence.block.marks
    )


def subject(statement: Statement) -> str:
    """What is to be mended: the days in ISO form and the normalised words of the owner."""
    _, _, begins, ends, owner = statement.meaning
    days = "/".join(day.isoformat() if day else ".." for day in (begins, ends))
    return f"{days} {' '.join(owner.casefold().split())}".strip()
