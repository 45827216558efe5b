"""Slots in a real database: claimed once by whoever comes first, caught up once, ended cleanly."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from random import Random

import pytest

from monitor import runs, service
from monitor.demo.server import Site
from monitor.errors import CannotWork, StoreError
from monitor.model import IssueState
from monitor.schedule import Duty, claim, serve
from monitor.store import runs as store
from monitor.store.database import Database, connect
from tests.integration.house import House, page, write

ROOT = Path(__file__).parents[2]
BEGUN = datetime(2026, 11, 24, 6, tzinfo=UTC)


async def nothing() -> None:
    """Done at once."""


DUTY = Duty("run:sivut", "*/15 * * * *", "Europe/Helsinki", nothing)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = connect(tmp_path / "freshness.db")
    yield made
    made.close()


def claims(path: Path, quarters: int) -> list[datetime]:
    """What one process gets of so many quarters of an hour."""
    made = connect(path)
    try:
        found = (claim(made, DUTY, BEGUN + timedelta(minutes=15 * n)) for n in range(1, quarters + 1))
        return [slot for slot in found if slot]
    finally:
        made.close()


def test_a_schedule_that_was_never_met_begins_now(database: Database) -> None:
    assert claim(database, DUTY, BEGUN) is None
    assert claim(database, DUTY, BEGUN + timedelta(minutes=14)) is None
    assert claim(database, DUTY, BEGUN + timedelta(minutes=15)) == BEGUN + timedelta(minutes=15)
    assert claim(database, DUTY, BEGUN + timedelta(minutes=16)) is None


def test_an_outage_is_caught_up_once(database: Database) -> None:
    claim(database, DUTY, BEGUN)
    back = BEGUN + timedelta(days=3, minutes=7)
    assert claim(database, DUTY, back) == BEGUN + timedelta(days=3)
    assert claim(database, DUTY, back) is None


def test_an_outage_of_a_season_is_caught_up_with_its_newest_slot(database: Database) -> None:
    claim(database, DUTY, BEGUN)
    assert claim(database, DUTY, BEGUN + timedelta(days=90, minutes=1)) == BEGUN + timedelta(days=90)


def test_a_clock_that_was_put_back_does_nothing_twice(database: Database) -> None:
    claim(database, DUTY, BEGUN)
    claim(database, DUTY, BEGUN + timedelta(hours=2))
    assert claim(database, DUTY, BEGUN + timedelta(hours=1)) is None


def test_two_threads_never_get_one_slot(database: Database, tmp_path: Path) -> None:
    claim(database, DUTY, BEGUN)
    with ThreadPoolExecutor(4) as pool:
        got = [slot for slots in pool.map(lambda _: claims(tmp_path / "freshness.db", 20), range(4)) for slot in slots]
    assert len(got) == len(set(got))
    assert max(got) == BEGUN + timedelta(minutes=15 * 20)


def test_two_processes_never_get_one_slot(database: Database, tmp_path: Path) -> None:
    claim(database, DUTY, BEGUN)
    database.close()
    with get_context("spawn").Pool(2) as pool:
        got = [slot for slots in pool.starmap(claims, [(tmp_path / "freshness.db", 30)] * 2) for slot in slots]
    assert len(got) == len(set(got))
    assert max(got) == BEGUN + timedelta(minutes=15 * 30)


def test_a_target_is_held_by_one_and_taken_over_after_a_minute(database: Database) -> None:
    late = BEGUN + timedelta(seconds=61)
    with database.begin() as connection:
        assert store.claim(connection, "sivut", "first", BEGUN)
        assert not store.claim(connection, "sivut", "second", BEGUN + timedelta(seconds=59))
        assert store.claim(connection, "sivut", "second", late)
        assert not store.holds(connection, "sivut", "first")
        store.release(connection, "sivut", "first")  # too late: it is not theirs any more
        assert store.under_way(connection, "sivut", late)
        store.release(connection, "sivut", "second")
        store.renew(connection, "sivut", "first", late)  # another began and ended meanwhile
        assert not store.holds(connection, "sivut", "first")


async def test_a_duty_that_fails_does_not_stop_the_others(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []
    times = iter(BEGUN + timedelta(minutes=n) for n in range(1000))

    async def falls() -> None:
        raise ValueError("a table was not what it seemed")

    async def cannot() -> None:
        raise CannotWork("Another run holds the target sivut.")

    async def works() -> None:
        done.append("works")
        if len(done) == 2:
            os.kill(os.getpid(), signal.SIGTERM)

    duties = [Duty(f.__name__, "* * * * *", "UTC", f) for f in (falls, cannot, works)]
    with caplog.at_level(logging.INFO):
        await serve(database, duties, clock=lambda: next(times), every=0.01)
    assert done == ["works"] * 2
    assert [r.exc_info is not None for r in caplog.records if r.levelname == "ERROR"] == [True, False] * 2


async def test_a_locked_database_is_a_sentence_and_the_next_tick_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    mine, other = connect(tmp_path / "freshness.db", patience=0.01), connect(tmp_path / "freshness.db")
    times = iter(BEGUN + timedelta(minutes=n) for n in range(1000))
    held = other.engine.connect()
    held.exec_driver_sql("SELECT 1")  # begins to write

    async def free() -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    async def release() -> None:
        while not caplog.records:  # noqa: ASYNC110 - logging wakes nobody
            await asyncio.sleep(0)
        held.close()

    with caplog.at_level(logging.ERROR):
        await asyncio.gather(
            serve(mine, [Duty("free", "* * * * *", "UTC", free)], clock=lambda: next(times), every=0.01), release()
        )
    assert "locked" in caplog.text
    mine.close()
    other.close()


async def test_sigterm_ends_serve_when_what_is_under_way_is_done(tmp_path: Path) -> None:
    log = tmp_path / "log"
    script = Path(__file__).with_name("serve_once.py")
    served = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        str(script),
        str(tmp_path / "freshness.db"),
        str(log),
        "0.4",
        env={"PYTHONPATH": str(ROOT)},
    )
    async with asyncio.timeout(20):
        while not (log.exists() and "begin" in log.read_text(encoding="utf-8")):  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.01)
        served.send_signal(signal.SIGTERM)
        assert await served.wait() == 0
    lines = log.read_text(encoding="utf-8").split()
    assert lines == ["begin", "end"]


async def test_a_killed_run_is_brought_to_its_end_by_the_service(house: House, site: Site) -> None:
    write(site.root, {"index.html": page("Etusivu", "Puh. 0400 123456")})
    with house.database.begin() as connection:
        number = store.start(connection, "sivut", house.now)
        store.claim(connection, "sivut", "killed", house.now)
    assert not runs.cut_off(house.target, house.database, now=house.now), "its lease has not lapsed: it may be alive"
    house.later(minutes=15)
    duties = service.duties(house.settings, house.database, clock=house.clock, rng=Random(1))
    await next(duty for duty in duties if duty.name == "again:sivut").perform()
    with house.database.read() as connection:
        last = store.last(connection, "sivut")
    assert last is not None
    assert (last.id, last.conclusive) == (number, True)
    assert house.subjects(IssueState.CANDIDATE) == {("phone-format", "+358400123456")}


async def test_a_run_under_way_holds_up_no_letters(house: House, site: Site) -> None:
    write(site.root, {"index.html": page("Etusivu", "Puh. 0400 123456")})
    await house.run()
    with house.database.begin() as connection:
        store.claim(connection, "sivut", "under way", house.now)
    duties = service.duties(house.settings, house.database, clock=house.clock, rng=Random(1))
    await next(duty for duty in duties if duty.name == "digest").perform()
    with pytest.raises(CannotWork, match="Another run holds the target sivut"):
        await house.confirm()


async def test_a_run_that_lost_its_target_changes_nothing(house: House, site: Site) -> None:
    """The machine slept for an hour in mid-run, and another run took the target over."""
    write(site.root, {"index.html": page("Etusivu", "Puh. 0400 123456")})

    def asleep(_asked: int, _url: str) -> None:
        house.later(hours=1)
        with house.database.begin() as connection:
            assert store.claim(connection, "sivut", "another", house.now)

    with pytest.raises(CannotWork, match="took the target sivut over"):
        await runs.run(
            house.settings, house.target, house.database, clock=house.clock, plan=house.plan, progress=asleep
        )
    assert house.issues() == []


def test_a_locked_database_cannot_be_opened(tmp_path: Path) -> None:
    holder = connect(tmp_path / "freshness.db")
    with holder.engine.connect() as held:
        held.exec_driver_sql("SELECT 1")
        with pytest.raises(StoreError, match="locked"):
            connect(tmp_path / "freshness.db", patience=0.01)
    holder.close()
