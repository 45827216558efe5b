"""The immigrant page by `runs.run`: each link its verdict, nothing doubled, nothing mended that was not."""

import asyncio
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from sqlalchemy import func, select

from monitor.demo.server import Route, Site
from monitor.errors import CannotWork
from monitor.model import EventKind, IssueState
from monitor.runs import Ran
from monitor.store import links, pages
from monitor.store.packing import Text
from monitor.store.schema import events, issues, leases, places, runs, snapshots
from monitor.store.schema import pages as page_rows
from tests.integration.conftest import IMMIGRANT, PAGE
from tests.integration.house import House, page, write

TRUTH = YAML(typ="safe").load((IMMIGRANT / "truth.yaml").read_text(encoding="utf-8"))


def counts(house: House) -> dict[str, int]:
    """Rows of the tables that a second run must not double."""
    tables = (issues, places, events, page_rows, snapshots)
    with house.database.read() as connection:
        return {t.name: connection.scalar(select(func.count()).select_from(t)) or 0 for t in tables}


async def test_each_link_has_its_verdict(immigrant: House) -> None:
    await immigrant.run()
    assert immigrant.site
    wanted = {immigrant.site.base_url + row["href"]: (row["verdict"], row.get("reason", "")) for row in TRUTH["links"]}
    with immigrant.database.read() as connection:
        looks = links.looks_of(connection, 1)
    assert {url: tuple(map(str, looks[url].verdict)) for url in wanted} == wanted


async def test_what_is_found_and_what_stays_silent(immigrant: House) -> None:
    ran = await immigrant.run()
    assert immigrant.site
    here = [listed.finding for listed in ran.report.findings if listed.finding.page.endswith(PAGE)]
    told = [(reason.check, finding.quote) for finding in here for reason in finding.reasons] + [
        (finding.check, finding.quote) for finding in here
    ]
    for row in TRUTH["find"]:
        assert any(check == row["check"] and row["quote"] in quote for check, quote in told), row
    for row in TRUTH["silent"]:
        assert not [quote for _, quote in told if row["quote"] in quote], row


async def test_a_second_run_doubles_nothing(immigrant: House) -> None:
    await immigrant.settled()
    before = counts(immigrant)
    told = immigrant.events()
    ran = await immigrant.run(days=1)
    assert counts(immigrant) == before
    assert immigrant.events() == told
    assert not ran.events


async def test_taking_the_programme_line_away_resolves_exactly_that(immigrant: House) -> None:
    await immigrant.settled()
    assert immigrant.site
    open_before = {i.subject for i in immigrant.issues(IssueState.OPEN)}
    immigrant.site.turn(IMMIGRANT / "second")
    await immigrant.run(days=1)
    gone = {(i.check, i.places[0].finding.quote) for i in immigrant.issues(IssueState.RESOLVED)}
    pdf = "Koivuselän seudun kotouttamisohjelma 2017-2020"
    assert gone == {("programme-ended", "2017-2020"), ("link-broken", pdf)}, "the line held a dead link, too"
    left = {i.subject for i in immigrant.issues(IssueState.OPEN)}
    assert left == open_before - {i.subject for i in immigrant.issues(IssueState.RESOLVED)}


async def test_a_maintenance_page_resolves_nothing(immigrant: House) -> None:
    await immigrant.settled()
    assert immigrant.site
    before = immigrant.issues(IssueState.OPEN)
    (immigrant.settings.path.parent / "m").mkdir()
    routes = dict(immigrant.site.routes)
    immigrant.site.routes = {**routes, PAGE: routes[PAGE]._replace(file="maintenance/page.html")}
    await immigrant.run(days=1)
    after = immigrant.issues(IssueState.OPEN)
    assert [(i.subject, len(i.places)) for i in after] == [(i.subject, len(i.places)) for i in before]
    assert not immigrant.issues(IssueState.RESOLVED, IssueState.WITHDRAWN, IssueState.UNWATCHED)
    with immigrant.database.read() as connection:
        stored = pages.known(connection, "sivut")[immigrant.site.base_url + PAGE]
    assert (stored.reason, stored.title) == ("not-itself", "Maahanmuuttoneuvonta ja kotoutuminen")


async def test_a_page_whose_text_was_let_go_is_read_anew(house: House, tmp_path: Path) -> None:
    write(tmp_path / "site", {"index.html": page("Etusivu", "Koivuselän ohjelma 2017–2020")})
    await house.settled()
    before = house.subjects(IssueState.OPEN)
    with house.database.begin() as connection:
        connection.execute(snapshots.delete())
    await house.run(days=1)
    assert house.subjects(IssueState.OPEN) == before
    with house.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(snapshots)) == 1


async def test_one_block_under_two_headings_is_one_reading_and_two_judgements(house: House, tmp_path: Path) -> None:
    text = (IMMIGRANT / "two_headings.html").read_text(encoding="utf-8")
    write(tmp_path / "site", {"index.html": text})
    ran = await house.run()
    with house.database.read() as connection:
        (stored,) = pages.known(connection, "sivut").values()
        told = Text(pages.packed(connection, [stored.id])[stored.id][1], stored.page_type).stated()
    dated = [(fact, placed) for fact, placed in told if "1.1.–31.3.2026" in placed.block.text]
    assert len({fact for fact, _ in dated}) == 1
    assert [(fact.kind, placed.headings[-1]) for fact, placed in dated] == [("date", "Hakuaika"), ("date", "Arkisto")]
    assert [(row.finding.check, row.finding.heading) for row in ran.report.findings] == [("date-passed", "Hakuaika")]


async def test_a_page_that_was_never_read_is_told_once_its_absence_is_sure(house: House) -> None:
    await house.run()  # 404 twice within the run: sure at once
    assert house.subjects(IssueState.OPEN) == {("page-unreachable", "/index.html")}
    assert house.told() == {"Verkkotoimitus": [], "Webbredaktionen": [], "(admin)": [("urgent", "page-unreachable")]}


async def test_a_start_that_is_gone_is_told_once_and_not_forgotten(house: House) -> None:
    for _ in range(5):
        await house.run(days=1)
    kinds = [event.kind for event in house.events()]
    assert kinds.count(EventKind.OPENED) == 1
    assert EventKind.UNWATCHED not in kinds


@pytest.mark.parametrize("times", [1, 2])
async def test_a_page_that_is_gone_is_watched_no_longer_after_two_runs(
    house: House, tmp_path: Path, times: int
) -> None:
    front = page("Etusivu", '<a href="/vanha.html">Vanha</a>')
    write(tmp_path / "site", {"index.html": front, "vanha.html": page("Vanha", "Kotouttamisohjelma 2017–2020")})
    await house.settled()
    assert ("programme-ended", IssueState.OPEN) in {(i.check, i.state) for i in house.issues()}
    (tmp_path / "site" / "vanha.html").unlink()
    for _ in range(times):
        await house.run(days=1)
    state = {i.check: i.state for i in house.issues()}["programme-ended"]
    assert state is (IssueState.OPEN if times == 1 else IssueState.UNWATCHED)
    assert EventKind.RESOLVED not in {event.kind for event in house.events()}


async def test_a_page_that_nothing_links_to_any_more_is_asked_until_it_is_gone(
    house: House, site: Site, tmp_path: Path
) -> None:
    front = page("Etusivu", '<a href="/vanha.html">Vanha</a>')
    write(tmp_path / "site", {"index.html": front, "vanha.html": page("Vanha", "Kotouttamisohjelma 2017–2020")})
    await house.settled()
    write(tmp_path / "site", {"index.html": page("Etusivu", "Uutta.")})
    site.asked.clear()
    await house.run(days=1)
    assert [a.status for a in site.asked if a.target == "/vanha.html"] == [304]
    (tmp_path / "site" / "vanha.html").unlink()
    await house.run(days=1)
    await house.run(days=1)
    assert {i.check: i.state for i in house.issues()}["programme-ended"] is IssueState.UNWATCHED


async def test_a_page_that_moved_for_good_is_read_at_its_new_address_after_two_runs(
    house: House, site: Site, tmp_path: Path
) -> None:
    front = page("Etusivu", '<a href="/vanha.html">Vanha</a>')
    old = page("Ohjelma", "Kotouttamisohjelma 2017–2020")
    write(tmp_path / "site", {"index.html": front, "vanha.html": old})
    await house.settled()
    write(tmp_path / "site", {"uusi.html": old})
    site.routes = {"/vanha.html": _moved("/uusi.html")}
    await house.run(days=1)
    await house.run(days=1)
    await house.run(days=1)
    (programme,) = house.issues(family="validity")
    assert [place.page for place in programme.places] == [f"{site.base_url}/uusi.html"]
    assert programme.state is IssueState.OPEN
    assert EventKind.RESOLVED not in {event.kind for event in house.events()}


async def test_a_page_rebuilt_with_other_words_is_believed_after_a_fortnight(house: House, tmp_path: Path) -> None:
    write(tmp_path / "site", {"index.html": page("Ohjelma", "Kotouttamisohjelma 2017–2020")})
    await house.settled()
    short = "<html lang=fi><title>Ohjelma</title><main><h1>Ohjelma</h1><p>Uusi ohjelma on valmis.<p>Lue se täältä."
    write(tmp_path / "site", {"index.html": short})
    for _ in range(14):
        await house.run(days=1)
    assert house.subjects(IssueState.OPEN, family="validity") != set()
    await house.run(days=1)
    assert house.subjects(IssueState.OPEN, family="validity") == set()


async def test_a_wave_waits_until_its_pages_were_read_again(house: House, tmp_path: Path) -> None:
    names = [f"s{n}.html" for n in range(6)]
    front = page("Etusivu", " ".join(f'<a href="/{name}">{name}</a>' for name in names))
    stale = {name: page(name, f"Koivuselän ohjelma {2010 + n}–{2014 + n}") for n, name in enumerate(names)}
    write(tmp_path / "site", {"index.html": front, **stale})
    await house.settled()
    assert len(house.issues(IssueState.OPEN, family="validity")) == 6
    write(tmp_path / "site", {name: page(name, "Ohjelmaa ei ole.") for name in names})
    await house.run(days=1)
    assert len(house.issues(IssueState.OPEN, family="validity")) == 6
    house.judge(hours=12)
    assert len(house.issues(IssueState.OPEN, family="validity")) == 6, "nothing was read since"
    await house.run(hours=12)
    assert len(house.issues(IssueState.RESOLVED, family="validity")) == 6


def _moved(to: str) -> Route:
    return Route(301, to)


async def test_a_dead_link_is_shown_with_its_sentence_and_heading(immigrant: House) -> None:
    ran = await immigrant.run()
    found = [row.finding for row in ran.report.findings if row.finding.check == "link-broken"]
    assert {(f.context[f.start : f.end], f.heading) for f in found} == {
        ("Ohjaus- ja neuvontapiste Tuulikello", "Neuvontatyön osa-alueet Eksotessa:"),
        ("Koivuselän seudun kotouttamisohjelma 2017-2020", "Neuvontayksikön yhteystiedot:"),
    }
    kept = {place.finding.heading for issue in immigrant.issues(family="link") for place in issue.places}
    assert "Neuvontatyön osa-alueet Eksotessa:" in kept


async def test_two_runs_of_one_target_at_once_are_one(immigrant: House) -> None:
    both = await asyncio.gather(immigrant.run(), immigrant.run(), return_exceptions=True)
    assert [type(one) for one in both] == [Ran, CannotWork]
    assert str(both[1]).startswith("Another run holds the target sivut.")
    with immigrant.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(runs)) == 1
        assert connection.scalar(select(func.count()).select_from(leases)) == 0
