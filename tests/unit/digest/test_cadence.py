from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.days import HELSINKI, day_of
from monitor.digest.cadence import (
    Cadence,
    Due,
    News,
    Rhythm,
    due,
    last_window,
    working_day,
)
from monitor.ladder import Rung, due_rung

DAILY = Cadence()
WEEKLY = Cadence(rhythm=Rhythm.WEEKLY, weekday=0, hour=8)
FRIDAYS = Cadence(rhythm=Rhythm.WEEKLY, weekday=4, hour=8)
WHEN_NEW = Cadence(rhythm=Rhythm.WHEN_NEW)


def helsinki(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI)


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(2026, 11, 28), id="a Saturday"),
        pytest.param(date(2026, 1, 1), id="New Year's Day"),
        pytest.param(date(2026, 1, 6), id="Epiphany"),
        pytest.param(date(2026, 4, 3), id="Good Friday"),
        pytest.param(date(2026, 4, 6), id="Easter Monday"),
        pytest.param(date(2026, 5, 1), id="May Day"),
        pytest.param(date(2026, 5, 14), id="Ascension Day"),
        pytest.param(date(2026, 6, 19), id="Midsummer Eve, closed by agreement"),
        pytest.param(date(2027, 12, 24), id="Christmas Eve on a Friday, closed by agreement"),
        pytest.param(date(2028, 12, 6), id="Independence Day"),
    ],
)
def test_offices_are_closed(day: date) -> None:
    assert not working_day(day)


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(2026, 12, 31), id="New Year's Eve"),
        pytest.param(date(2026, 4, 30), id="the eve of May Day"),
        pytest.param(date(2026, 4, 2), id="Maundy Thursday"),
        pytest.param(date(2028, 2, 29), id="leap day"),
    ],
)
def test_offices_are_open(day: date) -> None:
    assert working_day(day)


@pytest.mark.parametrize(
    ("cadence", "now", "window"),
    [
        pytest.param(DAILY, "2026-11-24T06:59:59", "2026-11-24T07:00", id="just before the window"),
        pytest.param(DAILY, "2026-11-24T07:00", "2026-11-25T07:00", id="at the window: the next one"),
        pytest.param(DAILY, "2026-11-27T12:00", "2026-11-30T07:00", id="Friday noon: Monday"),
        pytest.param(DAILY, "2026-03-27T12:00", "2026-03-30T07:00", id="clocks go forward on the Sunday between"),
        pytest.param(DAILY, "2026-10-23T12:00", "2026-10-26T07:00", id="clocks go back on the Sunday between"),
        pytest.param(DAILY, "2026-06-18T12:00", "2026-06-22T07:00", id="Midsummer"),
        pytest.param(DAILY, "2026-12-23T12:00", "2026-12-28T07:00", id="Christmas"),
        pytest.param(DAILY, "2026-12-31T12:00", "2027-01-04T07:00", id="year end"),
        pytest.param(DAILY, "2026-04-02T07:00", "2026-04-07T07:00", id="Easter: four days"),
        pytest.param(DAILY, "2028-02-28T07:00", "2028-02-29T07:00", id="leap day"),
        pytest.param(WEEKLY, "2026-11-24T12:00", "2026-11-30T08:00", id="weekly: next Monday"),
        pytest.param(WEEKLY, "2026-04-03T12:00", "2026-04-07T08:00", id="weekly: Easter Monday gives Tuesday"),
        pytest.param(WEEKLY, "2026-04-07T08:00", "2026-04-13T08:00", id="weekly: and Monday again"),
        pytest.param(FRIDAYS, "2026-04-01T12:00", "2026-04-07T08:00", id="weekly: Good Friday gives Tuesday"),
        pytest.param(FRIDAYS, "2026-04-07T08:00", "2026-04-10T08:00", id="weekly: then its own Friday"),
        pytest.param(FRIDAYS, "2026-12-31T12:00", "2027-01-04T08:00", id="weekly: New Year's Day gives Monday"),
        pytest.param(WHEN_NEW, "2026-11-24T12:00", "2026-11-25T07:00", id="when new: looked at every working day"),
    ],
)
def test_no_window_between(cadence: Cadence, now: str, window: str) -> None:
    first = helsinki(window)
    assert last_window(cadence, first) == first
    assert last_window(cadence, first - timedelta(seconds=1)) <= helsinki(now)


@pytest.mark.parametrize(
    ("now", "utc_hour"),
    [
        pytest.param("2026-03-27T12:00", 5, id="winter time"),
        pytest.param("2026-03-30T12:00", 4, id="summer time"),
        pytest.param("2026-10-26T12:00", 5, id="winter time again"),
    ],
)
def test_windows_follow_the_clock_on_the_wall(now: str, utc_hour: int) -> None:
    window = last_window(DAILY, helsinki(now))
    assert (window.tzinfo, window.hour) == (UTC, utc_hour)


NEW = News(changes=True)
URGENT = News(urgent=True, changes=True)
OPEN = News(open=True)


@pytest.mark.parametrize(
    ("cadence", "now", "news", "told", "expected"),
    [
        pytest.param(DAILY, "2026-11-24T07:00", News(), (None, None), None, id="never an empty mail"),
        pytest.param(DAILY, "2026-11-24T06:59", NEW, ("2026-11-23T07:00", None), None, id="before the window"),
        pytest.param(DAILY, "2026-11-24T09:00", NEW, ("2026-11-24T07:00", None), None, id="window already used"),
        pytest.param(DAILY, "2026-11-28T09:00", NEW, (None, None), None, id="Saturday"),
        pytest.param(DAILY, "2026-12-24T09:00", NEW, (None, None), None, id="Christmas Eve"),
        pytest.param(DAILY, "2026-11-24T18:00", NEW, ("2026-11-23T07:00", None), None, id="too late in the day"),
        pytest.param(DAILY, "2026-11-24T02:00", NEW, ("2026-11-19T07:00", None), None, id="missed, but it is night"),
        pytest.param(
            DAILY, "2026-11-25T07:00", OPEN, ("2026-11-24T07:00", None), None, id="still open was told this week"
        ),
        pytest.param(WHEN_NEW, "2026-11-24T07:00", OPEN, (None, None), None, id="when new never repeats what is open"),
        pytest.param(WEEKLY, "2026-11-25T09:00", NEW, ("2026-11-23T08:00", None), None, id="weekly waits for Monday"),
        pytest.param(
            DAILY, "2026-11-24T19:00", URGENT, ("2026-11-24T07:00", "2026-11-24T10:00"), None, id="urgent once a day"
        ),
        pytest.param(DAILY, "2026-11-24T07:00", NEW, ("2026-11-23T07:00", None), Due.WINDOW, id="the window opens"),
        pytest.param(
            DAILY, "2026-11-24T15:00", NEW, ("2026-11-19T07:00", None), Due.WINDOW, id="missed windows: one mail"
        ),
        pytest.param(
            DAILY, "2026-11-30T07:00", OPEN, ("2026-11-24T07:00", None), Due.WINDOW, id="still open: once a week"
        ),
        pytest.param(
            DAILY, "2027-01-04T07:00", OPEN, ("2026-12-30T07:00", None), Due.WINDOW, id="once a week over the year end"
        ),
        pytest.param(
            WEEKLY, "2026-11-25T09:00", NEW, ("2026-11-16T08:00", None), Due.WINDOW, id="missed Monday is made good"
        ),
        pytest.param(
            WHEN_NEW, "2026-11-24T07:00", NEW, ("2026-11-23T07:00", None), Due.WINDOW, id="when new, something new"
        ),
        pytest.param(
            DAILY, "2026-11-28T02:00", URGENT, ("2026-11-27T07:00", "2026-11-27T07:00"), Due.URGENT, id="urgent at once"
        ),
        pytest.param(
            DAILY, "2026-11-25T00:10", URGENT, (None, "2026-11-24T23:50"), Due.URGENT, id="a new day in Helsinki"
        ),
    ],
)
def test_due(cadence: Cadence, now: str, news: News, told: tuple[str | None, str | None], expected: Due | None) -> None:
    last, urgent = (helsinki(text) if text else None for text in told)
    assert due(cadence, helsinki(now), news=news, told=last, urgent_told=urgent) is expected


@pytest.mark.parametrize(
    ("ends", "today", "told", "rung"),
    [
        pytest.param(date(2026, 12, 31), date(2026, 10, 31), None, None, id="61 days before"),
        pytest.param(date(2026, 12, 31), date(2026, 11, 2), Rung.EARLY, None, id="told already"),
        pytest.param(date(2026, 12, 31), date(2027, 1, 15), Rung.LAST, None, id="between the rungs"),
        pytest.param(date(2026, 12, 31), date(2027, 6, 1), Rung.ADMIN, None, id="the top was told"),
        pytest.param(date(2026, 12, 31), date(2026, 11, 1), None, Rung.EARLY, id="60 days before"),
        pytest.param(date(2026, 12, 31), date(2026, 12, 24), Rung.EARLY, Rung.LAST, id="7 days before"),
        pytest.param(date(2026, 12, 31), date(2027, 1, 30), Rung.LAST, Rung.OVERDUE, id="30 days after"),
        pytest.param(date(2026, 12, 31), date(2027, 3, 1), Rung.OVERDUE, Rung.ADMIN, id="60 days after"),
        pytest.param(date(2026, 12, 31), date(2026, 12, 30), None, Rung.LAST, id="first seen late: one reminder"),
        pytest.param(date(2028, 2, 29), date(2027, 12, 31), None, Rung.EARLY, id="leap day"),
    ],
)
def test_ladder(ends: date, today: date, told: Rung | None, rung: Rung | None) -> None:
    assert due_rung(ends, today, told) is rung


@given(
    st.builds(
        Cadence,
        rhythm=st.sampled_from(Rhythm),
        weekday=st.integers(0, 6),
        hour=st.integers(0, 23),
    ),
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_windows_follow_each_other(cadence: Cadence, now: datetime) -> None:
    window = last_window(cadence, now)
    assert window <= now
    assert working_day(day_of(window))
    assert last_window(cadence, window) == window
    assert last_window(cadence, window - timedelta(seconds=1)) < window
