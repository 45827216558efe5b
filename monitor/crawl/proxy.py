"""The way out through an HTTP proxy: a tunnel for https (RFC 9110, section 9.3.6), the whole address for http.

Behind a proxy the proxy resolves names, so what it will not connect to is for it to say; addresses that are written
as numbers are judged here all the same.
"""

import asyncio
import re
import ssl
from collections.abc import Callable

from monitor.crawl.wire import NoAnswer, Wire
from monitor.model import Reason
from monitor.urls import host, port

Connection = tuple[asyncio.BaseTransport, Wire]

BELIEVED = 16 * 1024  # bytes of what a proxy says about itself
UNREACHABLE = frozenset({502, 503, 504})
DONE = 200
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})\b")


async def through(
    proxy: str, start: str, context: ssl.SSLContext | None, make: Callable[[], Wire], agent: str
) -> Connection:
    """A connection to the proxy, and with `context` a TLS connection to the origin `start` inside it.

    Raises `NoAnswer`, `OSError`.
    """
    loop = asyncio.get_running_loop()
    if context is None:
        return await loop.create_connection(make, host(proxy), port(proxy))
    outer, asking = await loop.create_connection(_Asking, host(proxy), port(proxy))
    try:
        name = host(start).removesuffix(".")
        place = f"[{name}]:{port(start)}" if ":" in name else f"{name}:{port(start)}"
        lines = f"CONNECT {place} HTTP/1.1\r\nHost: {place}\r\nUser-Agent: {agent}\r\n\r\n"
        outer.write(lines.encode("latin-1", "replace"))
        _judge(await asking.answer)
        wire = make()
        inner = await loop.start_tls(outer, wire, context, server_hostname=name)
    except BaseException:
        outer.abort()
        raise
    if inner is None:
        raise NoAnswer(Reason.RESET, "the tunnel closed")
    wire.connection_made(inner)
    return inner, wire


class _Asking(asyncio.Protocol):
    """Waits for the head of the proxy's answer; not one byte more may have come before the tunnel stands."""

    def __init__(self) -> None:
        self.answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._head = b""

    def data_received(self, data: bytes) -> None:
        """Gather the head."""
        self._head += data
        if not self.answer.done() and (b"\r\n\r\n" in self._head or len(self._head) > BELIEVED):
            self.answer.set_result(self._head)

    def connection_lost(self, exc: Exception | None) -> None:
        """The proxy hung up."""
        if not self.answer.done():
            self.answer.set_exception(NoAnswer(Reason.RESET, str(exc or "the proxy closed")))


def _judge(head: bytes) -> None:
    found = _STATUS.match(head)
    status = int(found[1]) if found else 0
    if status == DONE and head.endswith(b"\r\n\r\n"):
        return
    # A proxy that will not let us through says nothing of the site behind it.
    reason = Reason.REFUSED if status in UNREACHABLE else Reason.NOT_CONCLUSIVE
    raise NoAnswer(reason, f"the proxy answered {status}")
