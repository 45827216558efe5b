"""A page that we watch and that does not answer.

## What it finds
A watched page that is gone (404, 410) or whose server has not answered for a day and more. Where there is no history,
a page that did not answer in one look is a note. Also a start address that leads to pages which are not watched.

## Why it matters
Nothing else can be said of a page that nobody can read; and its readers see what we see.

## How to fix
Put the page back, send its old address on to the new one with a permanent redirect, or stop watching it.

## When it stays silent
Where the server refuses us or asks for a login, where robots.txt keeps us out, and where the fault may be in our own
connection.

## Source
RFC 9110, section 15, https://www.rfc-editor.org/rfc/rfc9110
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from monitor.checks.contract import Context, PageView
from monitor.evidence import since
from monitor.model import Family, Finding, Message, Outcome, Reason, Severity, State


@dataclass(frozen=True, slots=True, kw_only=True)
class PageUnreachable:
    """No options."""

    id: ClassVar[str] = "page-unreachable"
    family: ClassVar[Family] = Family.PAGE

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """At most one finding: the page itself."""
        severity = _severity(view)
        if severity is None or view.look is None:
            return
        gone = view.look.verdict.reason in (Reason.NOT_FOUND, Reason.GONE)
        kind = "page-unreachable.left" if view.strayed else "page-unreachable.gone" if gone else "page-unreachable.down"
        yield Finding(
            check=self.id,
            family=self.family,
            severity=severity,
            page=view.url,
            subject=view.url,
            quote=view.url,
            message=Message(kind, {"url": view.url} | ({"final": view.look.final_url} if view.strayed else {})),
            since=since(view.standing),
            lang=view.lang,
            source=view.url,
        )


def _severity(view: PageView) -> Severity | None:
    if view.page is not None or view.look is None:
        return None
    if view.strayed:
        return Severity.WARNING
    outcome = view.look.verdict.outcome
    if view.standing is not None:
        return Severity.ERROR if view.standing.state is State.BROKEN else None
    if outcome is Outcome.BROKEN:
        return Severity.ERROR
    return Severity.NOTE if outcome is Outcome.UNREACHABLE else None
