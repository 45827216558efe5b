"""When words are no fault where they stand: dated, archived, struck out, or told as history."""

import re
from datetime import date

from monitor.evidence import ignored
from monitor.facts.narration import lives_on, narrates
from monitor.facts.then import dated_before, kinds, to_the_reader, told_of_then
from monitor.knowledge import clause, sentence
from monitor.model import (
    MarkKind,
    Occurrence,
    PageType,
    Role,
    Statement,
    StatuteFact,
    Tense,
    TermFact,
    Zone,
)

_DATED = (PageType.NEWS, PageType.MINUTES, PageType.LEGAL)
_NOW = {"present", "change", "happens", "future"}
_STATE = {*_NOW, "state"}
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?![\d/])")
# A period that was over when the text was written, where no verb in the present tense says otherwise.
_UNTIL = re.compile(
    r"\b(?:vuoteen|vuoden|\w+kuuhun) (?:19|20)\d\d (?:asti|saakka|loppuun)|\bennen (?:vuotta |[\w.]*\.)?(?:19|20)\d\d"
    r"|\b(?:fram till|före|innan) (?:(?:utgången|slutet|början) av )?(?:år |året )?(?:19|20)\d\d"
    r"|\b(?:until|till|before|up to) (?:the (?:end|beginning) of )?(?:\w+ )?(?:19|20)\d\d"
    r"|\bдо (?:конца |начала )?(?:19|20)\d\d",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:jos|mikäli|if|om|ifall|если)\b", re.IGNORECASE)  # a year in a condition is the reader's too


def is_dated(occurrence: Occurrence) -> bool:
    """Dated news, minutes, legal texts and archives were right when they were written."""
    return occurrence.page_type in _DATED or occurrence.zone is Zone.ARCHIVE


def is_struck(statement: Statement) -> bool:
    """Whether the words begin inside deleted text."""
    start = statement.fact.start
    for mark in statement.occurrence.block.marks:
        if mark.kind is MarkKind.DELETED and mark.start <= start < mark.end:
            return True
    return False


def is_live(statement: Statement) -> bool:
    """Whether the words promise to be true today."""
    return not is_dated(statement.occurrence) and not is_struck(statement) and statement.meaning.tense is not Tense.PAST


def is_silent(statement: Statement, check: str, changed: date | None = None) -> bool:
    """Whether the place, the words around it or its marks say: history, quotation, announcement, or let be.

    What is told of a year before the day on which the thing `changed` was right then.
    """
    fact, occurrence, meaning = statement
    if is_dated(occurrence):
        return True
    if meaning.role is Role.HISTORY or meaning.tense is Tense.PAST:
        return True
    if isinstance(fact, StatuteFact | TermFact) and fact.cues:
        return True
    if ignored(occurrence.block, fact.start, fact.end, check) or (changed and dated_before(statement, changed)):
        return True
    # A beginning in the past is no end: "TE-toimisto avattiin vuonna 2013, ja siellä palvellaan".
    if lives_on(fact, occurrence.block):
        return False
    return _looks_back(statement) or (changed is not None and told_of_then(statement, changed))


def _looks_back(statement: Statement) -> bool:
    """Whether the words tell what was, in the past tense alone: the sentence with its year, or the mention's clause.

    "Hanke toteutettiin TE-toimiston kanssa 2021–2024", "Hän työskenteli Valvirassa".
    """
    fact, block = statement.fact, statement.occurrence.block
    begins, ends = sentence(block.text, fact.start, fact.end)
    for wide in (False, True):
        low, high = clause(block.text, fact.start, fact.end, wide=wide)
        own = f"{block.text[low : fact.start]}¤{block.text[fact.end : high]}"
        heard = kinds(own, block.lang) | ({"past"} if narrates(fact, block) else set())
        if "past" in heard and not heard & _STATE and not to_the_reader(own):
            return True
        if heard & {"past", *_STATE}:
            break
    words = f"{block.text[begins : fact.start]}¤{block.text[fact.end : ends]}"
    heard = kinds(words, block.lang)
    told = _UNTIL.search(words) or (heard & {"past", "adopted"} and _YEAR.search(words) and not _IF.search(words))
    return bool(told) and not heard & _NOW
