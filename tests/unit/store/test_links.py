"""Looks and standings: one look for each run and address, only conclusive runs are history."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from monitor.model import Coverage, Hop, Look, Outcome, Reason, Standing, State, Verdict
from monitor.store import links, runs
from monitor.store.database import Database
from monitor.store.schema import destinations, looks

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
URL = "https://muu.example/"
OK = Look(URL, NOW, Verdict(Outcome.OK), 200, URL, (), b"h" * 8)
GONE = Look(URL, NOW, Verdict(Outcome.BROKEN, Reason.NOT_FOUND), 404, URL)
HOPS = (Hop(URL, 301, f"{URL}a"), Hop(f"{URL}a", 302, f"{URL}b"))
MOVED = Look(URL, NOW, Verdict(Outcome.REDIRECTED, Reason.TEMPORARY), 200, f"{URL}b", HOPS)


@pytest.mark.parametrize("look", [OK, GONE, MOVED], ids=["ok", "gone", "moved"])
def test_a_look_comes_out_as_it_went_in(database: Database, look: Look) -> None:
    with database.begin() as connection:
        links.save_looks(connection, 1, [look])
        assert links.looks_of(connection, 1) == {URL: look}


def test_the_first_look_of_a_run_counts(database: Database) -> None:
    with database.begin() as connection:
        links.save_looks(connection, 1, [OK, GONE])
        links.save_looks(connection, 1, [GONE])
        assert links.looks_of(connection, 1) == {URL: OK}
        assert connection.scalar(select(func.count()).select_from(looks)) == 1


def test_what_was_asked_of_each_host_today(database: Database) -> None:
    urls = ("https://a.example/1", "https://a.example/", "http://a.example:8080/2?x=/", "http://b/", "http://[::1]:1/")
    with database.begin() as connection:
        before, today = (runs.start(connection, "sivut", NOW) for _ in range(2))
        links.save_looks(connection, before, [OK._replace(url=url) for url in urls])
        runs.finish(connection, before, NOW, Coverage(), "")
        later = [OK._replace(url=url, at=NOW + timedelta(hours=3)) for url in urls]
        links.save_looks(
            connection, today, [*later, GONE._replace(url="http://c/", verdict=Verdict(Outcome.UNCHECKED))]
        )
        assert links.spent(connection, NOW + timedelta(hours=1)) == {"a.example": 3, "b": 1, "::1": 1}
        assert links.spent(connection, NOW - timedelta(hours=1)) == {"a.example": 6, "b": 2, "::1": 2}


def test_runs_that_prove_nothing_are_no_history(database: Database) -> None:
    with database.begin() as connection:
        for day, why_not in enumerate(("", "the network was down", "")):
            run = runs.start(connection, "sivut", NOW)
            links.save_looks(connection, run, [GONE._replace(at=NOW + timedelta(days=day))])
            if day < 2:
                runs.finish(connection, run, NOW, Coverage(), why_not)
        assert [look.at for look in links.history(connection, [URL])[URL]] == [NOW]


def test_many_addresses_are_asked_for_in_slices(database: Database) -> None:
    urls = [f"{URL}{n}" for n in range(links.SLICE * 2 + 1)]
    rows = {url: Standing(State.OK, NOW, 1, OK._replace(url=url)) for url in urls}
    with database.begin() as connection:
        links.save_standings(connection, rows)
        assert links.standings_of(connection, urls) == rows


def test_what_is_unsettled_comes_a_few_at_a_time(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "LOADED", 2)
    seen = {
        url: OK._replace(url=url) for url in ("https://a/", "https://b/", "https://d/", "https://d/ä", "https://e/")
    }
    with database.begin() as connection:
        links.save_looks(connection, 1, list(seen.values()))
        links.save_standings(connection, {"https://b/": Standing(State.OK, NOW, 1, seen["https://b/"])})
        earlier = OK._replace(url="https://e/", at=NOW - timedelta(days=1))
        links.save_standings(connection, {"https://e/": Standing(State.OK, NOW, 1, earlier)})
        parts = [list(part) for part in links.unsettled(connection, 1)]
        assert parts == [["https://a/", "https://d/"], ["https://d/ä", "https://e/"]]


def test_what_is_due_those_that_waited_longest_first(database: Database) -> None:
    due = {f"{URL}{n}": NOW + timedelta(hours=n) for n in (3, 1, 2)}
    rows = {u: Standing(State.FAILING, NOW, 1, GONE._replace(url=u), at) for u, at in due.items()}
    with database.begin() as connection:
        links.save_standings(connection, {**rows, URL: Standing(State.OK, NOW, 1, OK)})
        assert links.due(connection, NOW) == []
        assert links.due(connection, NOW + timedelta(hours=2)) == [f"{URL}1", f"{URL}2"]


def test_controls_are_one_address_for_each_host_that_answered(database: Database) -> None:
    good = [f"https://{name}.example/{n}" for name in "abc" for n in range(3)]
    rows = {u: Standing(State.OK, NOW, 1, OK._replace(url=u)) for u in good}
    with database.begin() as connection:
        links.save_standings(connection, {**rows, URL: Standing(State.BROKEN, NOW, 1, GONE)})
        found = links.steady(connection, 2)
    assert len(found) == len({url.split("/")[2] for url in found}) == 2
    assert set(found) <= set(good)


def test_a_destination_is_remembered_as_first_met(database: Database) -> None:
    with database.begin() as connection:
        links.meet(connection, NOW, {URL: ("Kirjasto", "fi")})
        links.meet(connection, NOW + timedelta(days=1), {URL: ("Casino", "en")})
        row = connection.execute(select(destinations)).one()
    assert (row.title, row.lang, row.first_seen) == ("Kirjasto", "fi", NOW)


def test_a_naive_time_is_refused(database: Database) -> None:
    with database.begin() as connection, pytest.raises(Exception, match="a naive time was about to be stored"):
        runs.start(connection, "sivut", NOW.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("age", "goes_on"),
    [
        pytest.param(timedelta(hours=11, minutes=59), True, id="young enough"),
        pytest.param(timedelta(hours=12, minutes=1), False, id="too old"),
    ],
)
def test_a_run_that_was_cut_off(database: Database, age: timedelta, *, goes_on: bool) -> None:
    with database.begin() as connection:
        number = runs.start(connection, "sivut", NOW)
        found = runs.unfinished(connection, "sivut", NOW + age - timedelta(hours=12))
        assert (found is not None and found.id == number) is goes_on
        assert runs.unfinished(connection, "muut", NOW) is None


def test_a_newer_run_that_ended_leaves_an_older_one_behind(database: Database) -> None:
    with database.begin() as connection:
        runs.start(connection, "sivut", NOW)
        later = runs.start(connection, "sivut", NOW)
        runs.finish(connection, later, NOW, Coverage(1, 2, 3, 4))
        assert runs.unfinished(connection, "sivut", NOW) is None
        last = runs.last(connection, "sivut")
    assert last is not None
    assert (last.id, last.coverage, last.conclusive) == (later, Coverage(1, 2, 3, 4), True)
