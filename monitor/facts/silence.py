"""When a superseded name, number or statute is no fault where it stands."""

import re

from monitor.facts.dates import cues
from monitor.facts.evidence import ignored
from monitor.knowledge import is_history, sentence
from monitor.model import PageType, Role, Statement, StatuteFact, Tense, TermFact, Zone

_DATED = (PageType.NEWS, PageType.MINUTES, PageType.LEGAL)
_NOW = {"present", "change", "happens", "future"}
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?![\d/])")


def is_silent(statement: Statement, check: str) -> bool:
    """Whether the place, the words around it or its marks say: history, quotation, announcement, or not to be judged.

    Dated news, minutes, legal texts and archives were right when they were written.
    """
    fact, occurrence, meaning = statement
    if occurrence.page_type in _DATED or occurrence.zone is Zone.ARCHIVE:
        return True
    if meaning.role is Role.HISTORY or meaning.tense is Tense.PAST:
        return True
    if isinstance(fact, StatuteFact | TermFact) and fact.cues:
        return True
    if ignored(statement, check) or _looks_back(statement):
        return True
    return any(is_history(heading) for heading in (*occurrence.headings, occurrence.header) if heading)


def _looks_back(statement: Statement) -> bool:
    """Whether the sentence tells in the past tense alone of something that has its year: "toteutettiin 2021–2024"."""
    fact, block = statement.fact, statement.occurrence.block
    begins, ends = sentence(block.text, fact.start, fact.end)
    words = block.text[begins:ends]
    if not _YEAR.search(words):
        return False
    kinds = {cue.kind for cue in cues.heard(words, block.lang)}
    return "past" in kinds and not kinds & _NOW
