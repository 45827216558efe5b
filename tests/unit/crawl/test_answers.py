"""What comes over the wire, taken apart: packed bodies, Retry-After, robots.txt, sitemaps."""

import gzip
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.crawl.fetch import retry_after
from monitor.crawl.robots import Rules, understood
from monitor.crawl.sitemap import addresses
from monitor.crawl.wire import decoded
from monitor.model import FetchResult

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEXT = b"Neuvonta on auki arkisin. " * 40
RAW = zlib.compressobj(wbits=-15)
RAW_DEFLATE = RAW.compress(TEXT) + RAW.flush()


@pytest.mark.parametrize(
    ("encoding", "sent", "cap", "body", "missing"),
    [
        pytest.param("", TEXT, 10_000, TEXT, False, id="plain"),
        pytest.param("Identity", TEXT, 10_000, TEXT, False, id="identity"),
        pytest.param("gzip", gzip.compress(TEXT), 10_000, TEXT, False, id="gzip"),
        pytest.param("x-gzip", gzip.compress(TEXT), 10_000, TEXT, False, id="x-gzip"),
        pytest.param("deflate", zlib.compress(TEXT), 10_000, TEXT, False, id="deflate"),
        pytest.param("deflate", RAW_DEFLATE, 10_000, TEXT, False, id="raw-deflate"),
        pytest.param("gzip", gzip.compress(TEXT) + gzip.compress(b"!"), 10_000, TEXT + b"!", False, id="two-members"),
        pytest.param("gzip", gzip.compress(TEXT) + b"rubbish", 10_000, TEXT, False, id="rubbish-behind"),
        pytest.param("", TEXT, 10, TEXT[:10], True, id="plain-cut"),
        pytest.param("gzip", gzip.compress(TEXT), 10, TEXT[:10], True, id="gzip-cut-at-the-cap"),
        pytest.param("gzip", gzip.compress(TEXT)[:-9], 10_000, TEXT, True, id="gzip-cut-by-the-server"),
        pytest.param("gzip", b"plain", 10_000, b"", True, id="not-gzip"),
        pytest.param("gzip, gzip", gzip.compress(gzip.compress(TEXT)), 10_000, b"", True, id="two-layers"),
        pytest.param("br", b"\x0b\x02\x80", 10_000, b"", True, id="never-asked-for"),
    ],
)
def test_decoded(encoding: str, sent: bytes, cap: int, body: bytes, missing: bool) -> None:  # noqa: FBT001
    assert decoded(encoding, [sent[:7], sent[7:]], cap) == (body, missing)


@given(st.binary(max_size=300), st.sampled_from(["", "gzip", "deflate", "br"]), st.integers(0, 200))
def test_decoded_never_exceeds_the_cap(sent: bytes, encoding: str, cap: int) -> None:
    assert len(decoded(encoding, [sent], cap)[0]) <= cap


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        pytest.param("", None, id="unsaid"),
        pytest.param("soon", None, id="nonsense"),
        pytest.param("-5", None, id="negative"),
        pytest.param("120", 120.0, id="seconds"),
        pytest.param("Tue, 24 Nov 2026 12:00:30 GMT", 30.0, id="date"),
        pytest.param("Tue, 24 Nov 2026 14:00:30 +0200", 30.0, id="date-elsewhere"),
        pytest.param("Tue, 24 Nov 2026 12:00:30 -0000", 30.0, id="date-without-zone"),
        pytest.param("Mon, 23 Nov 2026 12:00:00 GMT", 0.0, id="past"),
    ],
)
def test_retry_after(written: str, seconds: float | None) -> None:
    headers = {"retry-after": written} if written else {}
    asked = FetchResult(url="http://e.example/", final_url="", fetched_at=NOW, status=429, headers=headers)
    assert retry_after(asked) == seconds


@pytest.mark.parametrize(
    ("text", "url", "crawlable", "askable"),
    [
        pytest.param(b"", "http://e.example/a", True, True, id="empty"),
        pytest.param(b"User-agent: *\nDisallow: /a", "http://e.example/b", True, True, id="elsewhere"),
        pytest.param(b"User-agent: *\nDisallow: /\nAllow: /a", "http://e.example/a", True, True, id="longest-match"),
        pytest.param(b"User-agent: *\nDisallow: /a", "http://e.example/a", False, True, id="all"),
        pytest.param(
            b"User-agent: Freshness-Monitor\nDisallow: /a", "http://e.example/a", False, False, id="names-us"
        ),
        pytest.param(
            b"User-agent: freshness-monitor\nAllow: /\n\nUser-agent: *\nDisallow: /",
            "http://e.example/a", True, True, id="lets-us-in",
        ),
        pytest.param(b"\xef\xbb\xbfUser-agent: *\nDisallow: /a", "http://e.example/a", False, True, id="bom"),
        pytest.param(b"\xff\xfe\x00garbage", "http://e.example/a", True, True, id="garbage"),
    ],
)  # fmt: skip
def test_robots(text: bytes, url: str, crawlable: bool, askable: bool) -> None:  # noqa: FBT001
    rules = understood(text)
    assert (rules.crawlable(url), rules.askable(url)) == (crawlable, askable)


def test_robots_delay_is_capped_and_sitemaps_named() -> None:
    rules = understood(b"Sitemap: http://e.example/s.xml\nUser-agent: *\nCrawl-delay: 9999")
    assert (rules.delay, rules.sitemaps) == (60.0, ("http://e.example/s.xml",))


def test_silent_server_forbids_crawling_but_not_asking() -> None:
    assert (Rules(silent=True).crawlable("http://e.example/"), Rules(silent=True).askable("http://e.example/")) == (
        False,
        True,
    )


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">]>
<urlset><url><loc>http://e.example/&c;&d;</loc></url></urlset>"""


@pytest.mark.parametrize(
    ("body", "found"),
    [
        pytest.param(b"", [], id="empty"),
        pytest.param(b"<html><body>404", [], id="html"),
        pytest.param(b"<urlset><url><loc>sivu</loc></url></urlset>", [], id="relative"),
        pytest.param(b"<x><image><loc>http://e.example/a.png</loc></image></x>", [], id="image"),
        pytest.param(
            b"<urlset><url><loc> http://e.example/a#x </loc></url><url><loc>http://e.example/b</loc>",
            [("url", "http://e.example/a"), ("url", "http://e.example/b")],
            id="cut-file-gives-what-it-has",
        ),
        pytest.param(
            b"<s:sitemapindex xmlns:s='x'><s:sitemap><s:loc>http://e.example/1.xml</s:loc></s:sitemap></s:sitemapindex>",
            [("sitemap", "http://e.example/1.xml")],
            id="index-with-prefix",
        ),
        pytest.param(
            gzip.compress(b"<urlset><url><loc>http://e.example/a</loc></url></urlset>"),
            [("url", "http://e.example/a")],
            id="gzip",
        ),
        pytest.param(b"\x1f\x8bnonsense", [], id="false-gzip"),
    ],
)
def test_sitemap(body: bytes, found: list[tuple[str, str]]) -> None:
    assert list(addresses(body)) == found


def test_sitemap_entities_stay_closed() -> None:
    assert all("root:" not in url and url.count("a") < 100 for _, url in addresses(BOMB))
