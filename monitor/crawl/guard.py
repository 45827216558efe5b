"""Which addresses of the internet may be connected to. Names are resolved here, once, and judged before a socket opens.

The special networks are those of the IANA registries (RFC 6890 and its updates), as of 2026-11: what is not global
unicast is private, metadata services of clouds included. Addresses that carry an IPv4 address inside (mapped, NAT64)
are judged by it; tunnels that are no longer in use (6to4, RFC 7526; Teredo) are refused.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from monitor.model import Failure, Reason

Address = IPv4Address | IPv6Address
Resolve = Callable[[str], Awaitable[Sequence[str]]]

RESOLVERS = 32  # threads: a name server that hangs holds one for half a minute
REMEMBERED = 300.0  # seconds that an answer of DNS is used again within one run

_SPECIAL_4 = tuple(
    IPv4Network(net)
    for net in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24"),
        *("203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        "168.63.129.16/32",  # the platform address of Azure, public in form only
    )
)
_GLOBAL_6 = IPv6Network("2000::/3")
_SPECIAL_6 = tuple(IPv6Network(net) for net in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
_CARRIERS = tuple(IPv6Network(net) for net in ("::ffff:0:0/96", "::/96", "::ffff:0:0:0/96", "64:ff9b::/96"))
_NEVER = tuple(  # not even with `allow_private`: link-local, multicast, reserved, metadata
    ip_network(net)
    for net in (
        *("0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32"),
        *("ff00::/8", "fe80::/10", "fd00:ec2::254/128", "::/128"),
    )
)
_INNER = (".localhost", ".local", ".internal", ".home.arpa", ".lan")  # RFC 6761, 6762, 8375; ICANN 2024
CONTROLS = ("example.com", "www.iana.org")  # names that exist as long as there are names (RFC 2606, and its keeper)
_LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))


class Refused(Exception):  # noqa: N818 - a judgement, not an accident
    """The host may not, or cannot, be connected to; `failure` says why."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.failure = Failure(reason, detail)


@lru_cache(maxsize=4_096)
def meant(text: str) -> Address | None:
    """The address that these characters end at, an IPv4 address inside taken out; None where it is no address."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and int(address) > 1:
        for net in _CARRIERS:
            if address in net:
                return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


@lru_cache(maxsize=4_096)
def public(address: Address) -> bool:
    """Whether this is an address of the open internet."""
    if isinstance(address, IPv4Address):
        return not any(address in net for net in _SPECIAL_4)
    return address in _GLOBAL_6 and not any(address in net for net in _SPECIAL_6)


def loopback(host: str) -> bool:
    """Whether a host, as written in a canonical address, is this machine."""
    address = meant(host)
    if address is None:
        return host == "localhost" or host.endswith(".localhost")
    return any(address in net for net in _LOOPBACK)


class Guard:
    """Resolves and judges. A host is refused when any one of its addresses is: a mixed answer is an attack.

    `only_loopback` is for those who have not said who they are. `resolve` raises `socket.gaierror`.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        networks: Sequence[str] = (),
        only_loopback: bool = False,
        resolve: Resolve | None = None,
    ) -> None:
        self._allow_private = allow_private
        self._networks = tuple(ip_network(net, strict=False) for net in networks)
        self._only_loopback = only_loopback
        self._executor: ThreadPoolExecutor | None = None
        self._resolve = resolve or self._ask_system
        self._answers: dict[str, tuple[float, tuple[str, ...]]] = {}

    async def addresses(self, host: str) -> tuple[str, ...]:
        """The addresses of a host, all of them judged fit to be connected to. Raises `Refused`."""
        if self._only_loopback and not loopback(host):
            raise Refused(Reason.NOT_ASKED, f"{host}: no contact address is configured")
        if meant(host) is not None:
            self._judge(host, (host,))
            return (host,)
        now = asyncio.get_running_loop().time()
        until, found = self._answers.get(host, (0.0, ()))
        if now >= until:
            found = await self._lookup(host)
            self._answers[host] = (now + REMEMBERED, found)
        self._judge(host, found)
        return found

    def named(self, host: str) -> None:
        """Judge a host that a proxy will resolve: numbers as ever, names by their form. Raises `Refused`."""
        if self._only_loopback and not loopback(host):
            raise Refused(Reason.NOT_ASKED, f"{host}: no contact address is configured")
        if meant(host) is not None:
            self._judge(host, (host,))
        elif not self._allow_private and ("." not in host.strip(".") or host.strip(".").endswith(_INNER)):
            raise Refused(Reason.PRIVATE_ADDRESS, f"{host} is a name of a private network")

    def close(self) -> None:
        """Let the resolver's threads go."""
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None

    def permits(self, text: str) -> bool:
        """Whether one address, as text, may be connected to."""
        address = meant(text)
        if address is None:
            return False
        if self._only_loopback:
            return any(address in net for net in _LOOPBACK)
        if any(address in net for net in self._networks):
            return True
        return public(address) or (self._allow_private and not any(address in net for net in _NEVER))

    def _judge(self, host: str, found: tuple[str, ...]) -> None:
        for text in found:
            if not self.permits(text):
                raise Refused(Reason.PRIVATE_ADDRESS, f"{host} is at {text}")

    async def _lookup(self, host: str) -> tuple[str, ...]:
        for last in (False, True):  # a name is said not to exist only when two answers say so
            try:
                return tuple(dict.fromkeys(await self._resolve(host)))
            except socket.gaierror as failed:
                if failed.errno != socket.EAI_NONAME:
                    raise Refused(Reason.DNS, f"{host}: {failed.strerror}") from failed
                if last:
                    reason = Reason.NO_SUCH_HOST if await self._finds_others() else Reason.DNS
                    raise Refused(reason, f"{host}: {failed.strerror}") from failed
            except (UnicodeError, OSError) as failed:
                raise Refused(Reason.DNS, f"{host}: {failed}") from failed
        raise AssertionError

    async def _finds_others(self) -> bool:
        """Whether the name service finds any name at all: only then does its "no" mean something."""
        for name in (*list(self._answers)[-1:], *CONTROLS):
            with suppress(OSError, UnicodeError):
                if await self._resolve(name):
                    return True
        return False

    async def _ask_system(self, host: str) -> Sequence[str]:
        if self._executor is None:
            self._executor = ThreadPoolExecutor(max_workers=RESOLVERS, thread_name_prefix="dns")
        loop = asyncio.get_running_loop()
        rows = await loop.run_in_executor(
            self._executor, lambda: socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        )
        return [str(row[4][0]) for row in rows]
