"""A link to a place on a page that is not there.

## What it finds
A link with a fragment (`sivu#hakeminen`) whose page answers, but has no element with that id or name.

## Why it matters
Readers land at the top of the page, and look in vain for what the link promised.

## How to fix
Open the page, find the heading that is meant, and write its id after "#"; or take the fragment away.

## When it stays silent
`#`, `#top` and text fragments; fragments of applications (`#/...`, `#tab=2`); pages that JavaScript builds; pages of
others, unless the option `external` is on: they are read only in part.

## Source
HTML Standard, scrolling to a fragment, https://html.spec.whatwg.org/multipage/browsing-the-web.html#scrolling-to-a-fragment
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from monitor.checks.contract import Context, PageView
from monitor.evidence import of_link
from monitor.model import Family, Finding, Message, Outcome, Reason, Severity
from monitor.urls import host


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFragment:
    """`external`: also fragments of pages that are not ours."""

    id: ClassVar[str] = "link-fragment"
    family: ClassVar[Family] = Family.LINK

    external: bool = False

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:
        """Every missing place, at the first link to it."""
        own = context.own_hosts | {host(view.url)}
        told: set[tuple[str, str]] = set()
        for seen in view.links:
            link = seen.link
            missing = seen.verdict.outcome is Outcome.BROKEN and seen.verdict.reason is Reason.FRAGMENT
            if missing and (link.url, link.fragment) not in told and (self.external or host(link.url) in own):
                told.add((link.url, link.fragment))
                yield Finding(
                    check=self.id,
                    family=self.family,
                    severity=Severity.WARNING if host(link.url) in own else Severity.NOTE,
                    page=view.url,
                    subject=f"{link.url}#{link.fragment}",
                    message=Message("link-fragment.missing", {"fragment": link.fragment, "url": link.url}),
                    source=link.url,
                    **of_link(view.page, link, view.lang),
                )
