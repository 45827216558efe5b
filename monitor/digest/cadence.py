"""When an editor hears from us: windows, and urgent news. Pure; times come in and go out.

A window is an hour of a working day in Europe/Helsinki. Working days are Monday to Friday without the public
holidays of Finland. Midsummer Eve and Christmas Eve are no public holidays by law, but offices are closed by the
collective agreements of the municipalities and wellbeing services counties (KVTES, chapter III), so nothing is
sent then either; the library `holidays` lists both.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import holidays

from monitor.days import HELSINKI, day_of

SATURDAY = 5
FURTHEST = 14  # days; the longest row of days without an office is five, a week holds every weekday


class Rhythm(StrEnum):
    """How often an editor wants mail."""

    DAILY = "daily"
    WEEKLY = "weekly"
    WHEN_NEW = "when-new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """An editor's hours, in Europe/Helsinki. `weekday` counts from Monday as 0 and matters to weekly mail only.

    A window that was missed may still be used on the same working day until `closes`.
    """

    rhythm: Rhythm = Rhythm.DAILY
    weekday: int = 0
    hour: int = 7
    closes: int = 18


class News(NamedTuple):
    """What there is to tell: something urgent, any change since the last mail, or only what is still open."""

    urgent: bool = False
    changes: bool = False
    open: bool = False


class Due(StrEnum):
    """Why a mail goes out now."""

    WINDOW = "window"
    URGENT = "urgent"


@lru_cache
def closed(year: int) -> frozenset[date]:
    """The days of a year on which Finnish offices are closed, weekends apart."""
    return frozenset(holidays.country_holidays("FI", years=year))


def working_day(day: date) -> bool:
    """Monday to Friday, and no holiday."""
    return day.weekday() < SATURDAY and day not in closed(day.year)


def last_window(cadence: Cadence, now: datetime) -> datetime:
    """The newest window that `now` (aware) has reached, in UTC."""
    today = day_of(now)
    windows = (_window(cadence, today - timedelta(days)) for days in range(FURTHEST))
    return next(window for window in windows if window and window <= now)


def due(
    cadence: Cadence, now: datetime, *, news: News, told: datetime | None = None, urgent_told: datetime | None = None
) -> Due | None:
    """Whether a mail goes out now, and why. `told` and `urgent_told` are when the last ones were written (aware).

    Urgent news goes at once, at whatever hour, but at most once a day. All else waits for a window; missed windows
    are made good by one mail, within hours. There is never an empty mail, and what is merely still open is told at
    most once a week: a mail that says the same every morning is not read.
    """
    here = now.astimezone(HELSINKI)
    if news.urgent and (urgent_told is None or day_of(urgent_told) < here.date()):
        return Due.URGENT
    window = last_window(cadence, now)
    if (told is not None and told >= window) or not _office_hours(cadence, here):
        return None
    if news.changes or news.urgent:
        return Due.WINDOW
    stale = told is None or _week(told) < _week(now)
    return Due.WINDOW if news.open and stale and cadence.rhythm is not Rhythm.WHEN_NEW else None


def _window(cadence: Cadence, day: date) -> datetime | None:
    if not working_day(day):
        return None
    if cadence.rhythm is Rhythm.WEEKLY and day != _weekly(cadence.weekday, day):
        return None
    return datetime.combine(day, time(cadence.hour), HELSINKI).astimezone(UTC)


def _weekly(weekday: int, day: date) -> date:
    """The day of the weekly mail to which `day` could belong: the weekday asked for, or the first working day after it.

    A mail that a holiday puts off stays ahead of the next one, so there are never two in the same week of the editor.
    """
    chosen = day - timedelta((day.weekday() - weekday) % 7)
    while not working_day(chosen):
        chosen += timedelta(1)
    return chosen


def _office_hours(cadence: Cadence, here: datetime) -> bool:
    """Whether what was missed may still be told; an hour that was asked for is always one."""
    return working_day(here.date()) and cadence.hour <= here.hour < max(cadence.closes, cadence.hour + 1)


def _week(when: datetime) -> tuple[int, int]:
    return when.astimezone(HELSINKI).isocalendar()[:2]
