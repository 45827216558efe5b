"""Links of which nothing can be said, told once for each host.

## What it finds
Hosts that did not answer in the one look there was; where there is history, hosts that have not been heard of for
fourteen days, and, for the admin alone, hosts that refuse us. One note for each host, with the number of its links.

## Why it matters
What was not checked may be broken. A person with a browser can tell; we cannot.

## How to fix
Open the link. If it works, nothing is to be done; of a host that refuses us an attestation is enough for a year.

## When it stays silent
Addresses that nobody wanted asked, refusals in a single look or for less than a day, hosts that have failed for less
than fourteen days; names that do not exist, and certificates, have checks of their own.

## Source
RFC 9110, section 15.5, https://www.rfc-editor.org/rfc/rfc9110
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from monitor.checks.contract import Context, Days, LinkLook, PageView
from monitor.evidence import of_link, since
from monitor.model import Family, Finding, Message, Outcome, Reason, Severity, State
from monitor.urls import host

OTHERS = frozenset({Reason.NO_SUCH_HOST, Reason.TLS_EXPIRED, Reason.TLS_HOST, Reason.TLS_UNTRUSTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkUnchecked:
    """`after_days` is how long a host must have been silent before editors hear of it.

    `refused_days` is how long it must have refused us before the admin does.
    """

    id: ClassVar[str] = "link-unchecked"
    family: ClassVar[Family] = Family.LINK

    after_days: Days = 14
    refused_days: Days = 1

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:
        """One note for each silent host, at the first link to it."""
        silent: dict[str, list[LinkLook]] = {}
        for seen in view.links:
            if self._silent(seen, context):
                silent.setdefault(host(seen.link.url), []).append(seen)
        for name, links in silent.items():
            refused = all(seen.verdict.outcome is Outcome.BLOCKED for seen in links)
            yield Finding(
                check=self.id,
                family=self.family,
                severity=Severity.NOTE,
                page=view.url,
                subject=name,
                message=Message(
                    "link-unchecked.refused" if refused else "link-unchecked.host", {"host": name}, count=len(links)
                ),
                since=since(links[0].standing),
                source=links[0].link.url,
                technical=refused,
                **of_link(view.page, links[0].link, view.lang),
            )

    def _silent(self, seen: LinkLook, context: Context) -> bool:
        outcome, day = seen.verdict.outcome, since(seen.standing)
        if seen.standing is None or day is None:
            return outcome is Outcome.UNREACHABLE and seen.verdict.reason not in OTHERS
        if seen.standing.state is not State.UNKNOWN:
            return False
        days = {Outcome.BLOCKED: self.refused_days, Outcome.UNREACHABLE: self.after_days}.get(outcome)
        return days is not None and (context.as_of - day).days >= days
