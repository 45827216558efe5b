"""A link to a page that has moved for good.

## What it finds
A link whose destination answers with a permanent redirect (301, 308; every step of the chain) to another address.
Where a whole domain has moved and kept its paths, that is one finding, with what to replace by what.

## Why it matters
The old address works as long as somebody keeps the redirect; when a site is renewed these go first.

## How to fix
Write the address at which the page answers now.

## When it stays silent
Temporary redirects, changes of http to https, of www, or of a closing slash alone; redirects to a front page or to
a login, or two folders up and more; images, scripts and style sheets.

## Source
RFC 9110, sections 15.4.2 (301) and 15.4.9 (308), https://www.rfc-editor.org/rfc/rfc9110
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from monitor.checks.contract import Context, PageView
from monitor.evidence import of_link
from monitor.model import Family, Finding, Message, Outcome, Reason, Severity
from monitor.urls import above, host

PERMANENT = frozenset({301, 308})
READ = frozenset({"a", "area"})
FAR_UP = 2  # folders: so far up stands no page that moved, but one that stands for all that are gone


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRedirected:
    """No options."""

    id: ClassVar[str] = "link-redirected"
    family: ClassVar[Family] = Family.LINK

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Every destination that has moved, at the first link to it."""
        told: set[str] = set()
        for seen in view.links:
            link, look, verdict = seen.link, seen.look, seen.verdict
            if look is None or link.url in told or link.element not in READ:
                continue
            moved = verdict.outcome is Outcome.REDIRECTED and verdict.reason in (Reason.MOVED, Reason.OTHER_DOMAIN)
            permanent = all(hop.status in PERMANENT for hop in look.hops)
            up = above(look.final_url, link.url) >= FAR_UP
            if moved and permanent and not up and _bare(look.final_url) != _bare(link.url):
                whole = seen.whole.to if seen.whole else ""
                subject = host(link.url) if whole else link.url
                if subject in told:
                    continue
                told.update((link.url, subject))
                final = f"{look.final_url}#{link.fragment}" if link.fragment else look.final_url
                yield Finding(
                    check=self.id,
                    family=self.family,
                    severity=Severity.WARNING,
                    page=view.url,
                    subject=subject,
                    message=Message("link-redirected.domain", {"host": subject, "to": whole, "final": final})
                    if whole
                    else Message(f"link-redirected.{verdict.reason}", {"url": link.url, "final": final}),
                    suggestion=final,
                    source=link.url,
                    **of_link(view.page, link, view.lang),
                )


def _bare(url: str) -> str:
    """An address without the parts whose change moves nothing."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/")
