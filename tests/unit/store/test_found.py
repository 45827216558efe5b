"""What was found comes back thing by thing, with the issues that are about it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection

from monitor.issues import Change
from monitor.model import Family, Finding, Issue, IssueState, Message, Place, Severity, Zone
from monitor.store import issues
from monitor.store.database import Database
from monitor.store.found import AT_ONCE, Found

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
A, B, C = (f"https://koivuselka.example/{name}" for name in "abc")


def finding(subject: str, page: str = A, zone: Zone = Zone.MAIN) -> Finding:
    return Finding(
        check="phone-format",
        family=Family.PHONE,
        severity=Severity.NOTE,
        page=page,
        subject=subject,
        quote="0400 \ud800 ä",
        message=Message("phone-format"),
        zone=zone,
    )


def known(connection: Connection, subject: str, *pages: str, state: IssueState = IssueState.OPEN) -> int:
    """An issue in the store; its number."""
    issue = Issue(
        target="sivut",
        family=Family.PHONE,
        subject=subject,
        state=state,
        check="phone-format",
        severity="note",
        first_seen=NOW,
        last_seen=NOW,
        places=tuple(Place(page, finding(subject, page), NOW) for page in pages),
    )
    issues.apply(connection, [Change(issue, ())], 1)
    return issues.numbers_of(connection, "sivut")[-1]


def laid_aside(connection: Connection, *findings: Finding) -> Found:
    found = Found(connection, "sivut")
    found.add(findings)
    found.all_there()
    return found


def test_new_things_come_in_the_order_in_which_they_were_found(database: Database) -> None:
    told = (finding("2"), finding("9"), finding("1"), finding("2", B), finding("1", B, Zone.FOOTER))
    with database.begin() as connection:
        known(connection, "9", A)
        found = laid_aside(connection, *told)
        (first, many), (second, few) = found.new()
        assert (many, few) == (2, 2)
        assert list(found.of_new([first])) == [told[0], told[3]]
        assert list(found.of_new([second, first])) == [told[0], told[2], told[3], told[4]]


def test_what_issues_are_about(database: Database) -> None:
    with database.begin() as connection:
        one, other = known(connection, "1", A), known(connection, "2", A)
        found = laid_aside(connection, finding("2"), finding("3"), finding("1", B), finding("1", C))
        assert [f.page for f in found.of_known([one])] == [B, C]
        assert [f.subject for f in found.of_known([one, other])] == ["2", "1", "1"]
        assert found.sized([other, one]) == [(other, 1), (one, 2)]


def test_much_is_laid_aside(database: Database) -> None:
    told = [finding(str(number)) for number in range(AT_ONCE + 7)]
    with database.begin() as connection:
        found = laid_aside(connection, *told)
        assert list(found.of_new([thing.number for thing in found.new()])) == told


def test_nothing_is_left_of_it(database: Database) -> None:
    with database.begin() as connection:
        known(connection, "1", A)
        laid_aside(connection, finding("1"))
    with database.begin() as connection:
        assert connection.exec_driver_sql("SELECT name FROM temp.sqlite_master").all() == []
        assert issues.numbers_of(connection, "sivut") == [1]
        assert laid_aside(connection).new() == []


@pytest.mark.parametrize(
    ("places", "state", "found", "told"),
    [
        pytest.param((A,), IssueState.OPEN, [finding("1")], False, id="found-again"),
        pytest.param((A,), IssueState.RESOLVED, [], False, id="over"),
        pytest.param((A,), IssueState.FALSE_ALARM, [], False, id="a-false-alarm"),
        pytest.param((A,), IssueState.OPEN, [finding("1", p, Zone.FOOTER) for p in (A, B)], False, id="on-two-pages"),
        pytest.param((A,), IssueState.OPEN, [], True, id="not-found"),
        pytest.param((A, B), IssueState.OPEN, [finding("1")], True, id="one-place-not-found"),
        pytest.param((A,), IssueState.OPEN, [finding("1", B)], True, id="found-elsewhere"),
        pytest.param((A,), IssueState.OPEN, [finding("2")], True, id="something-else-found"),
        pytest.param((A,), IssueState.OPEN, [finding("1", p, Zone.FOOTER) for p in (A, B, C)], True, id="every-page"),
    ],
)
def test_issues_that_may_have_lost_a_place(
    database: Database, places: tuple[str, ...], state: IssueState, found: list[Finding], *, told: bool
) -> None:
    with database.begin() as connection:
        number = known(connection, "1", *places, state=state)
        assert laid_aside(connection, *found).perhaps_going(2) == ([number] if told else [])


def test_how_many_places_are_known(database: Database) -> None:
    with database.begin() as connection:
        known(connection, "1", A, B)
        known(connection, "2", A, state=IssueState.WITHDRAWN)
        known(connection, "3", A, state=IssueState.FALSE_ALARM)
        assert laid_aside(connection).places() == 2


def test_what_was_over_and_is_back(database: Database) -> None:
    with database.begin() as connection:
        gone = known(connection, "1", A, state=IssueState.WITHDRAWN)
        known(connection, "2", A, state=IssueState.RESOLVED)
        known(connection, "3", A)
        found = laid_aside(connection, finding("1"), finding("1", B), finding("3"))
        assert found.back() == [gone]


def test_what_is_written_alike_is_one_finding(database: Database) -> None:
    with database.begin() as connection:
        number = known(connection, "1", A)
        found = laid_aside(connection, finding("1"))
        (issue,) = issues.some(connection, [number])
        (again,) = found.of_known([number])
        assert issue.places[0].finding is again
        assert replace(again) == finding("1")
