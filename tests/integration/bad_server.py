"""A web server that misbehaves in every way that a crawler has to survive. Loopback only.

Each path is one misbehaviour. `MISBEHAVIOURS` says how a crawl should call it: "outcome/reason", and for pages what
became of the reading ("page", or the reason why there is none).
"""

import asyncio
import gzip
import socket
import ssl
import struct
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import trustme

Writer = asyncio.StreamWriter
Behaviour = Callable[["Bad", Writer, dict[str, str], int], Awaitable[None]]

LONG = "<p>Kunta neuvoo uusia asukkaita työssä, opiskelussa ja asumisessa joka arkipäivä.</p>" * 40
PAGE = f"<!doctype html><html lang=fi><title>Hyvä sivu</title><main><h1>Hyvä sivu</h1>{LONG}</main>".encode()


def answer(body: bytes = PAGE, status: str = "200 OK", *headers: str, kind: str = "text/html; charset=utf-8") -> bytes:
    """A whole answer as bytes; `kind` "" leaves the content type out."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    if kind:
        lines.append(f"Content-Type: {kind}")
    return "\r\n".join((*lines, "", "")).encode("utf-8") + body


def head(*lines: str) -> bytes:
    """The beginning of an answer."""
    return "\r\n".join(("HTTP/1.1 200 OK", "Content-Type: text/html", *lines, "", "")).encode()


def titled(title: str, heading: str, text: str = "") -> bytes:
    """A small page."""
    return f"<!doctype html><title>{title}</title><h1>{heading}</h1><p>{text}</p>".encode()


def says(*parts: bytes, then: str = "") -> Behaviour:
    """Write these bytes one after the other; then "reset", "close", "hang", or keep the connection."""

    async def behave(_: "Bad", writer: Writer, __: dict[str, str], ___: int) -> None:
        for part in parts:
            writer.write(part)
            await writer.drain()
        if then == "reset":
            reset(writer)
        elif then == "close":
            writer.close()
        elif then == "hang":
            await asyncio.sleep(3600)

    return behave


def goes(*locations: str, status: str = "302 Found") -> Behaviour:
    """Redirect; `{bad}` is this server, `{tls}` its secure twin."""

    async def behave(bad: "Bad", writer: Writer, _: dict[str, str], __: int) -> None:
        for location in locations:
            there = location.format(bad=bad.root, tls=bad.tls)
            writer.write(answer(b"", status, f"Location: {there}"))

    return behave


def first(*answers: bytes) -> Behaviour:
    """A different answer each time; the last one for ever."""

    async def behave(_: "Bad", writer: Writer, __: dict[str, str], count: int) -> None:
        writer.write(answers[min(count, len(answers)) - 1])

    return behave


def drips(begin: bytes, drop: bytes) -> Behaviour:
    """One drop every fifth of a second, for ever."""

    async def behave(_: "Bad", writer: Writer, __: dict[str, str], ___: int) -> None:
        writer.write(begin)
        while not writer.is_closing():
            writer.write(drop)
            await writer.drain()
            await asyncio.sleep(0.2)

    return behave


def pours(begin: bytes, bucket: bytes) -> Behaviour:
    """The same bytes without end, as fast as they are taken."""

    async def behave(_: "Bad", writer: Writer, __: dict[str, str], ___: int) -> None:
        writer.write(begin)
        while not writer.is_closing():
            writer.write(bucket)
            await writer.drain()

    return behave


async def wants_cookie(_: "Bad", writer: Writer, headers: dict[str, str], __: int) -> None:
    """Redirect to the same place until the cookie comes back."""
    if "seen=1" in headers.get("cookie", ""):
        writer.write(answer())
    else:
        writer.write(answer(b"", "302 Found", "Location: /cookie", "Set-Cookie: seen=1; Path=/; HttpOnly"))


async def never_same(_: "Bad", writer: Writer, __: dict[str, str], count: int) -> None:
    """Redirect ever further."""
    writer.write(answer(b"", "302 Found", f"Location: /further?n={count}"))


def reset(writer: Writer) -> None:
    """End the connection by RST, as a crashed server or a firewall does."""
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def packed(body: bytes) -> bytes:
    """gzip."""
    return gzip.compress(body, 9)


GZIP = "Content-Encoding: gzip"
CHUNKED = "Transfer-Encoding: chunked"
CYRILLIC = "<!doctype html><title>Страница</title><h1>Обучение</h1><p>Консультация для переселенцев.</p>"

MISBEHAVIOURS: dict[str, tuple[Behaviour, str]] = {
    # connections
    "reset-at-once": (says(then="reset"), "unreachable/reset"),
    "close-at-once": (says(then="close"), "unreachable/reset"),
    "reset-in-headers": (says(b"HTTP/1.1 200 OK\r\nContent-", then="reset"), "unreachable/reset"),
    "reset-in-body": (says(head("Content-Length: 900"), b"<title>", then="reset"), "unreachable/reset"),
    "length-too-long": (says(head("Content-Length: 900"), b"<title>", then="close"), "unreachable/reset"),
    "length-too-short": (says(head("Content-Length: 20"), b"<title>Ohje</title><p>More"), "ok/ page"),
    "length-twice": (says(head("Content-Length: 5", "Content-Length: 9"), b"123456789"), "unreachable/protocol"),
    "length-and-chunks": (says(head("Content-Length: 5", CHUNKED), b"0\r\n\r\n"), "unreachable/protocol"),
    "closed-after-answer": (says(answer(), then="close"), "ok/ page"),
    "no-length": (says(head() + PAGE, then="close"), "ok/ page"),
    "silent": (says(then="hang"), "unreachable/timeout"),
    "slow-headers": (drips(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), "unreachable/timeout"),
    "slow-body": (drips(head("Content-Length: 9000"), b"x"), "unreachable/timeout"),
    "half-an-answer": (says(b"HTTP/1.1 200 OK\r\nContent-Type: text/html", then="hang"), "unreachable/timeout"),
    # protocol
    "bad-status-line": (says(b"HTP/1.1 200 OK\r\n\r\n"), "unreachable/protocol"),
    "no-headers": (says(b"<html><title>HTTP/0.9</title>", then="close"), "unreachable/protocol"),
    "header-without-colon": (says(head("Nonsense"), then="close"), "unreachable/protocol"),
    "header-of-a-megabyte": (says(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 1_000_000), "unreachable/too-large"),
    "ten-thousand-headers": (says(b"HTTP/1.1 200 OK\r\n", b"X: yyyyyyy\r\n" * 10_000), "unreachable/too-large"),
    "bad-chunk": (says(head(CHUNKED), b"zz\r\nabc\r\n"), "unreachable/protocol"),
    "chunks-cut": (says(head(CHUNKED), b"5\r\nabcde\r\n", then="close"), "unreachable/reset"),
    "continue-first": (says(b"HTTP/1.1 100 Continue\r\n\r\n" + answer()), "ok/ page"),
    "upgrade": (says(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"), "unreachable/protocol"),
    "two-answers": (says(answer() + answer(b"evil")), "ok/ page"),
    "status-703": (says(answer(b"", "703 What")), "unreachable/protocol"),
    "no-content": (says(b"HTTP/1.1 204 No Content\r\n\r\n"), "ok/"),
    # sizes
    "endless-page": (pours(head(), b"<p>x</p>" * 8_000), "ok/ too-large"),
    "endless-file": (pours(head().replace(b"text/html", b"video/mp4"), b"\0" * 65_536), "ok/"),
    "bomb": (says(answer(packed(b"\0" * 20_000_000), "200 OK", GZIP)), "ok/ too-large"),
    "bomb-in-bomb": (
        says(answer(packed(packed(b"\0" * 20_000_000)), "200 OK", "Content-Encoding: gzip, gzip")),
        "ok/ too-large",
    ),
    "not-gzip": (says(answer(PAGE, "200 OK", GZIP)), "ok/ too-large"),
    "gzip-cut": (says(answer(packed(PAGE)[:-30], "200 OK", GZIP)), "ok/ too-large"),
    "brotli-unasked": (says(answer(b"\x0b\x02\x80", "200 OK", "Content-Encoding: br")), "ok/ too-large"),
    "ten-thousand-links": (
        says(answer(PAGE + b"".join(b"<a href='#a%d'>a</a>" % n for n in range(10_000)))),
        "ok/ page",
    ),
    "deep-100-000": (says(answer(b"<!doctype html>" + b"<div>" * 100_000)), "ok/ too-deep"),
    "deep-1-000-000": (says(answer(b"<!doctype html>" + b"<div>" * 1_000_000)), "ok/ too-large"),
    # words
    "null-bytes": (says(answer(PAGE.replace(b"<p>", b"<p>\0"))), "ok/ page"),
    "utf-16": (says(answer(CYRILLIC.encode("utf-16"), kind="text/html")), "ok/ page"),
    "windows-1251": (says(answer(CYRILLIC.encode("windows-1251"), kind="text/html")), "ok/ page"),
    "iso-8859-1": (says(answer(PAGE.decode().encode("iso-8859-1"), kind="text/html")), "ok/ page"),
    "lying-charset": (says(answer(PAGE, kind="text/html; charset=windows-1251")), "ok/ page"),
    "no-content-type": (says(answer(PAGE, kind="")), "ok/ page"),
    "meta-refresh": (says(answer(b"<!doctype html><meta http-equiv=refresh content='0;url=/good'>")), "ok/ page"),
    # what passes, and what does not
    "503-then-200": (first(answer(b"", "503 Busy"), answer()), "ok/ page"),
    "500-then-200": (first(answer(b"", "500 Oops"), answer()), "ok/ page"),
    "429-seconds": (first(answer(b"", "429 Slow", "Retry-After: 0"), answer()), "ok/ page"),
    "429-date": (
        first(answer(b"", "429 Slow", "Retry-After: Fri, 01 Jan 2100 00:00:00 GMT")),
        "blocked/rate-limited",
    ),
    "429-for-ever": (says(answer(b"", "429 Slow", "Retry-After: nonsense")), "blocked/rate-limited"),
    "500-for-ever": (says(answer(b"", "500 Oops")), "unreachable/server-error"),
    "404-then-200": (first(answer(b"", "404 Not Found"), answer()), "ok/ page"),
    "404": (says(answer(b"", "404 Not Found")), "broken/not-found"),
    "410": (says(answer(b"", "410 Gone")), "broken/gone"),
    "418": (says(answer(b"", "418 Teapot")), "unreachable/client-error"),
    # redirects
    "cookie": (wants_cookie, "redirected/temporary page"),
    "loop": (goes("/loop"), "unreachable/redirect-loop"),
    "further": (never_same, "unreachable/too-many-redirects"),
    "to-private": (goes("http://10.0.0.1/"), "unchecked/private-address"),
    "to-metadata": (goes("http://169.254.169.254/latest/meta-data/"), "unchecked/private-address"),
    "to-mapped": (goes("http://[::ffff:10.0.0.1]/"), "unchecked/private-address"),
    "to-file": (goes("file:///etc/passwd"), "unchecked/unsupported-scheme"),
    "to-script": (goes("javascript:alert(1)"), "unchecked/unsupported-scheme"),
    "to-nonsense": (goes("http://[::1"), "unchecked/invalid-url"),
    "to-nowhere": (says(answer(b"", "301 Moved")), "unreachable/protocol"),
    "to-letters": (goes("/hyvä?ö"), "redirected/temporary"),
    "to-the-front": (goes("/"), "redirected/front-page"),
    "to-login": (goes("/kirjaudu?paluu=x"), "blocked/login"),
    # false friends
    "soft-fi": (says(answer(titled("Sivua ei löytynyt", "Sivua ei löytynyt"))), "broken/soft-404 page"),
    "soft-sv": (says(answer(titled("Sidan hittades inte", "Sidan hittades inte"))), "broken/soft-404 page"),
    "soft-en": (says(answer(titled("Page not found", "Page not found"))), "broken/soft-404 page"),
    "soft-ru": (says(answer(titled("Страница не найдена", "Ошибка 404"))), "broken/soft-404 page"),
    "cloudflare": (says(answer(b"", "403 No", "cf-mitigated: challenge")), "blocked/bot-wall"),
    "akamai": (says(answer(b"", "403 No", "Server: AkamaiGHost")), "blocked/bot-wall"),
    "anubis": (says(answer(titled("Making sure you're not a bot!", "Wait"))), "blocked/bot-wall page"),
    "imperva": (says(answer(b"<html><script src='/_Incapsula_Resource?a'></script>")), "blocked/bot-wall page"),
    "status-999": (says(answer(b"", "999 Request denied")), "blocked/bot-wall"),
    "forbidden": (says(answer(b"", "403 No")), "blocked/forbidden"),
    "password": (says(answer(b"", "401 Who", "WWW-Authenticate: Basic")), "blocked/login"),
    "parked": (says(answer(titled("ohje.example", "This domain is for sale", "Buy now"))), "broken/parked page"),
}

HOSTS = {  # misbehaviours of name service and TLS: address pattern -> what a crawl should call it
    "http://työ.example:{port}/good": "ok/",
    "http://[::1]:{port6}/good": "ok/",
    "http://mixed.example:{port}/good": "unchecked/private-address",
    "http://nowhere.example/": "unreachable/no-such-host",
    "http://servfail.example/": "unreachable/dns",
    "http://127.0.0.1:1/": "unreachable/refused",
    "https://secure.example:{tls}/good": "ok/",
    "https://secure.example:{tls}/downgrade": "redirected/downgrade",
    "https://expired.example:{expired}/": "unreachable/tls-expired",
    "https://secure.example:{self_signed}/": "unreachable/tls-untrusted",
    "https://other.example:{tls}/": "unreachable/tls-host",
    "https://secure.example:{port}/good": "unreachable/protocol",
    "https://secure.example:{mute}/": "unreachable/timeout",
}
ADDRESSES = {"mixed.example": ("127.0.0.1", "10.0.0.1"), "nowhere.example": (), "servfail.example": ()}


async def resolve(name: str) -> tuple[str, ...]:
    """The name service of these tests. Raises `socket.gaierror`."""
    if name == "nowhere.example":
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    if name == "servfail.example":
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
    return ADDRESSES.get(name, ("127.0.0.1",))


class Bad:
    """The running server: `root` is its address, `ports` those of all its listeners, `asked` counts paths."""

    def __init__(self) -> None:
        self.ports: dict[str, int] = {}
        self.asked: Counter[str] = Counter()
        self.authority = trustme.CA()
        self._servers: list[asyncio.Server] = []
        self._open: set[asyncio.Task[None]] = set()

    @property
    def root(self) -> str:
        """Where the misbehaviours are."""
        return f"http://127.0.0.1:{self.ports['port']}"

    @property
    def tls(self) -> str:
        """The same server behind a good certificate."""
        return f"https://secure.example:{self.ports['tls']}"

    @property
    def context(self) -> ssl.SSLContext:
        """Trusts the certificates of this server and no others."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.authority.configure_trust(context)
        return context

    async def start(self) -> None:
        """Open every listener."""
        expired = datetime(2020, 1, 1, tzinfo=UTC)
        good = self.authority.issue_cert("secure.example")
        await self._listen("port", self._serve)
        await self._listen("port6", self._serve, host="::1")
        await self._listen("tls", self._serve, good)
        await self._listen("expired", self._serve, self.authority.issue_cert("expired.example", not_after=expired))
        await self._listen("self_signed", self._serve, trustme.CA().issue_cert("secure.example"))
        await self._listen("mute", self._hang)

    async def stop(self) -> None:
        """Close every listener and connection."""
        for server in self._servers:
            server.close()
        for task in tuple(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _listen(
        self,
        name: str,
        serve: Callable[[asyncio.StreamReader, Writer], Awaitable[None]],
        certificate: trustme.LeafCert | None = None,
        host: str = "127.0.0.1",
    ) -> None:
        context = None
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            certificate.configure_cert(context)

        async def serving(reader: asyncio.StreamReader, writer: Writer) -> None:
            task = asyncio.current_task()
            assert task is not None
            self._open.add(task)
            try:
                await serve(reader, writer)
            except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                pass
            finally:
                self._open.discard(task)
                writer.close()

        server = await asyncio.start_server(serving, host, 0, ssl=context)
        self._servers.append(server)
        self.ports[name] = server.sockets[0].getsockname()[1]

    async def _hang(self, reader: asyncio.StreamReader, _: Writer) -> None:
        while await reader.read(1024):
            pass

    async def _serve(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        while not writer.is_closing():
            begin = await reader.readexactly(1)
            if begin == b"\x16":  # a TLS handshake on the plain port
                writer.write(answer(b"", "400 Bad Request"))
                return
            raw = (begin + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            line, *fields = raw.rstrip().split("\r\n")
            headers = {k.lower(): v.strip() for k, _, v in (field.partition(":") for field in fields)}
            path = line.split(" ")[1]
            name = path.strip("/").partition("?")[0]
            self.asked[name] += 1
            await self._behave(name, writer, headers)
            await writer.drain()

    async def _behave(self, name: str, writer: Writer, headers: dict[str, str]) -> None:
        if name in MISBEHAVIOURS:
            await MISBEHAVIOURS[name][0](self, writer, headers, self.asked[name])
        elif name == "":
            writer.write(answer(self._front()))
        elif name == "downgrade":
            writer.write(answer(b"", "301 Moved", f"Location: {self.root}/good"))
        elif name == "robots.txt":
            writer.write(answer(b"", "404 Not Found"))
        else:
            writer.write(answer())

    def _front(self) -> bytes:
        links = [f"/{name}" for name in MISBEHAVIOURS]
        links += [host.format(**self.ports) for host in HOSTS]
        links += [f"/good?{n}" for n in range(40)]
        return ("<!doctype html><title>Kaikki</title>" + "".join(f"<p><a href='{a}'>{a}</a>" for a in links)).encode()


@asynccontextmanager
async def bad_server() -> AsyncIterator[Bad]:
    """A running server."""
    bad = Bad()
    await bad.start()
    try:
        yield bad
    finally:
        await bad.stop()
