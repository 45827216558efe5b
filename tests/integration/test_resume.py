"""SIGKILL at any moment of a run: the next one goes on where it stood, and nothing is doubled."""

import asyncio
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine, create_engine, text

from monitor.demo.server import Route, Site, serve
from tests.integration.house import page, write

SCRIPT = Path(__file__).with_name("kill_run.py")
ROOT = Path(__file__).parents[2]
PAGES = 6


def lay_out(folder: Path) -> None:
    """A small site: each page links to the next, to a dead address and to one that moved."""
    for n in range(PAGES):
        others = " ".join(f'<a href="/{m}.html">{m}</a>' for m in range(PAGES))
        links = f'{others} <a href="/dead-{n}">a</a> <a href="/moved-{n}">b</a>'
        name = "index.html" if n == 0 else f"{n}.html"
        write(folder, {name: page(f"Sivu {n}", f"Kotouttamisohjelma {2011 + n}–{2014 + n}", links)})
    write(folder, {"0.html": page("Nolla", "Puh. 0400 123456")})


ROUTES = {f"/moved-{n}": Route(301, "/1.html") for n in range(PAGES)}


@contextmanager
def opened(database: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{database}")
    try:
        yield engine
    finally:
        engine.dispose()


def cut_off(database: Path) -> set[str]:
    """What a run that was cut off has looked at."""
    if not database.exists():
        return set()
    with opened(database) as engine, engine.connect() as connection:
        tables = {row.name for row in connection.execute(text("SELECT name FROM sqlite_master"))}
        rows = (
            connection.execute(text("SELECT url FROM looks JOIN runs ON runs.id = run WHERE finished_at IS NULL")).all()
            if "looks" in tables
            else []
        )
    return {row.url for row in rows}


def kept(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that must come out the same, however often a run was killed."""
    queries = {
        "runs": "SELECT id, conclusive, why_not, pages_checked, pages_failed, links_checked, links_unchecked FROM runs",
        "looks": "SELECT run, url, outcome, reason, status FROM looks ORDER BY url",
        "pages": "SELECT url, final_url, status, reason, title, run, gone FROM pages ORDER BY url",
        "standings": "SELECT url, state, looks, outcome FROM standings ORDER BY url",
        "issues": 'SELECT family, subject, state, "check" FROM issues ORDER BY family, subject',
        "places": "SELECT i.subject, p.page FROM places p JOIN issues i ON i.id = p.issue ORDER BY 1, 2",
        "events": "SELECT i.subject, e.kind, e.page FROM events e JOIN issues i ON i.id = e.issue ORDER BY 1, 2, 3",
        "snapshots": "SELECT p.url, links, ids, reading FROM snapshots JOIN pages p ON p.id = page ORDER BY 1",
        "leases": "SELECT target FROM leases",
    }
    with opened(database) as engine, engine.connect() as connection:
        return {name: [tuple(row) for row in connection.execute(text(sql))] for name, sql in queries.items()}


async def play(folder: Path, site: Site, kills: list[int]) -> list[str | int]:
    """Rounds that are killed at these steps, then one that is not; nothing is asked twice that was kept."""
    command = (sys.executable, "-P", str(SCRIPT), str(folder), f"{site.base_url}/index.html")
    worker = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
    )
    assert worker.stdin
    assert worker.stdout
    where: list[str | int] = []
    for kill in (*kills, 0):
        done = {url.removeprefix(site.base_url) for url in cut_off(folder / "freshness.db")}
        site.asked.clear()
        worker.stdin.write(f"{kill}\n".encode())
        where.append(json.loads(await worker.stdout.readline()))
        if isinstance(where[-1], int):
            break
        asked = {a.target for a in site.asked}
        # The page behind a redirect is asked by whoever follows it.
        assert asked & done <= {"/1.html"}, f"asked again after {where}"
    worker.stdin.close()
    assert await worker.wait() == 0
    return where


async def compare(tmp_path: Path, kills: list[int]) -> list[str | int]:
    """Play killed and undisturbed against one server, and hold them together."""
    lay_out(tmp_path / "site")
    async with serve(tmp_path / "site", ROUTES) as site:
        await play(tmp_path / "calm", site, [])
        where = await play(tmp_path / "killed", site, kills)
    alike(kept(tmp_path / "killed" / "freshness.db"), kept(tmp_path / "calm" / "freshness.db"))
    return where


def alike(found: dict[str, list[tuple[object, ...]]], calm: dict[str, list[tuple[object, ...]]]) -> None:
    """What came of killed rounds, held against one round that nobody killed."""
    if len(found["runs"]) == 1:
        assert found == calm
    else:  # one was killed after it had closed: the next is a run of its own, and only confirms
        assert found["runs"][0] == calm["runs"][0]
        assert [row[:2] for row in found["issues"]] == [row[:2] for row in calm["issues"]]
        assert [row for row in found["events"] if row[1] == "seen"] == calm["events"]
        assert (found["places"], found["snapshots"]) == (calm["places"], calm["snapshots"])


async def test_killed_at_steps_all_over_a_run(tmp_path: Path) -> None:
    where = await compare(tmp_path, [1, 2, 3, 4, 5, 7, 9, 12, 6, 15, 8, 4])
    assert {w for w in where if isinstance(w, str)} == {"before a commit", "after a commit", "a visit"}


async def test_killed_before_and_after_the_run_closes(tmp_path: Path) -> None:
    lay_out(tmp_path / "site")
    async with serve(tmp_path / "site", ROUTES) as site:
        (steps,) = await play(tmp_path / "calm", site, [])
        assert isinstance(steps, int)
        calm = kept(tmp_path / "calm" / "freshness.db")
        # The last commits: the last batch, the close, the release of the lease.
        for back in (1, 2, 3):
            folder = tmp_path / f"killed-{back}"
            killed, _ = await play(folder, site, [steps - back])
            assert isinstance(killed, str)
            alike(kept(folder / "freshness.db"), calm)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(2026, 2046))
async def test_killed_anywhere(tmp_path: Path, seed: int) -> None:
    kills = [Random(seed * 100 + n).randint(1, 14) for n in range(12)]
    where = await compare(tmp_path, kills)
    print(f"\nseed {seed}: killed {sum(isinstance(w, str) for w in where)} times of {len(kills)}")  # noqa: T201
