"""All that is stored of a target, judged: standings, findings, issues. Asks nothing of the network.

A run settles once, in one transaction, when it closes; between runs the same is done every day, since a programme ends
at midnight though its page never changes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import Connection

from monitor import __version__
from monitor.checks.contract import Check, Context
from monitor.chronicle import REMEMBERED, chronicle
from monitor.config import Target
from monitor.facts import versions
from monitor.issues import Change, Key, Reading, gather, reconcile
from monitor.judge import Judge, Reader, Tally
from monitor.knowledge import Knowledge
from monitor.model import Family, Finding, IssueState, PageRow, Place, Report
from monitor.settle.standing import CONTROLS, controls, stand_again
from monitor.settle.views import Views, has_strayed, is_covered, is_fresh, with_words
from monitor.store import issues, pages, sights
from monitor.store.pages import StoredPage
from monitor.verdict import GOOD, UNKNOWN_AFTER

__all__ = ["CONTROLS", "Rules", "Settled", "controls", "refresh", "settle", "stand_again"]

GONE_TWICE = 2  # runs in a row that met 404 or 410: nobody watches the page any more
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
    stored = pages.known(connection, target.name, packed=False)
    unwatched = _unwatched(target, stored, pages.aliases_of(connection, target.name))
    watched = {url: page for url, page in stored.items() if url not in unwatched}
    views = Views(connection, target, watched, run, now)
    judge = Judge(rules.checks, Context(as_of=as_of, knowledge=rules.knowledge, own_hosts=target.own_hosts))
    tally = Tally(judge)
    found: list[Finding] = []
    for view, text in views:
        here = [with_words(finding, view.links, text) for finding in judge.page(view)]
        tally.take(view, here)
        found += here
    anew = {url for url in views.read if run is not None and watched[url].run == run and not watched[url].reason}
    changes: list[Change] = []
    if keep and not quiet:
        reading = Reading(
            target=target.name,
            now=now,
            today=as_of,
            read=views.read - judge.failed,
            asked=frozenset(anew),
            silent=frozenset(
                url
                for url, look in views.leads.troubled.items()
                if url in watched and (look.verdict.outcome not in GOOD or has_strayed(target, look))
            ),
            unwatched=unwatched,
            stands=_stands(connection, rules),
        )
        changes = _changes(connection, gather(found, len(watched)), reading)
        issues.apply(connection, changes, run)
        pages.forget(connection, target.name, sorted(unwatched))
    known = issues.of_target(connection, target.name) if quiet else ()
    states = {(issue.family, issue.subject): str(issue.state) for issue in known} or _states(changes)
    page_rows = [_page_row(page, now) for page in watched.values()]
    told = tally.report(page_rows, views.leads.asked, now=now, as_of=as_of, states=states)
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
        if _gone(target, page) or not is_covered(target, url) or _moved(page, aliases, stored)
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


def refresh(connection: Connection, target: str, reader: Reader) -> None:
    """Read the stored text again: an extractor has learnt something new. Nothing is asked for."""
    pages.restate(connection, target, reader.stated)


def _gone(target: Target, page: StoredPage) -> bool:
    # A start address is watched because somebody said so; that it is gone is a fault to be told.
    return page.gone >= GONE_TWICE and page.url not in target.start


def _moved(page: StoredPage, aliases: Mapping[str, frozenset[str]], stored: Mapping[str, StoredPage]) -> bool:
    """Whether the page is watched at another address by now: two runs were sent there for good."""
    return page.reason == "moved" and any(final in stored for final in aliases.get(page.url, ()))


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


def _page_row(page: StoredPage, now: datetime) -> PageRow:
    checked = is_fresh(page, now) and not page.reason
    return PageRow(page.url, page.final_url, page.status, page.title, page.lang, page.page_type, checked, page.reason)


def _states(changes: list[Change]) -> dict[Key, str]:
    """What the report says of each thing to mend."""
    states = {(c.issue.family, c.issue.subject): str(c.issue.state) for c in changes}
    born = {(c.issue.family, c.issue.subject) for c in changes if c.issue.state is IssueState.OPEN and not c.issue.id}
    return states | dict.fromkeys(born, "new")
