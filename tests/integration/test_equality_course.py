"""The fast path held against the plain slow one: the same site gives the same report, byte for byte.

Fast: lexbor, facts once for each distinct block, what is unchanged taken from the store. Slow: BeautifulSoup, every
block of every page read for itself, everything judged anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import site as course
from monitor import demo, facts
from monitor.checks.contract import PageView
from monitor.config import parse
from monitor.crawl.engine import crawl
from monitor.crawl.visit import DestinationVisit, PageVisit, Visit
from monitor.days import day_of
from monitor.demo.routes import read_routes
from monitor.demo.server import serve
from monitor.judge import Reader, Stated
from monitor.knowledge import load
from monitor.knowledge.web import load_web
from monitor.model import FetchResult, Occurrence, Page, Report, Unreadable
from monitor.page.slow import slow_read
from monitor.report import render
from monitor.runs import plan_of, run
from monitor.store.database import connect
from monitor.survey import Request, Survey

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
DAY = NOW.date()
ROOM = Path(demo.__file__).parent
UGLY = Path(__file__).parents[1] / "site" / "ugly"
# Trees that are not the HTML5 tree in lxml, so that the two readings differ by nature (see monitor/page/slow.py).
BY_NATURE = ("unclosed-link", "stray-rows")
CONFIG = """\
monitor:
  allow_networks: [127.0.0.0/8]
targets:
  - {{name: course, start: [{start}], links: own, interval: 0, connections: 8, revisit_days: 0}}
"""


class PlainReader(Reader):
    """Reads every block anew, whether it was met before or not."""

    def stated(self, occurrences: Sequence[Occurrence]) -> list[Stated]:
        extract = facts.Extractor(load().lexicon)
        found = [(n, occurrence, extract(occurrence.block)) for n, occurrence in enumerate(occurrences)]
        return [row for row in found if row[2]]


class PlainSurvey(Survey):
    """Judges what it took without memory."""

    def views(self, reader: Reader) -> Iterator[PageView]:  # noqa: ARG002 - another reader is the point
        return super().views(PlainReader(load().lexicon))


def slowly(result: FetchResult, page: Page | Unreadable | None) -> Page | Unreadable | None:
    kind = result.headers.get("content-type", "")
    if page is None or "pdf" in kind:  # documents have one reading alone
        return page
    day = day_of(result.fetched_at)
    return slow_read(result.body, url=result.final_url, content_type=kind, today=day)


def slow(visit: Visit) -> Visit:
    if isinstance(visit, PageVisit):
        return visit._replace(page=slowly(visit.result, visit.page))
    if isinstance(visit, DestinationVisit):
        page = slowly(visit.result, visit.page)
        return visit._replace(page=page if isinstance(page, Page) else None)
    return visit


async def both(start: str, *more: str) -> tuple[Report, Report]:
    """The report of one crawl, read and judged the fast way and the slow one."""
    request = Request(as_of=DAY, addresses=(start, *more), depth=20, links="own", connections=8, all_links=True)
    plan = replace(request.plan, second_look=None, backoff=0.01, attempts=1)
    fast, plain = Survey(load_web(), NOW), PlainSurvey(load_web(), NOW)
    async for visit in crawl(plan, known=lambda _: None, clock=lambda: NOW):
        fast.take(visit)
        plain.take(slow(visit))
    return fast.judged(request), plain.judged(request)


def told(report: Report) -> str:
    return render(report, "json", lang="fi")


def alike(fast: Report, plain: Report, least: int) -> None:
    assert told(fast) == told(plain)
    assert len(fast.findings) >= least
    count = f"{len(fast.pages)} pages, {len(fast.links)} links, {len(fast.findings)} findings"
    print("\nread and judged alike:", count)  # noqa: T201 - for -s


async def test_the_course(tmp_path: Path) -> None:
    async with serve(tmp_path / "site") as site:
        course.make(tmp_path / "site", 60, int(site.base_url.rpartition(":")[2]), 9, seed=1)
        fast, plain = await both(f"{site.base_url}/")
    assert len(fast.pages) > 60
    alike(fast, plain, least=100)


async def test_the_demo() -> None:
    async with serve(ROOM / "site", read_routes(ROOM / "planted.yaml")) as site:
        alike(*await both(f"{site.base_url}/index.html"), least=15)


async def test_ugly_pages() -> None:
    names = [path.name for path in sorted(UGLY.glob("*.html")) if path.stem not in BY_NATURE]
    async with serve(UGLY) as site:
        fast, plain = await both(*(f"{site.base_url}/{name}" for name in names))
    assert len(fast.pages) >= 30
    alike(fast, plain, least=1)


async def test_what_is_unchanged_is_told_as_it_was(tmp_path: Path) -> None:
    """Runs over a store: the first, those that tell it, and one that sees nothing new, list the same."""
    async with serve(tmp_path / "site") as site:
        course.make(tmp_path / "site", 40, int(site.base_url.rpartition(":")[2]), 9, seed=2)
        settings = parse(CONFIG.format(start=f"{site.base_url}/"), path=tmp_path / "targets.yaml", environ={})
        target, database = settings.targets[0], connect(tmp_path / "freshness.db")
        plan = replace(plan_of(settings, target), second_look=None)
        runs = [await run(settings, target, database, clock=lambda: NOW, plan=plan) for _ in range(4)]
        short = await run(settings, target, database, clock=lambda: NOW, plan=plan, report=False)
        database.close()
    first, *later = [findings(ran.report) for ran in runs]
    assert all(listed == first for listed in later)
    assert not runs[3].events
    assert (short.things, short.report.coverage) == (len(first), runs[0].report.coverage)
    assert short.report.findings == ()


def findings(report: Report) -> list[object]:
    return [(row.finding, row.places) for row in report.findings]
