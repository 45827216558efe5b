"""A link that leads nowhere.

## What it finds
A link, image, script or frame whose destination is gone (404, 410), or has not answered for a day and more: three
looks over at least 24 hours, where there is history. A host that is down as a whole is one finding for each page, with
its links. A domain that does not exist is told after one look, if other domains are found.

## Why it matters
Readers are stranded. On a page about rights and services they may not find their way by another road.

## How to fix
Find where the content is now and link to that, or take the link away together with the words that lean on it.

## When it stays silent
Where the server refuses us (401, 403, 429, walls against robots), where one look failed in a way that may pass
(timeouts, 5xx, name service), and for addresses that were not asked. Fragments, pages that are missing in all but
status, certificates, and domains for sale have checks of their own.

## Source
RFC 9110, sections 15.5.5 (404) and 15.5.11 (410), https://www.rfc-editor.org/rfc/rfc9110
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from monitor.checks.contract import Context, LinkLook, PageView
from monitor.evidence import of_link, since
from monitor.model import Family, Finding, Message, Outcome, Reason, Severity, State
from monitor.urls import host

CERTIFICATES = frozenset({Reason.TLS_EXPIRED, Reason.TLS_HOST, Reason.TLS_UNTRUSTED})
OTHERS = CERTIFICATES | {Reason.FRAGMENT, Reason.SOFT_404, Reason.PARKED}
STATED = frozenset({Reason.NOT_FOUND, Reason.GONE, Reason.INVALID_URL})  # of the page, not of its host
KINDS = {Reason.NOT_FOUND: "not-found", Reason.GONE: "gone", Reason.NO_SUCH_HOST: "no-such-host"}
READ = frozenset({"a", "area", "img", "iframe", "frame", "embed", "object", "video", "audio"})
LISTED = 5  # addresses that a message names


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkBroken:
    """No options."""

    id: ClassVar[str] = "link-broken"
    family: ClassVar[Family] = Family.LINK

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Every dead destination, at the first link to it."""
        dead: dict[str, list[LinkLook]] = {}
        for seen in view.links:
            reason = _cause(seen)
            if reason is not None:
                as_host = seen.whole is not None and seen.whole.down and reason not in STATED
                dead.setdefault(host(seen.link.url) if as_host else seen.link.url, []).append(seen)
        for subject, links in dead.items():
            first = links[0]
            yield Finding(
                check=self.id,
                family=self.family,
                severity=Severity.ERROR,
                page=view.url,
                subject=subject,
                message=_said(subject, links),
                since=since(first.standing),
                source=first.link.url,
                technical=all(seen.link.element not in READ for seen in links),
                **of_link(view.page, first.link, view.lang),
            )


def _cause(seen: LinkLook) -> Reason | None:
    """Why this link is dead; None where it is not, or where another check tells. What stood confirmed is the cause."""
    if seen.standing is not None:
        reason = seen.standing.last.verdict.reason if seen.standing.state is State.BROKEN else Reason.NONE
    else:
        no_host = seen.verdict.reason is Reason.NO_SUCH_HOST
        reason = seen.verdict.reason if seen.verdict.outcome is Outcome.BROKEN or no_host else Reason.NONE
    return reason if reason not in OTHERS | {Reason.NONE} else None


def _said(subject: str, links: list[LinkLook]) -> Message:
    reason = _cause(links[0])
    if subject != links[0].link.url:
        urls = list(dict.fromkeys(seen.link.url for seen in links))
        more = ", …" if len(urls) > LISTED else ""
        kind = "link-broken.no-host" if reason is Reason.NO_SUCH_HOST else "link-broken.host"
        return Message(kind, {"host": subject, "urls": ", ".join(urls[:LISTED]) + more}, count=len(urls))
    if reason is Reason.INVALID_URL:
        return Message("link-broken.mailto", {"url": subject})
    return Message(f"link-broken.{KINDS.get(reason, 'down') if reason else 'down'}", {"url": subject})
