"""Through a proxy: the whole address for http, a tunnel for https, and no way round the judgement of numbers."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import trustme

from monitor.crawl.fetch import Fetcher
from monitor.crawl.guard import Guard
from monitor.crawl.plan import Plan
from monitor.crawl.transport import Transport
from monitor.model import FetchResult, Reason

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\nhei"


class Proxy:
    """Answers http by itself, tunnels https to one server of ours, refuses `forbidden.example`."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.authority = trustme.CA()
        self.inner = self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")[0].decode()
        self.lines.append(line)
        if "forbidden" in line:
            writer.write(b"HTTP/1.1 403 Forbidden\r\n\r\n")
        elif "down" in line:
            writer.write(b"HTTP/1.1 502 Bad Gateway\r\n\r\n")
        elif line.startswith("CONNECT"):
            writer.write(b"HTTP/1.1 200 Established\r\n\r\n")
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.inner)
            await asyncio.gather(self.pump(reader, far_writer), self.pump(far_reader, writer))
        else:
            writer.write(PAGE)
        await writer.drain()
        writer.close()

    async def pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while part := await reader.read(4096):
            writer.write(part)
        writer.close()

    async def secure(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(PAGE)
        await writer.drain()
        writer.close()

    async def asked(self, url: str) -> FetchResult:
        trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.authority.configure_trust(trust)
        plan = Plan(starts=(), contact="a@example.fi", proxy=f"http://127.0.0.1:{self.port}", attempts=1, deadline=2.0)
        transport = Transport(plan, Guard(), trust)
        try:
            return await Fetcher(plan, transport, clock=lambda: NOW).get(url)
        finally:
            await transport.aclose()


@asynccontextmanager
async def proxied() -> AsyncIterator[Proxy]:
    proxy = Proxy()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    proxy.authority.issue_cert("kunta.example").configure_cert(context)
    inner = await asyncio.start_server(proxy.secure, "127.0.0.1", 0, ssl=context)
    outer = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    proxy.inner, proxy.port = (s.sockets[0].getsockname()[1] for s in (inner, outer))
    try:
        yield proxy
    finally:
        inner.close()
        outer.close()
        await asyncio.sleep(0.01)


async def test_the_whole_address_for_http() -> None:
    async with proxied() as proxy:
        result = await proxy.asked("http://kunta.example/a?b")
        assert (result.status, result.body) == (200, b"hei")
        assert proxy.lines == ["GET http://kunta.example/a?b HTTP/1.1"]


async def test_a_tunnel_for_https() -> None:
    async with proxied() as proxy:
        result = await proxy.asked("https://kunta.example/a")
        assert (result.status, result.body) == (200, b"hei")
        assert proxy.lines == ["CONNECT kunta.example:443 HTTP/1.1"]
        assert result.tls_expires is not None


async def test_certificates_are_judged_inside_the_tunnel() -> None:
    async with proxied() as proxy:
        result = await proxy.asked("https://toinen.example/")
        assert result.failure is not None
        assert result.failure.reason is Reason.TLS_HOST


async def test_what_the_proxy_says_of_a_host() -> None:
    async with proxied() as proxy:
        down, forbidden = [await proxy.asked(f"https://{name}.example/") for name in ("down", "forbidden")]
        assert down.failure is not None
        assert down.failure.reason is Reason.REFUSED
        assert forbidden.failure is not None
        assert forbidden.failure.reason is Reason.NOT_CONCLUSIVE


async def test_private_addresses_are_not_handed_to_the_proxy() -> None:
    async with proxied() as proxy:
        for url in ("http://10.0.0.1/", "http://169.254.169.254/latest", "http://intranet/", "http://nas.local/"):
            result = await proxy.asked(url)
            assert result.failure is not None
            assert result.failure.reason is Reason.PRIVATE_ADDRESS
        assert proxy.lines == []
