"""Names, services, words, domains and numbers that are no longer called so.

## What it finds
Bodies that are gone or renamed (Eksote, TE-toimisto, maistraatti), services and words of repealed acts, domains that
moved, in the text and in the addresses of links, and numbers that are no longer answered: those that come with the
monitor and those in a site's own file, in Finnish, Swedish, English and Russian with their inflections. Before the day
of a change that is known and near, a note says what will go stale.

## Why it matters
A reader looks for an office that no longer exists, and does not find the one that does the work today.

## How to fix
Write the present name. Where the text speaks of the past, say so: "entinen Eksote", "vuoteen 2022 asti".

## When it stays silent
On dated news, minutes, legal texts and archives; under headings that announce history; in quotations, deleted and
ignored text; where the sentence speaks of the past ("Eksoten aikana") or of a year before the change, announces the
change itself ("käsitteestä luovutaan", "replaced by") or names the successor too. Silent also in the titles of
publications, in a line that begins with a day before the change, and where a street, a café, a club or another
country's office bears the name. Everyday words and facts that are less than 90 % sure are notes at most. A domain
inside an e-mail address belongs to `email-superseded`.

## Source
Each entry of the knowledge names its own source; `monitor explain term:ID` shows it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from monitor.checks.contract import Context, Days, PageView
from monitor.evidence import of_fact
from monitor.facts.phones.linkstyle import link_suggestion
from monitor.facts.phones.numbering import read
from monitor.facts.phones.style import international, preferred
from monitor.facts.silence import is_silent
from monitor.facts.stand import is_contact
from monitor.knowledge import Age, Kind, Knowledge, Term
from monitor.model import Family, Finding, MarkKind, Message, PageType, PhoneFact, Severity, Statement, TermFact
from monitor.urls import WEB, host

_MOVED = (Kind.DOMAIN, Kind.PHONE)
_NUMBER = re.compile(r"\+?\d[\d\s-]+")
_PARTING = re.compile(r"[\s-]")


@dataclass(frozen=True, slots=True)
class TermSuperseded:
    """`ahead_days`: how many days before its day a coming change is noted.

    `house_style` and `languages` say how a new number is written, as those of `phone-format` do.
    """

    id: ClassVar[str] = "term-superseded"
    family: ClassVar[Family] = Family.TERM
    ahead_days: Days = 60
    house_style: Literal["guide", "international"] = "guide"
    languages: tuple[str, ...] = ("en", "ru")

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:
        """One finding for each superseded thing in each block, on its first mention there."""
        told = set()
        for term, statement in _terms(view, context.knowledge):
            if (statement.occurrence, term.id) in told or is_silent(statement, self.id, term.stale_from):
                continue
            age = term.age(context.as_of, self.ahead_days)
            if age is not Age.VALID and not _true_when_written(statement, term):
                told.add((statement.occurrence, term.id))
                yield self._finding(view, statement, term, age)

    def _finding(self, view: PageView, statement: Statement, term: Term, age: Age) -> Finding:
        quoted = of_fact(statement, view.lang)
        lang = quoted["lang"]
        return Finding(
            check=self.id,
            family=self.family,
            severity=term.weight if age is Age.SUPERSEDED else Severity.NOTE,
            page=view.url,
            subject=term.id,
            message=_message(term, _named(statement), lang, age),
            since=term.day,
            suggestion=self._written(term, statement, lang),
            source=term.source,
            confidence=term.fact_sure,
            **quoted,
        )

    def _written(self, term: Term, statement: Statement, lang: str) -> str | None:
        """What to write; a number as numbers are written here, however its owner wrote it into a file.

        Behind words without a number it is the link that has to be written anew.
        """
        new, fact = term.suggestion(lang), statement.fact
        if not new or not isinstance(fact, PhoneFact) or not _NUMBER.fullmatch(new):
            return new
        meant = read(_PARTING.sub("", new))
        if _is_behind_words(fact):
            there = fact._replace(e164=meant.e164, number_kind=meant.kind, extension="", href="tel:")
            return link_suggestion(there) or new
        abroad = lang in self.languages or self.house_style == "international" or international(fact.text)
        return preferred(meant.e164, abroad=abroad) if meant.e164 and not meant.doubt else new


def _terms(view: PageView, knowledge: Knowledge) -> Iterator[tuple[Term, Statement]]:
    """What the page names that the knowledge lists: numbers, then names."""
    retired = {(s.occurrence, fact.start) for fact, s in view.stated(PhoneFact) if fact.doubt == "retired"}
    numbers = view.stated(PhoneFact) if knowledge.numbers else ()
    found = [(knowledge.numbers.get(_dialled(fact)), statement) for fact, statement in numbers]
    found += [(knowledge.terms.get(fact.term), statement) for fact, statement in view.stated(TermFact)]
    for term, statement in found:
        # Of a number from before 112 `phone-invalid` tells.
        if term is not None and (statement.occurrence, statement.fact.start) not in retired:
            yield term, statement


def _is_behind_words(fact: PhoneFact) -> bool:
    return bool(fact.e164) and not any(c.isdigit() for c in fact.text)


def _named(statement: Statement) -> str:
    """What is out of date: the words, or the number or host that stands behind them in a link alone."""
    fact, block = statement.fact, statement.occurrence.block
    if isinstance(fact, PhoneFact) and fact.e164 and _is_behind_words(fact):
        return preferred(fact.e164, abroad=False)
    behind = (m.value for m in block.marks if m.kind is MarkKind.LINK and (m.start, m.end) == (fact.start, fact.end))
    site = next((url for url in behind if url.lower().startswith(WEB)), "")
    return host(site) if site and isinstance(fact, TermFact) and not is_contact(fact) else fact.text


def _dialled(fact: PhoneFact) -> str:
    return fact.e164 or "".join(c for c in fact.text if c.isdigit())


def _true_when_written(statement: Statement, term: Term) -> bool:
    """A document that states its date promises no more than that day, but where to call and to write."""
    occurrence, begins = statement.occurrence, term.stale_from
    if is_contact(statement.fact):
        return False
    if occurrence.page_type is not PageType.DOCUMENT or occurrence.page_date is None or begins is None:
        return False
    return occurrence.page_date < begins


def _message(term: Term, quote: str, lang: str, age: Age) -> Message:
    new = term.successor(lang)
    if age is Age.ENDING:
        kind, day = ("ending" if new else "ending-alone"), term.stale_from
    else:
        kind = _kind(term, new) if term.day else f"{_kind(term, new)}-undated"
        day = term.day
    args = {"quote": quote, "new": new, "day": day}
    return Message(f"term-superseded.{kind}", {name: value for name, value in args.items() if value})


def _kind(term: Term, new: str) -> str:
    if not new:
        return "ended"
    if term.is_told:
        return "task"
    if term.handed_on:
        return "handed-on"
    return "moved" if term.kind in _MOVED else "word" if term.kind is Kind.TERM else "replaced"
