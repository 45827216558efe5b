"""The courses: what is run, in which order, and what is measured. Runs that are compared stand beside each other."""

import json
import os
import shutil
import statistics
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import ours, peers, server, site
from benchmarks.clock import Timed, median, once
from benchmarks.score import Score, score

SEED = 20_240_611
OTHER_SEEDS = (7, 4711)
HOSTS = 60


class Pair(NamedTuple):
    """We and lychee on the same pages: first run and unchanged re-run, medians."""

    pages: int
    first: Timed
    believing: Timed | None  # first run without the second look at 404s; on the small course alone
    telling: Timed  # the second run, which tells what the first one saw
    again: Timed
    lychee: Timed
    warm: Timed
    found: int
    store: float  # MB
    share: float  # of the CPU of an unchanged run, what judging freshness takes


def course(folder: Path, pages: int, seed: int = SEED) -> Path:
    """The folder of a course of so many pages; made where there is none."""
    made = folder / f"{pages}-{seed}"
    if not (made / "site" / "truth.json").exists():
        shutil.rmtree(made, ignore_errors=True)
        site.make(made / "site", pages, server.PORT, server.ELSEWHERE, seed)
    return made


def pair(folder: Path, programs: Path, pages: int, runs: int) -> Pair:
    """First runs by turns, then unchanged ones by turns.

    lychee fills its cache first. We run twice: what the first run saw is told by the second, since nothing is told
    before its page was asked again, and the third finds that nothing is new.
    """
    made = course(folder, pages)
    home, cold = made / "ours", made / "lychee"
    cold.mkdir(exist_ok=True)
    first, again, lychee, warm, believing = [], [], [], [], []
    with server.serving(made) as start:
        for _ in range(runs):
            lychee.append(once(peers.lychee(programs, made / "site"), count=server.requests, cwd=cold))
            configuration = ours.configure(home, start)
            first.append(timed("first run", ours.run(configuration), home))
        (cold / ".lycheecache").unlink(missing_ok=True)
        once(peers.lychee(programs, made / "site", cache=True), cwd=cold)
        telling = timed("second run", ours.run(configuration), home)
        timed("third run", ours.run(configuration), home)
        for _ in range(runs):
            warm.append(once(peers.lychee(programs, made / "site", cache=True), count=server.requests, cwd=cold))
            again.append(timed("unchanged run", ours.run(configuration), home))
        share = statistics.median(ours.share(configuration) for _ in range(runs))
        found, store = ours.findings(home), ours.size(home)
        if pages <= 1000:
            for _ in range(runs):
                configuration = ours.configure(made / "believing", start)
                believing.append(timed("believing run", ours.believing(configuration), home))
    blind = median(believing) if believing else None
    return Pair(pages, median(first), blind, telling, median(again), median(lychee), median(warm), found, store, share)


def timed(what: str, command: Sequence[str], home: Path) -> Timed:
    """A run of ours, which must end well."""
    said = home / "said.txt"
    row = once(command, count=server.requests, out=said)
    if row.code:
        sys.exit(f"The {what} ended with {row.code}: {said.read_text()[-2000:]}")
    return row


def linkchecker(folder: Path, programs: Path, pages: int) -> Timed:
    """The run of linkchecker, once, over a course."""
    made = course(folder, pages)
    with server.serving(made) as start:
        return once(peers.linkchecker(programs, made, start), count=server.requests)


def scores(folder: Path, pages: int) -> list[tuple[int, Score]]:
    """Reports on courses of three seeds, held against what was planted.

    `monitor check` asks no host for more than 2,000 destinations, so that the larger courses are run.
    """
    found = []
    for seed in (SEED, *OTHER_SEEDS):
        made = course(folder, pages, seed)
        report = made / "report.json"
        with server.serving(made) as start:
            small = pages <= 1000
            command = ours.check(start, report) if small else ours.told(ours.configure(made / "told", start), report)
            timed("check" if small else "run", command, made)
            found.append((seed, score(made / "site", report, start)))
    return found


class Latency(NamedTuple):
    """Walls where each answer takes `latency` seconds, and the bound: requests x latency / connections."""

    first: Timed
    again: Timed
    latency: float
    connections: int

    def bound(self, row: Timed) -> float:
        """The wall that waiting alone takes."""
        return row.requests * self.latency / self.connections


def latency(folder: Path, pages: int, seconds: float = 0.1, connections: int = 50) -> Latency:
    """The pages of one host over so many connections; other hosts are not asked."""
    made = course(folder, pages)
    home = made / "slow"
    with server.serving(made, latency=seconds) as start:
        configuration = ours.configure(home, start, connections=connections, links="own")
        first = timed("first run with latency", ours.run(configuration), home)
        for what in ("second run", "third run"):
            timed(what, ours.run(configuration), home)
        again = timed("unchanged run with latency", ours.run(configuration), home)
    return Latency(first, again, seconds, connections)


class Polite(NamedTuple):
    """60 hosts, unevenly asked at one request a second: seconds from the first request to the last, and the bound."""

    makespan: float
    bound: float
    requests: int
    hosts: int
    cpu: float


def polite(folder: Path, most: int = 24) -> Polite:
    """One page that links to 60 hosts: the first to `most` addresses of one, the last to one."""
    made = folder / "polite"
    (made / "site").mkdir(parents=True, exist_ok=True)
    links = [
        f'<p><a href="http://127.0.{1 + host // 30}.{1 + host % 30}:{server.ELSEWHERE}/ext/ok/{n}">Linkki {n}</a></p>'
        for host in range(HOSTS)
        for n in range(max(1, most * (HOSTS - host) // HOSTS))
    ]
    page = f'<!DOCTYPE html><html lang="fi"><title>Linkit</title><main><h1>Linkit</h1>{"".join(links)}</main></html>'
    (made / "site" / "index.html").write_text(page)
    with server.serving(made, log=True) as start:
        row = timed("polite run", ours.run(ours.configure(made / "ours", start, interval=1, connections=1)), made)
    times: list[float] = []
    asked: Counter[str] = Counter()
    for line in (made / "access.log").read_text().splitlines():
        at, host = line.split()
        times.append(float(at))
        asked[host] += 1
    return Polite(max(times) - min(times), float(max(asked.values())), len(times), len(asked), row.cpu)


def starting(folder: Path, runs: int) -> tuple[Timed, Timed]:
    """`monitor --help`, and `monitor check FILE` of one page."""
    page = course(folder, 1000) / "site" / site.path(1)[1:]
    help_ = [*ours.MONITOR, "--help"]
    one = [*ours.MONITOR, "check", str(page), "--quiet", "--fail-on", "never", "--base-url", "https://www.example.fi/"]
    return median([once(help_) for _ in range(runs)]), median([once(one) for _ in range(runs)])


def cost_of_reading(folder: Path) -> dict[str, float]:
    """CPU by stage in a process of its own."""
    made = course(folder, 1000)
    out = made / "reading.json"
    code = once([sys.executable, "-m", "benchmarks.reading", str(made / "site"), "1000"], out=out).code
    if code:
        sys.exit(out.read_text())
    costs: dict[str, float] = json.loads(out.read_text())
    return costs


def machine() -> str:
    """Processor, cores, kernel."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")
    load = os.getloadavg()[0]
    return f"{model}, {os.cpu_count()} cores, Linux {os.uname().release}, load {load:.1f} at the start"
