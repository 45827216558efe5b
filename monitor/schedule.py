"""When: targets are run, stored facts judged, digests sent. APScheduler is the clock and nothing else.

What is due is worked out from the database: each schedule has a row with its newest slot, and a slot is claimed by
compare-and-set. So every due slot is done once, or is caught up once after an outage, by whichever process comes
first; never twice.
"""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from monitor.errors import MonitorError
from monitor.store import runs
from monitor.store.database import Database

log = logging.getLogger(__name__)

LOOK_BACK = timedelta(days=8)  # a slot that was missed longer ago is not caught up: the next one is near


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that is done at its times. `name` is unique in the database; `cron` has weekdays by name."""

    name: str
    cron: str
    timezone: str
    perform: Callable[[], Awaitable[None]]

    @property
    def trigger(self) -> CronTrigger:
        """The times as APScheduler knows them."""
        return CronTrigger.from_crontab(self.cron, timezone=ZoneInfo(self.timezone))


def newest_slot(duty: Duty, after: datetime, now: datetime) -> datetime | None:
    """The newest time of the duty later than `after`, not later than `now`; None where there is none. Aware times.

    The hour that the clocks of autumn show twice counts once.
    """
    trigger, zone = duty.trigger, ZoneInfo(duty.timezone)
    wall = after.astimezone(zone).replace(tzinfo=None)
    newest, moment = None, after.astimezone(UTC)
    # Times are compared in UTC: Python compares two times of one zone by their clock faces.
    while True:
        found = trigger.get_next_fire_time(None, moment + timedelta(seconds=1))
        if found is None or (slot := found.astimezone(UTC)) > now:
            return newest
        shown = found.replace(tzinfo=None)
        if shown != wall:
            newest, wall = slot, shown
        moment = slot


def claim(database: Database, duty: Duty, now: datetime) -> datetime | None:
    """The slot that is ours to do now; None where none is due or another process has it."""
    with database.begin() as connection:
        last = runs.last_slot(connection, duty.name)
        if last is None:
            # A schedule that was never met begins now: what lay before it was nobody's promise.
            runs.claim_slot(connection, duty.name, now)
            return None
        slot = newest_slot(duty, max(last, now - LOOK_BACK), now)
        if slot is None or not runs.claim_slot(connection, duty.name, slot):
            return None
    return slot


async def serve(database: Database, duties: list[Duty], *, clock: Callable[[], datetime], every: float = 20.0) -> None:
    """Do what is due until SIGTERM or SIGINT; what is under way then is brought to its end. `every` is in seconds."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    under_way: set[asyncio.Task[None]] = set()
    busy: set[str] = set()

    async def do(duty: Duty, slot: datetime) -> None:
        busy.add(duty.name)
        try:
            log.info("%s: begins, for its time %s", duty.name, slot.isoformat())
            await duty.perform()
            log.info("%s: done", duty.name)
        except MonitorError as error:
            log.error("%s: %s", duty.name, error)  # noqa: TRY400 - a sentence for a person, who can mend it
        except Exception:
            # One duty that fails must not keep the others from their times.
            log.exception("%s: failed", duty.name)
        finally:
            busy.discard(duty.name)

    def tick() -> None:
        for duty in duties:
            if duty.name in busy or stopping.is_set():
                continue
            try:
                slot = claim(database, duty, clock())
            except MonitorError as error:
                log.error("%s: %s", duty.name, error)  # noqa: TRY400 - as above; it is claimed at the next tick
                continue
            if slot is not None:
                task = loop.create_task(do(duty, slot))
                under_way.add(task)
                task.add_done_callback(under_way.discard)

    scheduler = AsyncIOScheduler()
    scheduler.add_job(tick, "interval", seconds=every, coalesce=True, misfire_grace_time=None, max_instances=1)
    scheduler.start()
    log.info("Serving: %s", ", ".join(duty.name for duty in duties))
    tick()
    await stopping.wait()
    scheduler.shutdown(wait=False)
    if under_way:
        log.info("Stopping; waiting for what is under way")
        await asyncio.gather(*under_way, return_exceptions=True)
