"""When words are no fault where they stand: dated, archived, struck out, or told as history."""

import re

from monitor.evidence import ignored
from monitor.facts.dates import cues
from monitor.facts.dates.lexicon import LANGUAGES
from monitor.knowledge import clause, is_history, sentence
from monitor.model import (
    Block,
    Fact,
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
_FARTHEST_VERB = 60  # code points before its subject
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?![\d/])")
# A period that was over when the text was written, where no verb in the present tense says otherwise.
_UNTIL = re.compile(
    r"\b(?:vuoteen|vuoden|\w+kuuhun) (?:19|20)\d\d (?:asti|saakka|loppuun)|\bennen (?:vuotta |[\w.]*\.)?(?:19|20)\d\d"
    r"|\b(?:fram till|före|innan) (?:(?:utgången|slutet|början) av )?(?:år |året )?(?:19|20)\d\d"
    r"|\b(?:until|till|before|up to) (?:the (?:end|beginning) of )?(?:\w+ )?(?:19|20)\d\d"
    r"|\bдо (?:конца |начала )?(?:19|20)\d\d",
    re.IGNORECASE,
)
# "Training organised by the TE Office": a participle, no verb.
_ORGANISED_BY = re.compile(r"(?<!was )(?<!were )\b\w+ed(?= (?:by|with)\b)")
# Whose past it is: what the reader has done is told in the past tense too ("Olet saanut kutsun TE-toimistosta").
_READER = re.compile(
    r"\b(?:sinu\w+|sinä|olet|oletko|saitko|sait|olit|te|teidän|teidät|teille|du|dig|din|ditt|dina|ni|er|you|your|yours"
    r"|вы|вас|вам|вами|ваш\w*)\b",
    re.IGNORECASE,
)

# The Finnish imperfect beside its subject: "ELY-keskus totesi", "selvityksen tilasi ELY-keskus". Verbs in -oi, -öi and
# -ii are in the present tense as often as not.
_NARRATED = (
    r"(?!(?:ei|tai|eli|vai|kai|yksi|paitsi|mikäli|moni|uusi|suuri|voi)\b)[a-zåäö]{3,}(?<!ks)(?<![oöi])i(?:vat|vät)?"
)
_AFTER_SUBJECT = re.compile(rf"\s{_NARRATED}(?!\w)")
_BEFORE_SUBJECT = re.compile(rf"(?<!\w){_NARRATED}\s\Z")
_TOGETHER = re.compile(r"\b(?:olivat|\w+(?:tt|st|u|y)iv[aä]t)\s[^.;:]*\Z")  # "osallistuivat kunta, Kymsote ja Kela"
_SUBJECT = re.compile(r"(?:us|[aeiouyäö])\Z(?<!ss[aä])(?<!st[aä])(?<!ll[aä])(?<!lt[aä])(?<!lle)(?<!oa)(?<!ia)(?<!ksi)")


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
    return not is_dated(statement.occurrence) and not is_struck(statement)


def is_silent(statement: Statement, check: str) -> bool:
    """Whether the place, the words around it or its marks say: history, quotation, announcement, or let be."""
    fact, occurrence, meaning = statement
    if is_dated(occurrence):
        return True
    if meaning.role is Role.HISTORY or meaning.tense is Tense.PAST:
        return True
    if isinstance(fact, StatuteFact | TermFact) and fact.cues:
        return True
    if ignored(occurrence.block, fact.start, fact.end, check) or _looks_back(statement):
        return True
    return any(is_history(heading) for heading in (*occurrence.headings, occurrence.header) if heading)


def _looks_back(statement: Statement) -> bool:
    """Whether the words tell what was, in the past tense alone: the sentence with its year, or the mention's clause.

    "Hanke toteutettiin TE-toimiston kanssa 2021–2024", "Hän työskenteli Valvirassa".
    """
    fact, block = statement.fact, statement.occurrence.block
    begins, ends = sentence(block.text, fact.start, fact.end)
    for wide in (False, True):
        low, high = clause(block.text, fact.start, fact.end, wide=wide)
        own = f"{block.text[low : fact.start]}¤{block.text[fact.end : high]}"
        kinds = _kinds(own, block.lang) | ({"past"} if block.lang == "fi" and _narrates(fact, block) else set())
        if "past" in kinds and not kinds & _STATE and not _READER.search(own):
            return True
        if kinds & {"past", *_STATE}:
            break
    words = f"{block.text[begins : fact.start]}¤{block.text[fact.end : ends]}"
    kinds = _kinds(words, block.lang)
    told = _UNTIL.search(words) or (kinds & {"past", "adopted"} and _YEAR.search(words))
    return bool(told) and not kinds & _NOW


def _narrates(fact: Fact, block: Block) -> bool:
    """Whether the mention is a subject of a Finnish verb in the imperfect: one beside it, or one before a list."""
    if not _SUBJECT.search(fact.text):
        return False
    before = block.text[max(0, fact.start - _FARTHEST_VERB) : fact.start]
    beside = _AFTER_SUBJECT.match(block.text, fact.end) or _BEFORE_SUBJECT.search(before)
    return bool(beside or _TOGETHER.search(before))


def _kinds(words: str, lang: str) -> set[str]:
    """The kinds of cue in the language of the block alone: "Visit" would be a past tense in Finnish."""
    words = _ORGANISED_BY.sub("", words)
    if lang not in LANGUAGES:
        return {cue.kind for cue in cues.heard(words, lang)}
    return {cue.kind for cue in cues.words_of(words, lang)}
