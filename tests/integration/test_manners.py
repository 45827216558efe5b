"""What a crawl owes to the hosts of others: their rules, their limits, and no more requests than are of use."""

import asyncio
from collections.abc import AsyncIterator, Callable
from itertools import pairwise

import pytest

from monitor.crawl.engine import crawl
from monitor.crawl.visit import DestinationVisit, PageVisit, Skipped, Visit
from monitor.model import Outcome, Page, Reason, Verdict
from monitor.verdict import doubtful, judge
from tests.integration.test_crawl import NOW, Site, html, plan, served, told, visits

OTHER = "127.0.0.2"


def moved(to: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()


def answer(*headers: str, body: bytes = html()) -> bytes:
    lines = "".join(f"{header}\r\n" for header in ("Content-Type: text/html", *headers))
    return f"HTTP/1.1 200 OK\r\n{lines}Content-Length: {len(body)}\r\n\r\n".encode() + body


async def test_a_redirect_does_not_lead_round_the_rules_that_name_us() -> None:
    rules = b"User-agent: freshness-monitor\nDisallow: /kielletty"
    async with served({"/robots.txt": rules, "/kielletty": html(), "/vapaa": html()}, OTHER) as other:
        ways = {"/1": moved(f"{other.root}/kielletty"), "/2": moved(f"{other.root}/vapaa")}
        async with served({"/": html("/1", "/2"), **ways}) as site:
            found = {v.result.url: judge(v.result) for v in await visits(plan(site)) if not isinstance(v, Skipped)}
        assert found[f"{site.root}/1"] == Verdict(Outcome.UNCHECKED, Reason.ROBOTS)
        assert found[f"{site.root}/2"].outcome is Outcome.REDIRECTED
        assert "/kielletty" not in other.count


async def test_the_name_that_was_configured_is_the_one_that_rules_address() -> None:
    rules = b"User-agent: kuntavahti\nDisallow: /kielletty\nUser-agent: freshness-monitor\nDisallow: /"
    async with served({"/": html("/kielletty"), "/kielletty": html(), "/robots.txt": rules}) as site:
        found = await visits(plan(site, product="kuntavahti"))
        assert told(found, site.root) == {"/": "page", "/kielletty": "robots"}
        assert {headers["user-agent"].partition("/")[0] for _, headers, _ in site.asked} == {"kuntavahti"}


async def test_a_page_that_may_not_be_crawled_is_not_crawled_by_a_detour() -> None:
    rules = b"User-agent: *\nDisallow: /kielletty"
    async with served({"/": html("/1"), "/1": moved("/kielletty"), "/robots.txt": rules}) as site:
        await visits(plan(site))
        assert "/kielletty" not in site.count


async def test_a_foreign_host_has_its_daily_budget() -> None:
    async with served({f"/{n}": html() for n in range(6)}, OTHER) as other:
        async with served({"/": html(*(f"{other.root}/{n}" for n in range(6)))}) as site:
            found = await visits(plan(site, per_host=5, spent={OTHER: 2}))
        assert sum(other.count.values()) - other.count["/robots.txt"] == 3
        assert [v.reason for v in found if isinstance(v, Skipped)] == [Reason.BUDGET] * 3


async def test_what_is_not_due_is_not_asked() -> None:
    async with served({"/": html("/a", "/b.pdf"), "/a": html(), "/b.pdf": b"pdf"}) as site:
        asking = crawl(
            plan(site, depth=0), known=lambda _: None, clock=lambda: NOW, due=lambda url: not url.endswith("pdf")
        )
        assert told([visit async for visit in asking], site.root) == {
            "/": "page",
            "/a": "destination 200",
            "/b.pdf": "not-due",
        }
        assert "/b.pdf" not in site.count


async def test_a_server_that_says_enough_has_its_rest() -> None:
    enough = answer("RateLimit-Remaining: 0", "RateLimit-Reset: 1", body=html("/a", "/b"))
    async with served({"/": enough, "/a": html(), "/b": html()}) as site:
        await visits(plan(site, longest_wait=0.3))
        times = [at for path, _, at in site.asked if path != "/robots.txt"]
        assert next(later - earlier for earlier, later in pairwise(times)) >= 0.29


async def test_links_in_headers_are_links() -> None:
    async with served({"/": answer("Link: </tyyli.css>; rel=preload, </poissa>; rel=next")}) as site:
        found = await visits(plan(site))
        assert told(found, site.root) == {
            "/": "page",
            "/tyyli.css": "destination 404",
            "/poissa": "destination 404",
        }


async def soft(site: Site) -> dict[str, Verdict]:
    """The verdict of each page of a site."""
    asking = crawl(plan(site), known=lambda _: None, clock=lambda: NOW, doubtful=doubtful)
    found = [visit async for visit in asking if isinstance(visit, PageVisit | DestinationVisit)]
    return {
        v.result.url.removeprefix(site.root): judge(
            v.result, v.page if isinstance(v.page, Page) else None, sibling=v.sibling
        )
        for v in found
    }


class Anything(dict[str, bytes]):
    """Pages of a server that has something for every address."""

    def get(self, path: str, _: object = None) -> bytes:
        return self.setdefault(path, GONE)


GONE = b"<!doctype html><title>Kunta</title><h1>Sivua ei l&ouml;ytynyt</h1><p>Katso etusivulta."
NAMES = "<!doctype html><title>Sivua ei löytynyt</title><h1>Ohjeet</h1><p>Näin teet oman virhesivun.".encode()


async def test_a_page_with_one_sign_is_held_against_a_sibling() -> None:
    async with served({}) as site:
        site.pages = Anything({"/": html("/vanha", "/ohje", "/vanha2"), "/ohje": NAMES, "/robots.txt": b""})
        found = await soft(site)
        probes = [path for path in site.count if len(path) == 17]
    assert found["/vanha"] == found["/vanha2"] == Verdict(Outcome.BROKEN, Reason.SOFT_404)
    assert found["/ohje"].outcome is Outcome.OK
    assert len(probes) == 1, "once for each host"


async def left(asking: AsyncIterator[Visit], until: Callable[[], bool]) -> list[str]:
    """What is left running of a crawl that is cancelled then."""

    async def take() -> None:
        async for _ in asking:
            pass

    taking = asyncio.ensure_future(take())
    while not until():  # noqa: ASYNC110 - nobody tells
        await asyncio.sleep(0)
    taking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await taking
    return [told for task in asyncio.all_tasks() if "_Crawl" in (told := repr(task))]


async def test_a_crawl_that_is_let_go_asks_nothing_more() -> None:
    async with served({"/": html(*"abcdefgh")}) as site:
        asking = crawl(plan(site), known=lambda _: None, clock=lambda: NOW)
        assert await left(asking, lambda: "/a" in site.count) == []


async def test_a_probe_ends_with_its_crawl() -> None:
    async with served({}) as site:
        site.pages = Anything({"/": html("/vanha"), "/robots.txt": b""})
        asking = crawl(plan(site, interval=0.1), known=lambda _: None, clock=lambda: NOW, doubtful=doubtful)
        assert await left(asking, lambda: "_Crawl._probe" in repr(asyncio.all_tasks())) == []


async def test_a_host_that_says_404_to_what_cannot_exist_is_believed() -> None:
    async with served({"/": html("/vanha"), "/vanha": GONE}) as site:
        assert (await soft(site))["/vanha"].outcome is Outcome.OK
