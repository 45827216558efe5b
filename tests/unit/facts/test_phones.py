"""What is read as a phone number, and what is not."""

import json
import string
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.facts import phones
from monitor.facts.phones.masks import blank
from monitor.facts.phones.runs import likely
from monitor.model import Block, Mark, MarkKind, NumberKind, PhoneFact

TABLE = Path(__file__).parents[2] / "site" / "tables" / "phones.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
PROSE = "Kotoutuminen tarkoittaa sopeutumista uuteen maahan. Kunta auttaa alussa, ja palvelut ovat maksuttomia."


def ids(rows: list[dict[str, Any]]) -> list[Any]:
    return [pytest.param(row, id=row["id"]) for row in rows]


def test_the_table_is_large_and_silent_rows_come_first() -> None:
    verdicts = [row["verdict"] for row in ROWS]
    assert len(ROWS) >= 200
    assert {row["lang"] for row in ROWS} == {"fi", "sv", "en", "ru"}
    assert verdicts == sorted(verdicts, key=["ok", "not-a-phone", "format", "invalid"].index)


@pytest.mark.parametrize("row", ids([r for r in ROWS if r["verdict"] == "not-a-phone"]))
def test_what_is_no_phone_is_no_fact(row: dict[str, Any]) -> None:
    assert phones.find(Block(row["text"], row["lang"])) == ()


@pytest.mark.parametrize("row", ids([r for r in ROWS if r["verdict"] != "not-a-phone"]))
def test_a_labelled_number_is_read(row: dict[str, Any]) -> None:
    facts = phones.find(Block(row["text"], row["lang"]))
    assert row["e164"] in [f.e164 for f in facts if f.start < row["end"] and row["start"] < f.end]


@pytest.mark.parametrize("row", ids([r for r in ROWS if r["verdict"] != "not-a-phone"]))
def test_no_mask_eats_a_labelled_number(row: dict[str, Any]) -> None:
    assert blank(row["text"])[row["start"] : row["end"]] == row["number_span"]


def test_prose_has_no_candidates_and_does_not_load_the_library() -> None:
    assert not any(likely(PROSE, len(PROSE)))
    dated = "Laki 1386/2010 oli voimassa 2011–2024, ja 2 300 ihmistä sai neuvontaa klo 9–15."
    script = (
        "import sys; from monitor.facts import phones; from monitor.model import Block\n"
        "assert [phones.find(Block(text, 'fi')) for text in sys.argv[1:]] == [(), ()]\n"
        "assert 'phonenumbers' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script, PROSE, dated], check=True)


@pytest.mark.parametrize(
    ("text", "lang", "facts"),
    [
        pytest.param("Vuosi 2026 oli hyvä.", "fi", (), id="year"),
        pytest.param(
            "Puh. 09 123 456, alanro 1234",
            "fi",
            (
                PhoneFact(
                    start=5,
                    end=15,
                    text="09 123 456",
                    e164="+3589123456",
                    number_kind=NumberKind.LANDLINE,
                    extension="1234",
                    label="Puh. ",
                ),
            ),
            id="extension",
        ),
        pytest.param(
            "tfn 040 123 4567, 4568",
            "sv",
            (
                PhoneFact(
                    start=4,
                    end=22,
                    text="040 123 4567, 4568",
                    e164="+358401234567",
                    number_kind=NumberKind.MOBILE,
                    label="tfn ",
                    also=("+358401234568",),
                ),
            ),
            id="end-of-a-sibling",
        ),
        pytest.param(
            "Soita 112 tai 116 117.",
            "fi",
            (
                PhoneFact(start=6, end=9, text="112", number_kind=NumberKind.SHORT),
                PhoneFact(start=14, end=21, text="116 117", number_kind=NumberKind.SHORT),
            ),
            id="short-numbers",
        ),
        pytest.param(
            "тел. 8 (812) 123-45-67",
            "ru",
            (PhoneFact(start=5, end=22, text="8 (812) 123-45-67", label="тел. ", doubt="russian-domestic"),),
            id="russian-domestic",
        ),
        pytest.param(
            "+46 (0)8 123 456 78",
            "en",
            (
                PhoneFact(
                    start=0,
                    end=19,
                    text="+46 (0)8 123 456 78",
                    e164="+46812345678",
                    number_kind=NumberKind.FOREIGN,
                ),
            ),
            id="foreign-with-a-bracketed-zero",
        ),
    ],
)
def test_facts_are_whole(text: str, lang: str, facts: tuple[PhoneFact, ...]) -> None:
    assert phones.find(Block(text, lang)) == facts


@pytest.mark.parametrize(
    ("text", "href", "e164", "text_of_fact"),
    [
        pytest.param("Soita meille", "https://www.example.fi/", None, None, id="another-link"),
        pytest.param("Soita meille", "tel:+358401234567", "+358401234567", "Soita meille", id="no-number-in-the-words"),
        pytest.param("Soita 040 123 4567", "tel:0401234567", "+358401234567", "040 123 4567", id="number-in-the-words"),
        pytest.param("Soita meille", "tel:%2B358401234567;ext=1", "+358401234567", "Soita meille", id="escapes"),
    ],
)
def test_links_that_dial(text: str, href: str, e164: str | None, text_of_fact: str | None) -> None:
    facts = phones.find(Block(text, "fi", (Mark(MarkKind.LINK, 0, len(text), href),)))
    assert [(f.e164, f.text, f.href) for f in facts] == ([(e164, text_of_fact, href)] if e164 else [])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("puh. 040 123 4567, 212", 1, id="a-room-is-no-end"),
        pytest.param("040 123 4567, 050 123 4567", 2, id="comma"),
        pytest.param("040 123 4567 09 123 456", 2, id="space-only"),
        pytest.param("puh. 09 1234 040 123 4567", 2, id="short-landline-first"),
        pytest.param("040 123 4567\n050 123 4567", 2, id="lines"),
        pytest.param("040 123 4567 | 050 123 4567 | 09 123 456", 3, id="cells"),
    ],
)
def test_several_numbers_in_one_block(text: str, count: int) -> None:
    facts = phones.find(Block(text, "fi"))
    assert [f.doubt for f in facts] == [""] * count


@given(
    st.text(alphabet=string.digits + "+()-–/., oOxpuh:\n|€" + "ОтлA", max_size=80), st.sampled_from(["fi", "ru", ""])
)
def test_hostile_text_never_raises_and_spans_are_true(text: str, lang: str) -> None:
    facts = phones.find(Block(text, lang))
    assert all(text[f.start : f.end] == f.text for f in facts)
    assert [f.start for f in facts] == sorted(f.start for f in facts)


@given(st.sampled_from(["040", "050", "045", "0400", "029", "09", "013", "+358 40"]), st.integers(1_000_000, 9_999_999))
def test_spacing_never_hides_a_labelled_number(code: str, rest: int) -> None:
    assert phones.find(Block(f"puh. {code} {rest}", "fi"))


def test_long_runs_are_read_in_reasonable_time() -> None:
    assert len(phones.find(Block("040 123 4567 " * 300, "fi"))) == 300
    assert phones.find(Block("0" * 20_000, "fi")) == ()
