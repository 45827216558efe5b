"""A crawl of a small site on loopback: what is asked, how often, in which order, and what is told of it."""

import asyncio
import gzip
import socket
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import pairwise

import httpx
import pytest

from monitor.crawl.engine import crawl
from monitor.crawl.guard import Guard
from monitor.crawl.plan import LOOPBACK, Known, Plan
from monitor.crawl.transport import Transport
from monitor.crawl.visit import DestinationVisit, PageVisit, Skipped, Visit
from monitor.model import Page, Reason
from monitor.urls import Scope, canonical

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def html(*links: str, text: str = "Neuvonta on auki arkisin.") -> bytes:
    return f"<!doctype html><title>Sivu</title><p>{text}</p>{''.join(f'<a href={x}>x</a> ' for x in links)}".encode()


class Site:
    """Answers from `pages` by path: a body, or a whole answer that begins with HTTP. Remembers what was asked."""

    def __init__(self, pages: Mapping[str, bytes]) -> None:
        self.pages = dict(pages)
        self.asked: list[tuple[str, dict[str, str], float]] = []
        self.root = ""

    @property
    def count(self) -> Counter[str]:
        return Counter(path for path, _, _ in self.asked)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                line, *fields = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").rstrip().split("\r\n")
                path = line.split(" ")[1]
                headers = {k.lower(): v.strip() for k, _, v in (field.partition(":") for field in fields)}
                self.asked.append((path, headers, asyncio.get_running_loop().time()))
                writer.write(self.answer(path, headers))
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def answer(self, path: str, headers: Mapping[str, str]) -> bytes:
        body = self.pages.get(path)
        if body is None:
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        if body.startswith(b"HTTP"):
            return body
        tag = f'"{blake2b(body, digest_size=4).hexdigest()}"'
        if headers.get("if-none-match") == tag:
            return f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode()
        kind = "text/html" if body.startswith(b"<!doctype html") else "text/plain"
        return (
            f"HTTP/1.1 200 OK\r\nETag: {tag}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
        )


@asynccontextmanager
async def served(pages: Mapping[str, bytes], host: str = "127.0.0.1") -> AsyncIterator[Site]:
    site = Site(pages)
    server = await asyncio.start_server(site.serve, host, 0)
    site.root = f"http://{host}:{server.sockets[0].getsockname()[1]}"
    try:
        yield site
    finally:
        server.close()
        await asyncio.sleep(0.01)


def plan(site: Site, **more: object) -> Plan:
    quick = Plan(
        starts=(f"{site.root}/",),
        scope=Scope.around((f"{site.root}/",)),
        contact="mailto:verkko@example.fi",
        networks=LOOPBACK,
        interval=0.0,
        backoff=0.01,
        second_look=0.01,
        deadline=2.0,
    )
    return replace(quick, **more)  # type: ignore[arg-type]


async def visits(plan: Plan, known: Mapping[str, Known] | None = None) -> list[Visit]:
    return [visit async for visit in crawl(plan, known=(known or {}).get, clock=lambda: NOW)]


def told(found: list[Visit], root: str) -> dict[str, str]:
    """Path -> page, destination (with status), unchanged, or why it was skipped."""
    rows = {}
    for visit in found:
        match visit:
            case Skipped():
                rows[visit.url.removeprefix(root)] = str(visit.reason)
            case PageVisit():
                rows[visit.result.url.removeprefix(root)] = "unchanged" if visit.unchanged else "page"
            case DestinationVisit():
                rows[visit.result.url.removeprefix(root)] = f"destination {visit.result.status}"
    return rows


SITE = {
    "/": html("/a", "/a#osa", "/b?x=1", "/kuva.png", "mailto:a@example.fi", "/ulos", "/poissa"),
    "/a": html("/", "/a/syva"),
    "/a/syva": html("/a/syvin"),
    "/a/syvin": html("/"),
    "/b?x=1": html("/a"),
    "/kuva.png": b"png",
    "/ulos": b"HTTP/1.1 301 Moved\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n",
}


async def test_every_address_once_breadth_first() -> None:
    async with served(SITE) as site:
        found = await visits(plan(site))
        assert told(found, site.root) == {
            "/": "page",
            "/a": "page",
            "/b?x=1": "page",
            "/kuva.png": "destination 200",
            "/ulos": "destination 200",
            "/poissa": "destination 404",
            "/a/syva": "page",
            "/a/syvin": "page",
        }
        assert {v.result.url.removeprefix(site.root): v.depth for v in found if isinstance(v, PageVisit)} == {
            "/": 0, "/a": 1, "/b?x=1": 1, "/a/syva": 2, "/a/syvin": 3,
        }  # fmt: skip
        assert site.count == Counter(
            {"/robots.txt": 1, "/": 1, "/a": 2, "/b?x=1": 1, "/kuva.png": 1, "/ulos": 1, "/poissa": 2}
            | {"/a/syva": 1, "/a/syvin": 1}
        )


@pytest.mark.parametrize(
    ("more", "rows"),
    [
        pytest.param({"depth": 0}, {"/": "page", "/a": "destination 200"}, id="depth-0"),
        pytest.param({"depth": 1}, {"/a": "page", "/a/syva": "destination 200", "/a/syvin": None}, id="depth-1"),
        pytest.param({"page_limit": 1}, {"/": "page", "/a": "destination 200", "/a/syva": None}, id="page-limit"),
        pytest.param({"depth": 0, "links": "none"}, {"/": "page", "/a": "not-asked"}, id="no-links"),
        pytest.param({"per_query": 0}, {"/b?x=1": "budget", "/a": "page"}, id="budget-of-a-query"),
        pytest.param({"contact": "", "networks": ()}, {"/": "page", "/a": "page"}, id="loopback-without-contact"),
    ],
)
async def test_limits(more: dict[str, object], rows: dict[str, str | None]) -> None:
    async with served(SITE) as site:
        found = told(await visits(plan(site, **more)), site.root)
        assert {path: found.get(path) for path in rows} == rows


async def test_nobody_else_is_asked_without_contact() -> None:
    async with served({"/": html("https://www.example.fi/ohje")}) as site:
        found = told(await visits(plan(site, contact="")), site.root)
        assert found == {"/": "page", "https://www.example.fi/ohje": "not-asked"}


MOVED = b"HTTP/1.1 301 Moved\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"


async def test_a_run_that_was_cut_off_goes_on_where_it_stood() -> None:
    async with served(SITE) as site:
        known = {f"{site.root}/": Known(links=(f"{site.root}/a", f"{site.root}/b?x=1", f"{site.root}/kuva.png"))}
        known[f"{site.root}/a"] = Known(links=(f"{site.root}/a/syva",))
        done = {f"{site.root}{path}" for path in ("/", "/a", "/kuva.png")}
        rest = crawl(plan(site), known=known.get, clock=lambda: NOW, done=done.__contains__)
        assert told([visit async for visit in rest], site.root) == {
            "/b?x=1": "page", "/a/syva": "page", "/a/syvin": "page",
        }  # fmt: skip
        assert site.count["/a"] == 0


async def test_a_page_comes_before_the_destination_that_led_to_it() -> None:
    # What a killed run looked at is not asked again: a page whose redirect alone was kept would be lost.
    ways = {"/a": MOVED % b"/aa", "/b": MOVED % b"/bb"}
    document = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 4\r\n\r\n%PDF"
    async with served({"/": html("/a", "/b"), "/aa": html(), "/bb": document, **ways}) as site:
        found = await visits(plan(site))
    order = [v.url if isinstance(v, Skipped) else v.result.url for v in found]
    assert [url.removeprefix(site.root) for url in order] == ["/", "/aa", "/a", "/bb", "/b"]


async def test_a_page_that_is_reached_by_a_redirect_alone_is_read_once_under_its_own_address() -> None:
    pages = {
        "/": html("/vanha", "/vanhin"),
        "/vanha": MOVED % b"/uusi",
        "/vanhin": MOVED % b"/uusi",
        "/uusi": html("/a"),
    }
    async with served(pages) as site:
        found = await visits(plan(site))
        assert told(found, site.root) == {
            "/": "page",
            "/vanha": "destination 200",
            "/vanhin": "destination 200",
            "/uusi": "page",
            "/a": "destination 404",
        }
        assert [v.result.hops for v in found if isinstance(v, PageVisit)] == [(), ()]
        known = {f"{site.root}/vanha": Known(body_hash=b"before")}
        assert told(await visits(plan(site), known), site.root)["/vanha"] == "page"


async def test_a_start_that_leads_elsewhere_is_read() -> None:
    async with served({"/": html()}, "127.0.0.2") as other:
        async with served({"/": MOVED % f"{other.root}/".encode()}) as site:
            assert told(await visits(plan(site)), site.root) == {"/": "page"}
        async with served({"/": MOVED % b"/fi/", "/fi/": html("/", "/fi/")}) as site:
            assert told(await visits(plan(site)), site.root) == {"/": "destination 200", "/fi/": "page"}


async def test_pages_read_by_other_processes() -> None:
    pages = {f"/{n}": html(f"/{n + 1}", text="Neuvonta on auki arkisin. " * 400) for n in range(60)}
    async with served(pages | {"/": html("/0")}) as site:
        here, there = await visits(plan(site)), await visits(plan(site, readers=1))
        assert [v for v in here if isinstance(v, PageVisit)][55].page is not None
        assert {v.result.url: v.page for v in here if isinstance(v, PageVisit)} == {
            v.result.url: v.page for v in there if isinstance(v, PageVisit)
        }


async def test_only_own_links() -> None:
    async with served({"/x": html()}, "127.0.0.2") as other, served({"/": html(f"{other.root}/x", "/y.css")}) as site:
        found = told(await visits(plan(site, links="own")), site.root)
        assert found == {"/": "page", f"{other.root}/x": "not-asked", "/y.css": "destination 404"}


async def test_unchanged_pages_still_give_their_links() -> None:
    async with served(SITE) as site:
        first = [v for v in await visits(plan(site)) if isinstance(v, PageVisit)]
        known = {
            v.result.url: Known(
                v.result.headers["etag"],
                "",
                v.body_hash,
                tuple(link.url for link in v.page.links) if isinstance(v.page, Page) else (),
            )
            for v in first
        }
        known[f"{site.root}/a"] = known[f"{site.root}/a"]._replace(etag="")  # the same bytes with status 200
        site.asked.clear()
        site.pages["/b?x=1"] = html("/uusi")
        again = await visits(plan(site), known)
        assert told(again, site.root) == told(await visits(plan(site)), site.root) | {
            "/": "unchanged", "/a": "unchanged", "/a/syva": "unchanged", "/a/syvin": "unchanged",
        }  # fmt: skip
        statuses = {v.result.url.removeprefix(site.root): v.result.status for v in again if isinstance(v, PageVisit)}
        assert statuses == {"/": 304, "/a": 200, "/a/syva": 304, "/a/syvin": 304, "/b?x=1": 200}
        reread = [v for v in await visits(plan(site, reread=True), known) if isinstance(v, PageVisit)]
        assert all(isinstance(v.page, Page) for v in reread)
        assert sum(v.unchanged for v in reread) == 4


@pytest.mark.parametrize(
    ("robots", "rows"),
    [
        pytest.param(b"", {"/a": "page", "/kuva.png": "destination 200"}, id="empty"),
        pytest.param(b"User-agent: *\nDisallow: /a", {"/a": "robots", "/b?x=1": "page"}, id="all"),
        pytest.param(
            b"\xef\xbb\xbfUser-agent: *\nDisallow: /a", {"/a": "robots", "/b?x=1": "page"}, id="byte-order-mark"
        ),
        pytest.param(b"User-agent: *\nDisallow: /kuva.png\nDisallow: /b", {"/a": "page", "/b?x=1": "robots"}, id="b"),
        pytest.param(
            b"User-agent: freshness-monitor\nDisallow: /kuva", {"/a": "page", "/kuva.png": "robots"}, id="names-us"
        ),
        pytest.param(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", {"/": "robots", "/a": None}, id="503"),
        pytest.param(b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", {"/": "page", "/a": "page"}, id="403"),
    ],
)
async def test_robots(robots: bytes, rows: dict[str, str | None]) -> None:
    async with served(SITE | {"/robots.txt": robots}) as site:
        found = told(await visits(plan(site)), site.root)
        assert {path: found.get(path) for path in rows} == rows


async def test_destinations_of_others_are_asked_once_unless_robots_names_us() -> None:
    pages = {"/robots.txt": b"User-agent: *\nDisallow: /", "/x": html()}
    async with served(pages, "127.0.0.2") as other, served({"/": html(f"{other.root}/x")}) as site:
        assert told(await visits(plan(site)), site.root)[f"{other.root}/x"] == "destination 200"
        other.pages["/robots.txt"] = b"User-agent: Freshness-Monitor\nDisallow: /"
        assert told(await visits(plan(site)), site.root)[f"{other.root}/x"] == "robots"


async def test_sitemaps() -> None:
    index = '<sitemapindex xmlns="x"><sitemap><loc>{}/kartta.xml.gz</loc></sitemap></sitemapindex>'
    urls = "<urlset><url><loc>{0}/orpo</loc></url><url><loc>http://example.org/</loc></url></urlset>"
    async with served({"/": html(), "/orpo": html()}) as site:
        site.pages["/sitemap.xml"] = index.format(site.root).encode()
        site.pages["/kartta.xml.gz"] = gzip.compress(urls.format(site.root).encode())
        assert told(await visits(plan(site, use_sitemap=True)), site.root) == {"/": "page", "/orpo": "page"}


async def test_a_host_is_asked_at_its_own_pace_and_no_other_waits() -> None:
    other_pages = {f"/{n}": html() for n in range(4)}
    async with served(other_pages, "127.0.0.2") as other:
        links = [f"{other.root}/{n}" for n in range(4)]
        async with served({"/": html(*links, "/a", "/b", "/c"), "/a": html(), "/b": html(), "/c": html()}) as site:
            await visits(plan(site, interval=0.2))
            for each in (site, other):
                times = [at for _, _, at in each.asked]
                gaps = [later - earlier for earlier, later in pairwise(times)]
                assert len(gaps) == 4
                assert min(gaps) >= 0.12  # as the server sees them: a busy machine may take a request in late
            assert min(at for _, _, at in other.asked) < max(at for _, _, at in site.asked)


async def test_crawl_delay_is_kept() -> None:
    robots = b"User-agent: *\nCrawl-delay: 0.2"
    async with served({"/": html("/a", "/b"), "/a": html(), "/b": html(), "/robots.txt": robots}) as site:
        await visits(plan(site))
        times = [at for path, _, at in site.asked if path != "/robots.txt"]
        assert all(later - earlier >= 0.12 for earlier, later in pairwise(times))


async def test_credentials_go_to_their_origin_alone() -> None:
    async with served({"/x": html(), "/robots.txt": b""}, "127.0.0.2") as other:
        moved = f"HTTP/1.1 302 Found\r\nLocation: {other.root}/x\r\nContent-Length: 0\r\n\r\n".encode()
        async with served({"/": html("/pois"), "/pois": moved}) as site:
            secret = {site.root: {"authorization": "Basic c2FsYWluZW4="}}
            await visits(plan(site, credentials=secret))
            assert {headers.get("authorization") for path, headers, _ in site.asked if path != "/robots.txt"} == {
                "Basic c2FsYWluZW4="
            }
            assert {headers.get("authorization") for _, headers, _ in other.asked} == {None}


async def test_who_asks_says_so() -> None:
    async with served({"/": html()}) as site:
        await visits(plan(site))
        agent = site.asked[-1][1]["user-agent"]
        assert agent.startswith("freshness-monitor/")
        assert agent.endswith("(+mailto:verkko@example.fi)")


async def test_own_site_down_is_told_of_its_start() -> None:
    async with served({}) as site:
        down = plan(site, starts=("http://127.0.0.1:1/",), scope=Scope.around(("http://127.0.0.1:1/",)))
        [visit] = await visits(down)
        assert isinstance(visit, PageVisit)
        assert visit.result.failure is not None
        assert visit.result.failure.reason is Reason.REFUSED


async def test_a_host_that_is_down_is_one_fault() -> None:
    lookups = 0

    async def resolve(_: str) -> tuple[str, ...]:
        nonlocal lookups
        lookups += 1
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    links = [f"http://alhaalla.example/{n}" for n in range(50)]
    async with served({"/": html(*links)}) as site:
        asking = crawl(plan(site, respect_robots=False), known=lambda _: None, clock=lambda: NOW, resolve=resolve)
        found = [visit async for visit in asking if isinstance(visit, DestinationVisit)]
        reasons = Counter(visit.result.failure.reason for visit in found if visit.result.failure)
        assert (reasons, lookups < 10) == (Counter({Reason.DNS: 50}), True)


async def test_leaving_early_lets_everything_go() -> None:
    async with served(SITE) as site:
        async for _ in crawl(plan(site), known=lambda _: None, clock=lambda: NOW):
            break


async def test_the_transport_serves_httpx() -> None:
    async with served({"/": html(), "/m": b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"}) as site:
        transport = Transport(plan(site), Guard(networks=LOOPBACK))
        async with httpx.AsyncClient(transport=transport, follow_redirects=True) as client:
            response = await client.get(canonical(f"{site.root}/m"))
            assert (response.status_code, response.content, len(response.history)) == (200, html(), 1)
            with pytest.raises(httpx.TransportError):
                await client.get("http://10.0.0.1/")
            with pytest.raises(httpx.UnsupportedProtocol):
                await client.get("ftp://example.fi/")
