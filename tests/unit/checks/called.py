"""A page of one block, as the phone checks see it."""

from datetime import date
from typing import Any

from monitor.checks.contract import Context, PageView
from monitor.facts import phones
from monitor.knowledge import load
from monitor.model import Block, ContactFact, Mark, Meaning, Occurrence, Page, Statement

PAGE = "https://www.example.fi/"
CONTEXT = Context(as_of=date(2026, 11, 24), knowledge=load())


def seen(
    text: str,
    lang: str,
    *,
    marks: tuple[Mark, ...] = (),
    contact: str = "",
    words: int = 0,
    **where: Any,  # noqa: ANN401  fields of Occurrence
) -> PageView:
    """`contact` adds an e-mail address to the page, `words` that many words of other text."""
    occurrence = Occurrence(Block(text, lang, marks), **where)
    statements = [Statement(fact, occurrence, Meaning()) for fact in phones.find(occurrence.block)]
    if contact:
        fact = ContactFact(start=0, end=len(contact), text=contact, address=contact)
        statements.append(Statement(fact, Occurrence(Block(contact, lang)), Meaning()))
    occurrences = (occurrence, Occurrence(Block("word " * words, lang)))
    page = Page(PAGE, lang=lang, occurrences=occurrences)
    return PageView(url=PAGE, page=page, statements=tuple(statements), lang=lang)
