"""Issues, places and events: what goes in comes out, and decisions are kept with their event."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.issues import Change
from monitor.model import Because, Event, EventKind, Family, Finding, Issue, IssueState, Message, Place, Severity, Zone
from monitor.store import issues
from monitor.store.database import Database

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
PAGE = "https://koivuselka.example/a"
USUAL = Finding(
    check="date-passed",
    family=Family.VALIDITY,
    severity=Severity.NOTE,
    page=PAGE,
    subject="2020",
    quote="2020",
    message=Message("date-passed", {"ends": date(2020, 12, 31)}),
    reasons=(Because("date-passed", Message("date-passed", {"ends": date(2020, 12, 31)}), Severity.NOTE),),
)
FINDING = Finding(
    check="programme-ended",
    family=Family.VALIDITY,
    severity=Severity.WARNING,
    page=PAGE,
    subject="2017-2020",
    quote="2017-2020",
    message=Message("programme-ended", {"until": date(2020, 12, 31), "years": 5, "words": "2017-2020"}, 5),
    context="Ohjelma 2017-2020",
    start=8,
    end=17,
    heading="Ohjelma",
    zone=Zone.ASIDE,
    lang="fi",
    since=date(2021, 1, 1),
    suggestion="2021-2024",
    source="https://www.example.fi/",
    reasons=(Because("programme-ended", Message("x"), Severity.NOTE, "laki", date(2021, 1, 1)),),
    confidence=90,
    also=(replace(USUAL, nth=1), replace(USUAL, quote="2021", nth=2)),
)
ISSUE = Issue(
    target="sivut",
    family="validity",
    subject="2017-2020",
    state=IssueState.OPEN,
    check="programme-ended",
    severity="warning",
    first_seen=NOW,
    last_seen=NOW,
    places=(Place(PAGE, FINDING, NOW), Place(f"{PAGE}b", replace(FINDING, page=f"{PAGE}b"), NOW)),
)
OPENED = Event(EventKind.OPENED, ISSUE.key, NOW, PAGE)


def kept(database: Database, *changes: Change, run: int | None = 1) -> list[Issue]:
    with database.begin() as connection:
        issues.apply(connection, changes, run)
        return issues.of_target(connection, "sivut")


words = st.text(max_size=30)
days = st.none() | st.dates()
messages = st.builds(
    Message, words, st.dictionaries(words, words | st.integers(-9, 9) | st.dates(), max_size=3), st.none() | st.just(2)
)


@given(
    st.builds(
        replace,
        st.just(FINDING),
        quote=words,
        context=words,
        since=days,
        suggestion=st.none() | words,
        message=messages,
        reasons=st.lists(st.builds(Because, words, messages, st.sampled_from(Severity), words, days)).map(tuple),
    )
)
def test_a_finding_comes_out_as_it_went_in(finding: Finding) -> None:
    assert issues.read_finding(issues.write_finding(finding)) == finding


@pytest.mark.parametrize(
    ("finding", "written"),
    [
        pytest.param(USUAL, [], id="as-usual"),
        pytest.param(replace(USUAL, reasons=()), ["reasons"], id="without-a-reason"),
        pytest.param(replace(USUAL, zone=Zone.NAVIGATION, confidence=70), ["confidence", "zone"], id="unusual"),
    ],
)
def test_what_is_as_usual_is_not_written(finding: Finding, written: list[str]) -> None:
    needed = {"check", "family", "severity", "page", "subject", "quote", "message"}
    assert sorted(issues.pack_finding(finding).keys() - needed) == written
    assert issues.read_finding(issues.write_finding(finding)) == finding


@pytest.mark.parametrize(("quote", "written"), [("ä", "ä"), ("я", "я"), ("\ud800", "\\ud800")])
def test_half_of_a_character_alone_is_escaped(quote: str, written: str) -> None:
    row = issues.write_finding(replace(USUAL, quote=quote))
    assert f'"{written}"' in row
    assert issues.read_finding(row).quote == quote


def test_an_issue_comes_out_as_it_went_in(database: Database) -> None:
    (found,) = kept(database, Change(ISSUE, (OPENED,)))
    assert found == replace(ISSUE, id=found.id)
    with database.read() as connection:
        assert issues.one(connection, found.id) == found
        assert issues.one(connection, 99) is None
        assert issues.history(connection, found.id) == [OPENED._replace(id=1)]


def test_written_again_it_is_one(database: Database) -> None:
    (found,) = kept(database, Change(ISSUE, (OPENED,)))
    later = replace(found, last_seen=NOW + timedelta(days=1), places=found.places[:1])
    assert kept(database, Change(later, ())) == [later]


def test_states_and_targets_are_asked_for(database: Database) -> None:
    other = replace(ISSUE, target="muut", subject="x", state=IssueState.RESOLVED)
    kept(database, Change(ISSUE, ()), Change(other, ()))
    with database.read() as connection:
        every = issues.of_target(connection)
        over = issues.of_target(connection, states=[IssueState.RESOLVED])
    assert {i.target for i in every} == {"sivut", "muut"}
    assert [i.target for i in over] == ["muut"]


def test_what_waits_is_remembered_until_it_is_written_again(database: Database) -> None:
    (found,) = kept(database, Change(ISSUE, (), frozenset({PAGE})))
    with database.begin() as connection:
        assert issues.waited(connection, "sivut") == {(("validity", "2017-2020"), PAGE)}
        issues.apply(connection, [Change(found, ())], 2)
        assert issues.waited(connection, "sivut") == frozenset()


@pytest.mark.parametrize(
    ("state", "event", "changes", "note"),
    [
        (IssueState.ACKNOWLEDGED, EventKind.ACKNOWLEDGED, {"until": date(2027, 1, 31)}, "until 2027-01-31"),
        (IssueState.ATTESTED, EventKind.ATTESTED, {"until": date(2027, 1, 31), "by": "Aino"}, "by Aino"),
        (IssueState.FALSE_ALARM, EventKind.FALSE_ALARM, {"comment": "nimi"}, "comment nimi"),
        (IssueState.OPEN, EventKind.REASSIGNED, {"owner": "Webbredaktionen"}, "owner Webbredaktionen"),
        (IssueState.OPEN, EventKind.REOPENED, {}, ""),
    ],
)
def test_a_decision_is_kept_with_its_event(
    database: Database, state: IssueState, event: EventKind, changes: dict[str, object], note: str
) -> None:
    (found,) = kept(database, Change(ISSUE, (OPENED,)))
    later = NOW + timedelta(hours=1)
    with database.begin() as connection:
        issues.decide(connection, found, state, event, later, **changes)
        assert issues.one(connection, found.id) == replace(found, state=state, **changes)  # type: ignore[arg-type]
        told = issues.events_after(connection, 1)
    assert [(e.kind, e.at, e.issue) for e in told] == [(event, later, found.id)]
    with database.read() as connection:
        assert note in issues.history(connection, found.id)[-1].note


def test_a_cursor_reads_on_from_where_it_stood(database: Database) -> None:
    kept(database, Change(ISSUE, (OPENED, OPENED._replace(kind=EventKind.PLACE_ADDED))))
    with database.read() as connection:
        assert issues.newest_event(connection) == 2
        assert [e.kind for e in issues.events_after(connection, 1)] == [EventKind.PLACE_ADDED]
        assert issues.events_after(connection, 2) == []
