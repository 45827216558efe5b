"""What a crawl reports: a page of ours, a destination of a link, or an address that was left alone."""

from typing import Any, NamedTuple

from monitor.model import FetchResult, Page, Reason, Unreadable


class PageVisit(NamedTuple):
    """A page of the scope was asked for.

    `page` is None where it did not change (a 304, or the same bytes: its links were taken from what is known) and
    where no HTML came. `body_hash` is BLAKE2b over the decoded body, 16 bytes. `depth` counts clicks from a start.
    `sibling` is what the same folder shows at an address that cannot exist; asked where the page itself is doubtful.
    `kept` is what whoever crawls wants to keep of the page; then `page` is a glimpse of it, by which looks are judged.
    """

    result: FetchResult
    page: Page | Unreadable | None
    unchanged: bool
    body_hash: bytes
    depth: int
    sibling: Page | None = None
    kept: Any = None


class DestinationVisit(NamedTuple):
    """An address that is only linked to was asked for. `page` is what its first bytes show.

    It is None where no HTML came, or nothing new. `sibling` as in `PageVisit`.
    """

    result: FetchResult
    page: Page | None
    unchanged: bool = False
    sibling: Page | None = None


class Skipped(NamedTuple):
    """An address was not asked for: robots, budget, not-asked, not-due."""

    url: str
    reason: Reason


Visit = PageVisit | DestinationVisit | Skipped
