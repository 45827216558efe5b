"""Links of which nothing can be said, told once for each host.

## What it finds
Hosts that did not answer in the one look there was; and, where there is history, hosts that have refused us or not
answered for fourteen days. One note for each host, with the number of links on the page that lead to it.

## Why it matters
What was not checked may be broken. A person with a browser can tell; we cannot.

## How to fix
Open the link. If it works, nothing is to be done.

## When it stays silent
Addresses that nobody wanted asked, refusals in a single look, and hosts that have failed for less than fourteen days.

## Source
RFC 9110, section 15.5, https://www.rfc-editor.org/rfc/rfc9110
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from monitor.checks.contract import Context, LinkLook, PageView
from monitor.evidence import evidence, since
from monitor.model import Family, Finding, Message, Outcome, Severity, State
from monitor.urls import host


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkUnchecked:
    """`after_days` is how long a host must have been silent before editors hear of it."""

    id: ClassVar[str] = "link-unchecked"
    family: ClassVar[Family] = Family.LINK

    after_days: int = 14

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:
        """One note for each silent host, at the first link to it."""
        silent: dict[str, list[LinkLook]] = {}
        for seen in view.links:
            if self._silent(seen, context):
                silent.setdefault(host(seen.link.url), []).append(seen)
        for name, links in silent.items():
            yield Finding(
                check=self.id,
                family=self.family,
                severity=Severity.NOTE,
                page=view.url,
                subject=name,
                message=Message("link-unchecked.host", {"host": name}, count=len(links)),
                since=since(links[0].standing),
                source=links[0].link.url,
                **evidence(view.page, links[0].link, view.lang)._asdict(),
            )

    def _silent(self, seen: LinkLook, context: Context) -> bool:
        outcome = seen.verdict.outcome
        if seen.standing is None:
            return outcome is Outcome.UNREACHABLE
        day = since(seen.standing)
        unknown = seen.standing.state is State.UNKNOWN and outcome in (Outcome.BLOCKED, Outcome.UNREACHABLE)
        return unknown and day is not None and (context.as_of - day).days >= self.after_days
