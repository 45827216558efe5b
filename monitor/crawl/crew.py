"""Processes beside this one that do one piece of work after the other: values over a socket, pickled.

An executor of the standard library does the same with two threads and three locks on the way; a piece of work cost the
run 0.26 ms there and costs 0.04 ms here. None is forked from this one, whose connections it would hold open: a new
process loads what the work needs, and the others part from that, so that it is loaded once and its memory is shared.
They end with this one, however that ends, because then nothing more comes.
"""

import asyncio
import gc
import os
import pickle
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from subprocess import PIPE, Popen
from typing import Any, NamedTuple, NoReturn

from monitor.errors import CannotWork

READY = b"+"  # what a process says before it takes the first piece of work
STARTS = 3  # processes in a row that did not come to that: then none will
NO_START = f"The processes that read pages cannot be started: {STARTS} in a row ended at once."
SIZE = 4  # bytes before each answer that say how long it is
HOME = """
import pickle, sys
sys.path[:] = pickle.load(sys.stdin.buffer)
from monitor.crawl.crew import home
home(int(sys.argv[1]))
"""


class Ended(Exception):  # noqa: N818 - an outcome, not an accident
    """The process ended over this piece of work; another one goes on with the next."""


class Home(NamedTuple):
    """The process that the others part from, and the socket over which it is handed theirs."""

    first: Popen[bytes]
    door: socket.socket


class Crew:
    """So many processes that call `work`, which must be known to them by its name, or be sent to them.

    `sample` is a piece of work that is done once before they part: what it loads is loaded for all of them.
    """

    def __init__(self, count: int, work: Callable[[Any], Any], sample: Any = None) -> None:  # noqa: ANN401 - a piece
        self._work = work
        self._sample = sample
        self._home: Home | None = None
        self._waiting: asyncio.Queue[tuple[Any, asyncio.Future[Any]]] = asyncio.Queue()
        self._members = [asyncio.get_running_loop().create_task(self._member()) for _ in range(count)]

    async def do(self, piece: Any) -> Any:  # noqa: ANN401 - whatever is to be worked on
        """What the work comes to, or raises; raises `Ended` where the process did not survive it."""
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.put_nowait((piece, answer))
        return await answer

    async def close(self) -> None:
        """Let all of them go, whatever they are at."""
        for member in self._members:
            member.cancel()
        await asyncio.gather(*self._members, return_exceptions=True)
        self._leave()

    def _leave(self) -> None:
        if self._home is not None:
            self._home.door.close()
            self._home.first.wait()
            self._home = None

    async def _member(self) -> None:
        """One process, and another one where it ends. Whoever asks for work is told where none can be had."""
        failed = 0
        while True:
            try:
                reader, writer = await asyncio.open_connection(sock=self._called(failed))
                with closing(writer):
                    await reader.readexactly(len(READY))
                    failed = 0
                    await self._lead(reader, writer)
            except (EOFError, OSError):
                failed += 1
            except Exception as wrong:  # noqa: BLE001 - it is raised where work was asked for
                _, answer = await self._waiting.get()
                _tell(answer, wrong)

    def _called(self, failed: int) -> socket.socket:
        """Our end of a socket; a new process has the other. Raises CannotWork where too many have failed to start."""
        if failed == STARTS:
            raise CannotWork(NO_START)
        if self._home is None or self._home.first.poll() is not None:
            self._leave()
            self._home = _home(self._work, self._sample)
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._home.door, [b"."], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        return ours

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Hand over one piece after the other, until the process ends."""
        while True:
            piece, answer = await self._waiting.get()
            try:
                writer.write(pickle.dumps(piece, pickle.HIGHEST_PROTOCOL))  # not before: it is held twice
                await writer.drain()
                size = int.from_bytes(await reader.readexactly(SIZE))
                done = pickle.loads(await reader.readexactly(size))  # noqa: S301 - our own process sent it
            except (EOFError, OSError) as ended:
                _tell(answer, Ended(str(ended)))
                return
            except Exception as wrong:  # noqa: BLE001 - some exceptions can be sent, and not be made again
                done = wrong
            _tell(answer, done)


def _tell(answer: asyncio.Future[Any], done: Any) -> None:  # noqa: ANN401 - whatever came of the work
    if answer.done():
        return  # nobody waits for it any more
    if isinstance(done, Exception):
        answer.set_exception(done)
    else:
        answer.set_result(done)


def _home(work: Callable[[Any], Any], sample: Any) -> Home:  # noqa: ANN401 - as above
    sent = pickle.dumps(list(sys.path)) + pickle.dumps((work, sample))
    ours, theirs = socket.socketpair()
    with theirs:
        first = Popen(  # noqa: S603 - our own program, by its path
            [sys.executable, "-P", "-c", HOME, str(theirs.fileno())],
            stdin=PIPE,
            pass_fds=[theirs.fileno()],
        )
    if first.stdin is not None:
        with suppress(BrokenPipeError), first.stdin as words:  # one that has ended is no home: that is seen at its door
            words.write(sent)
    return Home(first, ours)


def home(number: int) -> None:
    """The life of the process that the others part from: one for each socket that comes in at its door, until it shuts.

    Signals to all of us are for the run to answer.
    """
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    work, sample = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process sent it
    if sample is not None:
        work(sample)
    gc.freeze()  # the collector would write to all that they share
    others: list[int] = []
    with socket.socket(fileno=number) as door:
        while handed := socket.recv_fds(door, 1, 1)[1]:
            others = [other for other in others if os.waitpid(other, os.WNOHANG) == (0, 0)]
            with socket.socket(fileno=handed[0]) as connection:
                other = os.fork()
                if other == 0:
                    door.close()
                    _live(connection, work)
            others.append(other)
    for other in others:
        os.kill(other, signal.SIGKILL)
        os.waitpid(other, 0)


def _live(connection: socket.socket, work: Callable[[Any], Any]) -> NoReturn:
    """The whole life of one that has parted: it never goes back home."""
    try:
        _serve(connection, work)
    finally:
        os._exit(0)


def _serve(connection: socket.socket, work: Callable[[Any], Any]) -> None:
    """The life of such a process: until nothing more comes."""
    with connection, connection.makefile("rb") as pieces:
        connection.sendall(READY)
        while True:
            try:
                piece = pickle.load(pieces)  # noqa: S301 - our own process sent it
            except (EOFError, OSError):
                return
            try:
                done = work(piece)
            except Exception as wrong:  # noqa: BLE001 - it is raised where the work was asked for
                done = wrong
            packed = pickle.dumps(done, pickle.HIGHEST_PROTOCOL)
            try:
                connection.sendall(len(packed).to_bytes(SIZE) + packed)
            except OSError:
                return
