"""Whatever has to be mended is shown, in every format: what shares its subject with other words, or with worse ones."""

import json
from pathlib import Path

import pytest

from tests.e2e.conftest import Monitor

FORMATS = ("text", "json", "html", "markdown", "csv", "sarif", "junit", "github", "gitlab")
DAY = ("--as-of", "2026-10-01")
PERMITS = [f"{what} on voimassa 30.6.2025 asti." for what in ("Passi", "Pysäköintilupa", "Bussilippu")]
LAWS = ["Palvelut siirtyvät kunnille 1.1.2025.", "Uusi kuntalaki tulee voimaan 1.1.2025."]
COURSE = ["Kurssi järjestetään 30.6.2025."]
CLOSED = ["Hakuaika päättyy 30.6.2025."]
NUMBERS = ["040-1234567", "+358 040 123 4567", "O40 123 4567"]
CALLED = ["tel:+358401234568", "tel:+358(0)401234567"]


def lay(folder: Path, *pages: str, heading: str = "Luvat") -> Path:
    """A folder of pages `a.html`, `b.html` and so on."""
    folder.mkdir()
    for name, body in zip("abcdefgh", pages, strict=False):
        head = f'<!DOCTYPE html><html lang="fi"><head><meta charset="utf-8"><title>{name}</title></head>'
        text = f"{head}<body><main><h1>{heading}</h1>{body}</main></body></html>"
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


def paragraphs(words: list[str]) -> str:
    return "".join(f"<p>{each}</p>" for each in words)


def shown(text: str) -> str:
    """What a reader of any format sees: without the marks, escapes and line breaks that it lives by."""
    if text.startswith(("{", "[")):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    for mark in ("»", "«", "<mark>", "</mark>", "**", "\\"):
        text = text.replace(mark, "")
    return " ".join(text.replace("%3A", ":").split())


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("words", [PERMITS, LAWS], ids=["permits", "laws"])
def test_each_sentence_under_one_heading(monitor: Monitor, tmp_path: Path, words: list[str], name: str) -> None:
    site = lay(tmp_path / "site", paragraphs(words))
    said = monitor("check", site, *DAY, "--format", name).out
    assert [sentence for sentence in words if sentence not in shown(said)] == []


@pytest.mark.parametrize("name", FORMATS)
def test_sentences_on_two_pages_under_one_heading(monitor: Monitor, tmp_path: Path, name: str) -> None:
    site = lay(tmp_path / "site", paragraphs([*COURSE, PERMITS[0]]), paragraphs([*CLOSED, PERMITS[2]]))
    said = monitor("check", site, *DAY, "--format", name).out
    sentences = [*COURSE, *CLOSED, PERMITS[0], PERMITS[2]]
    assert [sentence for sentence in sentences if sentence not in shown(said)] == []


def test_two_rows_with_the_same_period(monitor: Monitor, tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>Suomi {n}</td><td>1.5.2025–30.6.2025</td></tr>" for n in (1, 2))
    site = lay(tmp_path / "site", f"<table><tr><th>Kurssi</th><th>Hakuaika</th></tr>{rows}</table>")
    whole = json.loads(monitor("check", site, *DAY, "--format", "json").out)
    contexts = [place["context"] for row in whole["findings"] for place in row["places"]]
    assert contexts == ["Suomi 1 | 1.5.2025–30.6.2025", "Suomi 2 | 1.5.2025–30.6.2025"]


def test_the_worst_speaks_and_the_gate_hears_it(monitor: Monitor, tmp_path: Path) -> None:
    site = lay(tmp_path / "site", *(paragraphs([f"Puh. {number}"]) for number in NUMBERS))
    ran = monitor("check", site, *DAY, "--fail-on", "warning", "--format", "json")
    rows = [(row["severity"], row["quote"], row["suggestion"]) for row in json.loads(ran.out)["findings"]]
    assert rows == [
        ("warning", "+358 040 123 4567", "+358 40 123 4567"),
        ("warning", "O40 123 4567", "040 123 4567"),
        ("note", "040-1234567", "040 123 4567"),
    ]
    assert ran.code == 1
    gate = monitor("gate", site, *DAY, "--fail-on", "warning")
    assert (gate.code, gate.err.splitlines()[0]) == (1, "The release does not pass.")


@pytest.mark.parametrize("name", FORMATS)
def test_links_that_dial_otherwise_each_for_its_own_reason(monitor: Monitor, tmp_path: Path, name: str) -> None:
    site = lay(tmp_path / "site", *(f'<p><a href="{href}">040 123 4567</a></p>' for href in CALLED))
    said = monitor("check", site, *DAY, "--lang", "en", "--format", name).out
    assert [href for href in CALLED if href not in shown(said)] == []
    assert "on 1 other page" not in said


def test_a_further_sentence_of_a_known_subject_stops_a_release(monitor: Monitor, tmp_path: Path) -> None:
    site = lay(tmp_path / "site", paragraphs(PERMITS[:1]))
    assert monitor("baseline", "write", site, *DAY, "--quiet").code == 0
    assert monitor("gate", site, *DAY, "--baseline", "freshness-baseline.json").code == 0
    page = site / "a.html"
    page.write_text(page.read_text("utf-8").replace("</main>", f"<p>{PERMITS[1]}</p></main>"), encoding="utf-8")
    assert monitor("gate", site, *DAY, "--baseline", "freshness-baseline.json").code == 1


def test_the_same_words_on_many_pages_are_told_once(monitor: Monitor, tmp_path: Path) -> None:
    site = lay(tmp_path / "site", *(paragraphs([f"Puh. {NUMBERS[0]}"]) for _ in range(8)))
    said = monitor("check", site, *DAY, "--lang", "en").out
    assert said.count("040-1234567") == 2  # the quote, and its reason
    assert "The same on 7 other pages" in said
