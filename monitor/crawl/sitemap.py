"""The addresses that a sitemap lists (sitemaps.org, protocol 0.9): indexes followed, archives unpacked, all capped."""

import zlib
from collections.abc import Awaitable, Callable, Iterator
from io import BytesIO

import httpx

from monitor.urls import canonical, origin

LARGEST = 50 * 1024 * 1024  # the protocol's own limit, unpacked
FILES = 50  # sitemaps read in one crawl
ADDRESSES = 50_000  # the protocol's own limit for one file


async def listed(
    client: httpx.AsyncClient, starts: tuple[str, ...], limit: int, pace: Callable[[str], Awaitable[None]]
) -> list[str]:
    """Canonical addresses in the order in which these sitemaps list them, at most `limit`; faulty files give less.

    An index may name only sitemaps of its own origin. `pace` waits for the host's turn.
    """
    found: dict[str, None] = {}
    waiting = list(dict.fromkeys(starts))
    seen: set[str] = set()
    while waiting and len(seen) < FILES and len(found) < limit:
        here = waiting.pop(0)
        if here in seen:
            continue
        seen.add(here)
        await pace(here)
        try:
            response = await client.get(here)
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError):
            continue
        if response.status_code != 200:  # noqa: PLR2004
            continue
        for kind, url in addresses(response.content):
            if kind == "sitemap" and origin(url) == origin(here):
                waiting.append(url)
            elif kind == "url" and len(found) < limit:
                found[url] = None
    return list(found)


def addresses(body: bytes) -> Iterator[tuple[str, str]]:
    """("url" or "sitemap", canonical address) for every entry, up to the first fault in the file."""
    from lxml import etree  # noqa: PLC0415 - many sites have no sitemap

    if body[:2] == b"\x1f\x8b":
        try:
            body = zlib.decompressobj(31).decompress(body, LARGEST)
        except zlib.error:
            return
    count = 0
    try:
        for _, element in etree.iterparse(
            BytesIO(body), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        ):
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if name == "loc":
                parent = element.getparent()
                kind = etree.QName(parent).localname if parent is not None else ""
                url = canonical(element.text or "")
                if kind in ("url", "sitemap") and url:
                    yield kind, url
                    count += 1
                    if count >= ADDRESSES:
                        return
            elif name in ("url", "sitemap"):
                element.clear()
    except etree.XMLSyntaxError:
        return
