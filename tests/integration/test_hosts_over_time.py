"""Hosts as one thing to mend, links that rest, strangers in old places, starts that lead away: run after run."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from monitor.demo.server import Route, Site, serve
from monitor.model import EventKind, IssueState
from monitor.store import issues as stored
from tests.integration.bad_server import bad_server
from tests.integration.house import House, named, page, write

OTHER, MOVED, STEADY = "naapuri.example", "uusinaapuri.example", "vakaa.example"
OWN = "kunta.example"


class Town:
    """A site under a name of its own, and what it links to on others."""

    def __init__(self, house: House, site: Site, hosts: dict[str, bool]) -> None:
        self.house, self.site, self.hosts = house, site, hosts
        self.port = urlsplit(site.base_url).port

    def links(self, *paths: str, name: str = OTHER) -> str:
        return " ".join(f'<a href="http://{name}:{self.port}{path}">{path}</a>' for path in paths)

    async def days(self, number: int) -> None:
        for _ in range(number):
            await self.house.settled(days=1)

    def told(self, subject: str) -> list[EventKind]:
        return [event.kind for event in self.house.events() if event.issue[2] == subject]


@pytest.fixture
def town(tmp_path: Path, site: Site, houses: Callable[..., House]) -> Town:
    hosts = dict.fromkeys((OWN, OTHER, MOVED, STEADY), True)
    port = urlsplit(site.base_url).port
    house = houses(tmp_path, f"http://{OWN}:{port}/index.html", site)
    house.resolve = named(hosts)
    town = Town(house, site, hosts)
    write(site.root, {f"{n}.html": page(f"Sivu {n}", "Naapurin palvelut.") for n in range(3)})
    first = page(
        "Etusivu", town.links("/0.html", "/1.html"), town.links("/0.html", name=STEADY), '<a href="/b.html">b</a>'
    )
    write(site.root, {"index.html": first, "b.html": page("Toinen", town.links("/1.html", "/2.html"))})
    return town


async def test_a_host_that_is_down_is_one_issue_with_its_links(town: Town) -> None:
    await town.days(1)
    town.hosts[OTHER] = False
    await town.days(1)
    assert not town.house.issues(family="link"), "not in one look"
    await town.days(2)
    (down,) = town.house.issues(family="link")
    assert (down.check, down.subject, down.state) == ("link-broken", OTHER, IssueState.OPEN)
    assert {place.page.rpartition("/")[2] for place in down.places} == {"index.html", "b.html"}
    first = down.places[0].finding.message
    assert (first.id, first.count) == ("link-broken.host", 2)
    town.hosts[OTHER] = True
    await town.days(2)
    kinds = Counter(town.told(OTHER))
    assert (kinds[EventKind.OPENED], kinds[EventKind.RESOLVED], kinds[EventKind.REOPENED]) == (1, 1, 0)


async def test_a_host_whose_links_rest_is_one_issue_all_the_same(town: Town) -> None:
    await town.days(10)
    town.hosts[OTHER] = False
    await town.days(9)
    assert {(i.check, i.subject, i.state) for i in town.house.issues(family="link")} == {
        ("link-broken", OTHER, IssueState.OPEN)
    }
    assert Counter(town.told(OTHER))[EventKind.OPENED] == 1


async def test_a_fortnight(town: Town) -> None:
    """Half an hour down on the third day, down from the sixth to the tenth: one alarm, one all-clear."""
    print()  # noqa: T201
    opened = {}
    for day in range(1, 15):
        town.hosts[OTHER] = day != 3 and not 6 <= day < 10
        await town.house.settled(hours=3)
        town.hosts[OTHER] = not 6 <= day < 10
        for _ in range(7):
            await town.house.again(hours=3)
            await town.house.confirm()
        opened[day] = [issue.subject for issue in town.house.issues(IssueState.OPEN, family="link")]
        events = [str(event.kind) for event in town.house.events() if event.issue[2] == OTHER]
        print(f"day {day:>2}  {'up' if town.hosts[OTHER] else 'down':<5} open: {opened[day]!s:<22} {events}")  # noqa: T201
    assert [day for day, subjects in opened.items() if subjects] == [7, 8, 9]
    kinds = Counter(town.told(OTHER))
    assert (kinds[EventKind.OPENED], kinds[EventKind.RESOLVED], kinds[EventKind.REOPENED]) == (1, 1, 0)


async def test_a_page_that_was_gone_stays_gone_while_its_host_is_down(town: Town) -> None:
    (town.site.root / "2.html").unlink()
    await town.days(2)
    (gone,) = town.house.issues(family="link")
    town.hosts[OTHER] = False
    await town.days(3)
    assert town.told(gone.subject) == [EventKind.SEEN, EventKind.OPENED]


async def test_a_domain_that_moved_to_other_paths_is_told_link_by_link(town: Town) -> None:
    await town.days(1)
    kept = {f"{n}.html": (town.site.root / f"{n}.html").read_text(encoding="utf-8") for n in range(3)}
    new = f"http://{MOVED}:{town.port}/uusi"
    write(town.site.root, {f"uusi/{name}": text for name, text in kept.items()})
    town.site.routes = {f"/{name}": Route(301, to=f"{new}/{name}") for name in kept}
    await town.days(1)
    assert {i.check for i in town.house.issues(family="link")} == {"link-redirected"}
    assert len(town.house.issues(family="link")) == 4


async def test_a_domain_that_moved_with_its_paths_is_one_issue(town: Town) -> None:
    await town.days(1)
    async with serve(town.site.root) as new:
        there = f"http://{MOVED}:{urlsplit(new.base_url).port}"
        town.site.routes = {f"/{n}.html": Route(301, to=f"{there}/{n}.html") for n in range(3)}
        await town.days(1)
    found = {i.subject: i.places[0].finding for i in town.house.issues(IssueState.OPEN, family="link")}
    assert set(found) == {OTHER, STEADY}
    assert found[OTHER].message.id == "link-redirected.domain"
    assert found[OTHER].message.args["to"] == MOVED
    assert (found[OTHER].suggestion or "").startswith(there)


async def test_certificates_are_told_apart_and_told_once_for_each_host(town: Town, tmp_path: Path) -> None:
    async with bad_server() as bad:
        bad.authority.cert_pem.write_to_path(tmp_path / "ca.pem")
        town.house.overrides = {"trust": str(tmp_path / "ca.pem"), "deadline": 2.0}
        places = {
            f"https://expired.example:{bad.ports['expired']}": "link-certificate.expired",
            f"https://other.example:{bad.ports['tls']}": "link-certificate.host",
            f"https://secure.example:{bad.ports['self_signed']}": "link-certificate.untrusted",
            f"https://secure.example:{bad.ports['tls']}": "",
        }
        town.hosts.update(dict.fromkeys(("expired.example", "other.example", "secure.example"), True))
        anchors = " ".join(f'<a href="{start}/good?{n}">{n}</a>' for start in places for n in range(2))
        write(town.site.root, {"b.html": page("Toinen", anchors)})
        await town.days(1)
        assert not town.house.issues(family="link"), "not in one look"
        await town.days(2)
    found = {i.subject: i.places[0].finding.message.id for i in town.house.issues(IssueState.OPEN, family="link")}
    assert found == {
        "expired.example": "link-certificate.expired",
        "other.example": "link-certificate.host",
        "secure.example": "link-certificate.untrusted",
    }


async def test_links_that_are_well_rest(town: Town) -> None:
    await town.days(12)
    asked = Counter(request.target for request in town.site.asked)
    assert asked["/index.html"] >= 12
    assert asked["/2.html"] <= 9
    town.site.asked.clear()
    await town.days(4)
    assert Counter(r.target for r in town.site.asked)["/2.html"] <= 2


async def test_a_stranger_in_an_old_place_is_danger(town: Town) -> None:
    await town.days(1)
    casino = page("Slot gacor kasino online", "Main sekarang.", lang="id")
    write(town.site.root, {"2.html": casino})
    await town.days(3)
    (lost,) = town.house.issues(family="link")
    assert (lost.check, lost.state) == ("link-hijacked", IssueState.OPEN)
    assert lost.severity == "error"


async def test_pages_that_only_a_sitemap_lists_are_watched(town: Town) -> None:
    write(town.site.root, {"piilo.html": page("Piilo", "Kotouttamisohjelma 2017–2020")})
    lines = f"<urlset><url><loc>http://{OWN}:{town.port}/piilo.html</loc></url></urlset>"
    write(town.site.root, {"sitemap.xml": lines})
    town.house.overrides = {"use_sitemap": True}
    await town.days(1)
    assert ("programme-ended", IssueState.OPEN) in {(i.check, i.state) for i in town.house.issues()}


async def test_a_start_that_leaves_its_scope_is_told_the_same_day(town: Town) -> None:
    await town.days(1)
    town.site.routes = {"/index.html": Route(302, to=f"http://{OTHER}:{town.port}/0.html")}
    ran = await town.house.settled(days=1)
    assert not ran.why_not
    (left,) = town.house.issues(family="page")
    assert (left.state, left.places[0].finding.message.id) == (IssueState.OPEN, "page-unreachable.left")
    told = town.house.told()
    assert ("new", "page-unreachable") in told["(admin)"]
    assert "page-unreachable" not in {check for _, check in told["Verkkotoimitus"]}


async def test_a_host_that_refuses_us_is_one_line_for_the_admin_and_attested_for_a_year(town: Town) -> None:
    town.site.routes = {f"/{n}.html": Route(403) for n in range(3)}
    await town.days(4)
    refused = {i.subject: i for i in town.house.issues(IssueState.OPEN, family="link")}
    assert set(refused) == {OTHER, STEADY}
    told = town.house.told()
    assert [check for _, check in told["(admin)"]].count("link-unchecked") == 2
    assert not told["Verkkotoimitus"]
    with town.house.database.begin() as connection:
        for issue in refused.values():
            words = {"until": date(2027, 11, 24), "by": "admin", "comment": "selaimessa toimii"}
            stored.decide(connection, issue, IssueState.ATTESTED, EventKind.ATTESTED, town.house.now, **words)
    await town.days(3)
    assert {i.state for i in town.house.issues(family="link")} == {IssueState.ATTESTED}
    town.hosts[OTHER] = False
    await town.days(4)
    states = {i.subject: (i.check, i.state) for i in town.house.issues(family="link")}
    assert states[OTHER] == ("link-broken", IssueState.OPEN), "what was said of a wall is not said of a ruin"
