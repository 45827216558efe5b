"""Links that an answer carries in its headers instead of its text: `Link` (RFC 8288) and `Refresh`."""

import re
from collections.abc import Iterator, Mapping

from monitor.model import Link
from monitor.urls import WEB, resolve

_LINK = re.compile(r"<([^<>]{1,2000})>((?:[^,<\"]|\"[^\"]{0,200}\")*)")
_HINTS = re.compile(r"\brel\s*=\s*\"?[^\";,]*\b(?:preconnect|dns-prefetch)\b", re.IGNORECASE)
_REFRESH = re.compile(r"\s*\d+\s*[;,]\s*url\s*=\s*['\"]?([^'\"]{1,2000})", re.IGNORECASE)
CARRIERS = ("link", "refresh")
MOST = 100  # links that one header is believed


def links(headers: Mapping[str, str], base: str) -> tuple[Link, ...]:
    """The links in these headers, as they resolve on the page at `base`; hints about hosts alone are none."""
    if not any(name in headers for name in CARRIERS):
        return ()
    found = (Link(href, *resolve(base, href), "", "link", "header") for href in _written(headers))
    return tuple(link for link, _ in zip(found, range(MOST), strict=False) if link.url.startswith(WEB))


def _written(headers: Mapping[str, str]) -> Iterator[str]:
    for found in _LINK.finditer(headers.get("link", "")):
        if not _HINTS.search(found[2]):
            yield found[1].strip()
    refresh = _REFRESH.match(headers.get("refresh", ""))
    if refresh:
        yield refresh[1].strip()
