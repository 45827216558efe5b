"""What one asking brought home, in memory: for `check` and `gate`, which remember nothing."""

from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from monitor.checks import registry
from monitor.checks.contract import Context, PageView
from monitor.crawl.kinds import is_document
from monitor.crawl.plan import Plan
from monitor.crawl.visit import DestinationVisit, PageVisit, Skipped, Visit
from monitor.errors import UsageError
from monitor.judge import NOT_ASKED, Anchors, Destinations, Judge, Reader, Tally, link_row, statements, were_asked
from monitor.knowledge import load
from monitor.knowledge.web import WebSigns, load_web
from monitor.model import (
    ContactFact,
    FetchResult,
    Link,
    Look,
    Outcome,
    Page,
    PageRow,
    PageType,
    Reason,
    Report,
    Unreadable,
    Verdict,
)
from monitor.urls import WEB, Scope, host
from monitor.verdict import body_key, doubtful, judge, whole

if TYPE_CHECKING:
    from monitor.crawl.mail_exchange import Deliverable


def look_of(result: FetchResult, page: Page | None, web: WebSigns, sibling: Page | None = None) -> Look:
    """One fetch as a look."""
    verdict = judge(result, page, web, sibling)
    body_hash = body_key(result.body) if result.body and page is not None else b""
    return Look(
        result.url,
        result.fetched_at,
        verdict,
        result.status,
        result.final_url,
        result.hops,
        body_hash,
        result.tls_expires,
    )


def _nothing_to_read(page: Page) -> str:
    """Why a page that answered well must not count as one on which nothing is stale; "" where it may."""
    if page.built_by_script:
        return "built-by-script"
    return "" if page.occurrences or page.links else "empty"


class Survey:
    """Pages and looks, as they come."""

    def __init__(self, web: WebSigns, now: datetime) -> None:
        self._web = web
        self.now = now
        self.pages: dict[str, Page | None] = {}
        self.rows: dict[str, PageRow] = {}
        self.looks: dict[str, Look] = {}
        self._met: dict[str, tuple[frozenset[str], bool]] = {}  # anchors of pages that are only linked to
        self._own: frozenset[str] = frozenset()  # hosts whose anchors we vouch for
        self.built: frozenset[str] = frozenset()  # pages that lie on the disk, by their addresses
        self.knowledge = load()
        self.direct: list[str] = []  # addresses that were given, and are no pages to be judged

    def take(self, visit: Visit) -> None:
        """Remember a visit."""
        match visit:
            case PageVisit():
                self._page(visit)
            case DestinationVisit():
                self.looks[visit.result.url] = look_of(visit.result, visit.page, self._web, visit.sibling)
                if visit.page is not None and not visit.result.truncated:
                    self._met[visit.result.url] = (visit.page.ids, visit.page.built_by_script)
            case Skipped():
                verdict = Verdict(Outcome.UNCHECKED, visit.reason)
                self.looks.setdefault(visit.url, Look(visit.url, self.now, verdict))

    def _page(self, visit: PageVisit) -> None:
        result = visit.result
        page = visit.page if isinstance(visit.page, Page) else None
        look = look_of(result, page, self._web, visit.sibling)
        unreadable = visit.page.reason if isinstance(visit.page, Unreadable) else ""
        document = bool(unreadable) and is_document(result)
        if unreadable and unreadable in set(Reason) and not document:
            # What is no page at all, such as a PDF, answered well: only its words were not read.
            look = look._replace(verdict=Verdict(Outcome.UNCHECKED, Reason(unreadable)))
        self.looks[result.url] = look
        # A file is what it is: a site's own 404.html is a page to be kept well like any other.
        file = result.url in self.built
        sound = page is not None and (file or look.verdict.outcome in {Outcome.OK, Outcome.REDIRECTED})
        if visit.depth and not sound and not document:
            return  # only linked to, and no page to be judged: a destination like any other
        if not document:
            self.pages[result.url] = page if sound else None
        nothing = _nothing_to_read(page) if page is not None and sound else ""
        self.rows[result.url] = PageRow(
            url=result.url,
            final_url=result.final_url,
            status=result.status,
            title=page.title if page else "",
            lang=page.lang if page else "",
            type=page.page_type if page else "document" if document else "standing",
            checked=sound and not nothing,
            reason=nothing if sound else unreadable or look.verdict.reason or "not-html",
        )

    def anchors(self, url: str) -> Anchors | None:
        """The anchors of a page that was read or linked to, and whether JavaScript builds it; of our own hosts only."""
        page = self.pages.get(url)
        if page is not None:
            return None if page.page_type is PageType.DOCUMENT else (page.ids, page.built_by_script)
        return self._met.get(url) if host(url) in self._own else None

    def views(self, reader: Reader) -> Iterator[PageView]:
        """Each page as the checks see it."""
        self._own = frozenset(map(host, self.pages))
        destinations = self._destinations(self.looks)
        for url, page in self.pages.items():
            if page is None:
                yield PageView(url=url, page=None, look=self.looks[url])
            else:
                stated = statements(reader.stated(page.occurrences))
                links = (self._around(url, page) or destinations).of(page.links)
                yield PageView(url=url, page=page, statements=stated, links=links, look=self.looks[url], lang=page.lang)

    def _around(self, url: str, page: Page) -> Destinations | None:
        """What is known of destinations, for a file that says of itself that it cannot be found (404.html).

        Whoever follows its "skip to content" stays on it all the same. None for every other page.
        """
        look = self.looks[url]
        if look.verdict.outcome in {Outcome.OK, Outcome.REDIRECTED} or all(link.url != url for link in page.links):
            return None
        here = look._replace(verdict=Verdict(Outcome.OK))
        return self._destinations({**self.looks, url: here})

    def _destinations(self, looks: Mapping[str, Look]) -> Destinations:
        return Destinations(looks.get, anchors=self.anchors, whole=whole(looks.values()))

    def judged(self, request: "Request") -> Report:
        """The whole result, as on the request's day. An address that was given directly is a row of its own."""
        knowledge = self.knowledge
        reader = Reader(knowledge.lexicon)
        mail = self._mail(reader) if request.dns else None
        context = Context(
            as_of=request.as_of,
            knowledge=knowledge,
            own_hosts=frozenset(map(host, request.addresses)),
            undeliverable=mail.never if mail else frozenset(),
        )
        tally = Tally(Judge([check() for check in registry().values()], context), all_links=request.all_links)
        for view in self.views(reader):
            tally.add(view)
        direct = [link_row(None, Link(url, url, "", ""), self.looks[url]) for url in self.direct if url in self.looks]
        asked = self._asked()
        report = tally.report(self.rows.values(), asked, now=self.now, as_of=request.as_of, direct=direct)
        return replace(report, domains_unchecked=mail.unknown) if mail else report

    def _asked(self) -> tuple[int, int]:
        """How many of the addresses that these pages link to were asked for, and how many were not."""
        addresses = {link.url for page in self.pages.values() if page for link in page.links}
        never = Look("", self.now, NOT_ASKED)
        return were_asked(addresses, lambda url: self.looks.get(url, never).verdict.outcome is not Outcome.UNCHECKED)

    def _mail(self, reader: Reader) -> "Deliverable":
        """What the name service says of the mail domains of these pages."""
        from monitor.crawl.mail_exchange import deliverable  # noqa: PLC0415 - as in `_wait`

        blocks = (o.block for page in self.pages.values() if page for o in page.occurrences)
        facts = (fact for block in blocks for fact in reader.facts(block))
        domains = {fact.address.rpartition("@")[2] for fact in facts if isinstance(fact, ContactFact)}
        return _wait(deliverable(domains))


Answer = TypeVar("Answer")


def _wait(work: Coroutine[Any, Any, Answer]) -> Answer:
    """What comes of work that waits for the network. Files need no event loop, and do not wait until it is imported."""
    import asyncio  # noqa: PLC0415

    return asyncio.run(work)


LOOPBACK = ("127.0.0.0/8", "::1/128")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for, once. `as_of` is a day in Europe/Helsinki; `interval` is in seconds, None for the usual.

    `links` None means: those of addresses all, those of files their own.
    """

    as_of: date
    addresses: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    depth: int = 0
    links: Literal["none", "own", "all"] | None = None
    base_url: str = ""
    allow_private: bool = False
    interval: float | None = None
    connections: int | None = None
    contact: str = ""
    all_links: bool = False
    knowledge: tuple[Path, ...] = ()  # files of the owner's own
    dns: bool = False  # ask the name service which mail domains take mail

    @property
    def plan(self) -> Plan:
        """How the addresses are crawled. Our own machine needs no politeness, unless it is asked for."""
        from monitor.crawl.guard import loopback  # noqa: PLC0415 - as in `_wait`

        local = all(loopback(host(url)) for url in self.addresses)
        return Plan(
            starts=self.addresses,
            scope=Scope.around(self.addresses),
            depth=self.depth,
            links=self.links or "all",
            contact=self.contact,
            allow_private=self.allow_private,
            networks=LOOPBACK if any(loopback(host(url)) for url in self.addresses) else (),
            interval=self.interval if self.interval is not None else (0.0 if local else 1.0),
            connections_per_host=self.connections or (8 if local else 1),
            second_look=0.5 if local else 5.0,
        )


def asked(
    request: Request, *, clock: Callable[[], datetime], progress: Callable[[int, str], None] = lambda _count, _url: None
) -> Survey:
    """Ask for everything, once. `clock` gives aware times. Raises ConfigError where a knowledge file has mistakes."""
    survey = Survey(load_web(), clock())
    survey.knowledge = load(request.knowledge)
    survey.direct = list(request.addresses)
    count = 0

    def take(visit: Visit) -> None:
        nonlocal count
        count += 1
        survey.take(visit)
        progress(count, visit.url if isinstance(visit, Skipped) else visit.result.url)

    if request.addresses:
        _wait(_crawl(request.plan, clock, take))
    if request.files:
        from monitor.crawl.files import addresses, read_files  # noqa: PLC0415 - runs share our looks, but read no files

        links = request.links or "own"
        before = len(survey.rows)
        survey.built = frozenset(addresses(request.files, request.base_url))
        for visit in read_files(request.files, base_url=request.base_url, links=links, now=survey.now):
            take(visit)
        _are_pages(request.files, list(survey.rows.values())[before:])
        if links == "all":
            _wait(_ask_beyond(request, survey, clock))
    return survey


async def _ask_beyond(request: Request, survey: Survey, clock: Callable[[], datetime]) -> None:
    """Ask for what files link to on the web: each destination once, and nothing behind it."""
    from monitor.crawl.engine import crawl  # noqa: PLC0415 - as in `_wait`

    wanted = tuple(url for url, look in survey.looks.items() if look.verdict == NOT_ASKED and url.startswith(WEB))
    if not wanted:
        return
    plan = replace(replace(request, addresses=wanted).plan, scope=Scope(), depth=0, links="none")
    async for visit in crawl(plan, known=lambda _url: None, clock=clock):
        if isinstance(visit, Skipped):
            survey.looks[visit.url] = Look(visit.url, clock(), Verdict(Outcome.UNCHECKED, visit.reason))
        else:
            page = visit.page if isinstance(visit.page, Page) else None
            survey.take(DestinationVisit(visit.result, page))


def _are_pages(files: tuple[Path, ...], rows: Sequence[PageRow]) -> None:
    """Raises UsageError where a folder holds no page, or a file is none: then something else was meant."""
    if not rows:
        names = ", ".join(map(str, files))
        raise UsageError(
            f"There is no HTML page in {names}.", hint="Name a folder of built pages (.html), or an address."
        )
    for row in rows:
        if row.reason in {"not-html", "empty"} and len(files) == len(rows):
            raise UsageError(f"{row.url} is not a page: it holds no text.", hint="Name an HTML file or a PDF.")


async def _crawl(plan: Plan, clock: Callable[[], datetime], take: Callable[[Visit], None]) -> None:
    from monitor.crawl.engine import crawl  # noqa: PLC0415 - as in `_wait`

    async for visit in crawl(plan, known=lambda _url: None, clock=clock, doubtful=doubtful):
        take(visit)
