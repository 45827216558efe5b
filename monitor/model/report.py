"""What a run, a check or a gate has to tell, before it is text in any format."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from monitor.model.fetch import Hop, Verdict
from monitor.model.finding import Finding


class PageRow(NamedTuple):
    """One page that was asked for. `checked` is false where it could not be read; then `reason` says why."""

    url: str
    final_url: str = ""
    status: int | None = None
    title: str = ""
    lang: str = ""
    type: str = "standing"
    checked: bool = True
    reason: str = ""


class LinkRow(NamedTuple):
    """One link on one page. `page` is None for an address that was given directly; `standing` "" without history."""

    page: str | None
    href: str
    url: str
    text: str
    verdict: Verdict
    standing: str = ""
    status: int | None = None
    final_url: str = ""
    hops: tuple[Hop, ...] = ()


class Coverage(NamedTuple):
    """What was looked at, and what was not. Distinct pages and distinct links."""

    pages_checked: int = 0
    pages_failed: int = 0
    links_checked: int = 0
    links_unchecked: int = 0


NOTHING = Coverage()


class Listed(NamedTuple):
    """What is to be said of one thing to mend, with all places of which it is; `finding` is that of the first.

    A page is named as often as there are words to be mended on it.
    """

    finding: Finding
    places: tuple[Finding, ...]
    state: str = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole result. `generated_at` is UTC; `as_of` is a day in Europe/Helsinki.

    `links` holds the links that are not ok, or all of them where they were asked for. `domains_unchecked` counts the
    mail domains of which the name service said nothing, where it was asked.
    """

    generated_at: datetime
    as_of: date
    conclusive: bool = True
    coverage: Coverage = NOTHING
    pages: tuple[PageRow, ...] = ()
    links: tuple[LinkRow, ...] = ()
    findings: tuple[Listed, ...] = ()
    domains_unchecked: int = 0
