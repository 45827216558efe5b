"""A link whose domain has passed into other hands.

## What it finds
A destination that is for sale, parked, or a casino where a page was linked to; a redirect to a dealer in domains.

## Why it matters
Whoever buys a lapsed domain inherits the trust of every page that still links to it. Readers of a public page may be
led to fraud, and nothing on the page warns them.

## How to fix
Take the link away first, then look for the present address of the service. Do not open the link from a work computer.

## When it stays silent
On one sign alone; on pages with text of their own, such as help for gamblers; where there is history, until a second
look at least an hour later agrees.

## Source
ICANN, Expired Registration Recovery Policy, https://www.icann.org/resources/pages/errp-2013-02-28-en
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from monitor.checks.contract import Context, PageView
from monitor.evidence import of_link, since
from monitor.model import Family, Finding, Message, Outcome, Reason, Severity, State
from monitor.urls import host, registrable


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkHijacked:
    """No options."""

    id: ClassVar[str] = "link-hijacked"
    family: ClassVar[Family] = Family.LINK

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Every lost domain, at the first link to each of its addresses."""
        told: set[str] = set()
        for seen in view.links:
            lost = seen.verdict.outcome is Outcome.BROKEN and seen.verdict.reason is Reason.PARKED
            confirmed = seen.standing is None or seen.standing.state is State.BROKEN
            if lost and confirmed and seen.link.url not in told:
                told.add(seen.link.url)
                yield Finding(
                    check=self.id,
                    family=self.family,
                    severity=Severity.ERROR,
                    page=view.url,
                    subject=seen.link.url,
                    message=Message("link-hijacked.parked", {"domain": registrable(host(seen.link.url))}),
                    since=since(seen.standing),
                    confidence=90,
                    **of_link(view.page, seen.link, view.lang),
                )
