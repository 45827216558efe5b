"""One crawl, breadth first: pages of the scope are read, every destination of a link is asked once.

The crawl reports and never judges. What it reports comes as `Visit`s, in the order in which answers come.
"""

import asyncio
import ssl
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from secrets import token_hex

import httpx

from monitor.crawl.fetch import STRUGGLING, Fetcher, rest
from monitor.crawl.frontier import Frontier
from monitor.crawl.guard import Guard, Resolve, loopback
from monitor.crawl.kinds import is_document, is_page, is_whole
from monitor.crawl.pdf_box import PdfBox
from monitor.crawl.plan import NEVER_MET, Known, Met, Plan, Want
from monitor.crawl.politeness import Ask, Host, Hosts
from monitor.crawl.reading import Keep, Read, Reading
from monitor.crawl.robots import Robots, Rules
from monitor.crawl.sitemap import listed
from monitor.crawl.transport import Transport
from monitor.crawl.visit import DestinationVisit, PageVisit, Skipped, Visit
from monitor.model import FetchResult, Page, Reason, Unreadable
from monitor.urls import host, origin
from monitor.verdict import body_key

Doubt = Callable[[FetchResult, Page], bool]

NO_RULES = Rules()
PAUSE = 0.05  # seconds in which nothing may be asked that are worth being used for something else
BACKLOG = 200  # visits that may wait for whoever takes them before no more is asked
NOT_MODIFIED = 304
CONFIRMED_AGAIN = frozenset({404, 410})


async def crawl(
    plan: Plan,
    *,
    known: Callable[[str], Known | None],
    clock: Callable[[], datetime],
    done: Callable[[str], bool] = lambda _: False,
    due: Callable[[str], bool] = lambda _: True,
    met: Callable[[str], Met] = lambda _: NEVER_MET,
    doubtful: Doubt = lambda _result, _page: False,
    keep: Keep | None = None,
    meanwhile: Callable[[], bool] = lambda: False,
    resolve: Resolve | None = None,
    context: ssl.SSLContext | None = None,
) -> AsyncIterator[Visit]:
    """Everything that the plan asks for, each address once. `clock` gives UTC; `known` what an earlier run read.

    `done` names what this run asked before it was cut off: that is not asked again, and its known links are followed.
    `due` says whether a destination wants to be asked by now, `met` what it was: the same bytes are not read again, and
    what is known to be gone needs no second look. Where a page is `doubtful`, an address beside it that
    cannot exist is asked too, once for each host: what is the same there is no page.
    `keep` says what is to be kept of a page; it is called where pages are read, which may be in another process.
    `meanwhile` does a little of what else is to be done, and says whether it found anything; it is called while nothing
    is under way and nothing may be asked for a while, as before the second look at what is missing.
    `resolve` and `context` replace the system's name service and its trust store.
    """
    guard = Guard(
        allow_private=plan.allow_private, networks=plan.networks, only_loopback=not plan.contact, resolve=resolve
    )
    transport = Transport(plan, guard, context)
    run = _Crawl(plan, transport, known=known, done=done, due=due, met=met, doubtful=doubtful, keep=keep, clock=clock)
    try:
        await run.begin()
        while True:
            while run.out:
                yield run.out.popleft()
            if not await run.more(meanwhile):
                return
    finally:
        await run.stop()
        await transport.aclose()


class _Crawl:
    def __init__(
        self,
        plan: Plan,
        transport: Transport,
        *,
        known: Callable[[str], Known | None],
        done: Callable[[str], bool],
        due: Callable[[str], bool],
        met: Callable[[str], Met],
        doubtful: Doubt,
        keep: Keep | None,
        clock: Callable[[], datetime],
    ) -> None:
        self.out: deque[Visit] = deque()
        self._plan = plan
        self._known = known
        self._met = met
        self._doubtful = doubtful
        self._siblings: dict[str, asyncio.Task[Page | None]] = {}
        self._clock = clock
        self._loop = asyncio.get_running_loop()
        self._fetcher = Fetcher(plan, transport, clock=clock)
        self._client = httpx.AsyncClient(transport=transport, follow_redirects=True, max_redirects=5, trust_env=False)
        self._robots = Robots(self._client, plan.product)
        self._hosts = Hosts(plan.interval, plan.connections_per_host)
        self._frontier = Frontier(plan, self._hosts, known=known, done=done, due=due, skip=self._skip)
        self._tasks: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._wake = asyncio.Event()
        self._fault: BaseException | None = None
        self._stopped = False
        self._reading = Reading(plan.readers, plan.default_lang, keep)
        self._box = PdfBox(plan.documents, plan.default_lang)
        self._page_want = Want(plan.page_bytes, pdf=plan.document_bytes)
        self._skim_want = Want(plan.skim_bytes)
        self._document_want = Want(plan.skim_bytes, pdf=plan.document_bytes)

    # The outer loop

    async def begin(self) -> None:
        """Queue the starts and what their sitemaps list."""
        self._frontier.begin()
        if self._plan.use_sitemap and self._plan.depth != 0:
            await self._read_sitemaps()

    async def more(self, meanwhile: Callable[[], bool]) -> bool:
        """Wait until there is something to take; False when the crawl has ended."""
        self._wake.clear()
        self._pump()
        while not self.out:
            if self._fault is not None:
                raise self._fault
            soonest = self._hosts.soonest()
            if not self._tasks and soonest is None:
                return False
            rests = not self._tasks and soonest is not None and soonest - self._loop.time() > PAUSE
            if rests and meanwhile():
                await asyncio.sleep(0)
            else:
                await self._wake.wait()
                self._wake.clear()
            self._pump()
        return True

    async def stop(self) -> None:
        """Let go of everything under way. What ends now makes room for nothing."""
        self._stopped = True
        if self._timer is not None:
            self._timer.cancel()
        tasks = [*self._tasks, *self._siblings.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._reading.close()

    def _pump(self) -> None:
        if self._stopped:
            return
        now = self._loop.time()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while len(self._tasks) < self._plan.connections and len(self.out) < BACKLOG:
            turn = self._hosts.next(now)
            if turn is None:
                soonest = self._hosts.soonest()
                if soonest is not None:
                    self._timer = self._loop.call_at(soonest, self._pump)
                break
            task = self._loop.create_task(self._one(*turn))
            self._tasks.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            self._fault = task.exception()
            self._wake.set()
            return
        self._pump()
        if self.out or not self._tasks:
            self._wake.set()

    # One address

    async def _one(self, host_: Host, ask: Ask) -> None:
        try:
            rules = await self._rules(host_, ask)
            if rules is None:
                return
            if not _allowed(rules, ask):
                self._skip(ask.url, Reason.ROBOTS)
                return
            known = self._known(ask.url)
            result = await self._result(host_, ask, known)
        finally:
            self._hosts.done(host_)
        if not self._asked_again(ask, result):
            await self._report(ask, result, known)

    async def _result(self, host_: Host, ask: Ask, known: Known | None) -> FetchResult:
        """What comes of asking. A host that is down is not asked for every address: it is one fault, told of each."""
        if host_.down is not None:
            attempts = self._plan.attempts  # no more are wanted
            return FetchResult(
                url=ask.url, final_url=ask.url, fetched_at=self._clock(), failure=host_.down, attempts=attempts
            )
        conditional = known is not None and not self._plan.reread and ask.attempt == 1
        result = await self._fetcher.once(
            ask.url,
            etag=known.etag if known and conditional else "",
            last_modified=known.last_modified if known and conditional else "",
            tagged=known.final_url if known else "",
            want=self._want(ask),
            pace=self._hop_to_page if ask.page else self._hop,
            attempt=ask.attempt,
        )
        if not result.hops:
            host_.heard(result.failure)
        return result

    def _want(self, ask: Ask) -> Want:
        if ask.page:
            return self._page_want
        return self._document_want if self._plan.scope.covers(ask.url) else self._skim_want

    async def _rules(self, host_: Host, ask: Ask) -> Rules | None:
        """The rules for this address; None where they had to be asked for: that took the turn, and the ask waits."""
        if not self._plan.respect_robots:
            return NO_RULES
        start = origin(ask.url)
        rules = self._robots.known(start)
        if rules is None:
            self._mind(host_, await self._robots.rules(start))
            self._hosts.add_first(host_, ask)
        return rules

    def _mind(self, host_: Host, rules: Rules) -> None:
        host_.interval = max(host_.interval, rules.delay)

    async def _pace(self, url: str) -> None:
        wait = self._hosts.turn(host(url), self._loop.time())
        if wait > 0:
            await asyncio.sleep(wait)

    async def _hop(self, url: str) -> bool:
        """Wait for the turn of a host to which a redirect leads; false where its rules name us and forbid it."""
        rules = await self._robots.rules(origin(url)) if self._plan.respect_robots else NO_RULES
        if not rules.askable(url):
            return False
        await self._pace(url)
        return True

    async def _hop_to_page(self, url: str) -> bool:
        """The same for a page: what may not be crawled is not crawled by a detour either."""
        if self._plan.respect_robots and self._plan.scope.covers(url):
            rules = await self._robots.rules(origin(url))
            if not rules.silent and not rules.crawlable(url):
                return False
        return await self._hop(url)

    async def _sibling(self, result: FetchResult, page: Page | Unreadable | None) -> Page | None:
        """What stands beside a doubtful page at an address that cannot exist; asked once for each host."""
        if not isinstance(page, Page) or not self._doubtful(result, page):
            return None
        name = host(result.final_url)
        if name not in self._siblings:
            folder = result.final_url.partition("?")[0].rpartition("/")[0]
            self._siblings[name] = self._loop.create_task(self._probe(f"{folder}/{token_hex(8)}"))
        return await asyncio.shield(self._siblings[name])

    async def _probe(self, url: str) -> Page | None:
        await self._pace(url)
        result = await self._fetcher.once(url, want=self._skim_want, pace=self._hop)
        page = await self._reading.read(result) if is_page(result) and result.body else None
        return page if isinstance(page, Page) else None

    def _asked_again(self, ask: Ask, result: FetchResult) -> bool:
        """Whether this answer does not count yet: it may pass, or it wants a second look."""
        delay = self._fetcher.again(result)
        now = self._loop.time()
        asked = rest(result)
        reset = result.failure is not None and result.failure.reason is Reason.RESET
        if asked is not None or (delay is not None and (reset or result.status in STRUGGLING)):
            pause = min(asked if asked is not None else delay or 0.0, self._plan.longest_wait)
            self._hosts.hush(host(result.final_url), now + pause)
        if delay is not None:
            self._hosts.add_later(host(ask.url), ask._replace(attempt=ask.attempt + 1), now + delay)
            return True
        rest_ = None if ask.second or self._met(ask.url).broken else self._plan.second_look
        if result.status in CONFIRMED_AGAIN and rest_ is not None:
            self._hosts.add_later(host(ask.url), ask._replace(second=True, attempt=2), now + rest_)
            return True
        return False

    async def _report(self, ask: Ask, result: FetchResult, known: Known | None) -> None:
        if result.status == NOT_MODIFIED and known is not None:
            self._unchanged(ask, result, known)
        elif ask.page and is_page(result):
            await self._page(ask, result, known)
        elif is_document(result) and all(map(self._plan.scope.covers, (ask.url, result.final_url))):
            await self._document(ask, result, known)
        elif ask.page and (ask.depth == 0 or known is not None):
            self.out.append(PageVisit(result, None, False, b"", ask.depth))  # noqa: FBT003
        else:
            if result.body and not result.hops and body_key(result.body) == self._met(ask.url).body_hash:
                self.out.append(DestinationVisit(result, None, unchanged=True))
                return
            page = await self._reading.read(result) if is_page(result) and result.body else None
            seen = page if isinstance(page, Page) else None
            self.out.append(DestinationVisit(result, seen, sibling=await self._sibling(result, seen)))

    async def _page(self, ask: Ask, result: FetchResult, known: Known | None) -> None:
        """Report a page. One that was reached by a redirect is a page under its own address, and a destination.

        In this order: what was looked at is not asked again after a kill, and only the destination leads to the page.
        """
        body_hash = blake2b(result.body, digest_size=16).digest()
        final = result.final_url
        # The same words at another address are a page that moved.
        same = known is not None and known.body_hash == body_hash and final == (known.final_url or ask.url)
        if same and known is not None and not self._plan.reread:
            self._unchanged(ask, result, known)
            return
        moved = final != ask.url
        ours = self._plan.scope.covers(final)
        first = moved and self._frontier.meet(final) and ours
        met = self._known(final) if moved else None
        if met is not None and met.body_hash == body_hash and known is None and not self._plan.reread:
            if first:
                self._unchanged(ask, replace(result, url=final, hops=()), met)
            self.out.append(DestinationVisit(result, None, unchanged=True))
            return
        page, leads, kept = Read(Unreadable(Reason.TOO_LARGE))
        if not result.truncated:
            page, leads, kept = await self._reading.read_and_keep(result)
        sibling = await self._sibling(result, page)
        if first:
            there = replace(result, url=final, hops=())
            self.out.append(PageVisit(there, page, False, body_hash, ask.depth, sibling, kept))  # noqa: FBT003
        if not moved or known is not None or (ask.depth == 0 and not ours):
            self.out.append(PageVisit(result, page, same, body_hash, ask.depth, sibling, kept))
        else:
            self.out.append(DestinationVisit(result, page if isinstance(page, Page) else None, sibling=sibling))
        if first or not moved or ask.depth == 0:
            self._frontier.follow(ask.depth, leads)

    async def _document(self, ask: Ask, result: FetchResult, known: Known | None) -> None:
        """Report a PDF of ours: a place of its own, whether its words can be read or not; then a destination."""
        final, body_hash = result.final_url, blake2b(result.body, digest_size=16).digest()
        if ask.page and known is not None and known.body_hash == body_hash and not self._plan.reread:
            self._unchanged(ask, result, known)
            return
        moved = final != ask.url
        if not moved or self._frontier.meet(final):
            page = await self._box.read(result.body, final) if is_whole(result) else Unreadable(Reason.TOO_LARGE)
            there = replace(result, url=final, hops=(), body=b"")
            self.out.append(PageVisit(there, page, False, body_hash, ask.depth))  # noqa: FBT003
        if moved:
            self.out.append(DestinationVisit(replace(result, body=b""), None))

    def _unchanged(self, ask: Ask, result: FetchResult, known: Known) -> None:
        if not ask.page:
            self.out.append(DestinationVisit(result, None, unchanged=True))
            return
        spared = replace(result, body=b"") if result.body else result
        self.out.append(PageVisit(spared, None, True, known.body_hash, ask.depth))  # noqa: FBT003
        self._frontier.follow_known(ask.depth, known)

    async def _read_sitemaps(self) -> None:
        starts = (url for url in self._plan.starts if self._plan.contact or loopback(host(url)))
        for start in dict.fromkeys(map(origin, starts)):
            rules = await self._robots.rules(start) if self._plan.respect_robots else NO_RULES
            if rules.silent:
                continue
            self._mind(self._hosts.named(host(start)), rules)
            named = tuple(url for url in rules.sitemaps if self._plan.scope.covers(url)) or (f"{start}/sitemap.xml",)
            for url in await listed(self._client, named, self._plan.page_limit, self._pace):
                if self._plan.scope.covers(url):
                    self._frontier.queue(url, page=True, depth=1)

    def _skip(self, url: str, reason: Reason) -> None:
        self.out.append(Skipped(url, reason))


def _allowed(rules: Rules, ask: Ask) -> bool:
    """Whether robots.txt lets us: pages are crawled, destinations are asked once."""
    if not ask.page:
        return rules.askable(ask.url)
    # A host that gives no answer at all is asked for its start all the same: so we learn that it is down.
    return rules.crawlable(ask.url) or (rules.down and ask.depth == 0)
