"""Played once from the other side: what a hostile site tries on whoever reads it, and what comes of it."""

import asyncio
import csv
import io
import re
import time
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from monitor.crawl.engine import crawl
from monitor.crawl.robots import understood
from monitor.crawl.sitemap import addresses
from monitor.crawl.visit import Skipped, Visit
from monitor.model import Reason
from tests.integration.command import checked
from tests.integration.test_crawl import NOW, Site, html, plan, served

PUBLIC = "127.0.0.2"  # stands for the open internet: the one network that the plan allows
EXPECTED = {"host", "user-agent", "accept-encoding", "accept", "if-none-match", "if-modified-since", "cookie"}


@asynccontextmanager
async def private() -> AsyncIterator[tuple[int, list[bytes]]]:
    """A listener inside: its port, and whatever reaches it."""
    met: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        met.append(await reader.read(100))
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], met
    finally:
        server.close()
        await asyncio.sleep(0.01)


def redirect(to: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()


async def asked(site: Site, **more: object) -> list[Visit]:
    async def resolve(name: str) -> tuple[str, ...]:
        return ("127.0.0.1",) if name in ("inner.example", "localhost") else (PUBLIC,)

    wide = plan(site, **({"networks": (f"{PUBLIC}/32",)} | more))
    return [v async for v in crawl(wide, known=lambda _: None, clock=lambda: NOW, resolve=resolve)]


async def test_no_way_leads_inside() -> None:
    async with private() as (number, met), served({}, PUBLIC) as site:
        inner = f"127.0.0.1:{number}"
        site.pages = {
            "/": html(
                f"http://{inner}/",
                f"http://yleinen.example@{inner}/",
                f"http://{inner}#@yleinen.example/",
                f"http://yleinen.example:{number}@{inner}/",
                f"//{inner}/",
                f"\\\\{inner}\\x",
                f"http:{inner}/",
                f"http://[::ffff:127.0.0.1]:{number}/",
                f"http://[::127.0.0.1]:{number}/",
                f"http://[64:ff9b::7f00:1]:{number}/",
                f"http://[::1%25lo]:{number}/",
                f"http://2130706433:{number}/",
                f"http://0x7f.1:{number}/",
                f"http://①②⑦.0.0.1:{number}/",
                f"http://inner.example:{number}/",
                f"http://localhost:{number}/",
                "/ulos",
                "/kiertoa",
                "/kehys",
            ),
            "/ulos": redirect(f"http://{inner}/"),
            "/kiertoa": redirect("/kiertoa2"),
            "/kiertoa2": redirect(f"http://inner.example:{number}/"),
            "/kehys": f"<!doctype html><base href=http://{inner}/><a href=x>x</a><iframe src=y></iframe>"
            f'<meta http-equiv=refresh content="0;url=http://{inner}/z">'.encode(),
            "/robots.txt": f"Sitemap: http://{inner}/sitemap.xml\nSitemap: {site.root}/sitemap.xml".encode(),
            "/sitemap.xml": f"<urlset><url><loc>http://{inner}/</loc></url></urlset>".encode(),
        }
        found = await asked(site, use_sitemap=True)
    assert met == []
    refused = [v.result.failure.reason for v in found if not isinstance(v, Skipped) and v.result.failure]
    assert set(refused) <= {Reason.PRIVATE_ADDRESS}
    assert len(refused) >= 10, "many of these are one address"


async def test_a_robots_file_that_leads_inside_leads_nowhere() -> None:
    async with private() as (number, met), served({}, PUBLIC) as site:
        site.pages = {"/": html(), "/robots.txt": redirect(f"http://127.0.0.1:{number}/robots.txt")}
        await asked(site)
    assert met == []


async def test_nothing_adds_lines_to_a_request() -> None:
    tag = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: "a\x0b\x0c\xffb"\r\n'
    cookie = b"Set-Cookie: a=b\x0bX-Evil: 1\r\nLocation: /uusi\r\nContent-Length: 0\r\n\r\n"
    async with served({}) as site:
        site.pages = {
            "/": html(
                "/a%0d%0aX-Evil:%201",
                "/b\r\nX-Evil: 1",
                "/c&#13;&#10;X-Evil: 1",
                "/d\u010d\u010aX-Evil: 1",
                "/e?q=\u560d\u560aX-Evil:1",
                "/f HTTP/1.1",
                "/g",
                "/h",
            ),
            "/g": b"HTTP/1.1 302 Found\r\n" + cookie,
            "/h": tag + b"Content-Length: 0\r\n\r\n",
            "/uusi": html(),
        }
        await asked(site, networks=("127.0.0.0/8",))
        names = {name for _, headers, _ in site.asked for name in headers}
        paths = [path for path, _, _ in site.asked]
    assert names <= EXPECTED
    assert not [path for path in paths if not re.fullmatch(r"/[!-~]*", path)]


async def test_cookies_and_passwords_stay_where_they_belong() -> None:
    async with served({"/x": html()}, PUBLIC) as far, served({"/x": html()}) as near, served({}) as site:
        cookie = "HTTP/1.1 302 Found\r\nSet-Cookie: istunto=salainen\r\nLocation: {}/x\r\nContent-Length: 0\r\n\r\n"
        site.pages = {
            "/": html("/1", "/2"),
            "/1": cookie.format(far.root).encode(),
            "/2": cookie.format(near.root).encode(),
        }
        secret = {site.root: {"authorization": "Basic c2FsYWluZW4=", "x-avain": "salainen"}}
        await asked(site, networks=("127.0.0.0/8",), credentials=secret)
        assert {headers.get("x-avain") for path, headers, _ in site.asked if path != "/robots.txt"} == {"salainen"}
        assert not [headers for path, headers, _ in site.asked if path == "/robots.txt" and "x-avain" in headers]
        for other in (far, near):  # another host; the same host at another port
            assert other.count["/x"] == 1
            assert not [h for _, h, _ in other.asked if "authorization" in h or "x-avain" in h]
        assert not [headers for _, headers, _ in far.asked if "cookie" in headers]


async def test_hosts_that_hand_us_round_for_ever() -> None:
    async with served({}, PUBLIC) as one, served({}, PUBLIC) as other:

        class Round(dict[str, bytes]):
            def __init__(self, there: Site) -> None:
                self.there = there

            def get(self, path: str, _: object = None) -> bytes:
                if path == "/":
                    return html("/0")
                if path == "/robots.txt":
                    return b""
                return redirect(f"{self.there.root}/{int(path[1:]) + 1}")

        one.pages, other.pages = Round(other), Round(one)
        found = await asked(one)
    (last,) = [v for v in found if not isinstance(v, Skipped) and v.result.failure]
    assert last.result.failure is not None
    assert (last.result.failure.reason, len(last.result.hops)) == (Reason.TOO_MANY_REDIRECTS, 10)


async def test_calendars_without_end() -> None:
    async with served({}) as site:

        class Days(dict[str, bytes]):
            def get(self, path: str, _: object = None) -> bytes:
                number = int(path.rpartition("=")[2]) if "=" in path else 0
                return b"" if path == "/robots.txt" else html(f"/?paiva={number + 1}", f"/v/{number}/")

        site.pages = Days()
        found = await asked(site, networks=("127.0.0.0/8",), per_query=20, per_folder=30)
        assert sum(site.count.values()) < 200
    assert {v.reason for v in found if isinstance(v, Skipped)} == {Reason.BUDGET}, "and the cut is told"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            b'<!DOCTYPE x [<!ENTITY a0 "ha">'
            + b"".join(b'<!ENTITY a%d "&a%d;&a%d;">' % (n + 1, n, n) for n in range(30))
            + b"]><urlset><url><loc>https://example.fi/&a29;</loc></url></urlset>",
            id="billion-laughs",
        ),
        pytest.param(
            b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
            b"<urlset><url><loc>https://example.fi/&f;</loc></url></urlset>",
            id="a-file-of-ours",
        ),
        pytest.param(b"<a>" * 1_000_000, id="a-million-levels"),
        pytest.param(b"<urlset><url><loc>" + b"x" * 20_000_000, id="an-address-without-end"),
        pytest.param(zlib.compress(b"\0" * 200_000_000, 9, 31), id="zeros-packed"),
    ],
)
def test_sitemaps_that_are_bombs(body: bytes) -> None:
    began = time.process_time()
    found = list(addresses(body))
    assert time.process_time() - began < 3
    assert not [url for _, url in found if "root:" in url or "haha" in url]


def test_robots_files_that_are_bombs() -> None:
    began = time.process_time()
    rules = understood(b"User-agent: *\n" + b"Disallow: /" + b"*a" * 200_000 + b"\n" + b"Disallow: /" * 5_000_000)
    assert rules.crawlable("https://example.fi/" + "a" * 7_000) in (True, False)
    assert understood(b"User-agent: *\nCrawl-delay: 1e308").delay <= 60
    assert understood(b"User-agent: *\nCrawl-delay: -1e308").delay >= 0
    assert understood(b"\xff\xfe" * 1000 + b"\0" * 1000).crawlable("https://example.fi/")
    assert time.process_time() - began < 3


HOSTILE = """<!doctype html><html lang=fi><title>=cmd|' /C calc'!A0</title><main><h1>Sivu</h1>
<p><a href="poissa-1.html&#27;]8;;https://paha.example/&#7;">=HYPERLINK("https://paha.example/")</a>
<p><a href="poissa-2.html&quot;><script>alert(1)</script>">&lt;img src=x onerror=alert(1)&gt;</a>
<p><a href="poissa-3.html">+358&#27;[2J&#155;31m</a>
<p><a href="java&#10;script:alert(1)">napsauta</a>
<p><a href="poissa-4.html?`|x|](javascript:alert(2))">[x](javascript:alert(1))</a>
<p><a href="poissa-5.html&#8238;lmth.">&#8238;kaannetty</a>
<p><a href="https://tunnus:salasana@paha.example/x">tunnus</a>
<p><a href="poissa-6.html&#13;&#10;::error::paha">&#10;::error::paha</a>
</main>"""


async def test_reports_of_a_hostile_page(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text(HOSTILE, encoding="utf-8")
    kinds = ("text", "html", "markdown", "csv", "sarif", "junit", "github", "gitlab")
    wanted = [part for kind in kinds for part in ("--format", f"{kind}={tmp_path / kind}")]
    report = await checked(tmp_path / "json", str(tmp_path / "site"), "--all-links", *wanted)
    written = {kind: (tmp_path / kind).read_text(encoding="utf-8") for kind in kinds}
    assert len([row for row in report["links"] if row["verdict"] == "broken"]) == 5
    for kind, text in written.items():
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text), kind
        assert "salasana" not in text, kind
    assert "salasana" not in (tmp_path / "json").read_text(encoding="utf-8")
    assert "<script>alert" not in written["html"]
    assert "<img src=x" not in written["html"]
    assert not re.search(r"href=[\"']?\s*javascript", written["html"], re.IGNORECASE)
    assert "](javascript:" not in written["markdown"].replace("\\]", "").replace("\\(", "")
    assert not [line for line in written["github"].splitlines() if line.startswith("::error::paha")]
    cells = [cell for row in csv.reader(io.StringIO(written["csv"])) for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
