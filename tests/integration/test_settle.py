"""What became of an issue when it was we who changed: withdrawn, never told as mended."""

from pathlib import Path

import pytest

from monitor import runs
from monitor.demo.server import Site
from monitor.facts import phones
from monitor.model import EventKind, IssueState
from tests.integration.house import House, page, write

KNOWLEDGE = """\
- id: vanha-kuntayhtyma
  kind: organisation
  from: 2023-01-01
  old: {fi: [Vanhan seudun kuntayhtymä]}
  new: {fi: Uuden seudun hyvinvointialue}
  source: https://www.example.fi/
"""
WORDS = (
    "Puh. 0400 123456",
    "Koivuselän ohjelma 2017–2020",
    "Vanhan seudun kuntayhtymä palvelee.",
    '<a href="/poissa.html">Poissa</a>',
)


def states(house: House) -> dict[str, IssueState]:
    return {issue.check: issue.state for issue in house.issues()}


@pytest.fixture
def own(house: House, site: Site, tmp_path: Path) -> House:
    """A page with a fault of each kind, one of them known by the site owner's own file alone."""
    (tmp_path / "own.yaml").write_text(KNOWLEDGE, encoding="utf-8")
    house.reconfigure(knowledge="own.yaml")
    write(site.root, {"index.html": page("Etusivu", *WORDS)})
    return house


@pytest.mark.parametrize("check", ["phone-format", "programme-ended", "term-superseded", "link-broken"])
async def test_a_check_that_is_off_mends_nothing(own: House, check: str) -> None:
    await own.settled()
    before = states(own)
    assert before[check] is IssueState.OPEN
    own.reconfigure(knowledge="own.yaml", checks=f"{check}: off")
    await own.run(days=1)
    assert states(own) == {**before, check: IssueState.WITHDRAWN}
    assert not [kinds for kinds in own.told().values() if any(kind == "fixed" for kind, _ in kinds)]


async def test_a_check_that_is_on_again_tells_anew(own: House) -> None:
    await own.settled()
    own.reconfigure(knowledge="own.yaml", checks="phone-format: off")
    await own.run(days=1)
    own.reconfigure(knowledge="own.yaml")
    await own.settled(days=1)
    kinds = [event.kind for event in own.events() if event.issue[1] == "phone" and event.kind is not EventKind.SEEN]
    assert states(own)["phone-format"] is IssueState.OPEN
    assert EventKind.RESOLVED not in kinds


async def test_knowledge_that_went_withdraws_although_the_block_holds_other_facts(
    own: House, site: Site, tmp_path: Path
) -> None:
    write(site.root, {"index.html": page("Etusivu", "Vanhan seudun kuntayhtymä, puh. 0400 123456.")})
    await own.settled()
    assert states(own)["term-superseded"] is IssueState.OPEN
    (tmp_path / "own.yaml").write_text("[]\n", encoding="utf-8")
    site.asked.clear()
    own.judge(hours=1)
    assert site.asked == [], "read from the stored text"
    assert states(own) == {"phone-format": IssueState.OPEN, "term-superseded": IssueState.WITHDRAWN}


async def test_knowledge_that_came_is_found_in_the_stored_text(own: House, site: Site, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("[]\n", encoding="utf-8")
    await own.settled()
    assert "term-superseded" not in states(own)
    (tmp_path / "own.yaml").write_text(KNOWLEDGE, encoding="utf-8")
    site.asked.clear()
    own.judge(hours=1)
    assert site.asked == []
    assert states(own)["term-superseded"] is IssueState.CANDIDATE


async def test_knowledge_that_came_is_heard_on_a_page_that_is_read_anew(own: House, site: Site, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("[]\n", encoding="utf-8")
    await own.settled()
    (tmp_path / "own.yaml").write_text(KNOWLEDGE, encoding="utf-8")
    write(site.root, {"index.html": page("Etusivu", *WORDS, "Uutta.")})
    await own.settled(days=1)
    assert states(own)["term-superseded"] is IssueState.OPEN


async def test_an_extractor_that_learnt_something_reads_the_stored_text(
    own: House, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(site.root, {"index.html": page("Etusivu", "Vanhan seudun kuntayhtymä, puh. 0400 123456.")})
    await own.settled()
    site.asked.clear()
    monkeypatch.setattr(phones, "VERSION", "learnt")
    monkeypatch.setattr(phones, "find", lambda _block: ())
    own.judge(hours=1)
    assert site.asked == []
    assert states(own)["phone-format"] is IssueState.WITHDRAWN, "the words stand: it was we"
    monkeypatch.undo()
    own.judge(hours=1)
    await own.confirm(hours=1)
    assert states(own)["phone-format"] is IssueState.OPEN


async def test_knowledge_that_changes_in_mid_run_is_not_lost(own: House, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("[]\n", encoding="utf-8")

    def edited(asked: int, _url: str) -> None:
        if asked == 1:
            (tmp_path / "own.yaml").write_text(KNOWLEDGE, encoding="utf-8")
            own.judge()

    await runs.run(own.settings, own.target, own.database, clock=own.clock, plan=own.plan, progress=edited)
    own.judge(hours=1)
    assert states(own)["term-superseded"] is IssueState.CANDIDATE


async def test_words_that_went_are_mended(own: House, site: Site) -> None:
    await own.settled()
    write(site.root, {"index.html": page("Etusivu", *WORDS[1:])})
    await own.run(days=1)
    assert states(own)["phone-format"] is IssueState.RESOLVED


async def test_a_number_whose_link_was_put_right_is_mended(own: House, site: Site) -> None:
    wrong = '<a href="tel:+358401234599">040 123 4567</a>'
    write(site.root, {"index.html": page("Etusivu", *WORDS, wrong)})
    await own.settled()
    assert states(own)["phone-link"] is IssueState.OPEN
    write(site.root, {"index.html": page("Etusivu", *WORDS, wrong.replace("4599", "4567"))})
    await own.run(days=1)
    assert states(own)["phone-link"] is IssueState.RESOLVED


async def test_a_page_that_left_the_scope_is_watched_no_longer(own: House, site: Site) -> None:
    front = page("Etusivu", '<a href="/ohjeet/a.html">Ohjeet</a>')
    write(site.root, {"index.html": front, "ohjeet/a.html": page("A", *WORDS[:2])})
    await own.settled()
    assert states(own)["phone-format"] is IssueState.OPEN
    own.reconfigure(scope="{exclude: [/ohjeet/]}")
    await own.run(days=1)
    assert states(own)["phone-format"] is IssueState.UNWATCHED
    own.reconfigure()
    await own.settled(days=1)
    assert states(own)["phone-format"] is IssueState.OPEN


async def test_an_author_marks_words_to_be_left_alone(own: House, site: Site) -> None:
    await own.settled()
    marked = "<span data-monitor-ignore>Puh. 0400 123456</span>"
    write(site.root, {"index.html": page("Etusivu", marked, *WORDS[1:])})
    await own.run(days=1)
    assert states(own)["phone-format"] is IssueState.WITHDRAWN


async def test_candidates_that_are_not_met_again_are_never_told(own: House, site: Site) -> None:
    await own.run()
    write(site.root, {"index.html": page("Etusivu", "Kaikki kunnossa.")})
    await own.confirm(minutes=15)
    assert set(states(own).values()) == {IssueState.WITHDRAWN}
    assert own.told() == {"Verkkotoimitus": [], "Webbredaktionen": [], "(admin)": []}


async def test_a_wave_of_a_rule_is_no_wave_of_mending(own: House, site: Site) -> None:
    """Ten numbers at once: a check that is off withdraws them at once, it does not wait to see them again."""
    numbers = [f"Puh. 0400 12345{n}" for n in range(10)]
    write(site.root, {"index.html": page("Etusivu", *numbers)})
    await own.settled()
    own.reconfigure(knowledge="own.yaml", checks="phone-format: off")
    await own.run(days=1)
    assert {i.state for i in own.issues(family="phone")} == {IssueState.WITHDRAWN}
