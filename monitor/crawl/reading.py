"""Who reads the pages: this process, or others beside it, so that fetching and reading overlap.

Reading takes ten times as long as fetching. The first pages are read here: a check of one page must not wait for
processes to start. Each process is new (`spawn`): a forked one would hold our connections open; it ends with this
one, however that ends. A page on which a process dies is unreadable, and nothing else comes to harm.

What is to be stated of a page is stated where it is read, so that the dearest work of a run is off the main process.
"""

import asyncio
import multiprocessing
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from datetime import date
from typing import NamedTuple

from monitor import page as pages
from monitor.days import day_of
from monitor.model import Fact, FetchResult, Occurrence, Page, Reason, Unreadable

HERE = 50  # pages that are read here before anybody is called to help
SMALL = 4_000  # bytes that are read sooner than sent

Stated = Sequence[tuple[int, Occurrence, tuple[Fact, ...]]]  # position, block in its place, what it states
State = Callable[[Page], Stated]


class Asked(NamedTuple):
    """What is to be read, as it crosses to another process. `day` is a day in Europe/Helsinki."""

    body: bytes
    url: str
    content_type: str
    default_lang: str
    day: date


class Reading:
    """Reads pages; `processes` beside this one, 0 for none. `default_lang` is that of pages that do not tell.

    `state` says what a page states; it crosses to other processes.
    """

    def __init__(self, processes: int, default_lang: str, state: State | None = None) -> None:
        self._processes = processes
        self._default_lang = default_lang
        self._state = state
        self._read = 0
        self._pool: ProcessPoolExecutor | None = None

    async def read(self, result: FetchResult) -> Page | Unreadable:
        """The page in this answer; its day is that of the answer, in Europe/Helsinki."""
        return (await self._whole(result, None))[0]

    async def read_stated(self, result: FetchResult) -> tuple[Page | Unreadable, Stated | None]:
        """The page in this answer, and what it states."""
        return await self._whole(result, self._state)

    async def _whole(self, result: FetchResult, state: State | None) -> tuple[Page | Unreadable, Stated | None]:
        kind = result.headers.get("content-type", "")
        day = day_of(result.fetched_at)
        asked = Asked(result.body, result.final_url, kind, self._default_lang, day)
        self._read += 1
        if not self._processes or self._read <= HERE or len(result.body) < SMALL:
            return read(asked, state)
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._processes, multiprocessing.get_context("spawn"), _end_with_parent)
        pool = self._pool
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, read, asked, state)
        except BrokenExecutor as broken:
            if self._pool is pool:
                self._pool = None
            return Unreadable(Reason.TOO_DEEP, f"the reading process ended: {broken}"), None

    def close(self) -> None:
        """Let the other processes go."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def read(asked: Asked, state: State | None) -> tuple[Page | Unreadable, Stated | None]:
    """The page, and what it states."""
    body, url, content_type, default_lang, day = asked
    page = pages.read(body, url=url, content_type=content_type, default_lang=default_lang, today=day)
    return page, state(page) if state is not None and isinstance(page, Page) else None


def _end_with_parent() -> None:
    """A killed monitor must not leave readers behind that wait for pages for ever."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
