"""The sentences of reports and gate, in all four languages."""

import re
from datetime import date

import pytest
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Reason
from monitor.report.shown import Style, reason, state
from monitor.wording import LANGUAGES, LOCALE, day
from monitor.wording.compiling import compiled

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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_read_is_what_the_catalogues_say(lang: str) -> None:
    read = (LOCALE / lang / "compiled.mo").read_bytes()
    assert read == compiled(lang), "run: python -m monitor.wording.compiling"


@pytest.mark.parametrize(
    "lang, written",
    [("fi", "1.9.2026"), ("sv", "1.9.2026"), ("en", "1 September 2026"), ("ru", "01.09.2026")],
)
def test_day(lang: str, written: str) -> None:
    assert day(date(2026, 9, 1), lang) == written


@given(st.dates())
def test_days_are_those_of_unicode(when: date) -> None:
    forms = {"fi": "d.M.y", "sv": "d.M.y", "en": "d MMMM y", "ru": "dd.MM.y"}
    assert {lang: day(when, lang) for lang in LANGUAGES} == {
        lang: format_date(when, form, locale=lang) for lang, form in forms.items()
    }
