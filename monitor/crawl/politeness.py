"""Whose turn it is. A host is asked at its own pace; no host waits for another.

Hosts with something to ask and nothing in their way stand in line; those that must wait stand in a heap by the time
at which they may be asked again. Times are those of the event loop's clock, in seconds.
"""

from collections import deque
from heapq import heappop, heappush
from typing import NamedTuple

from monitor.model import Failure, Reason

GIVE_UP = 6  # failures of a host in a row, second attempts counted, after which its other addresses share them
HOST_FAILURES = frozenset({Reason.REFUSED, Reason.TIMEOUT, Reason.DNS, Reason.NO_SUCH_HOST})


class Ask(NamedTuple):
    """An address that waits to be asked. `page`: to be crawled, at `depth` clicks from a start; else a destination."""

    url: str
    page: bool
    depth: int = 0
    attempt: int = 1
    second: bool = False  # a second look at a 404 or 410


class Host:
    """One host: what waits for it, and when it may be asked again."""

    __slots__ = ("active", "at", "interval", "name", "placed", "silence", "waiting")

    def __init__(self, name: str, interval: float) -> None:
        self.name = name
        self.interval = interval
        self.waiting: deque[Ask] = deque()
        self.active = 0
        self.at = 0.0
        self.placed = False  # in the line or in the heap
        self.silence: list[Failure] = []  # what came instead of answers since the last answer

    def heard(self, failure: Failure | None) -> None:
        """Remember whether the host answered at all."""
        if failure is not None and failure.reason in HOST_FAILURES:
            self.silence.append(failure)
        else:
            self.silence.clear()

    @property
    def down(self) -> Failure | None:
        """Why nothing more is asked of this host in this run; None while it may still answer."""
        return self.silence[-1] if len(self.silence) >= GIVE_UP else None


class Hosts:
    """All hosts of a crawl, and the order in which they are asked."""

    def __init__(self, interval: float, connections: int) -> None:
        self._interval = interval
        self._connections = connections
        self._hosts: dict[str, Host] = {}
        self._line: deque[Host] = deque()
        self._heap: list[tuple[float, int, Host]] = []
        self._delayed: list[tuple[float, int, str, Ask]] = []
        self._count = 0
        self._now = 0.0

    def add(self, name: str, ask: Ask) -> None:
        """Let an address wait for its host's turn."""
        host = self.named(name)
        host.waiting.append(ask)
        if not host.placed:
            self._place(host)

    def add_first(self, host: Host, ask: Ask) -> None:
        """Give an address the next turn of its host: something else had to be asked before."""
        host.waiting.appendleft(ask)
        if not host.placed:
            self._place(host)

    def add_later(self, name: str, ask: Ask, at: float) -> None:
        """Let an address wait until a time, and then for its host's turn."""
        self._count += 1
        heappush(self._delayed, (at, self._count, name, ask))

    def next(self, now: float) -> tuple[Host, Ask] | None:
        """The next address that may be asked now, its host marked busy; None where none may."""
        self._now = now
        while self._delayed and self._delayed[0][0] <= now:
            _, _, name, ask = heappop(self._delayed)
            self.add(name, ask)
        while self._heap and self._heap[0][0] <= now:
            self._line.append(heappop(self._heap)[2])
        while self._line:
            host = self._line.popleft()
            host.placed = False
            if host.at > now:  # asked to slow down while it stood in line
                self._place(host)
                continue
            ask = host.waiting.popleft()
            host.active += 1
            host.at = now + host.interval
            self._place(host)
            return host, ask
        return None

    def done(self, host: Host) -> None:
        """A request to this host has ended."""
        host.active -= 1
        if not host.placed:
            self._place(host)

    def hush(self, name: str, until: float) -> None:
        """Leave a host alone until a time: it said so, or it is struggling."""
        host = self.named(name)
        host.at = max(host.at, until)

    def turn(self, name: str, now: float) -> float:
        """Take the next free moment of a host for a request that cannot wait in line; seconds until then."""
        host = self.named(name)
        at = max(now, host.at)
        host.at = at + host.interval
        return at - now

    def soonest(self) -> float | None:
        """When the next waiting address may be asked at the earliest; None where only busy hosts wait."""
        times = [heap[0][0] for heap in (self._heap, self._delayed) if heap]
        return min(times) if times else None

    def named(self, name: str) -> Host:
        """The host of this name."""
        host = self._hosts.get(name)
        if host is None:
            host = self._hosts[name] = Host(name, self._interval)
        return host

    def _place(self, host: Host) -> None:
        if not host.waiting or host.active >= self._connections:
            return
        host.placed = True
        if host.at > self._now:
            self._count += 1
            heappush(self._heap, (host.at, self._count, host))
        else:
            self._line.append(host)
