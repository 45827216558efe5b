"""`make profile`: where the time of a first and of an unchanged run goes, by room and by function.

--pages N    size of the course (300)
--top N      functions a list (15)

cProfile makes small functions look dearer than they are: read the shares, not the seconds.
"""

import argparse
import asyncio
import cProfile
import os
import pstats
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from benchmarks import courses, ours, server
from benchmarks.bench import FOLDER
from monitor.cli.output import now
from monitor.config import load
from monitor.runs import plan_of, run
from monitor.store.database import connect

ROOMS = {  # what a file's path holds, and the stage it belongs to; the first that fits counts
    "monitor/crawl/": "fetching",
    "monitor/page/": "reading",
    "selectolax": "reading",
    "monitor/facts/": "facts",
    "monitor/knowledge/": "facts",
    "monitor/store/": "storing",
    "sqlalchemy": "storing",
    "sqlite3": "storing",
    "zlib": "storing",
    "json/": "storing",
    "monitor/checks/": "judging",
    "monitor/judge": "judging",
    "monitor/gathering": "judging",
    "monitor/issues": "judging",
    "monitor/settle": "judging",
    "importlib": "importing",
    "asyncio": "fetching",
    "httptools": "fetching",
    "socket": "fetching",
    "select.epoll": "waiting",
}

Row = tuple[str, int, str]  # file, line, function


def main() -> None:
    """Profile a first run, the runs in which its findings are told, and one that sees nothing new."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--top", type=int, default=15)
    wanted = parser.parse_args()
    made = courses.course(FOLDER, wanted.pages)
    with server.serving(made) as start:
        configuration = ours.configure(made / "profile", start)
        for what, shown in (("first run", True), ("second run", False), ("third run", False), ("unchanged run", True)):
            profile = cProfile.Profile()
            profile.runcall(once, configuration)
            if shown:
                told(what, wanted.pages, pstats.Stats(profile), wanted.top)


def once(configuration: Path) -> None:
    """One run, in this process alone, so that everything is seen; a 404 is believed at once."""
    settings = load(configuration, os.environ)
    target = settings.targets[0]
    plan = replace(plan_of(settings, target), second_look=None, readers=0)
    database = connect(settings.database)
    try:
        asyncio.run(run(settings, target, database, clock=now, plan=plan, report=False))
    finally:
        database.close()


def told(what: str, pages: int, stats: pstats.Stats, top: int) -> None:
    """Stages with their shares, then the dearest functions. Seconds are those of the function itself."""
    rows: dict[Row, tuple[int, int, float, float, object]] = stats.stats  # type: ignore[attr-defined]
    stages: dict[str, float] = defaultdict(float)
    for row, (_, _, own, _, callers) in rows.items():
        _share(stages, row, own, callers)
    whole = sum(stages.values())
    print(f"\n{what}, {pages} pages: {whole:.2f} s under the profiler")
    for stage, seconds in sorted(stages.items(), key=lambda pair: -pair[1]):
        print(f"  {stage:<10} {seconds:7.2f} s  {seconds / whole:5.0%}")
    print(f"  {'seconds':>9}  {'calls':>9}  function")
    for row, (_, calls, own, _, _) in sorted(rows.items(), key=lambda pair: -pair[1][2])[:top]:
        file, line, name = row
        where = f"{'/'.join(Path(file).parts[-3:])}:{line} {name}" if line else name
        print(f"  {own:9.3f}  {calls:9d}  {where}")


def _share(stages: dict[str, float], row: Row, own: float, callers: object) -> None:
    """Give the time of a function to its stage; that of a builtin to the stages of those who called it."""
    stage = _stage(row)
    if stage or not isinstance(callers, dict):
        stages[stage or "other"] += own
        return
    for caller, (_, _, part, _) in callers.items():
        stages[_stage(caller) or "other"] += part
    stages["other"] += max(0.0, own - sum(part for _, _, part, _ in callers.values()))


def _stage(row: Row) -> str:
    where = f"{row[0]} {row[2]}"
    return next((stage for part, stage in ROOMS.items() if part in where), "")


if __name__ == "__main__":
    main()
