"""The sentences of reports and gate, in all four languages."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import monitor.wording
from monitor.model import Reason
from monitor.report.shown import Style, reason, state
from monitor.wording import LANGUAGES

LOCALE = Path(monitor.wording.__file__).parent / "locale"
MACHINE = set(Reason) - {Reason.NONE}


def catalogue(room: str, lang: str) -> Catalog:
    with (LOCALE / lang / f"{room}.po").open("rb") as file:
        return read_po(file, locale=lang)


def forms(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    rows = {entry.id if isinstance(entry.id, str) else entry.id[0]: entry.string for entry in catalog if entry.id}
    return {key: (text,) if isinstance(text, str) else tuple(text or ()) for key, text in rows.items()}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("room", ["report", "gate"])
def test_every_language_says_the_same(room: str, lang: str) -> None:
    here, english = forms(catalogue(room, lang)), forms(catalogue(room, "en"))
    assert list(here) == list(english)
    for key, texts in here.items():
        wanted = set(re.findall(r"\{\w+\}", english[key][-1]))
        assert all(text and set(re.findall(r"\{\w+\}", text)) == wanted for text in texts), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_has_words(lang: str) -> None:
    assert [name for name in MACHINE if reason(name, Style(lang=lang)) == name] == []


def test_a_reason_that_has_no_words_yet_stands_as_it_is() -> None:
    assert reason("quantum-foam", Style(lang="fi")) == "quantum-foam"
    assert reason("", Style(lang="fi")) == ""


@pytest.mark.parametrize(
    ("name", "words"), [("", ""), ("new", ""), ("open", "avoinna"), ("introduced", "tässä julkaisussa uutta")]
)
def test_state(name: str, words: str) -> None:
    assert state(name, Style(lang="fi")) == words
