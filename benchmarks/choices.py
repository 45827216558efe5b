"""`python -m benchmarks.choices`: the figures behind docs/decisions.md, on the pages of the course of 1,000.

Seconds of CPU of this process; the server has the last core.
"""

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from benchmarks import courses, reading, server
from benchmarks.bench import FOLDER
from monitor.crawl.fetch import Fetcher
from monitor.crawl.guard import Guard
from monitor.crawl.plan import LOOPBACK, Plan
from monitor.crawl.transport import Transport
from monitor.model import Page
from monitor.store.packing import pack_links, unpack_addresses, unpack_links

AT_ONCE = 16


async def fetch_all(urls: list[str], ask: Callable[[str], Awaitable[object]]) -> float:
    """Seconds of CPU for asking them all, so many at once."""
    waiting = iter(urls)

    async def some() -> None:
        for url in waiting:
            await ask(url)

    began = time.process_time()
    await asyncio.gather(*(some() for _ in range(AT_ONCE)))
    return time.process_time() - began


async def transports(urls: list[str]) -> dict[str, float]:
    """The same pages by httpx as it comes, by httpx over our transport, and by our transport alone."""
    plan = Plan(starts=tuple(urls[:1]), networks=LOOPBACK)
    told = {}
    async with httpx.AsyncClient(trust_env=False) as stock:
        told["httpx with its own transport"] = await fetch_all(urls, stock.get)
    ours = Transport(plan, Guard(networks=LOOPBACK, only_loopback=True))
    async with httpx.AsyncClient(transport=ours, trust_env=False) as over_ours:
        told["httpx over our transport"] = await fetch_all(urls, over_ours.get)
    direct = Transport(plan, Guard(networks=LOOPBACK, only_loopback=True))
    fetcher = Fetcher(plan, direct, clock=lambda: datetime(2026, 11, 24, tzinfo=UTC))
    told["our transport, called directly"] = await fetch_all(urls, fetcher.once)
    await direct.aclose()
    return told


def storage(pages: list[Page]) -> list[str]:
    """Links of all pages as rows, and packed: bytes, seconds to write, to follow, to read whole."""
    with TemporaryDirectory() as folder:
        return [_rows(pages, Path(folder) / "rows.db"), _packed(pages, Path(folder) / "packed.db")]


def _rows(pages: list[Page], file: Path) -> str:
    database = sqlite3.connect(file)
    database.execute(
        "CREATE TABLE links (page INTEGER, n INTEGER, href, url, fragment, text, element, attribute, block, zone)"
    )
    database.execute("CREATE INDEX by_page ON links (page)")
    marks = [time.process_time()]
    rows = ((page, n, *link) for page, read in enumerate(pages) for n, link in enumerate(read.links))
    database.executemany("INSERT INTO links VALUES (?,?,?,?,?,?,?,?,?,?)", rows)
    database.commit()
    marks.append(time.process_time())
    for page in range(len(pages)):
        {url for (url,) in database.execute("SELECT url FROM links WHERE page = ?", (page,))}
    marks.append(time.process_time())
    for page in range(len(pages)):
        database.execute("SELECT * FROM links WHERE page = ? ORDER BY n", (page,)).fetchall()
    marks.append(time.process_time())
    return _told("rows", file, marks)


def _packed(pages: list[Page], file: Path) -> str:
    database = sqlite3.connect(file)
    database.execute("CREATE TABLE pages (page INTEGER PRIMARY KEY, links BLOB)")
    marks = [time.process_time()]
    packed = ((page, pack_links(read.links)) for page, read in enumerate(pages))
    database.executemany("INSERT INTO pages VALUES (?,?)", packed)
    database.commit()
    marks.append(time.process_time())
    for (links,) in database.execute("SELECT links FROM pages"):
        unpack_addresses(links)
    marks.append(time.process_time())
    for (links,) in database.execute("SELECT links FROM pages"):
        unpack_links(links)
    marks.append(time.process_time())
    return _told("packed", file, marks)


def _told(what: str, file: Path, marks: list[float]) -> str:
    write, follow, whole = (after - before for before, after in pairwise(marks))
    size = file.stat().st_size / 1e6
    return f"links as {what}: {size:.1f} MB, write {write:.2f} s, follow {follow:.2f} s, read whole {whole:.2f} s"


def main() -> None:
    """Print both."""
    made = courses.course(FOLDER, 1000)
    with server.serving(made):
        for what, seconds in asyncio.run(transports((made / "site" / "urls.txt").read_text().split())).items():
            print(f"{what}: {seconds:.2f} s")
    found = reading.read(reading.bodies(made / "site", 1000))
    print(f"{sum(len(page.links) for page in found)} links of {len(found)} pages")
    print("\n".join(storage(found)))


if __name__ == "__main__":
    main()
