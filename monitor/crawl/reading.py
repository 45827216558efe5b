"""Who reads the pages: this process, or others beside it, so that fetching and reading overlap.

Reading takes ten times as long as fetching. The first pages are read here: a check of one page must not wait for
processes to start. Each process is new (`spawn`): a forked one would hold our connections open. A page on which a
process dies is unreadable, and nothing else comes to harm.
"""

import asyncio
import multiprocessing
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from datetime import date

from monitor import page as pages
from monitor.evidence import HELSINKI
from monitor.model import FetchResult, Page, Reason, Unreadable

HERE = 16  # pages that are read here before anybody is called to help
SMALL = 4_000  # bytes that are read sooner than sent


class Reading:
    """Reads pages; `processes` beside this one, 0 for none. `default_lang` is that of pages that do not tell."""

    def __init__(self, processes: int, default_lang: str) -> None:
        self._processes = processes
        self._default_lang = default_lang
        self._read = 0
        self._pool: ProcessPoolExecutor | None = None

    async def read(self, result: FetchResult) -> Page | Unreadable:
        """The page in this answer; its day is that of the answer, in Europe/Helsinki."""
        kind = result.headers.get("content-type", "")
        day = result.fetched_at.astimezone(HELSINKI).date()
        self._read += 1
        if not self._processes or self._read <= HERE or len(result.body) < SMALL:
            return read(result.body, result.final_url, kind, self._default_lang, day)
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._processes, multiprocessing.get_context("spawn"))
        pool = self._pool
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(pool, read, result.body, result.final_url, kind, self._default_lang, day)
        except BrokenExecutor as broken:
            if self._pool is pool:
                self._pool = None
            return Unreadable(Reason.TOO_DEEP, f"the reading process ended: {broken}")

    def close(self) -> None:
        """Let the other processes go."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def read(body: bytes, url: str, content_type: str, default_lang: str, day: date) -> Page | Unreadable:
    """`page.read` with all its arguments by position, as they cross to another process."""
    return pages.read(body, url=url, content_type=content_type, default_lang=default_lang, today=day)
