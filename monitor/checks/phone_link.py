"""A `tel:` link that dials something else than its words say, or that does not dial everywhere.

## What it finds
Link and words that disagree, links that hold no number or +358 before a short one (112, 116 117): an error. "(0)" or a
kept zero after +358, a missing plus sign: a warning. A link with the national number only (tel:0401234567): a note, and
a warning on pages for readers abroad. Spaces inside the link: a note.

## Why it matters
On a telephone nobody reads the number: they tap it. Nobody who edits the page sees where the link goes.

## How to fix
Write tel:+358401234567: plus sign, country code, no zero, no brackets.

## When it stays silent
Hyphens and full stops in the link; short numbers, freephone and premium numbers in national form; a link around several
numbers that dials one of them; links without words; an extension behind the number (;ext=204, or after a pause: ,204
and p204). With `national_links` national numbers are accepted on pages that
are not for readers abroad. Whether the words or the link are right it cannot know.

## Source
RFC 3966, sections 3 and 5: a global number begins with "+"; a local one needs a phone-context. RFC 3601: pauses.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from monitor.checks.contract import Context, PageView
from monitor.evidence import of_stretch
from monitor.facts.phones.linkstyle import LinkFlaw, link_flaw, link_suggestion
from monitor.facts.silence import is_struck
from monitor.model import Family, Finding, Message, PhoneFact, Severity, Statement

SOURCE = "https://www.rfc-editor.org/rfc/rfc3966"
_SEVERITY = {
    LinkFlaw.UNREADABLE: Severity.ERROR,
    LinkFlaw.DISAGREES: Severity.ERROR,
    LinkFlaw.NATIONAL: Severity.NOTE,
    LinkFlaw.SPACES: Severity.NOTE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneLink:
    """`national_links` accepts tel:0401234567; `languages` are those of readers abroad, for whom it never does."""

    id: ClassVar[str] = "phone-link"
    family: ClassVar[Family] = Family.PHONE

    languages: tuple[str, ...] = ("en", "ru")
    national_links: bool = False

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Every link that dials wrongly, in reading order."""
        for fact, statement in view.stated(PhoneFact):
            if not fact.href or is_struck(statement):
                continue
            flaw = link_flaw(fact, _beside(view, statement, fact.href))
            abroad = (statement.occurrence.block.lang or view.lang) in self.languages
            if flaw is None or (flaw is LinkFlaw.NATIONAL and self.national_links and not abroad):
                continue
            severity = _SEVERITY.get(flaw, Severity.WARNING)
            yield self._finding(
                view, statement, fact, flaw, Severity.WARNING if abroad and flaw is LinkFlaw.NATIONAL else severity
            )

    def _finding(
        self, view: PageView, statement: Statement, fact: PhoneFact, flaw: LinkFlaw, severity: Severity
    ) -> Finding:
        # Where the source of the link shows, it stands in the text itself.
        shown = statement.occurrence.block.text.rfind(fact.href, 0, fact.start)
        start = fact.start if shown < 0 else shown
        return Finding(
            check=self.id,
            family=self.family,
            severity=severity,
            page=view.url,
            subject=fact.e164 or re.sub(r"\D", "", fact.text) or fact.href,
            message=Message(f"phone-link.{flaw}", {"quote": fact.text, "href": fact.href}),
            suggestion=None if flaw is LinkFlaw.DISAGREES else link_suggestion(fact),
            source=SOURCE,
            **of_stretch(statement, start, fact.end, view.lang),
        )


def _beside(view: PageView, statement: Statement, href: str) -> frozenset[str]:
    """All numbers in the words of the same link."""
    linked = ((fact, other) for fact, other in view.stated(PhoneFact) if fact.href == href)
    return frozenset(fact.e164 for fact, other in linked if fact.e164 and other.occurrence == statement.occurrence)
