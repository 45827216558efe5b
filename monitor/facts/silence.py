"""When words are no fault where they stand: dated, archived, struck out, or told as history."""

import re
from datetime import date

from monitor.evidence import ignored
from monitor.facts.dates import cues
from monitor.facts.dates.lexicon import LANGUAGES
from monitor.facts.narration import narrates
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
# When something was, in a year that is named: "vuonna 2019", "3.2.2020", "hösten 2021", "in May 2019", "в 2019 году".
# What began or will end then may go on: "vuoden 2020 alusta", "1.1.2020 alkaen", "until 31 December 2024".
_WHEN = re.compile(
    r"(?:\b(?:vuonna|vuoden|vuosina|vuosien|vuoteen|\w+kuu(?:ssa|n)|(?:kevää|kesä|syksy|talve)(?:llä|lla|n)"
    r"|år(?:et|en)?|(?:våren|sommaren|hösten|vintern)(?: år)?|i \w+"
    r"|(?:in|on|during|between)(?: \w+){0,3}?|(?:в|за)(?: \w+)?) "
    r"|(?<![\d.])\d{1,2}\.\d{1,2}\.|(?<!until )(?<!till )(?<!до )(?<!\d)\d{1,2} [^\W\d]+ )"
    r"((?:19|20)\d\d)(?![\d/])(?! (?:alusta|alkaen|lähtien|asti|saakka|loppuun|mennessä|on\b))",
    re.IGNORECASE,
)
_OF_NOW = {*_NOW, "updated", "application"}
# "Training organised by the TE Office", "the TE Office located in Lahti": a participle, no verb, unlike "agreed with".
_ORGANISED_BY = re.compile(
    r"(?<!was )(?<!were )\b(?!(?:agreed|worked|cooperated|collaborated|merged) with)"
    r"(?:\w+ed(?= (?:by|with)\b)|(?:located|situated|based)(?= (?:in|at|on)\b))"
)
# Whose past it is: what the reader has done is told in the past tense too ("Olet saanut kutsun TE-toimistosta").
_READER = re.compile(
    r"\b(?:sinu\w+|sinä|olet|oletko|saitko|sait|olit|te|teidän|teidät|teille|du|dig|din|ditt|dina|ni|er|you|your|yours"
    r"|вы|вас|вам|вами|ваш\w*)\b",
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
    if ignored(occurrence.block, fact.start, fact.end, check) or _looks_back(statement):
        return True
    return changed is not None and _told_of_then(statement, changed)


def _looks_back(statement: Statement) -> bool:
    """Whether the words tell what was, in the past tense alone: the sentence with its year, or the mention's clause.

    "Hanke toteutettiin TE-toimiston kanssa 2021–2024", "Hän työskenteli Valvirassa".
    """
    fact, block = statement.fact, statement.occurrence.block
    begins, ends = sentence(block.text, fact.start, fact.end)
    for wide in (False, True):
        low, high = clause(block.text, fact.start, fact.end, wide=wide)
        own = f"{block.text[low : fact.start]}¤{block.text[fact.end : high]}"
        kinds = _kinds(own, block.lang) | ({"past"} if narrates(fact, block) else set())
        if "past" in kinds and not kinds & _STATE and not _READER.search(own):
            return True
        if kinds & {"past", *_STATE}:
            break
    words = f"{block.text[begins : fact.start]}¤{block.text[fact.end : ends]}"
    kinds = _kinds(words, block.lang)
    told = _UNTIL.search(words) or (kinds & {"past", "adopted"} and _YEAR.search(words) and not _IF.search(words))
    return bool(told) and not kinds & _NOW


def _told_of_then(statement: Statement, changed: date) -> bool:
    """Whether the mention's clause names a time before the change, and no verb in it is known to be of the present.

    Verbs that nobody listed are no evidence of the present: "Ohjelman laativat kunta, Eksote ja Kela vuonna 2016".
    """
    fact, block = statement.fact, statement.occurrence.block
    low, high = clause(block.text, fact.start, fact.end, wide=True)
    if block.text[:low].endswith(": "):  # "Rahoittajat vuonna 2021: ELY-keskus"
        low, _ = sentence(block.text, fact.start, fact.end)
    own = f"{block.text[low : fact.start]}¤{block.text[fact.end : high]}"
    years = [int(year) for year in _WHEN.findall(own)]
    if not years or max(years) >= changed.year or _READER.search(own):
        return False
    return not _kinds(own, block.lang) & _OF_NOW


def _kinds(words: str, lang: str) -> set[str]:
    """The kinds of cue in the language of the block alone: "Visit" would be a past tense in Finnish."""
    words = _ORGANISED_BY.sub("", words)
    if lang not in LANGUAGES:
        return {cue.kind for cue in cues.heard(words, lang)}
    return {cue.kind for cue in cues.words_of(words, lang)}
