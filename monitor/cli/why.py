"""Why words were flagged or not, for an editor who asks. Nothing is judged here."""

from datetime import date

from monitor.evidence import ignored
from monitor.facts.silence import is_silent
from monitor.facts.stand import is_past
from monitor.knowledge import Age, Knowledge, Term
from monitor.model import (
    ContactFact,
    DateFact,
    Finding,
    Message,
    PageType,
    PhoneFact,
    Role,
    Statement,
    StatuteFact,
    TermFact,
    Zone,
)

_TYPES = (PageType.NEWS, PageType.MINUTES, PageType.LEGAL, PageType.DOCUMENT)
_ENDED = (Role.PROGRAMME, Role.VALIDITY, Role.APPLICATION, Role.EVENT, Role.ANNOUNCEMENT, Role.EXCEPTIONAL_HOURS)
_UNKNOWN = {StatuteFact: "in-force", TermFact: "in-force", PhoneFact: "phone", ContactFact: "contact"}


def told(statement: Statement, findings: list[Finding]) -> list[Message]:
    """What is said of these words, in the findings and in their reasons."""
    fact, text = statement.fact, statement.occurrence.block.text
    mine = [f for f in findings if f.context == text and f.start < fact.end and fact.start < f.end]
    said: list[Message] = []
    for message in (m for f in mine for m in (f.message, *(reason.message for reason in f.reasons))):
        if message not in said:
            said.append(message)
    return said


def silent(statement: Statement, knowledge: Knowledge, as_of: date) -> Message:
    """Why nothing is said of them: the place first, then the words around, then the fact itself."""
    fact, occurrence, meaning = statement
    if ignored(occurrence.block, fact.start, fact.end, ""):
        return Message("facts.silent.ignored")
    if is_past(fact, occurrence):
        if occurrence.page_type in _TYPES:
            return Message(f"facts.silent.{occurrence.page_type}")
        return Message("facts.silent.archive" if occurrence.zone is Zone.ARCHIVE else "facts.silent.marked")
    if isinstance(fact, DateFact):
        return _date(fact, meaning.role, meaning.ends, as_of)
    entry = _entry(fact, knowledge)
    if entry is not None:
        return _known(statement, entry, as_of)
    return Message(f"facts.silent.{_UNKNOWN[type(fact)]}")


def _date(fact: DateFact, role: Role, ends: date | None, as_of: date) -> Message:
    if role is Role.HISTORY:
        heard = (cue.partition(":") for cue in fact.cues)
        words = next((word for kind, _, word in heard if kind in ("past", "history", "archive")), "")
        return Message("facts.silent.past-word", {"word": words}) if words else Message("facts.silent.past")
    if role is Role.UPDATED:
        return Message("facts.silent.updated")
    if role not in _ENDED:
        return Message("facts.silent.no-role")
    if ends is None:
        return Message("facts.silent.open-end")
    return Message("facts.silent.not-over", {"day": ends}) if ends >= as_of else Message("facts.silent.past")


def _entry(fact: StatuteFact | TermFact | PhoneFact | ContactFact, knowledge: Knowledge) -> Term | None:
    if isinstance(fact, StatuteFact):
        return knowledge.statutes.get(fact.number)
    if isinstance(fact, TermFact):
        return knowledge.terms.get(fact.term)
    return knowledge.numbers.get(fact.e164 or "") if isinstance(fact, PhoneFact) else knowledge.address(fact.address)


def _known(statement: Statement, entry: Term, as_of: date) -> Message:
    if entry.age(as_of, 0) is Age.VALID:
        return Message("facts.silent.not-yet")
    word = next((cue.partition(":")[2] for cue in getattr(statement.fact, "cues", ()) if ":" in cue), "")
    if word:
        return Message("facts.silent.words", {"word": word})
    return Message("facts.silent.past" if is_silent(statement, "", entry.stale_from) else "facts.silent.told-nearby")
