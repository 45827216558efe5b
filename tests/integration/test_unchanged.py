"""A run that sees what the last one saw judges nothing; one that sees anything else judges as ever."""

from collections.abc import Callable

import pytest

from monitor.crawl.engine import crawl
from monitor.crawl.plan import Met
from monitor.crawl.visit import DestinationVisit
from monitor.demo.server import Site
from monitor.keeping import Keeping
from monitor.model import EventKind, IssueState, PageType
from monitor.store import issues, sights
from monitor.store.packing import Text
from monitor.verdict import body_key
from tests.integration.house import START, House, page, write
from tests.integration.test_crawl import html, plan, served

WORDS = ("Puh. 0400 123456", "Koivuselän ohjelma 2017–2020", '<a href="/poissa.html">Poissa</a>')


@pytest.fixture
async def still(house: House, site: Site) -> House:
    """A house in which nothing has happened since its findings were told."""
    write(site.root, {"index.html": page("Etusivu", *WORDS), "toinen.html": page("Toinen")})
    await house.settled()
    await house.run(minutes=30)
    await house.run(minutes=30)
    return house


def at(house: House) -> bool:
    """Whether the last run judged nothing: then its sight has its time."""
    with house.database.read() as connection:
        seen = sights.last(connection, house.target.name)
    return seen is not None and seen.at == house.now


async def test_nothing_new(still: House) -> None:
    before = still.events()
    ran = await still.run(minutes=30)
    assert at(still)
    assert (ran.events, still.events()) == ({}, before)


def change_the_page(house: House) -> None:
    assert house.site
    write(house.site.root, {"index.html": page("Etusivu", *WORDS[1:])})


def bring_back_the_destination(house: House) -> None:
    assert house.site
    write(house.site.root, {"poissa.html": page("Taas täällä")})


def acknowledge(house: House) -> None:
    with house.database.begin() as connection:
        issue = issues.of_target(connection, house.target.name, (IssueState.OPEN,))[0]
        issues.decide(connection, issue, IssueState.ACKNOWLEDGED, EventKind.ACKNOWLEDGED, house.now, by="Maija")


def switch_a_check_off(house: House) -> None:
    house.reconfigure(checks="phone-format: off")


@pytest.mark.parametrize("change", [change_the_page, bring_back_the_destination, acknowledge, switch_a_check_off])
async def test_anything_else_is_judged(still: House, change: Callable[[House], None]) -> None:
    before = {issue.subject: issue.state for issue in still.issues()}
    change(still)
    await still.run(minutes=30)
    assert {issue.subject: issue.state for issue in still.issues()} != before


async def test_another_day_is_judged_by_itself(still: House) -> None:
    with still.database.read() as connection:
        before = sights.last(connection, still.target.name)
    await still.run(days=1)
    with still.database.read() as connection:
        after = sights.last(connection, still.target.name)
    assert before
    assert after is None or after.digest != before.digest


async def test_what_is_known_to_be_gone_needs_no_second_look() -> None:
    async with served({"/": html("/poissa")}) as site:
        asking = crawl(
            plan(site, second_look=60.0), known=lambda _: None, clock=lambda: START, met=lambda _: Met(broken=True)
        )
        found = [visit.result.status async for visit in asking if isinstance(visit, DestinationVisit)]
        assert (found, site.count["/poissa"]) == ([404], 1)


async def test_a_destination_with_the_same_bytes_is_not_read_again() -> None:
    there = html(text="Tervetuloa")
    async with served({"/x": there}, "127.0.0.2") as other, served({"/": html(f"{other.root}/x")}) as site:
        for key, unchanged in ((body_key(there), True), (b"12345678", False)):
            asking = crawl(plan(site), known=lambda _: None, clock=lambda: START, met=lambda _, key=key: Met(key))  # type: ignore[misc]
            found = [visit async for visit in asking if isinstance(visit, DestinationVisit)]
            assert [(v.unchanged, v.page is None) for v in found] == [(unchanged, unchanged)]


async def test_other_processes_keep_what_this_one_keeps() -> None:
    pages = {f"/{n}": html(f"/{n + 1}", text=f"Puh. 0400 123456, ohjelma 2017–20{n + 18}. " * 90) for n in range(60)}
    async with served(pages | {"/": html("/0")}) as site:
        kept = []
        for readers in (0, 1):
            asking = crawl(plan(site, readers=readers), known=lambda _: None, clock=lambda: START, keep=Keeping())
            found = [visit async for visit in asking if not isinstance(visit, DestinationVisit)]
            kept.append({v.result.url: (v.kept, v.page) for v in found})  # type: ignore[union-attr]
    assert kept[0] == kept[1]
    read = [packed for packed, _ in kept[0].values()]
    assert (
        sum(
            {f.kind for f, _ in Text(packed.reading, PageType.STANDING).stated()} == {"phone", "date"}
            for packed in read
        )
        == 60
    )
