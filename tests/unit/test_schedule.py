"""Which slot is due: outages, the two changes of the clock, leap days, the turn of the year."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.schedule import Duty, newest_slot


async def nothing() -> None:
    """A duty that is done at once."""


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def duty(cron: str, zone: str = "Europe/Helsinki") -> Duty:
    return Duty("run:sivut", cron, zone, nothing)


DAILY = "30 5 * * *"
SILENT = [
    pytest.param(DAILY, "2026-11-24T03:30", "2026-11-25T03:29", id="the next one is a minute away"),
    pytest.param("30 5 * * mon-fri", "2026-11-27T03:30", "2026-11-30T03:29", id="a weekend has no slots"),
    pytest.param("0 6 29 feb *", "2026-01-01T00:00", "2027-12-31T23:59", id="no leap day in these years"),
    pytest.param("30 3 25 oct *", "2026-10-25T00:30", "2026-10-25T01:31", id="the hour that comes twice counts once"),
    pytest.param("*/15 * * * *", "2026-11-24T06:00", "2026-11-24T06:14", id="not yet a quarter"),
]
DUE = [
    pytest.param(DAILY, "2026-11-23T03:30", "2026-11-24T03:30", "2026-11-24T03:30", id="on the minute"),
    pytest.param(DAILY, "2026-11-23T03:30", "2026-11-24T05:00", "2026-11-24T03:30", id="a little late"),
    pytest.param(
        DAILY, "2026-11-17T03:30", "2026-11-24T05:00", "2026-11-24T03:30", id="after an outage the newest alone"
    ),
    pytest.param("30 5 * * mon", "2026-11-16T03:30", "2026-11-24T05:00", "2026-11-23T03:30", id="weekday by its name"),
    pytest.param(DAILY, "2026-10-24T02:30", "2026-10-25T09:00", "2026-10-25T03:30", id="autumn: an hour later in UTC"),
    pytest.param(
        "30 3 * * *", "2026-10-24T00:30", "2026-10-25T09:00", "2026-10-25T00:30", id="autumn: the first of two"
    ),
    pytest.param(
        DAILY, "2027-03-27T03:30", "2027-03-28T09:00", "2027-03-28T02:30", id="spring: an hour earlier in UTC"
    ),
    pytest.param("30 3 * * *", "2027-03-27T01:30", "2027-03-29T09:00", "2027-03-29T00:30", id="spring: the day after"),
    pytest.param("0 6 29 feb *", "2027-12-31T00:00", "2028-02-29T05:00", "2028-02-29T04:00", id="leap day"),
    pytest.param("0 0 1 jan *", "2026-12-01T00:00", "2027-01-01T09:00", "2026-12-31T22:00", id="the turn of the year"),
    pytest.param(
        "5 0 * * *", "2026-12-30T22:05", "2026-12-31T22:05", "2026-12-31T22:05", id="after midnight, its last day"
    ),
]


@pytest.mark.parametrize(("cron", "after", "now"), SILENT)
def test_nothing_is_due(cron: str, after: str, now: str) -> None:
    assert newest_slot(duty(cron), utc(after), utc(now)) is None


@pytest.mark.parametrize(("cron", "after", "now", "slot"), DUE)
def test_due(cron: str, after: str, now: str, slot: str) -> None:
    assert newest_slot(duty(cron), utc(after), utc(now)) == utc(slot)


def test_a_time_that_the_clock_of_spring_skips_is_due_once_that_day() -> None:
    """At 03:00 of 28 March 2027 the clocks of Helsinki show 04:00."""
    slot = newest_slot(duty("30 3 * * *"), utc("2027-03-27T01:30"), utc("2027-03-28T09:00"))
    assert slot is not None
    assert utc("2027-03-28T00:59") <= slot <= utc("2027-03-28T01:31")
    assert newest_slot(duty("30 3 * * *"), slot, utc("2027-03-28T23:00")) is None


@pytest.mark.parametrize(
    ("cron", "minutes"),
    [
        pytest.param("0 * * * *", [0, 60, 120, 240, 300, 360], id="the hour that is shown twice counts once"),
        pytest.param("*/30 * * * *", [30 * n for n in range(12)], id="half hours: each of them"),
    ],
)
def test_the_night_of_autumn(cron: str, minutes: list[int]) -> None:
    """Clocks go back at 01:00 UTC; slots are claimed one after the other, as minutes after 22:00 UTC."""
    begin, at, met = utc("2026-10-24T22:00"), utc("2026-10-24T21:00"), []
    for minute in range(0, 361, 10):
        slot = newest_slot(duty(cron), at, begin + timedelta(minutes=minute))
        if slot is not None:
            at = slot
            met.append(int((slot - begin).total_seconds()) // 60)
    assert met[: len(minutes)] == minutes


@pytest.mark.parametrize("zone", ["UTC", "Europe/Helsinki", "America/St_Johns"])
def test_a_year_of_days_has_a_slot_each(zone: str) -> None:
    at, count = utc("2028-01-01T00:00"), 0
    days = 366  # 2028 is a leap year
    for day in range(1, days + 1):
        now = datetime.fromtimestamp(at.timestamp() + 86400 * day, UTC)
        before = datetime.fromtimestamp(at.timestamp() + 86400 * (day - 1), UTC)
        count += newest_slot(duty("0 9 * * *", zone), before, now) is not None
    assert count == days
