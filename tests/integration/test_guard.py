"""However an address is written, wherever a name or a redirect leads: nobody private is ever connected to."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from monitor.crawl.fetch import Fetcher
from monitor.crawl.guard import Guard
from monitor.crawl.plan import Plan
from monitor.crawl.transport import Transport
from monitor.model import FetchResult, Reason
from monitor.urls import canonical
from monitor.verdict import judge

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOSTILE = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "017700000001", "0x7f000001", "0x7f.1", "0x7f.0.0.1", "0177.0.0.1",
    "0177.1", "127.0.0.1.", "127.255.255.254", "0", "0.0.0.0", "%31%32%37.0.0.1", "１２７.0.0.1", "①②⑦.0.0.1",
    "127。0。0。1", "localhost", "LOCALHOST", "localhost.", "a.localhost", "[::1]", "[0:0:0:0:0:0:0:1]", "[::]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:1]", "[::127.0.0.1]", "[::ffff:0:127.0.0.1]",
    "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]",
    "[fe80::1]", "[fd00:ec2::254]", "[fc00::1]", "[fec0::1]", "[ff02::1]", "[2001:db8::1]", "10.0.0.1", "172.16.0.1",
    "172.31.255.255", "192.168.1.1", "100.64.0.1", "169.254.169.254", "0xa9fea9fe", "2852039166", "198.18.0.1",
    "192.0.2.1", "192.88.99.1", "224.0.0.1", "255.255.255.255", "168.63.129.16", "100.100.100.200",
]  # fmt: skip
NAMES = {
    "localhost": ("127.0.0.1", "::1"),
    "localhost.": ("127.0.0.1",),
    "a.localhost": ("127.0.0.1",),
    "inside.example": ("127.0.0.1",),
    "inside6.example": ("::1",),
    "mapped.example": ("::ffff:127.0.0.1",),
    "scoped.example": ("fe80::1%lo",),
    "mixed.example": ("93.184.215.14", "127.0.0.1"),
    "metadata.example": ("169.254.169.254",),
    "nothing.example": (),
}


async def resolve(name: str) -> tuple[str, ...]:
    return NAMES[name]


class Private:
    """A listener that nobody may reach; `hits` counts those who did."""

    def __init__(self) -> None:
        self.hits = 0
        self.port = 0

    async def met(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.hits += 1
        writer.close()


@asynccontextmanager
async def private() -> AsyncIterator[Private]:
    there = Private()
    server = await asyncio.start_server(there.met, "127.0.0.1", 0)
    there.port = server.sockets[0].getsockname()[1]
    six = await asyncio.start_server(there.met, "::1", there.port) if socket.has_ipv6 else None
    try:
        yield there
    finally:
        server.close()
        if six is not None:
            six.close()


async def asked(url: str, guard: Guard, plan: Plan) -> FetchResult:
    transport = Transport(plan, guard)
    try:
        return await Fetcher(plan, transport, clock=lambda: NOW).once(canonical(url))
    finally:
        await transport.aclose()


PLAN = Plan(starts=(), contact="mailto:verkko@example.fi", connect_deadline=1.0, deadline=1.0)


async def test_hostile_addresses_and_names_meet_nobody() -> None:
    async with private() as there:
        hosts = [*HOSTILE, *(name for name in NAMES if name.endswith(".example"))]
        told = {}
        for host in hosts:
            result = await asked(f"http://{host}:{there.port}/", Guard(resolve=resolve), PLAN)
            told[host] = judge(result).reason
        assert there.hits == 0
    assert len(told) >= 60
    assert {host: reason for host, reason in told.items() if reason is not Reason.PRIVATE_ADDRESS} == {
        "nothing.example": Reason.DNS
    }


async def test_name_that_changes_its_address_is_pinned_to_the_judged_one() -> None:
    answers = [("93.184.215.14",), ("127.0.0.1",)]

    async def rebinding(_: str) -> tuple[str, ...]:
        return answers.pop(0)

    guard = Guard(resolve=rebinding)
    assert await guard.addresses("rebinding.example") == ("93.184.215.14",)
    assert await guard.addresses("rebinding.example") == ("93.184.215.14",)
    assert answers == [("127.0.0.1",)]


@pytest.mark.parametrize("target", [pytest.param(host, id=host) for host in ("[::1]", "inside.example", "0x7f.1")])
async def test_redirect_is_judged_anew(target: str) -> None:
    async def redirect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        there = f"http://{target}:{port}/"
        writer.write(f"HTTP/1.1 302 Found\r\nLocation: {there}\r\nContent-Length: 0\r\n\r\n".encode())
        writer.close()
        await writer.wait_closed()

    async def names(name: str) -> tuple[str, ...]:
        return ("127.0.0.2",) if name == "front.example" else NAMES[name]

    async with private() as there:
        port = there.port
        server = await asyncio.start_server(redirect, "127.0.0.2", 0)
        door = server.sockets[0].getsockname()[1]
        guard = Guard(networks=("127.0.0.2/32",), resolve=names)
        result = await asked(f"http://front.example:{door}/", guard, PLAN)
        server.close()
        assert (result.failure and result.failure.reason, len(result.hops), there.hits) == ("private-address", 1, 0)


async def test_without_a_contact_address_only_loopback_is_asked() -> None:
    asked_names: list[str] = []

    async def watching(name: str) -> tuple[str, ...]:
        asked_names.append(name)
        return ("127.0.0.1",)

    result = await asked("http://www.example.fi/", Guard(only_loopback=True, resolve=watching), PLAN)
    assert (judge(result), asked_names) == (("unchecked", "not-asked"), [])
