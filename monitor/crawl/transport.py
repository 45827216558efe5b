"""The only door to monitored sites: HTTP/1.1 over connections of our own, to judged addresses only, or through a proxy.

httpx sees an ordinary transport; the crawl calls `exchange`, which spares it the objects in between. Proxies and
settings of the environment are not looked at: a request that leaves by another way leaves round the guard.
"""

import asyncio
import logging
import ssl
from collections.abc import Iterable, Sequence
from typing import Any

import httpx
import truststore

from monitor.crawl.guard import Guard, Refused, loopback
from monitor.crawl.plan import Plan, Want
from monitor.crawl.proxy import through
from monitor.crawl.wire import Answer, NoAnswer, Wire
from monitor.model import Reason
from monitor.urls import WEB, canonical, host, origin, port

logging.getLogger("httpx").setLevel(logging.WARNING)  # at INFO it writes every address down, tokens included

IDLE = 15.0  # seconds that a connection waits for its next request; servers often close after as many
WATCH = 0.25  # seconds between two looks at what takes too long

_TLS_REASONS = {  # OpenSSL's X509_V_ERR codes
    9: Reason.TLS_EXPIRED,  # not yet valid
    10: Reason.TLS_EXPIRED,
    62: Reason.TLS_HOST,
    64: Reason.TLS_HOST,
}


class Transport(httpx.AsyncBaseTransport):
    """Pooled connections to many origins. Whoever calls keeps count: nothing ever queues in here."""

    def __init__(self, plan: Plan, guard: Guard, context: ssl.SSLContext | None = None) -> None:
        self._plan = plan
        self._guard = guard
        self._context = context
        self._idle: dict[str, list[Wire]] = {}
        self._busy: set[Wire] = set()
        self._watch: asyncio.TimerHandle | None = None
        self._watched_at = 0.0
        self._common = f"User-Agent: {plan.agent}\r\nAccept-Encoding: gzip, deflate\r\n"

    async def exchange(self, url: str, headers: Iterable[tuple[str, str]], want: Want) -> tuple[Answer, Wire]:
        """Ask for one canonical address; redirects come back as they are. Raises `NoAnswer`.

        A pooled connection that dies before its first byte had died before: one new connection is tried instead.
        """
        loop = asyncio.get_running_loop()
        start = origin(url)
        request = self._request(start, url, headers)
        deadline = loop.time() + self._plan.deadline
        if self._watch is None:
            self._watched_at = loop.time()
            self._watch = loop.call_later(WATCH, self._look_round, loop)
        pooled = self._pooled(start)
        if pooled is not None:
            try:
                return await self._on(pooled, start, request, want, deadline), pooled
            except NoAnswer as failed:
                if not failed.virgin or failed.failure.reason is not Reason.RESET:
                    raise
        fresh = await self._connect(start, url)
        return await self._on(fresh, start, request, want, deadline), fresh

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The same door in httpx's terms, for robots.txt and sitemaps: at most a page's bytes, decoded.

        Raises `httpx.TransportError`.
        """
        url = canonical(str(request.url))
        if not url.startswith(WEB):
            raise httpx.UnsupportedProtocol(f"not an address of the web: {request.url}", request=request)
        sent = [(k, v) for k, v in request.headers.items() if k in ("accept", "if-none-match", "if-modified-since")]
        try:
            answer, _ = await self.exchange(url, sent, Want(self._plan.page_bytes, self._plan.page_bytes))
        except NoAnswer as failed:
            raise httpx.TransportError(f"{failed.failure.reason}: {failed.failure.detail}", request=request) from failed
        unpacked = {k: v for k, v in answer.headers.items() if k not in ("content-encoding", "content-length")}
        return httpx.Response(answer.status, headers=unpacked, content=answer.body, request=request)

    async def aclose(self) -> None:
        """Close every connection."""
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
        for wire in [*self._busy, *(wire for wires in self._idle.values() for wire in wires)]:
            wire.close()
        self._idle.clear()
        self._guard.close()
        await asyncio.sleep(0)

    def _request(self, start: str, url: str, headers: Iterable[tuple[str, str]]) -> bytes:
        name = start[start.index("//") + 2 :]
        lines = "".join(f"{key}: {value}\r\n" for key, value in headers)
        whole = start.startswith("http:") and self._proxied(start)
        path = url if whole else url[len(start) :] or "/"
        head = f"GET {path} HTTP/1.1\r\nHost: {name}\r\n{self._common}{lines}\r\n"
        return head.encode("latin-1", "replace")

    def _pooled(self, start: str) -> Wire | None:
        wires = self._idle.get(start)
        while wires:
            wire = wires.pop()
            if not wire.closed:
                return wire
        return None

    async def _on(self, wire: Wire, start: str, request: bytes, want: Want, deadline: float) -> Answer:
        loop = asyncio.get_running_loop()
        self._busy.add(wire)
        try:
            answer = await wire.ask(request, want, loop.time(), deadline)
        except asyncio.CancelledError:
            wire.close()
            raise
        finally:
            self._busy.discard(wire)
        if not wire.closed:
            wire.idle_since = loop.time()
            self._idle.setdefault(start, []).append(wire)
        return answer

    async def _connect(self, start: str, url: str) -> Wire:
        secure = start.startswith("https")
        try:
            async with asyncio.timeout(self._plan.connect_deadline):
                if self._proxied(start):
                    return await self._through_proxy(start, secure=secure)
                found = await self._guard.addresses(host(url))
                return await self._first(found, host(url), port(url), secure=secure)
        except Refused as refused:
            raise NoAnswer(*refused.failure) from refused
        except TimeoutError as late:
            raise NoAnswer(Reason.TIMEOUT, "no connection in time") from late

    def _proxied(self, start: str) -> bool:
        return bool(self._plan.proxy) and not loopback(host(start))

    async def _through_proxy(self, start: str, *, secure: bool) -> Wire:
        self._guard.named(host(start))
        try:
            context = self._tls() if secure else None
            transport, wire = await through(self._plan.proxy, start, context, self._wire, self._plan.agent)
        except OSError as wrong:
            raise NoAnswer(*_classified(wrong)) from wrong
        wire.expires = _expiry(transport)
        return wire

    def _wire(self) -> Wire:
        return Wire(self._plan.header_bytes, self._plan.wire_bytes)

    async def _first(self, found: Sequence[str], name: str, number: int, *, secure: bool) -> Wire:
        """The first address that takes the connection; each but the last has its share of the time."""
        loop = asyncio.get_running_loop()
        extra: dict[str, Any] = {"ssl": self._tls(), "server_hostname": name.removesuffix(".")} if secure else {}
        failed: NoAnswer | None = None
        for address in found[:4]:
            try:
                async with asyncio.timeout(self._plan.connect_deadline / min(len(found), 4)):
                    transport, wire = await loop.create_connection(self._wire, address, number, **extra)
            except (OSError, TimeoutError) as wrong:
                failed = NoAnswer(*_classified(wrong))
                continue
            wire.peer = address
            wire.expires = _expiry(transport)
            return wire
        raise failed or NoAnswer(Reason.DNS, f"{name} has no address")

    def _tls(self) -> ssl.SSLContext:
        if self._context is None:
            self._context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            if self._plan.trust:
                self._context.load_verify_locations(self._plan.trust)
        return self._context

    def _look_round(self, loop: asyncio.AbstractEventLoop) -> None:
        """End what is late or drips, close what is idle. Time that we ourselves were busy is nobody's fault."""
        now = loop.time()
        lag = max(0.0, now - self._watched_at - 2 * WATCH)
        for wire in tuple(self._busy):
            wire.deadline += lag
            wire.started += lag
            spent = now - wire.started
            if now > wire.deadline:
                wire.give_up(Reason.TIMEOUT, f"{spent:.0f} s, {wire.received} bytes")
            elif spent > self._plan.patience and wire.received < self._plan.slowest * spent:
                wire.give_up(Reason.TIMEOUT, f"{wire.received} bytes in {spent:.0f} s")
        for start, wires in tuple(self._idle.items()):
            for wire in wires:
                if now - wire.idle_since > IDLE:
                    wire.close()
            self._idle[start] = [wire for wire in wires if not wire.closed]
            if not self._idle[start]:
                del self._idle[start]
        self._watched_at = now
        self._watch = loop.call_later(WATCH, self._look_round, loop) if self._busy or self._idle else None


def _expiry(transport: asyncio.BaseTransport) -> float | None:
    """When the other side's certificate runs out, in seconds since 1970; None without TLS."""
    certificate = transport.get_extra_info("peercert") or {}
    return ssl.cert_time_to_seconds(certificate["notAfter"]) if "notAfter" in certificate else None


def _classified(wrong: Exception) -> tuple[Reason, str]:
    """Why a connection could not be made."""
    detail = f"{type(wrong).__name__}: {wrong}"
    match wrong:
        case ssl.SSLCertVerificationError():
            return _TLS_REASONS.get(wrong.verify_code, Reason.TLS_UNTRUSTED), detail
        case ssl.SSLError():
            return Reason.PROTOCOL, detail
        case TimeoutError():
            return Reason.TIMEOUT, detail
        case ConnectionRefusedError():
            return Reason.REFUSED, detail
        case ConnectionError():
            return Reason.RESET, detail
    return Reason.REFUSED, detail  # no route, network unreachable: nobody is there
