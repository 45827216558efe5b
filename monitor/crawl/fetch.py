"""Ask for an address and say what came of it: redirects hop by hop, retries, conditional requests. Never a judgement.

A dead site is a `FetchResult`, not an exception.
"""

import asyncio
import random
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from monitor.crawl.plan import Plan, Want
from monitor.crawl.transport import Transport
from monitor.crawl.wire import Answer, NoAnswer
from monitor.model import Failure, FetchResult, Hop, Reason
from monitor.urls import WEB, host, origin, resolve

REDIRECTS = frozenset({301, 302, 303, 307, 308})
TRANSIENT = frozenset({429, 500, 502, 503, 504})
STRUGGLING = frozenset({429, 503})  # the whole host is left alone for a while
ONCE_MORE = frozenset({Reason.TIMEOUT, Reason.REFUSED})  # asked again once: each costs its whole deadline
TRANSIENT_FAILURES = ONCE_MORE | {Reason.RESET, Reason.DNS}
ACCEPT = ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")

Pace = Callable[[str], Awaitable[bool]]
_NO_MORE = re.compile(r"\b(?:r|remaining)\s*=\s*0\b.{0,80}?\b(?:t|reset)\s*=\s*(\d{1,10})")
EPOCH = 1_000_000_000  # a reset beyond this is a time, not a number of seconds


class Fetcher:
    """Asks through one transport. `clock` gives UTC; `sleep` and `rng` are there to be replaced in tests."""

    def __init__(
        self,
        plan: Plan,
        transport: Transport,
        *,
        clock: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        rng: random.Random | None = None,
    ) -> None:
        self._plan = plan
        self._transport = transport
        self._clock = clock
        self._sleep = sleep
        self._rng = rng or random.Random()  # noqa: S311 - jitter, not a secret

    async def get(
        self, url: str, *, etag: str = "", last_modified: str = "", want: Want | None = None, pace: Pace | None = None
    ) -> FetchResult:
        """Ask for a canonical address, again where the failure may pass; the last answer counts."""
        attempt = 1
        while True:
            result = await self.once(url, etag=etag, last_modified=last_modified, want=want, pace=pace, attempt=attempt)
            delay = self.again(result)
            if delay is None:
                return result
            await self._sleep(delay)
            attempt += 1

    def again(self, result: FetchResult) -> float | None:
        """Seconds to wait before asking once more; None where that is no use, or not wanted by the server."""
        reason = result.failure.reason if result.failure else None
        most = min(self._plan.attempts, 2) if reason in ONCE_MORE else self._plan.attempts
        if result.attempts >= most or not (result.status in TRANSIENT or reason in TRANSIENT_FAILURES):
            return None
        asked = retry_after(result)
        if asked is not None:
            return asked if asked <= self._plan.longest_wait else None
        return self._plan.backoff * 2.0 ** (result.attempts - 1) * self._rng.uniform(0.5, 1.0)

    async def once(
        self,
        url: str,
        *,
        etag: str = "",
        last_modified: str = "",
        tagged: str = "",
        want: Want | None = None,
        pace: Pace | None = None,
        attempt: int = 1,
    ) -> FetchResult:
        """Ask for a canonical address and follow where it leads. Cookies live as long as this chain.

        `tagged` is the address whose answer had this tag and day, that asked for if not given; no other is shown them.
        """
        want = want or Want(self._plan.page_bytes)
        loop = asyncio.get_running_loop()
        began = loop.time()
        hops: list[Hop] = []
        jar: dict[str, dict[str, str]] = {}
        seen: set[tuple[str, str]] = set()
        here, answer, wire = url, None, None
        failure: Failure | None = None
        while True:
            cookies = "; ".join(f"{k}={v}" for k, v in jar.get(host(here), {}).items()) if jar else ""
            seen.add((here, cookies))
            if hops and pace is not None:
                waiting = loop.time()
                permitted = await pace(here)
                began += loop.time() - waiting  # our politeness is not the server's slowness
                if not permitted:
                    answer, failure = None, Failure(Reason.ROBOTS, here)
                    break
            try:
                own = here == (tagged or url)
                sent = self._headers(here, cookies, etag if own else "", last_modified if own else "")
                answer, wire = await self._transport.exchange(here, sent, want)
            except NoAnswer as failed:
                answer, failure = None, failed.failure
                break
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                break
            step = _followed(here, answer)
            hops.append(Hop(here, answer.status, step))
            if answer.cookies:
                _keep(jar.setdefault(host(here), {}), answer.cookies)
            failure = self._stopped(step, len(hops), seen, jar)
            if failure is not None:
                answer = None
                break
            here = step
        return FetchResult(
            url=url,
            final_url=here,
            fetched_at=self._clock(),
            hops=tuple(hops),
            status=answer.status if answer else None,
            failure=failure,
            headers=answer.headers if answer else {},
            body=answer.body if answer else b"",
            truncated=answer.truncated if answer else False,
            elapsed=loop.time() - began,
            attempts=attempt,
            peer=wire.peer if wire else "",
            tls_expires=datetime.fromtimestamp(wire.expires, UTC) if wire and wire.expires else None,
        )

    def _headers(self, here: str, cookies: str, etag: str, last_modified: str) -> list[tuple[str, str]]:
        headers = [ACCEPT]
        if etag:
            headers.append(("If-None-Match", etag))
        if last_modified:
            headers.append(("If-Modified-Since", last_modified))
        if cookies:
            headers.append(("Cookie", cookies))
        if self._plan.credentials:
            headers.extend(self._plan.credentials.get(origin(here), {}).items())
        return headers

    def _stopped(
        self, step: str, count: int, seen: set[tuple[str, str]], jar: dict[str, dict[str, str]]
    ) -> Failure | None:
        """Why a redirect is not followed; None where it is."""
        if not step.startswith(WEB):
            return Failure(Reason.UNSUPPORTED_SCHEME if ":" in step else Reason.INVALID_URL, step[:200])
        if count >= self._plan.redirects:
            return Failure(Reason.TOO_MANY_REDIRECTS, f"{count} redirects")
        if (step, "; ".join(f"{k}={v}" for k, v in jar.get(host(step), {}).items())) in seen:
            return Failure(Reason.REDIRECT_LOOP, step)
        return None


def _followed(here: str, answer: Answer) -> str:
    """The address that a redirect points to; headers are bytes, and some servers write UTF-8 into them."""
    written = answer.headers["location"]
    with suppress(UnicodeError):
        written = written.encode("latin-1").decode("utf-8")
    return resolve(here, written)[0]


def _keep(jar: dict[str, str], cookies: tuple[str, ...]) -> None:
    for cookie in cookies[:20]:
        name, sign, value = cookie.partition(";")[0].partition("=")
        if sign and len(cookie) < 4096:  # noqa: PLR2004 - RFC 6265, section 6.1
            jar[name.strip()] = value.strip()


def rest(result: FetchResult) -> float | None:
    """Seconds for which the server wants to be left alone; None if unsaid.

    `Retry-After` counts with 429 and 503; of a good answer the headers that say that no request is left: `RateLimit`
    (draft-ietf-httpapi-ratelimit-headers), and its elder brothers with -Remaining and -Reset.
    """
    if result.status in STRUGGLING:
        asked = retry_after(result)
        if asked is not None:
            return asked
    headers = result.headers
    left = headers.get("ratelimit-remaining") or headers.get("x-ratelimit-remaining")
    if left is not None and left.strip() == "0":
        reset = (headers.get("ratelimit-reset") or headers.get("x-ratelimit-reset") or "").strip()
        if reset.isdecimal() and len(reset) < 12:  # noqa: PLR2004 - seconds, or seconds since 1970
            seconds = float(reset)
            return max(0.0, seconds - result.fetched_at.timestamp()) if seconds > EPOCH else seconds
    said = _NO_MORE.search(headers["ratelimit"]) if "ratelimit" in headers else None
    return float(said[1]) if said else None


def retry_after(result: FetchResult) -> float | None:
    """Seconds from the answer until the server wants to be asked again (RFC 9110, section 10.2.3); None if unsaid."""
    written = result.headers.get("retry-after", "").strip()
    if not written:
        return None
    if written.isdecimal():
        return float(written)
    try:
        when = parsedate_to_datetime(written)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - result.fetched_at).total_seconds())
