"""From readings and looks to findings: facts once for each distinct block, then every check on every page.

Nothing here knows whether the readings come from a crawl, from files or from the store.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType

from monitor import facts
from monitor.checks.contract import Check, Context, LinkLook, PageView
from monitor.evidence import ignored
from monitor.gathering import Key, gather, listed, merge
from monitor.knowledge import Lexicon
from monitor.model import (
    Block,
    Coverage,
    Fact,
    Finding,
    Link,
    LinkRow,
    Look,
    Occurrence,
    Outcome,
    PageRow,
    Reason,
    Report,
    Standing,
    Statement,
    Verdict,
)
from monitor.urls import host
from monitor.verdict import GOOD, Whole, for_link, unasked

log = logging.getLogger(__name__)

NOT_ASKED = Verdict(Outcome.UNCHECKED, Reason.NOT_ASKED)
# Short blocks are remembered with their facts while a run lasts: those of menus and footers are met on every page, and
# a paragraph hardly ever again, so that paragraphs must not drive them out.
BLOCKS_KEPT, LONGEST_KEPT = 1_000, 160  # blocks, code points

Stated = tuple[int, Occurrence, tuple[Fact, ...]]
Anchors = tuple[frozenset[str], bool]  # of a page that was read, and whether JavaScript builds it


class Reader:
    """Facts of pages; a block of a menu that was met before is not read again."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._read = facts.Extractor(lexicon)
        self._met = lru_cache(maxsize=BLOCKS_KEPT)(self._read)

    def facts(self, block: Block) -> tuple[Fact, ...]:
        """What this block states."""
        return self._met(block) if len(block.text) <= LONGEST_KEPT else self._read(block)

    def stated(self, occurrences: Sequence[Occurrence]) -> list[Stated]:
        """Position, occurrence and facts of each block that states something."""
        found = ((n, occurrence, self.facts(occurrence.block)) for n, occurrence in enumerate(occurrences))
        return [row for row in found if row[2]]


def statements(stated: Iterable[Stated]) -> tuple[Statement, ...]:
    """Each fact as it stands on its page."""
    return tuple(facts.state(fact, occurrence) for _, occurrence, found in stated for fact in found)


class Destinations:
    """What is known of where links lead: looks of this run, standings over time, anchors of pages that were read.

    `whole` says what is true of a host whatever the page.
    """

    def __init__(
        self,
        look: Callable[[str], Look | None],
        standing: Callable[[str], Standing | None] = lambda _: None,
        anchors: Callable[[str], Anchors | None] = lambda _: None,
        whole: Mapping[str, Whole] = MappingProxyType({}),
    ) -> None:
        self._look = look
        self._standing = standing
        self._anchors = anchors
        self._whole = whole

    def of(self, links: Iterable[Link]) -> tuple[LinkLook, ...]:
        """Each link with its own verdict: the destination's, then the fragment's."""
        return tuple(map(self._of, links))

    def _of(self, link: Link) -> LinkLook:
        never = unasked(link.url)
        if never is not None:
            return LinkLook(link, never)
        look, standing = self._look(link.url), self._standing(link.url)
        if look is None:
            return LinkLook(link, NOT_ASKED, None, standing)
        verdict = self._at(link, look.verdict)
        return LinkLook(link, verdict, look, standing, self._whole.get(host(link.url)) if self._whole else None)

    def _at(self, link: Link, verdict: Verdict) -> Verdict:
        """The verdict of the place on the page, where the page itself is well."""
        anchors = self._anchors(link.url) if link.fragment and verdict.outcome in GOOD else None
        return for_link(verdict, link.fragment, *anchors) if anchors else verdict


def were_asked(addresses: Iterable[str], answered: Callable[[str], bool]) -> tuple[int, int]:
    """How many of these addresses were asked for, and how many were not; mailto and tel are nobody's to ask."""
    told = [answered(url) for url in addresses if url.startswith(("http:", "https:", "file:"))]
    return sum(told), len(told) - sum(told)


class Judge:
    """All checks of a target over one page after the other. A check that fails is logged; the others still speak."""

    def __init__(self, checks: Sequence[Check], context: Context) -> None:
        self.checks = tuple(checks)
        self.context = context
        self.failed: set[str] = set()  # pages on which a check failed: nothing may be called mended there

    def page(self, view: PageView) -> list[Finding]:
        """What is stale on this page, one finding for the same words."""
        found: list[Finding] = []
        for check in self.checks:
            try:
                found.extend(check.judge(view, self.context))
            except Exception:
                log.exception("The check %s failed on %s.", check.id, view.url)
                self.failed.add(view.url)
        contexts = {finding.context for finding in found}
        blocks = (statement.occurrence.block for statement in view.statements)
        marked = [block for block in blocks if block.marks and block.text in contexts]
        return merge(finding for finding in found if finding.quote.strip() and not _ignored(finding, marked))


def _ignored(finding: Finding, marked: Sequence[Block]) -> bool:
    """Whether the page's author marked these words: `data-monitor-ignore`, alone or with check ids."""
    return any(
        ignored(block, finding.start, finding.end, finding.check) for block in marked if block.text == finding.context
    )


class Tally:
    """Findings and links of many pages, put together as a report. Only links that are not ok are kept."""

    def __init__(self, judge: Judge, *, all_links: bool = False) -> None:
        self._judge = judge
        self._all_links = all_links
        self._links: list[LinkRow] = []
        self._found: list[Finding] = []

    def add(self, view: PageView) -> None:
        """Judge one page."""
        self.take(view, self._judge.page(view))

    def take(self, view: PageView, found: Iterable[Finding]) -> None:
        """Keep what was found on a page."""
        self._found.extend(found)
        for seen in view.links:
            if self._all_links or seen.verdict.outcome is not Outcome.OK:
                standing = seen.standing.state if seen.standing else ""
                row = link_row(view.url, seen.link, seen.look, standing)
                self._links.append(row._replace(verdict=seen.verdict))

    def report(
        self,
        pages: Iterable[PageRow],
        asked: tuple[int, int],
        *,
        now: datetime,
        as_of: date,
        direct: Sequence[LinkRow] = (),
        states: Mapping[Key, str] | None = None,
    ) -> Report:
        """The whole result; `asked` is how many distinct addresses were asked for, and how many were not."""
        rows = tuple(pages)
        return Report(
            generated_at=now,
            as_of=as_of,
            coverage=coverage(rows, asked),
            pages=rows,
            links=(*direct, *self._links),
            findings=listed(gather(self._found, len(rows)), states or {}),
        )


def coverage(pages: Sequence[PageRow], asked: tuple[int, int]) -> Coverage:
    """What was looked at, and what was not."""
    checked = sum(row.checked for row in pages)
    return Coverage(checked, len(pages) - checked, *asked)


def link_row(page: str | None, link: Link, look: Look | None, standing: str = "") -> LinkRow:
    """A link with what its destination answered."""
    url = f"{link.url}#{link.fragment}" if link.fragment else link.url
    if look is None:
        return LinkRow(page, link.href, url, link.text, NOT_ASKED, standing)
    return LinkRow(page, link.href, url, link.text, look.verdict, standing, look.status, look.final_url, look.hops)
