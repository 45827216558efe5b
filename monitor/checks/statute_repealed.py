"""References to acts that have been repealed.

## What it finds
A repealed act that is spoken of as if it were in force: by its number beside words of law ("laki kotoutumisen
edistämisestä (1386/2010)"), by the address of a link to Finlex or EUR-Lex, or by a name that no act in force bears
("henkilötietolaki"). Before the day of a repeal that is known and near, a note says so.

## Why it matters
Rights and duties of the reader follow the act in force. The old and the new act may have the same name and differ in
what they promise.

## How to fix
Name the act in force, with its number, and check that what the sentence says still holds under it.

## When it stays silent
Numbers of bills (HE), of the statute book (SDK), diary numbers and the like are no references. Silent on dated news,
minutes, legal texts and archives, under headings that announce history, in quotations, deleted and ignored text, where
the sentence speaks of the past or of the repeal itself or names the successor's number too, and where a partly repealed
act is cited for a section that stays in force.

## Source
Finlex (finlex.fi): the note "kumottu L:lla" of the act itself, and the entry into force of its successor.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from monitor.checks.contract import Context, Days, PageView
from monitor.evidence import of_fact
from monitor.facts.silence import is_silent
from monitor.knowledge import Age, Knowledge, Statute, sentence
from monitor.model import Family, Finding, Message, Occurrence, PageType, Severity, Statement, StatuteFact, TermFact


@dataclass(frozen=True, slots=True)
class StatuteRepealed:
    """`ahead_days`: how many days before its day a coming repeal is noted."""

    id: ClassVar[str] = "statute-repealed"
    family: ClassVar[Family] = Family.STATUTE
    ahead_days: Days = 60

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:
        """One finding for each repealed act in each block."""
        for statement, statute in _best(view, context.knowledge, self.id):
            age = statute.age(context.as_of, self.ahead_days)
            if age is not Age.VALID and not _stays_right(statement, statute):
                yield self._finding(view, statement, statute, age)

    def _finding(self, view: PageView, statement: Statement, statute: Statute, age: Age) -> Finding:
        quoted = of_fact(statement, view.lang)
        lang = quoted["lang"]
        return Finding(
            check=self.id,
            family=self.family,
            severity=statute.weight if age is Age.SUPERSEDED else Severity.NOTE,
            page=view.url,
            subject=statute.id,
            message=_message(statute, quoted["quote"], lang, age),
            since=statute.day,
            suggestion=statute.suggestion(lang),
            source=statute.source,
            confidence=statute.fact_sure,
            **quoted,
        )


def _best(view: PageView, knowledge: Knowledge, check: str) -> Iterator[tuple[Statement, Statute]]:
    """For each block and act the mention that shows most: its number, else the words of a link, else its name."""
    numbers = [(fact.number, int(fact.in_link), statement) for fact, statement in view.stated(StatuteFact)]
    names = [(fact.term, 2, statement) for fact, statement in view.stated(TermFact)]
    found: dict[tuple[Occurrence, str], tuple[int, Statement, Statute]] = {}
    for number, rank, statement in (*numbers, *names):
        statute = knowledge.statutes.get(number)
        if statute is None or is_silent(statement, check, statute.stale_from):
            continue
        held = found.get((statement.occurrence, number))
        if held is None or rank < held[0]:
            found[statement.occurrence, number] = (rank, statement, statute)
    for _, statement, statute in found.values():
        yield statement, statute


def _stays_right(statement: Statement, statute: Statute) -> bool:
    """Beside its successor's number, cited for what stays in force, or in a document dated before the repeal."""
    fact, occurrence, _ = statement
    begins, ends = sentence(occurrence.block.text, fact.start, fact.end)
    around = occurrence.block.text[begins:ends]
    if any(words in around for words in (*statute.by, *statute.kept)):
        return True
    stale, dated = statute.stale_from, occurrence.page_date
    return occurrence.page_type is PageType.DOCUMENT and dated is not None and stale is not None and dated < stale


def _message(statute: Statute, quote: str, lang: str, age: Age) -> Message:
    new = statute.successor(lang)
    kind = "ending" if age is Age.ENDING else "partial" if statute.kept else "repealed"
    day = statute.stale_from if age is Age.ENDING else statute.day
    kind += ("" if new else "-alone") + ("" if day else "-undated")
    args = {"quote": quote, "new": new, "day": day}
    return Message(f"statute-repealed.{kind}", {name: value for name, value in args.items() if value})
