"""Whose fault it is: ours, the network's, or that of the pages. What each run recorded, and whom it told."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from monitor.demo.server import Route, Site, serve
from monitor.model import EventKind, IssueState, State
from monitor.runs import Ran
from monitor.store import links, pages
from monitor.urls import host
from tests.integration.house import House, named, page, write

OTHERS = ("kirjasto.example", "museo.example", "teatteri.example", "satama.example")
OWN = "kunta.example"
PORTAL = "<html lang=fi><title>Kirjaudu verkkoon</title><main><h1>Verkko</h1><p>Hyväksy ehdot.<p>Jatka verkkoon.</main>"


class Town:
    """A municipal site under a name of its own, four others that it links to, and the names' switch."""

    def __init__(self, house: House, hosts: dict[str, bool], portal: Site) -> None:
        self.house = house
        self.hosts = hosts
        self.portal = portal

    def texts(self) -> dict[str, frozenset[bytes]]:
        with self.house.database.read() as connection:
            return {url: stored.main_blocks for url, stored in pages.known(connection, "sivut").items()}

    def standing(self, name: str) -> State | None:
        with self.house.database.read() as connection:
            url = f"http://{name}:{self.port}/{name}.html"
            found = links.standings_of(connection, [url])
        return found[url].state if found else None

    @property
    def port(self) -> int:
        assert self.house.site
        return urlsplit(self.house.site.base_url).port or 0

    def row(self, case: str, ran: Ran) -> str:
        told = {name: kinds for name, kinds in self.house.told().items() if kinds}
        seen = len(self.house.issues(IssueState.OPEN))
        return f"{case:<34} {'no: ' + ran.why_not[:30] if ran.why_not else 'yes':<36} {seen:>3} open  told: {told}"


@pytest.fixture
async def town(tmp_path: Path, houses: Callable[..., House]) -> AsyncIterator[Town]:
    root = tmp_path / "site"
    hosts = dict.fromkeys((OWN, *OTHERS), True)
    async with AsyncExitStack() as stack:
        site = await stack.enter_async_context(serve(root, {}))
        port = urlsplit(site.base_url).port
        outside = " ".join(f'<a href="http://{name}:{port}/{name}.html">{name}</a>' for name in OTHERS)
        write(root, {"index.html": page("Etusivu", outside, '<a href="/ohjelma.html">Ohjelma</a>')})
        write(root, {"ohjelma.html": page("Ohjelma", "Kotouttamisohjelma 2017–2020")})
        write(root, {f"{name}.html": page(name, f"Tämä on {name}.") for name in OTHERS})
        house = houses(tmp_path, f"http://{OWN}:{port}/index.html", site)
        house.resolve = named(hosts)
        yield Town(house, hosts, site)


async def test_network_cut(town: Town) -> None:
    await town.house.settled()
    before, events, texts = town.house.issues(), town.house.events(), town.texts()
    town.hosts.clear()
    ran = await town.house.run(days=1)
    print(f"\n{town.row('network cut', ran)}")  # noqa: T201
    assert ran.why_not
    assert (town.house.issues(), town.house.events(), town.texts()) == (before, events, texts)
    assert town.standing(OTHERS[0]) is State.OK
    town.hosts.update(dict.fromkeys((OWN, *OTHERS), True))
    assert not (await town.house.run(days=1)).why_not
    assert town.house.events() == events


async def test_captive_portal(town: Town) -> None:
    await town.house.settled()
    before, events, texts = town.house.issues(), town.house.events(), town.texts()
    assert town.house.site
    kept = {p.name: p.read_text(encoding="utf-8") for p in town.house.site.root.glob("*.html")}
    write(town.house.site.root, dict.fromkeys(kept, PORTAL))
    ran = await town.house.run(days=1)
    print(f"\n{town.row('captive portal', ran)}")  # noqa: T201
    assert ran.why_not
    assert (town.house.issues(), town.house.events(), town.texts()) == (before, events, texts)
    write(town.house.site.root, kept)
    assert not (await town.house.run(days=1)).why_not
    assert town.house.events() == events


async def test_a_captive_portal_that_sends_everybody_to_its_login(town: Town) -> None:
    await town.house.settled()
    before, events, texts = town.house.issues(), town.house.events(), town.texts()
    assert town.house.site
    town.hosts["portaali.example"] = True
    login = f"http://portaali.example:{town.port}/login.html"
    write(town.house.site.root, {"login.html": PORTAL})
    pages_ = ("index", "ohjelma", *OTHERS)
    town.house.site.routes = {f"/{name}.html": Route(302, to=f"{login}?paluu={name}") for name in pages_}
    ran = await town.house.run(days=1)
    print(f"\n{town.row('captive portal, by redirect', ran)}")  # noqa: T201
    assert ran.why_not
    assert (town.house.issues(), town.house.events(), town.texts()) == (before, events, texts)
    town.house.site.routes = {}
    assert not (await town.house.run(days=1)).why_not
    assert town.house.events() == events


async def test_a_first_run_that_a_captive_portal_spoils_leaves_nothing(town: Town) -> None:
    assert town.house.site
    kept = {f"{name}.html": (town.house.site.root / f"{name}.html").read_text(encoding="utf-8") for name in OTHERS}
    write(town.house.site.root, dict.fromkeys(kept, PORTAL))
    assert (await town.house.run()).why_not
    assert town.texts() == {}
    write(town.house.site.root, kept)
    await town.house.settled(hours=1)
    assert ("programme-ended", IssueState.OPEN) in {(i.check, i.state) for i in town.house.issues()}


async def test_only_the_own_site_is_down(town: Town) -> None:
    await town.house.settled()
    told_before = town.house.told()["Verkkotoimitus"]
    town.hosts[OWN] = False
    rows = [("own site down, first look", await town.house.run(days=1))]
    print()  # noqa: T201
    print(town.row(*rows[-1]))  # noqa: T201
    assert not town.house.issues(family="page")
    for hours in (6, 12, 6):
        again = await town.house.again(hours=hours)
        assert again is not None
        print(town.row(f"own site down, {hours} h later", again))  # noqa: T201
    (down,) = town.house.issues(family="page")
    assert (down.check, down.state) == ("page-unreachable", IssueState.OPEN)
    told = town.house.told()
    assert ("urgent", "page-unreachable") in told["(admin)"]
    assert told["Verkkotoimitus"] == told_before, "nothing new to editors"
    assert not town.house.issues(IssueState.RESOLVED, IssueState.WITHDRAWN)
    town.hosts[OWN] = True
    back = await town.house.run(hours=6)
    print(town.row("own site up again", back))  # noqa: T201
    assert [i.check for i in town.house.issues(IssueState.RESOLVED)] == ["page-unreachable"]


async def test_one_dead_host_among_many_is_that_hosts_fault(town: Town) -> None:
    await town.house.settled()
    town.hosts[OTHERS[0]] = False
    ran = await town.house.run(days=1)
    print(f"\n{town.row('one of five hosts down', ran)}")  # noqa: T201
    assert not ran.why_not
    assert town.standing(OTHERS[0]) is State.FAILING
    assert not town.house.issues(family="link")
    assert [e.kind for e in town.house.events() if e.kind is EventKind.RESOLVED] == []


async def test_hosts_that_refuse_us_are_never_broken(town: Town) -> None:
    """A third of the destinations answers 403, 429 or a challenge, run after run."""
    await town.house.settled()
    assert town.house.site
    refusals = zip(OTHERS, (403, 429, 401, 999), strict=True)
    town.house.site.routes = {f"/{name}.html": Route(status) for name, status in refusals}
    for _ in range(15):
        await town.house.run(days=1)
        await town.house.confirm(minutes=20)
    assert {i.check for i in town.house.issues(family="link")} <= {"link-unchecked"}
    assert {host(i.places[0].finding.source) for i in town.house.issues(family="link")} == set(OTHERS)
