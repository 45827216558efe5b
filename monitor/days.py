"""Which day it is: what pages say of days is meant in Finland."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")


def day_of(moment: datetime) -> date:
    """The day in Europe/Helsinki of a moment (aware)."""
    return moment.astimezone(HELSINKI).date()
