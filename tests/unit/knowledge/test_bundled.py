"""The knowledge that comes with the monitor is whole, has sources, and is what its YAML says."""

import re
from datetime import date

import pytest

from monitor.knowledge import SURE, Age, Certainty, Kind, Statute, Term, explain, load
from monitor.knowledge.bundle import FOLDER, from_yaml
from monitor.knowledge.forms import pattern
from monitor.knowledge.reading import examine_forms
from monitor.model import PartialDate, Severity

KNOWLEDGE = load()
ENTRIES = [*KNOWLEDGE.terms.values(), *KNOWLEDGE.statutes.values()]


def test_json_is_what_the_yaml_says() -> None:
    assert (FOLDER / "bundled.json").read_text(encoding="utf-8") == from_yaml()


def test_no_id_is_used_twice() -> None:
    ids = re.findall(r'"id": "([^"]+)"', from_yaml())
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_entry_has_a_source_and_forms_that_can_be_searched(entry: Term) -> None:
    wrong: list[object] = []
    examine_forms(entry, lambda *complaint: wrong.append(complaint))
    assert wrong == []
    assert entry.source
    assert 0 < entry.fact_sure <= 100
    assert all(not lang or lang in ("fi", "sv", "en", "ru", "any") for lang in (*entry.old, *entry.new))
    assert entry.pattern is not Certainty.WORD or entry.weight is Severity.NOTE


@pytest.mark.parametrize("statute", KNOWLEDGE.statutes.values(), ids=lambda statute: statute.id)
def test_statute_names_its_successor_and_its_day(statute: Statute) -> None:
    assert statute.day is not None
    assert statute.by
    assert all(re.search(r"\d+/\d+", text) for text in statute.new.values())


def test_raw_patterns_stand_in_exceptions_and_cues_only() -> None:
    assert [form for entry in ENTRIES for form in entry.forms if form.startswith("/")] == []
    assert pattern("/a|b/") == "a|b"


def test_explain_shows_the_entry_and_its_source() -> None:
    entry = explain("term:eksote")
    assert entry == explain("eksote")
    assert entry is not None
    assert (entry.kind, entry.since, entry.fact_sure, entry.source) == (
        Kind.ORGANISATION,
        PartialDate(2023, 1, 1),
        99,
        "https://ekhva.fi/eksoten-toiminta-paattynyt-2022",
    )


@pytest.mark.parametrize(
    "name, found",
    [
        pytest.param("term:nobody", None, id="no such entry"),
        pytest.param("", None, id="nothing"),
        pytest.param("1386/2010", "1386/2010", id="a statute by its number"),
        pytest.param("statute:1386/2010", "1386/2010", id="a statute with its kind"),
    ],
)
def test_explain(name: str, found: str | None) -> None:
    entry = explain(name)
    assert (entry.id if entry else None) == found


def test_load_is_kept() -> None:
    assert load() is load()


@pytest.mark.parametrize(
    "address, found",
    [
        pytest.param("a@example.fi", None, id="unknown"),
        pytest.param("a@notmol.fi", None, id="ends alike"),
        pytest.param("a@eksote.fi", "eksote-fi", id="a domain"),
        pytest.param("a@posti.eksote.fi", "eksote-fi", id="a subdomain"),
    ],
)
def test_address(address: str, found: str | None) -> None:
    term = KNOWLEDGE.address(address)
    assert (term.id if term else None) == found


@pytest.mark.parametrize(
    "since, as_of, age",
    [
        pytest.param(PartialDate(2027, 1, 1), date(2026, 11, 1), Age.VALID, id="far ahead"),
        pytest.param(PartialDate(2027, 1, 1), date(2026, 12, 31), Age.ENDING, id="the day before"),
        pytest.param(PartialDate(2027, 1, 1), date(2027, 1, 1), Age.SUPERSEDED, id="the day"),
        pytest.param(PartialDate(2023), date(2023, 6, 1), Age.VALID, id="a year: not before its end is near"),
        pytest.param(PartialDate(2023), date(2024, 1, 1), Age.SUPERSEDED, id="a year that is over"),
        pytest.param(None, date(1990, 1, 1), Age.SUPERSEDED, id="no day known"),
    ],
)
def test_age(since: PartialDate | None, as_of: date, age: Age) -> None:
    assert Term(id="x", kind=Kind.TERM, since=since).age(as_of, 60) is age


@pytest.mark.parametrize(
    "sure, certainty, weight",
    [
        pytest.param(SURE - 1, Certainty.NAME, Severity.NOTE, id="not sure"),
        pytest.param(100, Certainty.WORD, Severity.NOTE, id="an everyday word"),
        pytest.param(SURE, Certainty.NAME, Severity.WARNING, id="sure"),
        pytest.param(SURE, Certainty.NEEDS_CUE, Severity.WARNING, id="beside its cue"),
    ],
)
def test_the_weaker_caps_the_severity(sure: int, certainty: Certainty, weight: Severity) -> None:
    assert Term(id="x", kind=Kind.TERM, fact_sure=sure, pattern=certainty).weight is weight
