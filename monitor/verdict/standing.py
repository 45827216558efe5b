"""What looks at one destination add up to, and when it wants to be asked again. Pure: time is an argument."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from monitor.model import Look, Outcome, Reason, Standing, State

APART = timedelta(hours=1)  # looks closer together than this count once
DUE = (timedelta(hours=6), timedelta(hours=18), timedelta(hours=24))  # when a failing destination is asked again
CONFIRMED = timedelta(hours=24)
LOOKS = 3
UNKNOWN_AFTER = timedelta(days=14)
GOOD = frozenset({Outcome.OK, Outcome.REDIRECTED})


def fold(looks: Sequence[Look], now: datetime) -> Standing | None:
    """What looks, oldest first, add up to; None where none of them told anything.

    A 404 or 410 has had its second look within the run. What may pass is broken after three looks over a day.
    Blocked and unchecked looks never break anything, nor mend it.
    """
    standing: Standing | None = None
    counted: datetime | None = None  # the time of the last look that counted
    for look in looks:
        outcome = look.verdict.outcome
        if outcome is Outcome.UNCHECKED:
            standing = standing or Standing(State.UNKNOWN, look.at, 0, look)
        elif outcome is Outcome.BLOCKED:
            if standing is None or standing.state is not State.BROKEN:
                same = standing is not None and standing.state is State.UNKNOWN
                standing = Standing(State.UNKNOWN, standing.since if standing and same else look.at, 0, look)
            counted = None
        else:
            fresh = counted is None or look.at - counted >= APART
            standing = _after(standing, look, fresh=fresh)
            if fresh or standing.looks == 1:
                counted = look.at
    if standing and standing.state is State.OK and now - standing.last.at > UNKNOWN_AFTER:
        return Standing(State.UNKNOWN, standing.last.at, standing.looks, standing.last)
    return standing


def _after(before: Standing | None, look: Look, *, fresh: bool) -> Standing:
    good = look.verdict.outcome in GOOD
    going_on = before is not None and before.state in ((State.OK,) if good else (State.FAILING, State.BROKEN))
    since = before.since if before and going_on else look.at
    looks = before.looks + fresh if before and going_on else 1
    if good:
        return Standing(State.OK, since, looks, look)
    if before and before.state is State.BROKEN:
        # A page that was said to be gone is not found again because its host is down today.
        said = before.last.verdict.outcome is Outcome.BROKEN and look.verdict.outcome is not Outcome.BROKEN
        return Standing(State.BROKEN, since, looks, before.last if said else look)
    if look.verdict.reason in (Reason.NOT_FOUND, Reason.GONE):
        return Standing(State.BROKEN, since, looks, look)
    needed = 2 if look.verdict.outcome is Outcome.BROKEN else LOOKS
    span = look.at - since
    if looks >= needed and (span >= CONFIRMED or needed < LOOKS):
        return Standing(State.BROKEN, since, looks, look)
    due = next((since + after for after in DUE if after > span), look.at + DUE[0])
    return Standing(State.FAILING, since, looks, look, due)


def resting(since: datetime, last: datetime, now: datetime, most: timedelta) -> bool:
    """Whether a destination that has been well `since` then, and was `last` asked then, need not be asked yet.

    It rests for a quarter of the time that it has been well: a day at least, `most` at most. An hour is forgiven, so
    that a daily run stays a daily one.
    """
    wait = min(max((last - since) / 4, timedelta(days=1)), most)
    return now < last + wait - APART
