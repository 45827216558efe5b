"""A link that leads nowhere.

## What it finds
A link, image, script or frame whose destination is gone (404, 410), or has not answered for a day and more: three
looks over at least 24 hours, where there is history. Each destination once for each page.

## Why it matters
Readers are stranded. On a page about rights and services they may not find their way by another road.

## How to fix
Find where the content is now and link to that, or take the link away together with the words that lean on it.

## When it stays silent
Where the server refuses us (401, 403, 429, walls against robots), where one look failed in a way that may pass
(timeouts, 5xx, name service), and for addresses that were not asked. Fragments, pages that are missing in all but
status, and domains for sale have checks of their own.

## Source
RFC 9110, sections 15.5.5 (404) and 15.5.11 (410), https://www.rfc-editor.org/rfc/rfc9110
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from monitor.checks.contract import Context, LinkLook, PageView
from monitor.evidence import evidence, since
from monitor.model import Family, Finding, Message, Outcome, Reason, Severity, State

OTHERS = frozenset({Reason.FRAGMENT, Reason.SOFT_404, Reason.PARKED})
NAMED = frozenset({Reason.NOT_FOUND, Reason.GONE, Reason.NO_SUCH_HOST})


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkBroken:
    """No options."""

    id: ClassVar[str] = "link-broken"
    family: ClassVar[Family] = Family.LINK

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Every dead destination, at the first link to it."""
        told: set[str] = set()
        for seen in view.links:
            if seen.link.url not in told and _dead(seen):
                told.add(seen.link.url)
                kind = seen.verdict.reason if seen.verdict.reason in NAMED else "down"
                yield Finding(
                    check=self.id,
                    family=self.family,
                    severity=Severity.ERROR,
                    page=view.url,
                    subject=seen.link.url,
                    message=Message(f"link-broken.{kind}", {"url": seen.link.url}),
                    since=since(seen.standing),
                    source=seen.link.url,
                    **evidence(view.page, seen.link, view.lang)._asdict(),
                )


def _dead(seen: LinkLook) -> bool:
    if seen.verdict.reason in OTHERS:
        return False
    if seen.standing is None:
        return seen.verdict.outcome is Outcome.BROKEN
    return seen.standing.state is State.BROKEN and seen.standing.last.verdict.reason not in OTHERS
