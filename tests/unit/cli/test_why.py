"""The answer to "why was this not flagged?": the place, the words around, the fact."""

from datetime import date
from pathlib import Path

import pytest

from monitor import facts
from monitor.cli.why import silent
from monitor.knowledge import Knowledge, load
from monitor.model import Block, Mark, MarkKind, Occurrence, PageType, Zone
from monitor.wording import LANGUAGES, say

TODAY = date(2026, 11, 24)
PERIOD = "Hakuaika on 1.9.–30.11.2024."


def answers(occurrence: Occurrence, knowledge: Knowledge | None = None) -> list[str]:
    knowledge = knowledge or load()
    found = facts.Extractor(knowledge.lexicon)(occurrence.block)
    messages = [silent(facts.state(fact, occurrence), knowledge, TODAY) for fact in found]
    for message in messages:
        assert all(say(message, lang) != message.id for lang in LANGUAGES)
    return [message.id.removeprefix("facts.silent.") for message in messages]


def test_what_an_owner_lists_is_not_called_unknown_before_its_day(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "- {id: maija, kind: address, from: 2027-06-01, old: maija@example.fi}\n"
        "- {id: vaihde, kind: phone, from: 2027-06-01, old: 040 123 4567}\n",
        encoding="utf-8",
    )
    occurrence = Occurrence(Block("Puh. 040 123 4567, maija@example.fi", "fi"))
    assert answers(occurrence, load([tmp_path / "own.yaml"])) == ["not-yet", "not-yet"]
    assert answers(occurrence) == ["phone", "contact"]


@pytest.mark.parametrize(
    ("occurrence", "answer"),
    [
        pytest.param(Occurrence(Block(PERIOD, "fi", (Mark(MarkKind.IGNORE, 0, 27),))), "ignored", id="ignored"),
        pytest.param(Occurrence(Block(PERIOD, "fi"), page_type=PageType.NEWS), "news", id="news"),
        pytest.param(Occurrence(Block(PERIOD, "fi"), page_type=PageType.MINUTES), "minutes", id="minutes"),
        pytest.param(Occurrence(Block(PERIOD, "fi"), page_type=PageType.LEGAL), "legal", id="legal text"),
        pytest.param(Occurrence(Block(PERIOD, "fi"), page_type=PageType.DOCUMENT), "document", id="document"),
        pytest.param(Occurrence(Block(PERIOD, "fi"), zone=Zone.ARCHIVE), "archive", id="archive"),
        pytest.param(Occurrence(Block(PERIOD, "fi"), headings=("Arkisto",)), "marked", id="heading"),
        pytest.param(Occurrence(Block("Hakuaika oli 1.9.–30.11.2024.", "fi")), "past-word", id="past tense"),
        pytest.param(Occurrence(Block("Päivitetty 3.2.2024", "fi")), "updated", id="date of the page"),
        pytest.param(Occurrence(Block("Väkiluku 31.12.2024 kunnittain", "fi")), "no-role", id="a day of nothing"),
        pytest.param(Occurrence(Block("Hakuaika on 1.9.–30.11.2026.", "fi")), "not-over", id="still open"),
        pytest.param(Occurrence(Block("Laki (681/2023) on voimassa.", "fi")), "in-force", id="act in force"),
        pytest.param(Occurrence(Block("Entinen Eksote lopetti.", "fi")), "words", id="history in words"),
        pytest.param(Occurrence(Block("Neuvonta, puh. 040 123 4567", "fi")), "phone", id="a good number"),
        pytest.param(Occurrence(Block("info@example.fi", "fi")), "contact", id="an address"),
    ],
)
def test_why_it_is_silent(occurrence: Occurrence, answer: str) -> None:
    assert answers(occurrence) == [answer]
