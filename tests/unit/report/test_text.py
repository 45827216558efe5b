"""The report at a terminal."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import UsageError
from monitor.model import Coverage
from monitor.report import FORMATS, render
from tests.unit.report.sample import CLEAN, REPORT, hostile

FINNISH = """\
Yhteystiedot
https://www.example.fi/yhteystiedot

  VIRHE  link-broken
    ”»Lomakkeet«”
    Miksi:            Linkin takana ei ole enää sivua (404).
    Kirjoita tilalle: Ei valmista ehdotusta: kysy sisällön omistajalta.
    Sama myös 1 muulla sivulla
      https://www.example.fi/maahanmuutto

  HUOMIO  phone-format
    ”Neuvonta: »040 1234567« arkisin.”
    Miksi:            Puhelinnumeron ryhmittely poikkeaa suosituksesta.
    Lähde:            Kielitoimiston ohjepankki
    Kirjoita tilalle: 040 123 4567

Maahanmuuttajapalvelut
https://www.example.fi/maahanmuutto

  VAROITUS  programme-ended
    ”Etelä-Karjalan kotouttamisohjelma »2017-2020« perustuu lakiin kotoutumisen edistämisestä
    (1386/2010).”
    Otsikko:          Kotouttaminen
    Miksi:            Ohjelmakausi 2017-2020 on päättynyt 31.12.2020.
    Kirjoita tilalle: Ei valmista ehdotusta: kysy sisällön omistajalta.

  VAROITUS (avoinna)  statute-repealed
    ”Etelä-Karjalan kotouttamisohjelma 2017-2020 perustuu lakiin kotoutumisen edistämisestä
    (»1386/2010«).”
    Otsikko:          Kotouttaminen
    Miksi:            Laki 1386/2010 on kumottu lailla 681/2023.
    Lähde:            https://www.finlex.fi/fi/lainsaadanto/2010/1386
    Miksi:            Sama nimi on uudella lailla.
    Kirjoita tilalle: 681/2023

1 sivua ei voitu tarkistaa:
  https://www.example.fi/rikki (palvelimen virhe)

1 virhe, 2 varoitusta, 1 huomio
Tarkistettu 2/3 sivua. Tarkistettu 9/10 linkkiä. Arvioitu päivän 24.11.2026 mukaan.
Kone ei tiedä, vastaako puhelin tai työskenteleekö henkilö yhä samassa tehtävässä.
"""


def test_in_finnish() -> None:
    assert render(REPORT, "text", lang="fi") == FINNISH


def test_clean_in_english() -> None:
    assert render(CLEAN, "text", lang="en") == (
        "Nothing that was checked looks out of date.\n"
        "2 of 2 pages checked. Judged as of 24 November 2026.\n"
        "A machine cannot know whether a phone is answered or a person still has that job.\n"
    )


def test_what_was_not_read_is_not_called_clean() -> None:
    unread = replace(CLEAN, coverage=Coverage(pages_failed=1), pages=REPORT.pages[2:])
    said = render(unread, "text", lang="en")
    assert "No page could be read, so nothing is said of them.\n0 of 1 pages checked." in said
    assert "looks out of date" not in said


@pytest.mark.parametrize("form", ["text", "markdown", "html", "github"])
def test_mail_domains_that_could_not_be_checked_are_counted(form: str) -> None:
    said = render(replace(CLEAN, domains_unchecked=3), form, lang="en")
    assert "3 mail domains could not be checked" in said
    assert "mail domain" not in render(CLEAN, form, lang="en")


@pytest.mark.parametrize("lang", ["fi", "sv", "en", "ru"])
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_speaks_every_language(form: str, lang: str) -> None:
    said = render(REPORT, form, lang=lang)
    assert "report." not in said
    assert "040 123 4567" in said


def test_colour_only_when_asked() -> None:
    assert "\x1b" not in render(REPORT, "text", lang="fi")
    coloured = render(REPORT, "text", lang="fi", colour=True)
    assert "\x1b[1;7m»2017-2020«\x1b[0m" in coloured
    assert "\x1b[1;31mVIRHE\x1b[0m" in coloured


@given(st.text(min_size=1, max_size=30) | st.sampled_from(["\x1b]0;owned\x07", "\u202egpj.exe", "a\r\nb", "\ue000"]))
def test_nothing_of_a_page_reaches_the_terminal_raw(words: str) -> None:
    said = render(hostile(words), "text", lang="en")
    bad = {c for c in said if c != "\n" and (unicodedata.category(c) in {"Cc", "Cs", "Co"} or c in "\u202e\u2066")}
    assert bad == set()


def test_an_unknown_format_is_answered_with_those_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        render(CLEAN, "pdf", lang="en")
    assert str(caught.value) == (
        "There is no format named pdf. There are text, json, html, markdown, csv, sarif, junit, github, gitlab."
    )
