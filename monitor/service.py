"""What `serve` does at its times: run targets, judge stored facts, ask again, send digests."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from random import Random

from monitor import letters, post, runs
from monitor.config import Settings, Target
from monitor.errors import CannotWork
from monitor.schedule import Duty
from monitor.store import retention
from monitor.store.database import Database

EARLY = "20 3 * * *"  # when nobody waits for the database
AFTER_MIDNIGHT = "5 0 * * *"  # a programme that ends at midnight is found though nothing is crawled
EVERY_QUARTER = "*/15 * * * *"

Clock = Callable[[], datetime]


def duties(settings: Settings, database: Database, *, clock: Clock, rng: Random) -> list[Duty]:
    """All that is to be done, with its times."""
    found = []
    for target in settings.targets:
        zone = settings.timezone(target)
        if target.schedule is not None:
            found.append(
                Duty(f"run:{target.name}", target.schedule.cron, zone, _run(settings, target, database, clock))
            )
        found.append(Duty(f"judge:{target.name}", AFTER_MIDNIGHT, zone, _judge(settings, target, database, clock)))
        found.append(Duty(f"again:{target.name}", EVERY_QUARTER, zone, _again(settings, target, database, clock)))
    found.append(Duty("retention", EARLY, settings.monitor.timezone, _retain(settings, database, clock)))
    if settings.smtp.enabled:
        found.append(Duty("digest", EVERY_QUARTER, settings.monitor.timezone, _mail(settings, database, clock, rng)))
    return found


def _run(settings: Settings, target: Target, database: Database, clock: Clock) -> Callable[[], Awaitable[None]]:
    async def perform() -> None:
        await runs.run(settings, target, database, clock=clock, report=False)

    return perform


def _judge(settings: Settings, target: Target, database: Database, clock: Clock) -> Callable[[], Awaitable[None]]:
    async def perform() -> None:
        runs.judge_again(settings, target, database, now=clock(), report=False)

    return perform


def _again(settings: Settings, target: Target, database: Database, clock: Clock) -> Callable[[], Awaitable[None]]:
    async def perform() -> None:
        # A run that was killed has had its slot: nobody else would bring it to its end before the next.
        if runs.cut_off(target, database, now=clock()):
            await runs.run(settings, target, database, clock=clock, report=False)
        else:
            await runs.ask_again(settings, target, database, clock=clock)

    return perform


def _retain(settings: Settings, database: Database, clock: Clock) -> Callable[[], Awaitable[None]]:
    async def perform() -> None:
        with database.begin() as connection:
            retention.retain(connection, settings.terms, clock())

    return perform


def _mail(settings: Settings, database: Database, clock: Clock, rng: Random) -> Callable[[], Awaitable[None]]:
    async def perform() -> None:
        # What an earlier tick left unanswered comes first: no newer letter is written before its outcome is known.
        await post.deliver(database, settings, clock=clock, rng=rng)
        for target in settings.targets:
            with suppress(CannotWork):  # a run is under way there: its candidates wait, the other letters do not
                await runs.confirm(settings, target, database, clock=clock)
        letters.write(database, settings, clock())
        await post.deliver(database, settings, clock=clock, rng=rng)

    return perform
