"""planted.yaml keeps its word: every quote stands on its page, and every round is what it says."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from ruamel.yaml import YAML

from monitor import demo
from monitor.demo.routes import read_routes
from tests.unit.demo.words import words

ROOM = Path(demo.__file__).parent
PLANTED: dict[str, Any] = YAML(typ="safe").load(ROOM / "planted.yaml")
FAULTS: list[dict[str, Any]] = PLANTED["faults"]
SILENT: list[dict[str, Any]] = PLANTED["silent"]
OVERLAYS = {one["name"]: one["overlay"] for one in PLANTED["rounds"]}


def place(page: str, round_name: str) -> Path:
    overlay = OVERLAYS[round_name]
    laid_over = ROOM / overlay / page if overlay else ROOM / "missing"
    return laid_over if laid_over.exists() else ROOM / "site" / page


def standing(fault: dict[str, Any], round_name: str) -> bool:
    names = list(OVERLAYS)
    first = names.index(fault.get("round", names[0]))
    last = names.index(fault["gone"]) if "gone" in fault else len(names)
    return first <= names.index(round_name) < last


ROWS = [pytest.param(fault, name, id=f"{name}-{fault['id']}") for name in OVERLAYS for fault in FAULTS]


@pytest.mark.parametrize("quiet", [pytest.param(one, id=f"{one['page']}-{one['quote'][:30]}") for one in SILENT])
def test_a_near_miss_stands_on_its_page_in_every_round(quiet: dict[str, Any]) -> None:
    assert [quiet["quote"] in words(place(quiet["page"], name)) for name in OVERLAYS] == [True] * len(OVERLAYS)
    assert quiet["why"]
    assert quiet.get("turns", date.max) > PLANTED["as_of"]


@pytest.mark.parametrize(("fault", "round_name"), ROWS)
def test_a_fault_stands_on_its_page_exactly_in_its_rounds(fault: dict[str, Any], round_name: str) -> None:
    assert fault["quote"] in fault["near"]
    assert (fault["near"] in words(place(fault["page"], round_name))) is standing(fault, round_name)


@pytest.mark.parametrize("fault", [pytest.param(one, id=one["id"]) for one in FAULTS])
def test_a_fault_says_what_a_test_needs_to_know(fault: dict[str, Any]) -> None:
    assert {type(fault[key]) for key in ("page", "check", "quote", "near")} == {str}
    assert fault["severity"] in {"error", "warning", "note"}
    first = fault.get("from", fault["since"])
    assert first is None or first <= PLANTED["as_of"]
    assert ("from" in fault) is ("into" in fault) is (fault["check"] == "programme-ending")


def test_ids_are_unique() -> None:
    assert len({fault["id"] for fault in FAULTS}) == len(FAULTS)


def test_the_second_round_mends_two_faults_and_brings_one() -> None:
    second = PLANTED["rounds"][1]
    assert second["fixed"] == [one["id"] for one in sorted(FAULTS, key=lambda f: str(f["id"])) if "gone" in one]
    assert second["new"] == [one["id"] for one in FAULTS if one.get("round") == "second"]
    assert (len(second["fixed"]), len(second["new"])) == (2, 1)


def test_a_link_fault_names_a_link_that_is_written_there() -> None:
    for fault in FAULTS:
        if "href" in fault:
            soup = BeautifulSoup(place(fault["page"], "first").read_text(encoding="utf-8"), "html.parser")
            written = {a["href"]: a.get_text() for a in soup.find_all("a")}
            assert written[fault["href"]] == fault["quote"], fault["id"]


def test_every_other_own_link_leads_somewhere() -> None:
    broken = {fault["href"] for fault in FAULTS if fault["check"] == "link-broken"}
    routes = read_routes(ROOM / "planted.yaml")
    site = ROOM / "site"
    astray = []
    for page in sorted(site.rglob("*.html")):
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        for element in soup.find_all(href=True):
            href = str(element["href"]).partition("#")[0]
            if not href or ":" in href or href in broken:
                continue
            target = (site / href.lstrip("/") if href.startswith("/") else page.parent / href).resolve()
            if f"/{target.relative_to(site)}" not in routes and not target.exists():
                astray.append((str(page.relative_to(site)), href))
    assert astray == []


@pytest.mark.parametrize("page", [pytest.param(p, id=str(p.name)) for p in sorted((ROOM / "site").rglob("*.html"))])
def test_a_page_can_be_read_by_everyone(page: Path) -> None:
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    assert soup.html is not None
    assert soup.html["lang"] in {"fi", "sv", "en", "ru"}
    assert len(soup.find_all("h1")) == len(soup.find_all("main")) == 1
    levels = [int(h.name[1]) for h in soup.select("main h1, main h2, main h3")]
    assert all(later - sooner <= 1 for sooner, later in pairwise(levels))
    assert all(nav.get("aria-label") for nav in soup.find_all("nav"))
    assert all(th.get("scope") for th in soup.find_all("th"))
    ids = [element["id"] for element in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
