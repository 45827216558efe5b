"""The ladder of reminders around the day on which something expires. Pure."""

from datetime import date
from enum import IntEnum


class Rung(IntEnum):
    """The ladder of reminders around the day on which something expires, lowest first."""

    EARLY = 1  # 60 days before
    LAST = 2  # 7 days before
    OVERDUE = 3  # 30 days after
    ADMIN = 4  # 60 days after: the editor has been asked three times, now the admin hears of it


LADDER = ((Rung.ADMIN, 60), (Rung.OVERDUE, 30), (Rung.LAST, -7), (Rung.EARLY, -60))


def due_rung(ends: date, today: date, told: Rung | None = None) -> Rung | None:
    """The rung that a reminder about `ends` has reached and not yet told; rungs that were missed are passed over."""
    late = (today - ends).days
    reached = next((rung for rung, days in LADDER if late >= days), None)
    return reached if reached is not None and reached > (told or 0) else None
