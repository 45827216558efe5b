"""A link that begins with http:// although the site answers at https://.

## What it finds
A link to http:// whose destination sends readers on to the same place at https://; and a link to https:// that ends
at http://.

## Why it matters
On the first step of the way others on the network can read and change what the reader asks for.

## How to fix
Write https:// in the link.

## When it stays silent
Where the destination was not seen to answer at https://, and where its path changes too: then link-redirected speaks.

## Source
RFC 6797 (HSTS), section 2.3.1, https://www.rfc-editor.org/rfc/rfc6797
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from monitor.checks.contract import Context, LinkLook, PageView
from monitor.evidence import of_link
from monitor.model import Family, Finding, Message, Outcome, Reason, Severity

READ = frozenset({"a", "area"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkInsecure:
    """No options."""

    id: ClassVar[str] = "link-insecure"
    family: ClassVar[Family] = Family.LINK

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Every insecure link, once for each destination."""
        told: set[str] = set()
        for seen in view.links:
            kind = _kind(seen)
            if kind and seen.link.url not in told:
                told.add(seen.link.url)
                final = seen.look.final_url if seen.look else ""
                yield Finding(
                    check=self.id,
                    family=self.family,
                    severity=Severity.NOTE,
                    page=view.url,
                    subject=seen.link.url,
                    message=Message(f"link-insecure.{kind}", {"url": seen.link.url, "final": final}),
                    suggestion=final if kind == "http" else None,
                    source=seen.link.url,
                    **of_link(view.page, seen.link, view.lang),
                )


def _kind(seen: LinkLook) -> str:
    if seen.look is None or seen.verdict.outcome is not Outcome.REDIRECTED or seen.link.element not in READ:
        return ""
    if seen.verdict.reason is Reason.DOWNGRADE:
        return "downgrade"
    asked, final = seen.link.url, seen.look.final_url
    same = asked.removeprefix("http://").removeprefix("www.").rstrip("/")
    secure = final.startswith("https://") and final.removeprefix("https://").removeprefix("www.").rstrip("/") == same
    return "http" if asked.startswith("http://") and secure else ""
