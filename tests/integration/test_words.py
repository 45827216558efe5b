"""Words are judged once for each text, by the rules of a day; whenever that is, the same is found."""

import ast
import inspect
import sys
from collections.abc import Callable, Iterator

import pytest

from monitor import erasure
from monitor.checks import CHECKS
from monitor.checks.contract import Check, Context, PageView
from monitor.checks.phone_format import PhoneFormat
from monitor.crawl.engine import crawl
from monitor.days import day_of
from monitor.demo.server import Site
from monitor.model import Finding
from monitor.runs import rules_of
from monitor.settle import Words
from monitor.settle.words import IN_WORDS
from monitor.store.schema import judged
from tests.integration.house import START, House, page, write
from tests.integration.test_crawl import html, plan, served

WORDS = page("Etusivu", "Puh. 0400 123456", "Koivuselän ohjelma 2017–2020", '<a href="/poissa.html">Poissa</a>')


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages whose words a check was asked about, in order."""
    pages: list[str] = []
    judge = PhoneFormat.judge

    def listening(self: PhoneFormat, view: PageView, context: Context) -> Iterator[Finding]:
        pages.append(view.url)
        return judge(self, view, context)

    monkeypatch.setattr(PhoneFormat, "judge", listening)
    return pages


@pytest.fixture
async def still(house: House, site: Site, heard: list[str]) -> House:
    write(site.root, {"index.html": WORDS})
    await house.settled()
    heard.clear()
    return house


def found(house: House) -> dict[str, list[Finding]]:
    return {issue.subject: [place.finding for place in issue.places] for issue in house.issues()}


async def test_words_that_were_judged_today_are_not_judged_again_when_a_link_has_changed(
    still: House, site: Site, heard: list[str]
) -> None:
    before = found(still)
    write(site.root, {"poissa.html": page("Takaisin")})
    await still.run(hours=1)
    assert heard == [f"{site.base_url}/poissa.html"]
    assert found(still) == before


def another_option(house: House) -> None:
    house.reconfigure(checks="phone-invalid: off")


def another_day(house: House) -> None:
    house.later(days=1)


def forgotten(house: House) -> None:
    erasure.forget(house.database, house.settings, ("jotakuta@example.fi",), house.now)


def other_facts(house: House) -> None:
    with house.database.begin() as connection:
        connection.exec_driver_sql("UPDATE extractors SET version = 'older'")


@pytest.mark.parametrize("change", [another_option, another_day, forgotten, other_facts])
async def test_they_are_judged_again_by_other_rules(
    still: House, heard: list[str], change: Callable[[House], None]
) -> None:
    before = found(still)
    still.judge()
    assert heard == []
    change(still)
    still.judge()
    assert len(heard) == 1
    assert found(still) == before


async def test_words_that_were_read_anew_are_judged_again(still: House, site: Site, heard: list[str]) -> None:
    write(site.root, {"index.html": WORDS.replace("0400 123456", "0400 765432")})
    await still.run(hours=1)
    assert len(heard) == 1
    assert "+358400765432" in found(still)


async def test_the_days_to_come_change_nothing(still: House, heard: list[str]) -> None:
    from monitor.settle import settle  # noqa: PLC0415 - this test's alone

    with still.database.read() as connection:
        rules = rules_of(still.settings, still.target)
        for _ in range(2):
            settle(connection, rules, run=None, now=still.now, as_of=day_of(still.now).replace(year=2030), keep=False)
    assert len(heard) == 2


async def test_a_check_that_fails_is_asked_again(
    house: House, site: Site, heard: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> Iterator[Finding]:
        raise ValueError("broken")

    write(site.root, {"index.html": WORDS})
    with monkeypatch.context() as broken:
        broken.setattr(PhoneFormat, "judge", fails)
        await house.run()
    house.judge()
    assert len(heard) == 1


async def test_what_is_judged_while_a_run_waits_is_what_it_finds_when_it_closes(
    house: House, site: Site, heard: list[str]
) -> None:
    write(site.root, {"index.html": WORDS})
    await house.run()
    alone = found(house)
    with house.database.begin() as connection:
        connection.execute(judged.delete())
        Words(rules_of(house.settings, house.target), day_of(house.now)).ahead(connection, [house.target.start[0]])
    heard.clear()
    house.judge()
    assert (heard, found(house)) == ([], alone)


async def test_a_run_that_waits_for_a_second_look_judges_what_it_has_read(
    house: House, site: Site, heard: list[str]
) -> None:
    write(site.root, {"index.html": WORDS})
    house.overrides["second_look"] = 0.2
    asked: list[int] = []
    judge = Words.ahead

    def ahead(self: Words, *args: object) -> None:
        asked.append([each.target for each in site.asked].count("/poissa.html"))
        judge(self, *args)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Words, "ahead", ahead)
        await house.run()
    assert asked == [1]
    assert len(heard) == 1


async def test_a_crawl_does_something_else_only_while_it_waits() -> None:
    done: list[int] = []
    async with served({"/": html("/a", "/poissa"), "/a": html()}) as site:

        def meanwhile() -> bool:
            done.append(site.count["/poissa"])
            return len(done) < 3

        for rest in (None, 0.2):
            asking = crawl(plan(site, second_look=rest), known=lambda _: None, clock=lambda: START, meanwhile=meanwhile)
            assert len([visit async for visit in asking]) == 3
            assert done == ([] if rest is None else [2, 2, 2])


@pytest.mark.parametrize("check", [check for check in CHECKS if check.family in IN_WORDS])
def test_a_check_of_words_asks_nothing_else_of_the_page(check: type[Check]) -> None:
    tree = ast.parse(inspect.getsource(sys.modules[check.__module__]))
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and _is_view(node.value)}
    assert names <= {"url", "page", "lang", "stated", "statements"}


def _is_view(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "view"
