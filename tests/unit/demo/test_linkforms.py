"""The truth table of link forms, held against a browser's parsers (lexbor, ada) and against the server itself."""

from urllib.parse import unquote

import ada_url
import pytest
from selectolax.lexbor import LexborHTMLParser

from monitor.demo.server import Site
from tests.unit.demo.linkforms import PAGES, ROUTES, Case, cases, lay_out

BASE = "http://127.0.0.1:49152"
CASES = cases(BASE)
MANY = {"srcset", "style", "content", "link"}  # attributes that hold more than an address


def told(case: Case) -> bool:
    return case.verdicts[0] != "ignored"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("linkforms")
    lay_out(folder, BASE)
    return Site(folder, ROUTES, BASE)


def read(site: Site, page: str) -> LexborHTMLParser:
    answer = site.answer("GET", page.removeprefix(BASE), {})
    charset = answer.headers["Content-Type"].rpartition("charset=")[2]
    return LexborHTMLParser(answer.body.decode(charset))


def base_of(tree: LexborHTMLParser, page: str) -> str:
    bases = tree.css("base[href]")
    return ada_url.join_url(page, bases[0].attributes["href"] or "") if bases else page


def follow(site: Site, url: str) -> int:
    """The last status that the server answers, after at most ten redirects; 0 where there is no end of them."""
    for _ in range(11):
        answer = site.answer("GET", url.partition("#")[0].removeprefix(BASE), {})
        if "Location" not in answer.headers:
            return answer.status
        url = ada_url.join_url(url, answer.headers["Location"])
    return 0


def test_as_many_cases_as_promised() -> None:
    assert len(CASES) >= 150
    assert len({case.id for case in CASES}) == len(CASES)
    assert {case.page for case in CASES} == {BASE + page for page in PAGES}


@pytest.mark.parametrize("case", [pytest.param(c, id=c.id) for c in CASES if told(c) and c.attribute not in MANY])
def test_a_browser_sees_the_link_as_written(site: Site, case: Case) -> None:
    tree = read(site, case.page)
    assert case.href in [node.attributes.get(case.attribute) or "" for node in tree.css(case.element)]


@pytest.mark.parametrize("case", [pytest.param(c, id=c.id) for c in CASES if told(c)])
def test_a_browser_makes_that_address_of_it(site: Site, case: Case) -> None:
    base = base_of(read(site, case.page), case.page)
    try:
        address = ada_url.join_url(base, case.href)
    except ValueError:
        address = ""
    assert address in (case.urls or ("",))


@pytest.mark.parametrize("case", [pytest.param(c, id=c.id) for c in CASES if told(c) and "not-asked" not in c.reasons])
def test_the_server_answers_as_the_verdict_says(site: Site, case: Case) -> None:
    if not case.urls or not case.urls[0].startswith(BASE):
        assert set(case.verdicts) & {"unchecked", "broken"}
        return
    status = follow(site, case.urls[0])
    own: dict[str, set[int]] = {
        "not-found": {404},
        "gone": {410},
        "redirect-loop": {0},
        "too-many-redirects": {0},
        "client-error": {400, 405, 418},
        "server-error": {500, 501},
        "login": {401},
        "forbidden": {403, 451},
        "bot-wall": {403, 999},
    }
    assert status in own.get(case.reasons[0], {200, 204})


@pytest.mark.parametrize("case", [pytest.param(c, id=c.id) for c in CASES if c.id.startswith("fragment")])
def test_a_fragment_is_there_or_is_not(site: Site, case: Case) -> None:
    page = case.urls[0].partition("#")[0]
    if case.reasons[0] in {"js-fragment", "not-found"} or ".html" not in page:
        return
    tree = read(site, page)
    names = {n.attributes.get("id") for n in tree.css("[id]")} | {n.attributes.get("name") for n in tree.css("a[name]")}
    wanted = case.urls[0].partition("#")[2].partition(":~:")[0]
    there = not wanted or wanted.lower() == "top" or unquote(wanted) in names or wanted in names
    assert there is (case.reasons[0] != "fragment")


def test_redirects_that_move_are_permanent_from_end_to_end(site: Site) -> None:
    for case in CASES:
        if case.verdicts[0] == "redirected":
            url, statuses = case.urls[0], []
            for _ in range(5):
                answer = site.answer("GET", url.removeprefix(BASE).partition("#")[0], {})
                if "Location" not in answer.headers:
                    break
                statuses.append(answer.status)
                url = ada_url.join_url(url, answer.headers["Location"])
            permanent = all(status in {301, 308} for status in statuses)
            assert permanent is (case.reasons[0] != "temporary"), case.id
