"""What a host says in robots.txt (RFC 9309): rules for what we crawl, its pace, its sitemaps."""

import asyncio
import re
from dataclasses import dataclass
from typing import Any

import httpx
from protego import Protego

from monitor.crawl.plan import PRODUCT

LARGEST = 500 * 1024  # RFC 9309, section 2.5: at least this much is read; more we do not
SLOWEST = 60.0  # a Crawl-delay beyond this many seconds is taken for this many


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one origin for one `product`.

    `silent`: the server could not say (5xx, or no answer); `down`: no answer at all.
    """

    parsed: Any = None
    product: str = PRODUCT
    names_us: bool = False
    silent: bool = False
    down: bool = False
    delay: float = 0.0
    sitemaps: tuple[str, ...] = ()

    def crawlable(self, url: str) -> bool:
        """Whether this page may be crawled. Where the server cannot say, nothing may (RFC 9309, section 2.3.1.4)."""
        if self.silent:
            return False
        return self.parsed is None or bool(self.parsed.can_fetch(url, self.product))

    def askable(self, url: str) -> bool:
        """Whether a linked destination may be asked once: always, but where the rules name us and forbid it."""
        return not self.names_us or self.crawlable(url)


class Robots:
    """The rules of every origin of a crawl, each asked for once."""

    def __init__(self, client: httpx.AsyncClient, product: str = PRODUCT) -> None:
        self._client = client
        self._product = product
        self._rules: dict[str, Rules | asyncio.Task[Rules]] = {}

    def known(self, start: str) -> Rules | None:
        """The rules of this origin if they have been read."""
        rules = self._rules.get(start)
        return rules if isinstance(rules, Rules) else None

    async def rules(self, start: str) -> Rules:
        """The rules of this origin; the first who asks causes the request, the others wait for it."""
        rules = self._rules.get(start)
        if isinstance(rules, Rules):
            return rules
        if rules is None:
            rules = self._rules[start] = asyncio.get_running_loop().create_task(self._read(start))
        answer = await asyncio.shield(rules)
        self._rules[start] = answer
        return answer

    async def _read(self, start: str) -> Rules:
        try:
            response = await self._client.get(f"{start}/robots.txt")
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError):
            return Rules(silent=True, down=True)
        if response.status_code >= 500:  # noqa: PLR2004 - 5xx
            return Rules(silent=True)
        if response.status_code != 200 or response.headers.get("content-type", "").startswith("text/html"):  # noqa: PLR2004
            return Rules()
        return understood(response.content, self._product)


def understood(body: bytes, product: str = PRODUCT) -> Rules:
    """The rules in a robots.txt file. A byte order mark is not part of the first line."""
    names_us = re.compile(rf"^\s*user-agent\s*:\s*{re.escape(product)}\b", re.IGNORECASE | re.MULTILINE)
    text = body[:LARGEST].decode("utf-8-sig", "replace")
    parsed = Protego.parse(text)
    return Rules(
        parsed=parsed,
        product=product,
        names_us=names_us.search(text) is not None,
        delay=min(max(float(parsed.crawl_delay(product) or 0.0), 0.0), SLOWEST),
        sitemaps=tuple(parsed.sitemaps),
    )
