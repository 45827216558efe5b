"""A link to a page that is gone, although its server says that all is well.

## What it finds
A destination that answers 200 and says "page not found" in its title and heading, or by another pair of signs; and a
deep link that is sent for good to a front page, or to a page two folders up and more.

## Why it matters
Readers are as stranded as by an honest 404, but no server log and no simple link checker ever tells.

## How to fix
Find where the content is now and link to that, or take the link away.

## When it stays silent
On one sign alone; on pages with much text of their own (they may be about missing pages); on temporary redirects; where
there is history, until a second look at least an hour later agrees.

## Source
Google Search Central, soft 404 errors, https://developers.google.com/search/docs/crawling-indexing/http-network-errors
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from monitor.checks.contract import Context, LinkLook, PageView
from monitor.evidence import of_link, since
from monitor.model import Family, Finding, Message, Outcome, Reason, Severity, State
from monitor.urls import above

PERMANENT = frozenset({301, 308})
READ = frozenset({"a", "area"})
DEEP = 2  # folders and names in a path from which an address means one page among many


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSoft404:
    """No options."""

    id: ClassVar[str] = "link-soft-404"
    family: ClassVar[Family] = Family.LINK

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Every such destination, at the first link to it."""
        told: set[str] = set()
        for seen in view.links:
            kind = _kind(seen)
            if kind and seen.link.url not in told:
                told.add(seen.link.url)
                final = seen.look.final_url if seen.look else ""
                yield Finding(
                    check=self.id,
                    family=self.family,
                    severity=Severity.ERROR if kind == "missing" else Severity.WARNING,
                    page=view.url,
                    subject=seen.link.url,
                    message=Message(f"link-soft-404.{kind}", {"url": seen.link.url, "final": final}),
                    since=since(seen.standing) if kind == "missing" else None,
                    source=seen.link.url,
                    confidence=90,
                    **of_link(view.page, seen.link, view.lang),
                )


def _kind(seen: LinkLook) -> str:
    if seen.verdict.reason is Reason.SOFT_404 and seen.verdict.outcome is Outcome.BROKEN:
        return "missing" if seen.standing is None or seen.standing.state is State.BROKEN else ""
    if seen.look is None or seen.link.element not in READ:
        return ""
    if seen.verdict.reason is Reason.MOVED and above(seen.look.final_url, seen.link.url) >= DEEP:
        return "upper"
    if seen.verdict.reason is not Reason.FRONT_PAGE:
        return ""
    path = seen.link.url.partition("://")[2].partition("?")[0].rstrip("/")
    permanent = all(hop.status in PERMANENT for hop in seen.look.hops)
    return "front-page" if permanent and path.count("/") >= DEEP else ""
