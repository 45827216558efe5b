"""Who reads the pages: this process, or others beside it, so that fetching and reading overlap.

Reading takes ten times as long as fetching. The first pages are read here: a check of one page must not wait for
processes to start. A page on which a process dies is unreadable, and nothing else comes to harm.

What is to be kept of a page is made where it is read. Then the page itself has done its service: what comes back is
what is kept, where the links lead, and as much of the page as a look at it is judged by.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, NamedTuple, cast

from monitor.crawl import header
from monitor.crawl.crew import Crew, Ended
from monitor.days import day_of
from monitor.model import FetchResult, Page, Reason, Unreadable
from monitor.verdict import glimpse

HERE = 50  # pages that are read here before anybody is called to help
SMALL = 4_000  # bytes that are read sooner than sent
SENDS = frozenset({"post", "formaction"})  # what wants a POST answers a GET with a refusal
READ_ELEMENTS = frozenset({"a", "area", "link", "iframe", "frame", "meta"})

Keep = Callable[[Page], Any]  # what is kept of a page: the crawl does not look into it
Leads = tuple[tuple[str, bool], ...]  # where links lead, and whether what is there may be a page


class Asked(NamedTuple):
    """What is to be read, as it crosses to another process. `day` is a day in Europe/Helsinki."""

    body: bytes
    url: str
    content_type: str
    headers: dict[str, str]  # those that carry links
    default_lang: str
    day: date
    kept: bool


SAMPLE = Asked(b"<p>1.1.2000</p>", "http://localhost/", "text/html", {}, "", date(2000, 1, 1), kept=False)


class Read(NamedTuple):
    """What came of reading: the page, only a glimpse of it where it is `kept`; and where it leads."""

    page: Page | Unreadable
    leads: Leads = ()
    kept: Any = None


class Reading:
    """Reads pages; `processes` beside this one, 0 for none. `default_lang` is that of pages that do not tell.

    `keep` says what is kept of a page; it crosses to the other processes once.
    """

    def __init__(self, processes: int, default_lang: str, keep: Keep | None = None) -> None:
        self._processes = processes
        self._default_lang = default_lang
        self._keep = keep
        self._read = 0
        self._crew: Crew | None = None

    async def read(self, result: FetchResult) -> Page | Unreadable:
        """The page in this answer, whole; its day is that of the answer, in Europe/Helsinki."""
        return (await self._somewhere(self._asked(result, kept=False))).page

    async def read_and_keep(self, result: FetchResult) -> Read:
        """The page in this answer, where it leads, and what is kept of it."""
        return await self._somewhere(self._asked(result, kept=self._keep is not None))

    async def _somewhere(self, asked: Asked) -> Read:
        self._read += 1
        if not self._processes or self._read <= HERE or len(asked.body) < SMALL:
            return read(asked, self._keep)
        if self._crew is None:
            sample = SAMPLE._replace(kept=self._keep is not None)
            self._crew = Crew(self._processes, partial(read, keep=self._keep), sample)
        try:
            return cast("Read", await self._crew.do(asked))
        except Ended as ended:
            return Read(Unreadable(Reason.TOO_DEEP, f"the reading process ended: {ended}"))

    async def close(self) -> None:
        """Let the other processes go."""
        if self._crew is not None:
            await self._crew.close()
            self._crew = None

    def _asked(self, result: FetchResult, *, kept: bool) -> Asked:
        headers = result.headers
        return Asked(
            result.body,
            result.final_url,
            headers.get("content-type", ""),
            {name: headers[name] for name in header.CARRIERS if name in headers},
            self._default_lang,
            day_of(result.fetched_at),
            kept,
        )


def read(asked: Asked, keep: Keep | None) -> Read:
    """The page, where it leads, and what is kept of it."""
    from monitor import page as pages  # noqa: PLC0415 - where nothing has changed nothing is read

    body, url, content_type, headers, default_lang, day, kept = asked
    page = pages.read(body, url=url, content_type=content_type, default_lang=default_lang, today=day)
    if not isinstance(page, Page):
        return Read(page)
    if headers:
        page = page._replace(links=(*page.links, *header.links(headers, url)))
    leads: dict[str, bool] = {}
    for link in page.links:
        if link.attribute not in SENDS:
            leads.setdefault(link.url, link.element in READ_ELEMENTS)
    found = tuple(leads.items())
    return Read(glimpse(page), found, keep(page)) if kept and keep is not None else Read(page, found)
