"""What reading costs: CPU of the parser alone, of the whole reading, of facts and of judging, on the same pages.

`python -m benchmarks.reading SITE [PAGES]` prints JSON, in seconds of CPU. With `--instructions` it only reads, for
valgrind to count.
"""

import gc
import json
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path
from shutil import which

from selectolax.lexbor import LexborHTMLParser

from monitor import page as pages
from monitor.checks import registry
from monitor.checks.contract import Context, PageView
from monitor.judge import Judge, Reader, statements
from monitor.knowledge import load
from monitor.model import Page

DAY = date(2026, 11, 24)


def bodies(site: Path, count: int) -> list[tuple[str, bytes]]:
    """The first pages of a site with their addresses."""
    files = sorted((site / "p").glob("*/*.html"))[:count]
    return [(f"http://127.0.0.1/{file.relative_to(site)}", file.read_bytes()) for file in files]


def read(rows: Iterable[tuple[str, bytes]]) -> list[Page]:
    """All of them, read."""
    found = (pages.read(body, url=url, content_type="text/html; charset=utf-8", today=DAY) for url, body in rows)
    return [page for page in found if isinstance(page, Page)]


def costs(site: Path, count: int) -> dict[str, float]:
    """Seconds of CPU by stage. `freshness` is what is done for facts: extracting, placing and judging them."""
    rows = bodies(site, count)
    read(rows[:5])
    knowledge = load()
    marks = [time.process_time()]
    for _, body in rows:
        LexborHTMLParser(body)
    marks.append(time.process_time())
    found = read(rows)
    marks.append(time.process_time())
    gc.freeze()  # a run holds a page at a time, and its collector need not walk a thousand
    reader = Reader(knowledge.lexicon)
    stated = [reader.stated(page.occurrences) for page in found]
    marks.append(time.process_time())
    judge = Judge([check() for check in registry().values()], Context(as_of=DAY, knowledge=knowledge))
    for page, facts in zip(found, stated, strict=True):
        placed = statements(facts)
        judge.page(PageView(url=page.url, page=page, statements=placed, lang=page.lang))
    marks.append(time.process_time())
    parse, reading, facts_, judging = (after - before for before, after in pairwise(marks))
    return {
        "pages": len(found),
        "parse": parse,
        "read": reading,
        "facts": facts_,
        "judge": judging,
        "freshness": facts_ + judging,
    }


def instructions(site: Path, count: int) -> int | None:
    """Instructions of reading so many pages, start-up not counted; None where there is no valgrind."""
    if which("valgrind") is None:
        return None
    return _counted(site, count) - _counted(site, 1)


def _counted(site: Path, count: int) -> int:
    tool = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    program = [sys.executable, "-m", "benchmarks.reading", str(site), str(count), "--instructions"]
    told = subprocess.run([*tool, *program], check=True, capture_output=True, text=True).stderr
    line = next(line for line in told.splitlines() if "Collected" in line)
    return int(line.rpartition(":")[2])


if __name__ == "__main__":
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    if "--instructions" in sys.argv:
        read(bodies(Path(sys.argv[1]), number))
    else:
        print(json.dumps(costs(Path(sys.argv[1]), number)))
