"""E-mail addresses whose domain, or which themselves, are no longer in use.

## What it finds
Addresses at a domain that moved (etunimi.sukunimi@eksote.fi), also written with (at) or behind a mailto link, and
single addresses that a site's own file lists, such as those of a colleague who left. Before the day of a change that is
known and near, a note says so.

## Why it matters
Mail to an old address comes back, or is read by nobody; the sender may never learn of it.

## How to fix
Ask the owner of the mailbox for the present address and write that. The domain alone does not tell it.

## When it stays silent
On dated news, minutes, legal texts and archives, under headings that announce history, in quotations, deleted and
ignored text, and where the sentence speaks of the past or of the change itself. Whether the mailbox takes mail was not
tried: that is `email-undeliverable`.

## Source
The entry of the domain or address in the knowledge; `monitor explain term:ID` shows it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from monitor.checks.contract import Context, Days, PageView
from monitor.evidence import of_fact
from monitor.facts.silence import is_silent
from monitor.knowledge import Age, Kind, Term, heard
from monitor.model import ContactFact, Family, Finding, Message, Severity, Statement


@dataclass(frozen=True, slots=True)
class EmailSuperseded:
    """`ahead_days`: how many days before its day a coming change is noted."""

    id: ClassVar[str] = "email-superseded"
    family: ClassVar[Family] = Family.CONTACT
    ahead_days: Days = 60

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:
        """One finding for each superseded domain or address in each block, on its first address there."""
        told = set()
        for fact, statement in view.stated(ContactFact):
            occurrence = statement.occurrence
            term = context.knowledge.address(fact.address)
            if term is None or (occurrence, term.id) in told or is_silent(statement, self.id):
                continue
            age = term.age(context.as_of, self.ahead_days)
            if age is not Age.VALID and not heard(occurrence.block.text, fact.start, fact.end):
                told.add((occurrence, term.id))
                yield self._finding(view, fact, statement, term, age)

    def _finding(self, view: PageView, fact: ContactFact, statement: Statement, term: Term, age: Age) -> Finding:
        quoted = of_fact(statement, view.lang)
        lang = quoted["lang"]
        behind = fact.address.partition("@")[0] not in fact.text.lower()  # a link, whose words do not show it
        # A new domain does not tell the new mailbox; an address that the owner lists names its successor.
        new = term.suggestion(lang) if term.kind is Kind.ADDRESS else None
        return Finding(
            check=self.id,
            family=self.family,
            severity=term.weight if age is Age.SUPERSEDED else Severity.NOTE,
            page=view.url,
            subject=term.id,
            message=_message(term, fact.address if behind else quoted["quote"], lang, age),
            since=term.day,
            suggestion=f"mailto:{new}" if new and behind else new,
            source=term.source,
            confidence=term.fact_sure,
            **quoted,
        )


def _message(term: Term, quote: str, lang: str, age: Age) -> Message:
    new = term.successor(lang)
    day = term.stale_from if age is Age.ENDING else term.day
    kind = "ending" if age is Age.ENDING else "address" if term.kind is Kind.ADDRESS else "domain"
    kind += ("" if new else "-alone") + ("" if day else "-undated")
    args = {"quote": quote, "new": new, "day": day}
    return Message(f"email-superseded.{kind}", {name: value for name, value in args.items() if value})
