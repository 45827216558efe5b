"""What will go stale next, and on which day. Pure.

A finding knows the day from which its words are wrong. So the pages need not be judged for every day to come: judged
once as on the last of these days, they tell of each what its day will have been.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from monitor.model import Because, Finding

MONTHS = 12  # months of a year


class Turn(NamedTuple):
    """Words that are right today and will be wrong from `day` on (Europe/Helsinki), with the reason."""

    day: date
    finding: Finding
    because: Because


def until(as_of: date, months: int) -> date:
    """The last day of the time to look at: so many months ahead."""
    years, month = divmod(as_of.month - 1 + months, MONTHS)
    first = as_of.replace(year=as_of.year + years, month=month + 1, day=1)
    # The 31st stands for the last day of a shorter month; February is the shortest.
    for day in range(as_of.day, 27, -1):
        try:
            return first.replace(day=day)
        except ValueError:
            continue
    return first.replace(day=as_of.day)


def turns(findings: Iterable[Finding], as_of: date, last: date) -> tuple[Turn, ...]:
    """By day: what turns after `as_of` and not after `last`. The findings were judged as on `last`."""
    found = []
    for finding in findings:
        own = Because(finding.check, finding.message, finding.severity, finding.source, finding.since)
        found += [
            Turn(because.since, finding, because)
            for because in finding.reasons or (own,)
            if because.since is not None and as_of < because.since <= last
        ]
    return tuple(sorted(found, key=lambda turn: (turn.day, turn.finding.page, turn.finding.start)))
