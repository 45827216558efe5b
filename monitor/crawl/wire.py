"""One connection and one answer on it at a time: bytes in, `Answer` out, every amount capped while it comes in."""

import asyncio
import zlib
from typing import NamedTuple, cast

import httptools

from monitor.crawl.plan import Want
from monitor.model import Failure, Reason

DRAIN = 64 * 1024  # an unwanted rest up to this is read, so that the connection can serve again; beyond, it is closed
GZIP_OR_ZLIB = 47  # zlib's wbits: find out from the header
_NO_BODY = 304


class Answer(NamedTuple):
    """What a server said.

    `body` is decoded and cut at what was wanted; then, or where it cannot be decoded, `truncated` is true. `headers`
    have lower-case names; repeated ones are joined by ", ".
    """

    status: int
    headers: dict[str, str]
    cookies: tuple[str, ...]
    body: bytes
    truncated: bool


class NoAnswer(Exception):  # noqa: N818 - an outcome, not an accident
    """Why no answer came. `virgin`: not one byte had come, so that an old connection may be to blame."""

    def __init__(self, reason: Reason, detail: str = "", *, virgin: bool = False) -> None:
        super().__init__(detail)
        self.failure = Failure(reason, detail)
        self.virgin = virgin


class Wire(asyncio.Protocol):
    """A connection to one origin. The transport's watch ends what takes too long, by `deadline` and `received`."""

    __slots__ = (
        "_cap",
        "_chunks",
        "_cookies",
        "_done",
        "_head",
        "_header_bytes",
        "_headers",
        "_keep",
        "_lengthless",
        "_parser",
        "_size",
        "_status",
        "_transport",
        "_waiter",
        "_want",
        "_wire_bytes",
        "closed",
        "deadline",
        "expires",
        "idle_since",
        "peer",
        "received",
        "started",
        "uses",
    )  # fmt: skip

    def __init__(self, header_bytes: int, wire_bytes: int) -> None:
        self._header_bytes = header_bytes
        self._wire_bytes = wire_bytes
        self._waiter: asyncio.Future[Answer] | None = None
        self.closed = False
        self.uses = 0
        self.received = 0
        self.started = self.deadline = self.idle_since = 0.0
        self.peer = ""
        self.expires: float | None = None

    # What the transport calls

    def ask(self, request: bytes, want: Want, now: float, deadline: float) -> "asyncio.Future[Answer]":
        """Send a request; the future ends with its answer, or with `NoAnswer`."""
        self._waiter = asyncio.get_running_loop().create_future()
        self._want = want
        self.started, self.deadline = now, deadline
        self.received = self._status = self._size = self._cap = 0
        self._headers: dict[str, str] = {}
        self._cookies: list[str] = []
        self._chunks: list[bytes] = []
        self._done = self._keep = False
        self._head = self._lengthless = True
        self._parser = httptools.HttpResponseParser(self)
        self.uses += 1
        self._transport.write(request)
        return self._waiter

    def give_up(self, reason: Reason, detail: str) -> None:
        """End a request that takes too long, and the connection with it."""
        self._fail(reason, detail)

    def close(self) -> None:
        """Close the connection at once; nothing of ours is waiting to be sent."""
        self.closed = True
        self._transport.abort()

    # What the event loop calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport and what is known of the other side."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Parse what came. Bytes that nobody asked for end the connection."""
        if self._waiter is None:
            self.close()
            return
        self.received += len(data)
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as wrong:
            self._keep = False
            if self._waiter is not None:
                self._fail(Reason.PROTOCOL, f"{type(wrong).__name__}: {wrong}")
            return
        if self._head and self.received > self._header_bytes and self._waiter is not None:
            self._fail(Reason.TOO_LARGE, "headers")

    def eof_received(self) -> bool:
        """The other side has said everything; `connection_lost` follows."""
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """Without a length, the end of the connection is the end of the body; else it is a cut."""
        self.closed = True
        if self._waiter is None:
            return
        if not self._head and self._lengthless and exc is None:
            self._finish()
        else:
            self._fail(Reason.RESET, f"closed after {self.received} bytes" if exc is None else str(exc))

    # What the parser calls

    def on_message_begin(self) -> None:
        """A second answer to one question is not for us."""
        if self._done:
            self._keep = False

    def on_header(self, name: bytes, value: bytes) -> None:
        """Gather headers; cookies apart, because a comma may be part of one."""
        key = name.decode("latin-1").lower()
        text = value.decode("latin-1")
        if key == "set-cookie":
            self._cookies.append(text)
        elif key in self._headers:
            self._headers[key] = f"{self._headers[key]}, {text}"
        else:
            self._headers[key] = text

    def on_headers_complete(self) -> None:
        """Decide how much of the body is worth having."""
        if self._done:
            return
        self._status = self._parser.get_status_code()
        headers = self._headers
        if self._status < 200:  # noqa: PLR2004 - 100 to 199 announce the real answer
            return
        self._head = False
        kind = headers.get("content-type", "")
        length = headers.get("content-length")
        self._cap = self._want.of(kind, int(length) if length is not None and length.isdecimal() else 0)
        self._lengthless = length is None and "chunked" not in headers.get("transfer-encoding", "").lower()
        if not self._cap and length is not None and length.isdecimal() and int(length) > DRAIN:
            self._finish()

    def on_body(self, data: bytes) -> None:
        """Keep what is wanted, drain a short rest, end the connection where the rest is long."""
        if self._done:
            return
        self._size += len(data)
        if self._size <= max(self._cap, DRAIN) and self._size <= self._wire_bytes:
            if self._cap:
                self._chunks.append(data)
            return
        if self._cap:
            self._chunks.append(data)
        self._finish(cut=True)

    def on_message_complete(self) -> None:
        """The answer is whole, unless it was only an announcement."""
        if self._done:
            return
        if self._status < 200:  # noqa: PLR2004
            self._headers.clear()
            return
        self._keep = self._parser.should_keep_alive()
        self._finish(whole=True)

    # Ends

    def _finish(self, *, cut: bool = False, whole: bool = False) -> None:
        waiter, self._waiter, self._done = self._waiter, None, True
        if not whole or not self._keep:
            self.close()
        if waiter is None or waiter.done():
            return
        body, undone = b"", False
        if self._chunks and self._status != _NO_BODY:
            body, undone = decoded(self._headers.get("content-encoding", ""), self._chunks, self._cap)
        waiter.set_result(Answer(self._status, self._headers, tuple(self._cookies), body, cut or undone))
        self._chunks = []

    def _fail(self, reason: Reason, detail: str) -> None:
        waiter, self._waiter, self._done = self._waiter, None, True
        self._chunks = []
        self.close()
        if waiter is not None and not waiter.done():
            waiter.set_exception(NoAnswer(reason, detail, virgin=self.received == 0))


def decoded(encoding: str, chunks: list[bytes], cap: int) -> tuple[bytes, bool]:
    """The body as it was before it was packed, at most `cap` bytes, and whether something is missing.

    Only what we ask for (gzip, deflate) is unpacked, and only one layer: a second one is a bomb's way in.
    """
    raw = b"".join(chunks)
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return raw[:cap], len(raw) > cap
    if encoding not in ("gzip", "x-gzip", "deflate"):
        return b"", True
    parts: list[bytes] = []
    try:
        while raw and cap > 0:
            wbits = -15 if encoding == "deflate" and raw[0] & 0x0F != 8 else GZIP_OR_ZLIB  # noqa: PLR2004 - RFC 1950
            unpack = zlib.decompressobj(wbits)
            part = unpack.decompress(raw, cap)
            parts.append(part)
            cap -= len(part)
            if not unpack.eof:
                return b"".join(parts), True
            raw = unpack.unused_data
    except zlib.error:  # what was good before the fault is still good; browsers drop trailing rubbish too
        return b"".join(parts), not parts
    return b"".join(parts), bool(raw)
