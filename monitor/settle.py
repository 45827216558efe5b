"""All that is stored of a target, judged: standings, findings, issues. Asks nothing of the network.

A run settles once, in one transaction, when it closes; between runs the same is done every day, since a programme ends
at midnight though its page never changes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import Connection

from monitor import __version__
from monitor.checks.contract import Check, Context, PageView
from monitor.chronicle import REMEMBERED, chronicle
from monitor.config import Target
from monitor.crawl.guard import loopback
from monitor.evidence import of_link
from monitor.facts import versions
from monitor.issues import Change, Key, Reading, gather, reconcile
from monitor.judge import Destinations, Judge, Reader, Tally, statements
from monitor.knowledge import Knowledge
from monitor.model import (
    Fact,
    Family,
    Finding,
    IssueState,
    Look,
    Occurrence,
    Outcome,
    Page,
    PageRow,
    PageType,
    Place,
    Report,
    Standing,
    State,
    Statement,
    Zone,
)
from monitor.store import issues, links, pages, sights, stated
from monitor.store.pages import StoredPage
from monitor.urls import host
from monitor.verdict import GOOD, UNKNOWN_AFTER, Answered, conclusive, fold

ANCHORS_KEPT = 4_096  # pages whose anchors are kept unpacked; links point to some pages again and again
CONTROLS = 3  # fewer hosts than this cannot speak for the network
GONE_TWICE = 2  # runs in a row that met 404 or 410: nobody watches the page any more
WITH_WORDS = frozenset({Zone.MAIN, Zone.ASIDE, Zone.ARCHIVE})  # a menu has no sentence around its links
IN_LINKS = frozenset({"phone-link"})  # what is wrong is where the words lead, not the words
IN_WORDS = frozenset({Family.VALIDITY, Family.STATUTE, Family.TERM, Family.PHONE, Family.CONTACT, Family.LANGUAGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What came of it."""

    report: Report
    changes: tuple[Change, ...]
    unwatched: frozenset[str]
    things: int  # things to mend, also where the report does not list them


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a target is judged by."""

    target: Target
    checks: tuple[Check, ...]
    knowledge: Knowledge


def stand_again(connection: Connection, run: int, now: datetime) -> None:
    """Fold the looks of a run that closes into the standings of their destinations."""
    links.stand_on(connection, run)
    looks = links.unsettled(connection, run)
    before = links.standings_of(connection, looks)
    troubled = [
        url
        for url, look in looks.items()
        if look.verdict.outcome not in GOOD or (url in before and before[url].state is not State.OK)
    ]
    history = links.history(connection, troubled)
    standings: dict[str, Standing] = {}
    for url, look in looks.items():
        past = (*history[url], look) if url in history else (look,)
        standing = fold(past, now)
        if standing is None:
            continue
        earlier = before.get(url)
        if earlier is not None and earlier.state is standing.state is State.OK:
            standing = standing._replace(since=earlier.since)
        standings[url] = standing
    links.save_standings(connection, standings)


def settle(
    connection: Connection,
    rules: Rules,
    *,
    run: int | None,
    now: datetime,
    as_of: date,
    keep: bool = True,
    report: bool = True,
) -> Settled:
    """Judge what is stored and keep what changed. `now` is UTC, `as_of` a day in Europe/Helsinki.

    `run` is the one that closes; between runs there is none, and the standings speak. A run that saw on the
    same day what the last one saw changes nothing: then nothing is judged, unless the whole `report` is wanted.
    """
    target = rules.target
    digest = _sight(connection, rules, run, now, as_of) if keep and run is not None else b""
    last = sights.last(connection, target.name) if digest else None
    quiet = last is not None and last.digest == digest
    if last is not None and quiet:
        sights.seen_again(connection, target.name, last, now)
        if not report:
            rows = sights.page_rows(connection, target.name, now - UNKNOWN_AFTER)
            short = Report(generated_at=now, as_of=as_of, coverage=last.coverage, pages=rows)
            return Settled(report=short, changes=(), unwatched=frozenset(), things=last.things)
    looks = links.looks_of(connection, run) if run is not None else {}
    stored = pages.known(connection, target.name)
    unwatched = _unwatched(target, stored, pages.aliases_of(connection, target.name))
    context = Context(as_of=as_of, knowledge=rules.knowledge, own_hosts=target.own_hosts)
    judge = Judge(rules.checks, context)
    tally = Tally(judge)
    read = set()
    watched = {url: page for url, page in stored.items() if url not in unwatched}
    for view in _views(connection, target, watched, looks, now):
        tally.add(view)
        if view.page is not None:
            read.add(view.url)
    tally.found = list(map(_shown(connection, target.name, watched), tally.found))
    anew = {url for url in read if run is not None and watched[url].run == run and not watched[url].reason}
    changes: list[Change] = []
    if keep and not quiet:
        reading = Reading(
            target=target.name,
            now=now,
            today=as_of,
            read=frozenset(read) - judge.failed,
            asked=frozenset(anew),
            silent=frozenset(
                url
                for url in looks.keys() & watched.keys()
                if looks[url].verdict.outcome not in GOOD or _strayed(target, looks[url])
            ),
            unwatched=unwatched,
            stands=_stands(connection, rules),
        )
        changes = _changes(connection, gather(tally.found, len(watched)), reading)
        issues.apply(connection, changes, run)
        pages.forget(connection, target.name, sorted(unwatched))
    known = issues.of_target(connection, target.name) if quiet else ()
    states = {(issue.family, issue.subject): str(issue.state) for issue in known} or _states(changes)
    told = tally.report([_page_row(page, now) for page in watched.values()], now=now, as_of=as_of, states=states)
    if keep and not quiet:
        still = digest and not unwatched and not judge.failed and not any(c.events or c.waiting for c in changes)
        sight = sights.Sight(digest, now, len(told.findings), told.coverage) if still else None
        sights.keep(connection, target.name, sight)
    return Settled(report=told, changes=tuple(changes), unwatched=unwatched, things=len(told.findings))


def _unwatched(
    target: Target, stored: Mapping[str, StoredPage], aliases: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    return frozenset(
        url
        for url, page in stored.items()
        if _gone(target, page) or not _covered(target, url) or _moved(page, aliases, stored)
    )


def _changes(connection: Connection, found: Mapping[Key, Mapping[str, Finding]], reading: Reading) -> list[Change]:
    """What becomes of each thing to mend, with what its history gives rise to."""
    target, anew = reading.target, reading.asked
    before = issues.of_target(connection, target)
    # A place that went in a wave goes for good only when its page was read once more.
    waited = issues.waited(connection, target)
    again = frozenset((key, page) for key, page in waited if page in anew or (page.startswith("*") and anew))
    return chronicle(
        reconcile(before, found, reading, again),
        before,
        issues.events_of(connection, target, REMEMBERED),
        taken=pages.taken(connection, target),
        now=reading.now,
        today=reading.today,
    )


def _sight(connection: Connection, rules: Rules, run: int, now: datetime, as_of: date) -> bytes:
    """Everything that judging rests on, as one value."""
    known = rules.knowledge
    by = (as_of, __version__, rules.target, rules.checks, known.terms, known.statutes, versions(known.lexicon))
    return sights.digest(connection, rules.target.name, run, now - UNKNOWN_AFTER, map(repr, by))


def controls(connection: Connection, run: int) -> str:
    """Why this run proves nothing; "" where it is conclusive.

    The hosts that answered last time are the controls: where they fall silent together, or all answer alike, the
    network is at fault and not the pages.
    """
    steady = set(map(host, links.well(connection, run)))
    heard: dict[str, Answered] = {}
    for url, answered, body_hash in links.answers(connection, run):
        name = host(url)
        if loopback(name):  # no captive portal stands between us and ourselves
            continue
        known = heard.get(name, Answered(name, answered=False))
        heard[name] = Answered(name, known.answered or answered, body_hash=known.body_hash or body_hash)
    answers = list(heard.values())
    if conclusive(answers, steady if len(steady) >= CONTROLS else ()):
        return ""
    return "the hosts that answered last time do not answer now, or all answer alike; is the network up?"


def refresh(connection: Connection, target: str, reader: Reader) -> None:
    """Read the stored text again: an extractor has learnt something new. Nothing is asked for."""
    pages.restate(connection, target, reader.stated)


def _gone(target: Target, page: StoredPage) -> bool:
    # A start address is watched because somebody said so; that it is gone is a fault to be told.
    return page.gone >= GONE_TWICE and page.url not in target.start


def _moved(page: StoredPage, aliases: Mapping[str, frozenset[str]], stored: Mapping[str, StoredPage]) -> bool:
    """Whether the page is watched at another address by now: two runs were sent there for good."""
    return page.reason == "moved" and any(final in stored for final in aliases.get(page.url, ()))


def _covered(target: Target, url: str) -> bool:
    return target.area.covers(url) or url in target.start


def _strayed(target: Target, look: Look) -> bool:
    """Whether a start address leads to pages that are not watched: then all below it is lost without a sound."""
    return (
        look.url in target.start and look.verdict.outcome is Outcome.REDIRECTED and not _covered(target, look.final_url)
    )


def _fresh(page: StoredPage, now: datetime) -> bool:
    return page.read_at is not None and now - page.read_at <= UNKNOWN_AFTER


def _views(
    connection: Connection,
    target: Target,
    watched: Mapping[str, StoredPage],
    looks: Mapping[str, Look],
    now: datetime,
) -> Iterator[PageView]:
    fresh = {url for url, page in watched.items() if _fresh(page, now)}
    addresses = {link for url in fresh for link in watched[url].leads if link}
    standings = links.standings_of(connection, addresses | watched.keys())
    seen = {url: standing.last for url, standing in standings.items()} | dict(looks)

    @lru_cache(maxsize=ANCHORS_KEPT)
    def anchors(url: str) -> tuple[frozenset[str], bool] | None:
        if url not in fresh or watched[url].page_type is PageType.DOCUMENT:  # "#page=2" is no anchor
            return None
        return watched[url].ids, watched[url].by_script

    destinations = Destinations(seen, standings, anchors)
    placed = _Stated(stated.of_target(connection, target.name), {url: page.id for url, page in watched.items()})
    for url, page in watched.items():
        look, standing = seen.get(url), standings.get(url)
        facts = placed.of(url)
        if url in fresh:
            reading = page.as_page()
            yield PageView(
                url=url,
                page=reading,
                statements=facts,
                links=destinations.of(reading),
                look=look,
                standing=standing,
                lang=page.lang,
            )
        strayed = look is not None and _strayed(target, look)
        if look is not None and (strayed or look.verdict.outcome not in GOOD):
            yield PageView(url=url, page=None, look=look, standing=standing, lang=page.lang, strayed=strayed)


class _Stated:
    """Statements page by page, from a stream in the order of the pages' numbers; never all of them at once."""

    def __init__(
        self, rows: Iterator[tuple[str, Sequence[tuple[Fact, Occurrence]]]], numbers: Mapping[str, int]
    ) -> None:
        self._rows = rows
        self._numbers = numbers
        self._next = next(rows, None)

    def of(self, url: str) -> tuple[Statement, ...]:
        """The statements of a page; those of pages before it that nobody asked for are passed over."""
        while self._next is not None and self._numbers.get(self._next[0], 0) < self._numbers[url]:
            self._next = next(self._rows, None)
        if self._next is None or self._next[0] != url:
            return ()
        return statements((0, occurrence, (fact,)) for fact, occurrence in self._next[1])


def _stands(connection: Connection, rules: Rules) -> Callable[[Place], bool]:
    """Whether it was we who changed our mind: its check is off, or its words still stand where they stood."""
    target, on = rules.target.name, {check.id for check in rules.checks}

    @lru_cache(maxsize=64)
    def occurrences(page: str) -> frozenset[tuple[str, str, str]]:
        return frozenset(
            (o.block.text, o.headings[-1] if o.headings else "", o.zone)
            for o in pages.reading(connection, target, page)
        )

    def stands(place: Place) -> bool:
        finding = place.finding
        if finding.check not in on:
            return True
        if finding.family not in IN_WORDS or finding.check in IN_LINKS:
            return False
        return (finding.context, finding.heading, finding.zone) in occurrences(finding.page)

    return stands


def _shown(connection: Connection, target: str, watched: Mapping[str, StoredPage]) -> Callable[[Finding], Finding]:
    """A link is judged without the text around it, which is read only where something is wrong with it."""

    @lru_cache(maxsize=64)
    def whole(url: str) -> Page:
        return watched[url].as_page()._replace(occurrences=pages.reading(connection, target, url))

    def shown(finding: Finding) -> Finding:
        if finding.family is not Family.LINK or finding.context or finding.zone not in WITH_WORDS:
            return finding
        page = whole(finding.page)
        same = (link for link in page.links if finding.quote == (link.text.strip() or link.href))
        link = next((link for link in same if link.zone is finding.zone), None)
        return replace(finding, **of_link(page, link, finding.lang)) if link else finding

    return shown


def _page_row(page: StoredPage, now: datetime) -> PageRow:
    checked = _fresh(page, now) and not page.reason
    return PageRow(page.url, page.final_url, page.status, page.title, page.lang, page.page_type, checked, page.reason)


def _states(changes: list[Change]) -> dict[Key, str]:
    """What the report says of each thing to mend."""
    states = {(c.issue.family, c.issue.subject): str(c.issue.state) for c in changes}
    born = {(c.issue.family, c.issue.subject) for c in changes if c.issue.state is IssueState.OPEN and not c.issue.id}
    return states | dict.fromkeys(born, "new")
