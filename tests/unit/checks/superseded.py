"""Blocks as the checks of superseded names, acts and addresses see them."""

from collections.abc import Sequence
from datetime import date

from monitor.checks.contract import Check, Context, PageView
from monitor.facts import contacts, phones, state, statutes, terms
from monitor.knowledge import Knowledge, load
from monitor.model import Block, Fact, Finding, Occurrence

TODAY = date(2026, 11, 24)
URL = "https://www.example.fi/kotoutuminen"


def standing(text: str, lang: str = "fi") -> Occurrence:
    return Occurrence(Block(text, lang))


def view(occurrences: Sequence[Occurrence], knowledge: Knowledge) -> PageView:
    statements = []
    for occurrence in occurrences:
        block = occurrence.block
        facts: tuple[Fact, ...] = (
            *statutes.find(block),
            *terms.find(block, knowledge.lexicon),
            *contacts.find(block),
            *phones.find(block),
        )
        statements += [state(fact, occurrence) for fact in facts]
    return PageView(url=URL, page=None, statements=tuple(statements), lang="fi")


def judged(
    check: Check, *occurrences: Occurrence, as_of: date = TODAY, knowledge: Knowledge | None = None
) -> list[Finding]:
    known = knowledge or load()
    return list(check.judge(view(occurrences, known), Context(as_of=as_of, knowledge=known)))
