"""Site owners' own files: what is right is read, every mistake is told at once with its place."""

import re
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.cli.explain import LABELS
from monitor.errors import ConfigError
from monitor.knowledge import Age, Kind, Term, load
from monitor.knowledge.owners import read_file
from monitor.knowledge.reading import KEYS
from monitor.model import PartialDate

GOOD = """\
- id: neuvonta
  kind: organisation
  from: 2027-01-01
  old: {fi: [Neuvontapiste Kielo*], sv: Rådgivningen Kielo}
  new: {fi: Kielolan neuvonta, en: null}
  source: https://www.example.fi/uutinen
- id: maija
  kind: phone
  old: "040 123 4567"
  new: "0295 333 200"
- {id: posti, kind: address, from: 2026, old: [Maija@example.fi]}
"""
BAD = """\
- id: eka
  kind: office
  frm: 2027-01-01
  from: soon
  old: [Vanha nimi]
- id: toka
  kind: phone
  old: [0401234567]
  fact_sure: 130
- id: toka
  kind: term
  old:
    fi: [(vanha, ab*]
  pattern: needs-cue
- kind: domain
  old: [https://example.fi/]
- vain tekstiä
"""


def read(tmp_path: Path, text: str) -> list[tuple[int, int, str, str]]:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load([path])
    assert {mistake.path for mistake in caught.value.mistakes} == {str(path)}
    return [(m.line, m.column, m.key, f"{m.sentence} {m.hint}".strip()) for m in caught.value.mistakes]


def test_good_file(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(GOOD, encoding="utf-8")
    knowledge = load([path])
    assert knowledge.terms["neuvonta"] == Term(
        id="neuvonta",
        kind=Kind.ORGANISATION,
        since=PartialDate(2027, 1, 1),
        old={"fi": ("Neuvontapiste Kielo*",), "sv": ("Rådgivningen Kielo",)},
        new={"fi": "Kielolan neuvonta"},
        source="https://www.example.fi/uutinen",
    )
    assert knowledge.numbers["+358401234567"].suggestion("fi") == "0295 333 200"
    assert knowledge.addresses["maija@example.fi"].since == PartialDate(2026, None, None)
    assert knowledge.lexicon.version != load().lexicon.version
    assert "eksote" in knowledge.terms


def test_the_example_of_the_documentation(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "knowledge.md").read_text("utf-8")
    path = tmp_path / "our-names.yaml"
    path.write_text(page.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    knowledge = load([path])
    assert knowledge.terms["kielo-office"].age(date(2026, 10, 1), 60) is Age.VALID
    assert knowledge.terms["kielo-office"].age(date(2026, 12, 1), 60) is Age.ENDING
    assert knowledge.terms["kielo-office"].age(date(2027, 1, 1), 60) is Age.SUPERSEDED
    assert knowledge.addresses["maija.esimerkki@example.fi"].suggestion("fi") == "neuvonta@example.fi"
    assert knowledge.numbers["+35856162100"].suggestion("sv") == "0295 333 200"
    rows = dict(re.findall(r"^\| `(\w+)` \| ([\w ]+) \|", page, re.MULTILINE))
    assert list(rows) == [
        *("id", "kind", "old", "new", "from", "new_from", "severity", "fact_sure", "pattern", "cues", "unless"),
        *("heirs", "source", "note"),
    ]
    assert set(rows) == set(KEYS)
    assert rows == {key: LABELS.get("since" if key == "from" else key, key) for key in rows}


def test_empty_file_adds_nothing(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("# nothing yet\n", encoding="utf-8")
    assert load([tmp_path / "own.yaml"]).lexicon.version == load().lexicon.version


def test_bundled_entry_can_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("- {id: eksote, kind: term, old: [Eksoottinen]}\n", encoding="utf-8")
    assert load([tmp_path / "own.yaml"]).terms["eksote"].forms == ("Eksoottinen",)


def test_every_mistake_at_once(tmp_path: Path) -> None:
    missing = "missing ), unterminated subpattern at position 0"
    kinds = "organisation, service, term, domain, phone, address, statute"
    assert read(tmp_path, BAD) == [
        (2, 9, "[0].kind", f"“office” is not known. Write one of: {kinds}."),
        (3, 8, "[0].frm", "is not a key of an entry. Did you mean from?"),
        (4, 9, "[0].from", "“soon” is not a day. Write it as 2027-01-01, or as 2027, or unknown."),
        (8, 9, "[1].old[0]", "is not text but 401234567. Put it in quotes, as it is written."),
        (9, 14, "[1].fact_sure", "“130” is not a percentage. Write a whole number from 0 to 100."),
        (10, 7, "[2].id", "“toka” is used twice in this file. Give each entry its own id."),
        (
            13,
            10,
            "[2].old.fi[0]",
            f"“(vanha” cannot be read: {missing}. Close each bracket, and write alternatives as (a|b).",
        ),
        (
            13,
            18,
            "[2].old.fi[1]",
            "“ab*” is too short to be searched for. Write at least four letters before * or ~.",
        ),
        (
            14,
            12,
            "[2].pattern",
            "needs-cue asks for cues. List the words beside which the form is meant: cues: [Suom*].",
        ),
        (15, 3, "[3].id", "is missing. Give the entry a short name, such as old-office."),
        (17, 3, "[4]", "is not an entry. Begin each entry with `- id:`."),
    ]


@pytest.mark.parametrize(
    "text, place",
    [
        pytest.param("- id: [\n", (2, 1), id="an open bracket"),
        pytest.param("- id: a\n  id: b\n  kind: term\n  old: Vanha nimi\n", (2, 3), id="a key twice"),
        pytest.param("id: a\n", (1, 1), id="not a list"),
    ],
)
def test_what_is_no_list_of_entries(tmp_path: Path, text: str, place: tuple[int, int]) -> None:
    assert [(line, column) for line, column, _, _ in read(tmp_path, text)] == [place]


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load([tmp_path / "none.yaml"])


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_bytes(b"- id: \xff\n")
    with pytest.raises(ConfigError, match="cannot be read"):
        load([tmp_path / "own.yaml"])


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2026-13-15", "“2026-13-15” is not a day."),
        ("2026-02-30", "“2026-02-30” is not a day."),
        ("2026-01-01T25:00:00", "“2026-01-01T25:00:00” is not a day."),
        ("!!int soon", "“soon” is not a day."),
    ],
)
def test_days_that_no_calendar_has(tmp_path: Path, value: str, told: str) -> None:
    text = f"- id: a\n  kind: phone\n  old: '040 123 4567'\n  from: {value}\n"
    hint = "Write it as 2027-01-01, or as 2027, or unknown."
    assert read(tmp_path, text) == [(4, 9, "[0].from", f"{told} {hint}")]


@given(st.text(alphabet="-:[]{}&*!?|>'\"% \nidkfromold0123456789.,#~", max_size=60))
def test_whatever_stands_in_it_is_read_or_told(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "own.yaml")
        path.write_text(f"- id: a\n  kind: phone\n  old: {text}\n", encoding="utf-8")
        _, mistakes = read_file(path)
        assert all(mistake.line > 0 and mistake.sentence for mistake in mistakes)
