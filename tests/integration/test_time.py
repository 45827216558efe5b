"""A fortnight under a clock that only the test moves: when a link alarms, and when it is forgiven."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.demo.server import Route, Site
from monitor.model import EventKind, IssueState, State
from monitor.store import links
from tests.integration.house import House, page, write

ENDED = "2025-01-01/2026-12-31 kotouttamisohjelma"
LINKS = ("vakaa", "katko", "rikki", "poissa", "seina", "pehmea")


@pytest.fixture
async def weekly(house: House, site: Site) -> House:
    """A page with six links, read once a week; what failed is asked at its own times, every quarter of an hour."""
    anchors = " ".join(f'<a href="/{name}.pdf">{name}</a>' for name in LINKS)
    write(site.root, {"index.html": page("Etusivu", anchors)})
    write(site.root, {f"{name}.pdf": name for name in LINKS})
    return house


async def pass_time(house: House, time: timedelta) -> list[int]:
    """Let `serve` do its quarters of an hour; the numbers of the runs that asked again."""
    asked = []
    end = house.now + time
    while house.now < end:
        ran = await house.again(minutes=15)
        if ran is not None:
            asked.append(ran.run)
        await house.confirm()
    return asked


def state(house: House, name: str) -> State | None:
    assert house.site
    url = f"{house.site.base_url}/{name}.pdf"
    with house.database.read() as connection:
        found = links.standings_of(connection, [url])
    return found[url].state if url in found else None


def kinds(house: House, name: str) -> list[EventKind]:
    return [event.kind for event in house.events() if name in event.issue[2]]


async def test_a_link_that_is_down_for_half_an_hour_never_alarms(weekly: House, site: Site) -> None:
    await weekly.settled()
    site.routes = {"/katko.pdf": Route(503)}
    await weekly.run(days=7)
    assert state(weekly, "katko") is State.FAILING
    weekly.later(minutes=30)
    site.routes = {}
    asked = await pass_time(weekly, timedelta(days=14))
    assert len(asked) == 1, "asked once more, after six hours, and forgiven"
    assert state(weekly, "katko") is State.OK
    assert kinds(weekly, "katko") == []


async def test_a_link_that_is_down_for_good_alarms_once_and_is_mended_once(weekly: House, site: Site) -> None:
    await weekly.settled()
    site.routes = {"/rikki.pdf": Route(500)}
    await weekly.run(days=7)
    fell = weekly.now
    asked = await pass_time(weekly, timedelta(hours=23))
    assert (len(asked), kinds(weekly, "rikki")) == (2, []), "not before a day has passed"
    await pass_time(weekly, timedelta(hours=2))
    opened = [event for event in weekly.events() if event.kind is EventKind.OPENED]
    assert [event.issue[2] for event in opened] == [f"{site.base_url}/rikki.pdf"]
    assert timedelta(hours=24) <= opened[0].at - fell <= timedelta(hours=25)
    await pass_time(weekly, timedelta(days=5))
    assert kinds(weekly, "rikki") == [EventKind.SEEN, EventKind.OPENED], "told once"
    site.routes = {}
    for _ in range(3):
        await weekly.run(days=7)
    assert kinds(weekly, "rikki") == [EventKind.SEEN, EventKind.OPENED, EventKind.PLACE_GONE, EventKind.RESOLVED]


async def test_three_runs_within_minutes_count_once(weekly: House, site: Site) -> None:
    await weekly.settled()
    site.routes = {"/rikki.pdf": Route(500)}
    await weekly.run(days=7)
    await weekly.run(hours=24)
    for _ in range(3):
        await weekly.run(minutes=2)
    assert (state(weekly, "rikki"), kinds(weekly, "rikki")) == (State.FAILING, [])
    await weekly.run(hours=1)
    assert state(weekly, "rikki") is State.BROKEN


async def test_a_link_that_is_gone_is_told_after_its_run(weekly: House, site: Site) -> None:
    await weekly.settled()
    (site.root / "poissa.pdf").unlink()
    await weekly.settled(days=7)
    assert kinds(weekly, "poissa") == [EventKind.SEEN, EventKind.OPENED]


@pytest.mark.parametrize("status", [401, 403, 407, 429, 451, 999])
async def test_a_host_that_refuses_us_is_never_broken(weekly: House, site: Site, status: int) -> None:
    site.routes = {"/seina.pdf": Route(status)}
    for _ in range(20):
        await weekly.settled(days=1)
    assert not [i for i in weekly.issues() if i.check == "link-broken"]
    assert state(weekly, "seina") is State.UNKNOWN


async def test_a_missing_page_that_answers_200_needs_a_second_look(weekly: House, site: Site) -> None:
    missing = page("Sivua ei löytynyt", "Etsimääsi sivua ei löydy. Se on voitu poistaa.")
    write(site.root, {"pehmea.html": missing})
    site.routes = {"/pehmea.pdf": Route(200, file="pehmea.html")}
    await weekly.settled()
    assert kinds(weekly, "pehmea") == []
    assert await pass_time(weekly, timedelta(hours=7))
    assert [(i.check, i.state) for i in weekly.issues()] == [("link-soft-404", IssueState.OPEN)]


async def test_a_programme_ends_at_midnight_though_nothing_is_asked(
    tmp_path: Path, site: Site, houses: Callable[..., House]
) -> None:
    house = houses(tmp_path, f"{site.base_url}/index.html", site, checks="programme-ending: off")
    write(site.root, {"index.html": page("Ohjelma", "Kotouttamisohjelma 2025–2026")})
    await house.settled()
    await house.run(days=30)
    site.asked.clear()
    house.judge(days=7)  # 31 December, 6.15 UTC
    assert not house.issues(family="validity")
    house.judge(hours=15, minutes=50)  # five minutes after midnight in Helsinki
    assert house.subjects(IssueState.CANDIDATE, family="validity") == {("programme-ended", ENDED)}
    assert site.asked == []
    await house.confirm(hours=8)
    assert house.subjects(IssueState.OPEN, family="validity") == {("programme-ended", ENDED)}
