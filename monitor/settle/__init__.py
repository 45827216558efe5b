"""All that is stored of a target, judged: standings, findings, issues. Asks nothing of the network.

A run settles once, in one transaction, when it closes; between runs the same is done every day, since a programme ends
at midnight though its page never changes.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import Connection

from monitor.gathering import in_reading_order
from monitor.issues import Reading
from monitor.judge import Reader, Tally
from monitor.model import EventKind, Finding, Place, Report
from monitor.settle.changes import Changed, keep_changes
from monitor.settle.standing import CONTROLS, controls, stand_again
from monitor.settle.views import Views, with_words
from monitor.settle.words import IN_WORDS, Rules, Words
from monitor.store import issues, pages, sights
from monitor.store.found import Found
from monitor.verdict import UNKNOWN_AFTER

__all__ = ["CONTROLS", "Rules", "Settled", "Words", "controls", "refresh", "settle", "stand_again"]

IN_LINKS = frozenset({"phone-link"})  # what is wrong is where the words lead, not the words


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What came of it: `events` by kind, and how many `things` to mend there are, listed or not."""

    report: Report
    events: Counter[EventKind]
    unwatched: frozenset[str]
    things: int


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
    Without it findings and links are counted, but not listed: no site is held in memory.
    """
    target = rules.target
    digest = _sight(connection, rules, run, now, as_of) if keep and run is not None else b""
    last = sights.last(connection, target.name) if digest else None
    quiet = last is not None and last.digest == digest
    if last is not None and quiet:
        sights.seen_again(connection, target.name, now)
        if not report:
            rows = sights.page_rows(connection, target.name, now - UNKNOWN_AFTER)
            short = Report(generated_at=now, as_of=as_of, coverage=last.coverage, pages=rows)
            return Settled(report=short, events=Counter(), unwatched=frozenset(), things=last.things)
    words = Words(rules, as_of, keep=keep)
    views = Views(connection, target, words, run, now)
    judge = rules.judge(as_of, words=False)
    tally = Tally(judge)
    found = Found(connection, target.name) if keep and not quiet else None
    report = report or found is None  # what is not kept is counted by listing it
    for view, text, in_words in views:
        together = in_reading_order((*judge.page(view), *in_words))
        here = [with_words(finding, view.links, text) for finding in together]
        if found is not None:
            found.add(here)
        if report:
            tally.take(view, here)
    changed = Changed(states=issues.states_of(connection, target.name) if quiet and report else {})
    if found is not None:
        failed = judge.failed | words.failed
        reading = _reading(connection, rules, views, read=views.read - failed, today=as_of)
        changed = keep_changes(connection, found, reading, pages_known=len(views.watched), run=run, states=report)
        pages.forget(connection, target.name, sorted(views.unwatched))
    told = tally.report(views.rows(), views.leads.asked, now=now, as_of=as_of, states=changed.states)
    things = len(told.findings) if report else changed.things
    if found is not None:
        still = digest and not views.unwatched and not failed and not changed.events and not changed.waiting
        sights.keep(connection, target.name, sights.Sight(digest, now, things, told.coverage) if still else None)
    return Settled(report=told, events=changed.events, unwatched=views.unwatched, things=things)


def _reading(connection: Connection, rules: Rules, views: Views, *, read: frozenset[str], today: date) -> Reading:
    """What can be told of the target, by what was seen of its pages."""
    return Reading(
        target=rules.target.name,
        now=views.now,
        today=today,
        read=read,
        asked=views.read_anew(),
        silent=views.silent(),
        unwatched=views.unwatched,
        stands=_stands(connection, rules),
    )


def _sight(connection: Connection, rules: Rules, run: int, now: datetime, as_of: date) -> bytes:
    """Everything that judging rests on, as one value."""
    return sights.digest(connection, rules.target.name, run, now - UNKNOWN_AFTER, rules.on(as_of))


def refresh(connection: Connection, target: str, reader: Reader) -> None:
    """Read the stored text again: an extractor has learnt something new. Nothing is asked for."""
    pages.restate(connection, target, reader.stated)


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
        return any(map(still, place.finding.each))

    def still(finding: Finding) -> bool:
        if finding.check not in on:
            return True
        if finding.family not in IN_WORDS or finding.check in IN_LINKS:
            return False
        return (finding.context, finding.heading, finding.zone) in occurrences(finding.page)

    return stands
