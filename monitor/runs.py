"""One run of one target, from start to end: claim, crawl, record, settle, report."""

import asyncio
import os
import socket
from base64 import b64encode
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from monitor.checks import registry
from monitor.config import Login, Settings, Target
from monitor.crawl.engine import crawl
from monitor.crawl.guard import Resolve
from monitor.crawl.plan import Plan
from monitor.crawl.visit import DestinationVisit, Skipped
from monitor.days import day_of
from monitor.errors import CannotWork, StoreError
from monitor.facts import versions
from monitor.judge import Reader
from monitor.keeping import Keeping
from monitor.knowledge import load
from monitor.knowledge.web import load_web
from monitor.model import EventKind, IssueState, Report
from monitor.record import Recorder, estranged
from monitor.settle import CONTROLS, Rules, Words, controls, refresh, settle, stand_again
from monitor.store import issues, links, pages, runs, stated, suppressions
from monitor.store.database import Database
from monitor.survey import look_of
from monitor.urls import Scope
from monitor.verdict import doubtful

READERS = 4  # processes that read pages beside the run, at most one for each processor; none where there is one alone
AHEAD = 20  # pages whose words are judged together while nothing may be asked: some hundredths of a second
RENEW = 10.0  # seconds between two renewals of a lease
REST = timedelta(hours=6)  # before a page that could not be read is asked once more for the sake of a candidate
RESUME = timedelta(hours=12)  # a killed run that is older is given up, and a new one begun

Clock = Callable[[], datetime]
Progress = Callable[[int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a run came to. `why_not` says why it was not conclusive: then nothing was opened and nothing resolved.

    asyncio writes down the repr of what its main task returns: without the report, which may be a whole site.
    """

    run: int
    target: str
    report: Report = field(repr=False)
    events: Counter[EventKind] = field(default_factory=Counter)  # what happened, by kind
    why_not: str = ""
    things: int = 0  # things to mend, also where the report does not list them


async def run(
    settings: Settings,
    target: Target,
    database: Database,
    *,
    clock: Clock,
    plan: Plan | None = None,
    progress: Progress = lambda _asked, _url: None,
    resolve: Resolve | None = None,
    report: bool = True,
) -> Ran:
    """Crawl, judge and record one target. `clock` gives aware times; `resolve` replaces the system's name service.

    Without `report` findings and links are counted, but not listed.

    Raises CannotWork where another run holds the target, ConfigError where a knowledge file has mistakes.
    """
    rules = rules_of(settings, target)
    async with _held(database, target.name, clock) as ours:
        number, recorder = _begin(database, settings, rules, clock)
        plan, rested = _today(database, target, plan or plan_of(settings, target), clock())
        words = Words(rules, day_of(clock()))

        def meanwhile() -> bool:
            some = recorder.lately(AHEAD)
            if some:
                with database.begin() as connection:
                    words.ahead(connection, some)
            return bool(some)

        async def ask(plan: Plan) -> None:
            asking = crawl(
                plan,
                known=recorder.known,
                done=recorder.done,
                due=lambda url: url not in rested,
                met=recorder.met,
                doubtful=doubtful,
                keep=recorder.keeping,
                meanwhile=meanwhile,
                clock=clock,
                resolve=resolve,
            )
            async for visit in asking:
                recorder.take(visit)
                progress(recorder.asked, visit.url if isinstance(visit, Skipped) else visit.result.url)

        await ask(plan)
        # Pages that nothing links to any more are asked until they are gone; and what pages link to that could not be
        # read is asked all the same: other hosts tell whether it is the page that is down, or the network.
        orphans = tuple(filter(plan.scope.covers, recorder.orphans()))
        unled = recorder.unled() if plan.links == "all" else ()
        if orphans or unled:
            await ask(replace(plan, starts=orphans, destinations=unled, depth=0, use_sitemap=False))
        recorder.close()
        return _close(database, rules, number, clock(), ours, report=report)


def _today(database: Database, target: Target, plan: Plan, now: datetime) -> tuple[Plan, frozenset[str]]:
    """The plan with what other runs asked today, and the destinations that rest. A few never do: they are controls."""
    with database.read() as connection:
        plan = replace(plan, spent=links.spent(connection, now - timedelta(days=1)))
        rested = links.rested(connection, now, timedelta(days=target.revisit_days))
        return plan, rested - set(links.steady(connection, CONTROLS))


async def confirm(
    settings: Settings,
    target: Target,
    database: Database,
    *,
    clock: Clock,
    plan: Plan | None = None,
    resolve: Resolve | None = None,
) -> Ran | None:
    """Ask the pages of candidates again, whatever they say of not having changed; None where there are none.

    Nothing is told for the first time before its page was asked a second time.
    """
    with database.read() as connection:
        candidates = issues.of_target(connection, target.name, (IssueState.CANDIDATE,))
        resting = pages.unread_since(connection, target.name, clock() - REST)
    found = dict.fromkeys(place.finding.page for issue in candidates for place in issue.places)
    asked = tuple(page for page in found if page not in resting)
    if not asked:
        return None
    rules = rules_of(settings, target)
    plan = replace(
        plan or plan_of(settings, target), starts=asked, depth=0, links="none", use_sitemap=False, reread=True
    )
    async with _held(database, target.name, clock) as ours:
        with database.begin() as connection:
            number = runs.start(connection, target.name, clock())
            recorder = _recorder(database, connection, settings, rules, number=number, clock=clock)
        asking = crawl(plan, known=lambda _url: None, keep=recorder.keeping, clock=clock, resolve=resolve)
        async for visit in asking:
            recorder.take(visit)
        recorder.close()
        return _close(database, rules, number, clock(), ours, report=False)


def cut_off(target: Target, database: Database, *, now: datetime) -> bool:
    """Whether a run was killed, and is young enough to go on from. `now` is aware."""
    with database.read() as connection:
        left = runs.unfinished(connection, target.name, now - RESUME)
        return left is not None and not runs.under_way(connection, target.name, now)


def judge_again(settings: Settings, target: Target, database: Database, *, now: datetime, report: bool = True) -> Ran:
    """Judge what is stored as it stands today; nothing is asked of the network. `now` is aware."""
    rules = rules_of(settings, target)
    with database.begin() as connection:
        _learn(connection, rules)
        settled = settle(connection, rules, run=None, now=now, as_of=day_of(now), report=report)
    return Ran(run=0, target=target.name, report=settled.report, events=settled.events, things=settled.things)


async def ask_again(
    settings: Settings,
    target: Target,
    database: Database,
    *,
    clock: Clock,
    plan: Plan | None = None,
    resolve: Resolve | None = None,
) -> Ran | None:
    """Ask failing destinations whose time has come, with a few controls; None where no time has come.

    So a link that is down is confirmed, or forgiven, by its own times, however seldom its target is read.
    """
    with database.read() as connection:
        linked = pages.addresses(connection, target.name)
        due = [url for url in links.due(connection, clock()) if url in linked]
        steady = links.steady(connection, CONTROLS)
    if not due:
        return None
    rules = rules_of(settings, target)
    asked = tuple(dict.fromkeys((*due, *steady)))
    plan = replace(plan or plan_of(settings, target), starts=(), destinations=asked, scope=Scope(), use_sitemap=False)
    async with _held(database, target.name, clock) as ours:
        with database.begin() as connection:
            number = runs.start(connection, target.name, clock())
        asking = crawl(plan, known=lambda _url: None, doubtful=doubtful, clock=clock, resolve=resolve)
        found = [visit async for visit in asking if isinstance(visit, DestinationVisit)]
        looks = [look_of(visit.result, visit.page, load_web(), visit.sibling) for visit in found]
        met = {v.result.url: (v.page.title, v.page.lang) for v in found if v.page is not None}
        with database.begin() as connection:
            links.save_looks(connection, number, estranged(connection, looks, met, load_web()))
        return _close(database, rules, number, clock(), ours, report=False)


def rules_of(settings: Settings, target: Target) -> Rules:
    """What the target is judged by. Raises ConfigError where a knowledge file has mistakes."""
    return Rules(target=target, checks=settings.checks(target, registry()), knowledge=load(settings.knowledge))


def plan_of(settings: Settings, target: Target) -> Plan:
    """How the target is crawled."""
    processors = os.cpu_count() or 1
    return Plan(
        starts=target.start,
        scope=target.area,
        depth=target.scope.depth,
        page_limit=target.scope.page_limit,
        links=target.links,
        contact=settings.monitor.contact,
        product=settings.monitor.user_agent,
        networks=settings.monitor.allow_networks,
        credentials={origin: _basic(login) for origin, login in settings.logins(target).items()},
        interval=target.interval,
        connections_per_host=target.connections,
        readers=min(READERS, processors) if processors > 1 else 0,
        per_host=target.daily_budget,
        use_sitemap=target.sitemap,
        proxy=settings.monitor.proxy or "",
        default_lang=target.languages[0] if target.languages else "",
    )


def _basic(login: Login) -> dict[str, str]:
    pair = f"{login.username}:{login.password.get_secret_value()}"
    return {"authorization": "Basic " + b64encode(pair.encode()).decode()}


@asynccontextmanager
async def _held(database: Database, target: str, clock: Clock) -> AsyncIterator[Callable[[Connection], bool]]:
    """Hold the target's lease as long as the block lasts; the block may ask whether it is still ours."""
    holder = f"{socket.gethostname()}:{os.getpid()}:{id(asyncio.current_task())}"

    async def renew() -> None:
        while True:
            await asyncio.sleep(RENEW)
            # Somebody may write for long; the next turn comes before the lease lapses.
            with suppress(StoreError), database.begin() as connection:
                runs.renew(connection, target, holder, clock())

    with database.begin() as connection:
        claimed = runs.claim(connection, target, holder, clock())
    if not claimed:
        raise CannotWork(
            f"Another run holds the target {target}.",
            hint="Wait until it has ended; a killed run lets go after a minute.",
        )
    renewing = asyncio.create_task(renew())
    try:
        yield lambda connection: runs.holds(connection, target, holder)
    finally:
        renewing.cancel()
        with database.begin() as connection:
            runs.release(connection, target, holder)


def _begin(database: Database, settings: Settings, rules: Rules, clock: Clock) -> tuple[int, Recorder]:
    """Go on with the run that was killed, or begin a new one."""
    name = rules.target.name
    with database.begin() as connection:
        _learn(connection, rules)
        cut_off = runs.unfinished(connection, name, clock() - RESUME)
        number = cut_off.id if cut_off else runs.start(connection, name, clock())
        recorder = _recorder(database, connection, settings, rules, number=number, clock=clock)
    return number, recorder


def _recorder(
    database: Database, connection: Connection, settings: Settings, rules: Rules, *, number: int, clock: Clock
) -> Recorder:
    name = rules.target.name
    forgotten = suppressions.forgotten(connection)
    return Recorder(
        database,
        name,
        number,
        stored=pages.watched(connection, name),
        aliases=pages.aliases_of(connection, name),
        done=links.asked(connection, number),
        keeping=Keeping(settings.knowledge, forgotten),
        web=load_web(),
        clock=clock,
        forgotten=forgotten,
        before=links.met_before(connection),
    )


def _learn(connection: Connection, rules: Rules) -> None:
    """Where an extractor has learnt something new, the stored text is read again."""
    present = versions(rules.knowledge.lexicon)
    if stated.read_with(connection, rules.target.name) != present:
        refresh(connection, rules.target.name, Reader(rules.knowledge.lexicon))
        stated.now_read_with(connection, rules.target.name, present)


def _close(
    database: Database,
    rules: Rules,
    number: int,
    now: datetime,
    ours: Callable[[Connection], bool],
    *,
    report: bool,
) -> Ran:
    """Settle once, in one transaction; a run that was not conclusive changes nothing."""
    target = rules.target
    with database.begin() as connection:
        if not ours(connection):
            # The machine slept, say, and another run has gone on with what we began.
            raise CannotWork(f"Another run took the target {target.name} over.", hint="It will tell what was found.")
        _learn(connection, rules)  # somebody else may have read with other knowledge while we asked
        why_not = controls(connection, number)
        if why_not:
            pages.take_back(connection, target.name, number)
        else:
            stand_again(connection, number, now)
        settled = settle(connection, rules, run=number, now=now, as_of=day_of(now), keep=not why_not, report=report)
        runs.finish(connection, number, now, settled.report.coverage, why_not)
    return Ran(
        run=number,
        target=target.name,
        report=settled.report,
        events=settled.events,
        why_not=why_not,
        things=settled.things,
    )
