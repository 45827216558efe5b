"""A certificate that browsers will not accept, or soon will not.

## What it finds
A linked host whose certificate has run out, names another host, or comes from nobody that browsers trust; once for
each host. And the certificate of a watched host that runs out within fourteen days.

## Why it matters
Browsers put a full-page warning before such a site. Most readers turn back; the others learn to click warnings away.

## How to fix
Tell the people behind the site. Where the site has moved, link to its present address.

## When it stays silent
Where there is history, until three looks over a day have met the same fault; without history it is a note. What comes
from nobody that we trust is never an error: browsers know more authorities than we do, and fetch what is missing.

## Source
RFC 5280, section 4.1.2.5 (validity), https://www.rfc-editor.org/rfc/rfc5280; RFC 9525 (names of services)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from monitor.checks.contract import Context, Days, LinkLook, PageView
from monitor.days import day_of
from monitor.evidence import of_link, since
from monitor.model import Family, Finding, Message, Reason, Severity, State, Zone
from monitor.urls import host

FAULTS = {
    Reason.TLS_EXPIRED: (Severity.ERROR, "expired"),
    Reason.TLS_HOST: (Severity.ERROR, "host"),
    Reason.TLS_UNTRUSTED: (Severity.WARNING, "untrusted"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCertificate:
    """`warn_days` is how long before its end a certificate of a watched host is told of."""

    id: ClassVar[str] = "link-certificate"
    family: ClassVar[Family] = Family.LINK

    warn_days: Days = 14

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:
        """The page's own host, then every host that is linked to."""
        yield from self._own(view, context)
        told: set[str] = set()
        for seen in view.links:
            fault = _fault(seen)
            name = host(seen.look.final_url or seen.link.url) if seen.look else ""
            if fault is None or name in told:
                continue
            told.add(name)
            severity, kind = FAULTS[fault]
            yield Finding(
                check=self.id,
                family=self.family,
                severity=severity if seen.standing else Severity.NOTE,
                page=view.url,
                subject=name,
                message=Message(f"link-certificate.{kind}", {"host": name}),
                since=since(seen.standing),
                source=seen.link.url,
                **of_link(view.page, seen.link, view.lang),
            )

    def _own(self, view: PageView, context: Context) -> Iterator[Finding]:
        expires = view.look.tls_expires if view.look else None
        if expires is None or view.page is None:
            return
        last = day_of(expires)
        if 0 <= (last - context.as_of).days <= self.warn_days:
            name = host(view.url)
            yield Finding(
                check=self.id,
                family=self.family,
                severity=Severity.WARNING,
                page=view.url,
                subject=name,
                quote=name,
                zone=Zone.HEADER,  # it stands above every page of the host, and is one place
                message=Message("link-certificate.expires", {"host": name, "day": last}),
                source=view.url,
                technical=True,
            )


def _fault(seen: LinkLook) -> Reason | None:
    if seen.standing is None:
        reason = seen.verdict.reason
    else:
        reason = seen.standing.last.verdict.reason if seen.standing.state is State.BROKEN else Reason.NONE
    return reason if reason in FAULTS else None
