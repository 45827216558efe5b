"""When a target is read: five fields of cron with the names of weekdays.

Numbers of weekdays are refused because the tools disagree on them: 1 is Monday for crontab(5) and Tuesday for
APScheduler. The fields are read by the clock that will use them, so that nothing passes here and fails there.
"""

import re
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from monitor.config.kinds import wrong

if TYPE_CHECKING:
    from apscheduler.triggers.cron import CronTrigger

NAMES = ("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIELDS = 5
HINT = "Write minute, hour, day, month, weekday: `30 5 * * mon-fri` is half past five on working days."


def checked(text: str) -> str:
    """The text, if it can be a schedule; raises pydantic's error with our sentence if not."""
    fields = text.split()
    if len(fields) != FIELDS:
        raise wrong(f"a schedule has five fields, '{text}' has {len(fields)}.", HINT)
    weekdays = fields[4]
    if re.search(r"(?<![/\d#])\d", weekdays):
        named = re.sub(r"(?<![/\d#])[0-7](?!\d)", lambda m: NAMES[int(m[0])], weekdays)
        hint = f"If you mean crontab's numbers, write `{' '.join([*fields[:4], named])}`."
        raise wrong(f"weekdays as numbers ('{weekdays}') mean different days to different tools.", hint)
    try:
        _trigger(text)
    except (ValueError, KeyError, TypeError):
        raise wrong(f"'{text}' is not a schedule.", HINT) from None
    return text


def in_the_doubled_hour(text: str, zone: str) -> bool:
    """Whether the schedule names local hour 3 where clocks are changed: it comes twice in autumn, never in spring.

    In Finland clocks go from 3 to 4 in March and from 4 to 3 in October (Directive 2000/84/EC: 01:00 UTC).
    """
    hours = text.split()[1]
    place = ZoneInfo(zone)
    if hours.startswith("*") or datetime(2026, 1, 1, tzinfo=place).dst() == datetime(2026, 7, 1, tzinfo=place).dst():
        return False
    trigger = _trigger(text)
    field = next(field for field in trigger.fields if field.name == "hour")
    three = datetime(2026, 1, 1, 3, tzinfo=ZoneInfo("UTC"))
    return bool(field.get_next_value(three) == three.hour)


def _trigger(text: str) -> "CronTrigger":
    from apscheduler.triggers.cron import CronTrigger  # noqa: PLC0415 - who runs targets by hand needs no clock

    return CronTrigger.from_crontab(text, timezone="UTC")
