"""What an issue's history gives rise to: flapping, reminders, a new rule's wave."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.chronicle import WAVE, chronicle, escalated, flapping, held, waves
from monitor.issues import Change
from monitor.model import Event, EventKind, Family, Finding, Issue, IssueState, Message, Place, Severity
from monitor.store.issues import Told

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
TODAY = date(2026, 11, 24)
PAGE = "https://kunta.example/a"
FINDING = Finding(
    check="programme-ending",
    family=Family.VALIDITY,
    severity=Severity.NOTE,
    page=PAGE,
    subject="ohjelma 2021-2026",
    quote="2021–2026",
    message=Message("programme-ending.soon"),
    since=date(2027, 1, 1),
)


def issue(finding: Finding = FINDING, *, seen: datetime = NOW - timedelta(days=90), number: int = 1) -> Issue:
    return Issue(
        id=number,
        target="a",
        family=finding.family,
        subject=finding.subject,
        state=IssueState.OPEN,
        check=finding.check,
        severity=finding.severity,
        first_seen=seen,
        last_seen=NOW,
        places=(Place(finding.page, finding, seen),),
    )


def told(kind: EventKind, days: float, note: str = "") -> Told:
    return Told(1, 1, kind, NOW - timedelta(days=days), "", note)


def follows(change: Change, *past: Told, today: date = TODAY) -> list[tuple[str, str]]:
    """What is added to the change's own events."""
    found = chronicle([change], {1: past}, now=NOW, today=today)
    return [(str(event.kind), event.note) for event in found[0].events[len(change.events) :]]


RESOLVED = Event(EventKind.RESOLVED, issue().key, NOW)


@pytest.mark.parametrize(
    ("days", "flaps"),
    [
        pytest.param((), False, id="mended once"),
        pytest.param((1,), False, id="two changes"),
        pytest.param((8, 9), False, id="two of them long ago"),
        pytest.param((1, 7.1), False, id="just too long ago"),
        pytest.param((1, 2), True, id="three changes in a week"),
        pytest.param((0.1, 6.9), True, id="just a week"),
    ],
)
def test_flapping(days: tuple[float, ...], flaps: bool) -> None:  # noqa: FBT001
    past = [told(EventKind.REOPENED, day) for day in days]
    assert follows(Change(replace(issue(), state=IssueState.RESOLVED), (RESOLVED,)), *past) == (
        [("flapping", "")] if flaps else []
    )


def test_flapping_is_told_once_a_week_and_ends() -> None:
    past = [told(EventKind.REOPENED, 1), told(EventKind.RESOLVED, 2), told(EventKind.FLAPPING, 1)]
    assert follows(Change(replace(issue(), state=IssueState.RESOLVED), (RESOLVED,)), *past) == []
    assert flapping(past, NOW)
    assert not flapping(past, NOW + timedelta(days=6))


@pytest.mark.parametrize(
    ("today", "reminded", "rung"),
    [
        pytest.param(date(2026, 10, 31), None, None, id="61 days before"),
        pytest.param(date(2026, 11, 3), "early", None, id="told"),
        pytest.param(date(2027, 1, 29), "last", None, id="29 days after"),
        pytest.param(date(2027, 6, 1), "admin", None, id="nothing above the admin"),
        pytest.param(date(2026, 11, 1), None, "early", id="60 days before"),
        pytest.param(date(2026, 12, 24), "early", "last", id="7 days before, on Christmas Eve"),
        pytest.param(date(2027, 1, 30), "last", "overdue", id="30 days after"),
        pytest.param(date(2027, 3, 1), "overdue", "admin", id="60 days after"),
        pytest.param(date(2027, 3, 1), None, "admin", id="the highest rung alone"),
    ],
)
def test_reminders(today: date, reminded: str | None, rung: str | None) -> None:
    past = [told(EventKind.REMINDED, 0.1, reminded)] if reminded else []
    assert follows(Change(issue(), ()), *past, today=today) == ([("reminded", rung)] if rung else [])


@pytest.mark.parametrize(
    ("days", "rung"),
    [
        pytest.param(0, None, id="it was told as new today"),
        pytest.param(29, None, id="29 days later"),
        pytest.param(30, "overdue", id="30 days after it was first told"),
        pytest.param(60, "admin", id="60 days after it was first told"),
    ],
)
def test_what_ended_long_ago_is_counted_from_when_it_was_found(days: int, rung: str | None) -> None:
    ended = replace(FINDING, check="programme-ended", since=date(2021, 1, 1))
    today = TODAY + timedelta(days=days)
    assert follows(Change(issue(ended, seen=NOW), ()), today=today) == ([("reminded", rung)] if rung else [])


@pytest.mark.parametrize(
    "quiet",
    [
        pytest.param(replace(issue(), state=IssueState.ACKNOWLEDGED), id="somebody knows"),
        pytest.param(replace(issue(), family=Family.LINK), id="a link has no last day"),
        pytest.param(issue(replace(FINDING, since=None)), id="no last day"),
    ],
)
def test_nobody_is_reminded(quiet: Issue) -> None:
    assert follows(Change(quiet, ()), today=date(2027, 3, 1)) == []


def test_news_are_no_reminders() -> None:
    opened = Event(EventKind.OPENED, issue().key, NOW)
    assert follows(Change(issue(), (opened,)), today=date(2026, 12, 24)) == []


def test_issues_to_which_nothing_happened_are_reminded_too() -> None:
    (change,) = chronicle([Change(issue(), ())], {}, now=NOW, today=date(2026, 12, 24))
    assert [event.kind for event in change.events] == [EventKind.REMINDED]


def test_the_admin_hears_when_reminders_were_in_vain() -> None:
    assert escalated([told(EventKind.REMINDED, 1, "admin")], issue())
    assert not escalated([told(EventKind.REMINDED, 1, "overdue")], issue())
    assert not escalated([told(EventKind.REMINDED, 100, "admin")], issue(seen=NOW)), "of an earlier life"


def wave(count: int, finding: Finding, *, read: timedelta) -> list[str]:
    """The kinds of the events that are added to a wave of candidates."""
    term = replace(finding, check="term-superseded", family=Family.TERM)
    born = [replace(issue(replace(term, subject=str(n)), number=0), state=IssueState.CANDIDATE) for n in range(count)]
    changes = [Change(one, (Event(EventKind.SEEN, one.key, NOW),)) for one in born]
    found = chronicle(changes, {}, waves(changes, {PAGE: NOW - read}, NOW), now=NOW, today=TODAY)
    return [str(event.kind) for change in found for event in change.events if event.kind is not EventKind.SEEN]


LONG_WRONG = replace(FINDING, since=date(2023, 1, 1))
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("count", "finding", "read"),
    [
        pytest.param(WAVE, LONG_WRONG, A_DAY, id="twenty are no wave"),
        pytest.param(WAVE + 1, LONG_WRONG, timedelta(0), id="pages that were read just now"),
        pytest.param(WAVE + 1, replace(FINDING, since=TODAY), A_DAY, id="the day came, and nothing else"),
    ],
)
def test_no_wave(count: int, finding: Finding, read: timedelta) -> None:
    assert wave(count, finding, read=read) == []


def test_a_wave_in_words_that_were_read_before_waits_for_the_admin() -> None:
    assert wave(WAVE + 1, LONG_WRONG, read=A_DAY) == ["held"] * (WAVE + 1)


def test_after_a_week_it_waits_no_longer() -> None:
    assert follows(Change(issue(replace(FINDING, since=None)), ()), told(EventKind.HELD, 6.9)) == []
    assert follows(Change(issue(replace(FINDING, since=None)), ()), told(EventKind.HELD, 7)) == [("released", "")]
    assert held([told(EventKind.HELD, 1)])
    assert not held([told(EventKind.HELD, 2), told(EventKind.RELEASED, 1)])
