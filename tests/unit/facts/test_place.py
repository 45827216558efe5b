"""The same block where it tells of the past and where it does not: sections, columns, dated lines and glossaries."""

from typing import Any

import pytest

from monitor.facts import Extractor, state
from monitor.facts.place import of_the_past
from monitor.knowledge import load
from monitor.model import Block, BlockKind, Occurrence, Role, Tense

EXTRACT = Extractor(load().lexicon)
FI, SV, EN, RU = "fi", "sv", "en", "ru"
OFFICE = {
    FI: "TE-toimisto auttaa.",
    SV: "TE-byrån hjälper.",
    EN: "The TE Office helps.",
    RU: "Бюро по трудоустройству помогает.",
}
LINE, TERM = BlockKind.LIST, BlockKind.TERM


def past(text: str, lang: str, **place: Any) -> list[bool]:  # noqa: ANN401 - fields of Occurrence
    """Of each fact of the block, whether it stands as a thing of the past."""
    occurrence = Occurrence(Block(text, lang), **place)
    facts = EXTRACT(occurrence.block)
    assert facts
    return [state(fact, occurrence).meaning.tense is Tense.PAST for fact in facts]


@pytest.mark.parametrize(
    ("lang", "silent", "told"),
    [
        (FI, ("Neuvottelukunta", "Pöytäkirja 12.11.2024"), ("Neuvottelukunta", "Kokous kutsutaan koolle")),
        (FI, ("Kokous 7.2.2023",), ("Kokous",)),
        (FI, ("Hallitus", "Kokouspöytäkirjat"), ("Hallitus", "Pöytäkirjanotteen tilaaminen")),
        (FI, ("§ 22 Lausunto",), ("22 Lausuntoa",)),
        (FI, ("Menneet tapahtumat",), ("Tapahtumat",)),
        (FI, ("Entiset toimipisteet",), ("Toimipisteet",)),
        (FI, ("Työn historia",), ("Työn historia", "Palvelut nyt")),
        (FI, ("Uutiset", "Arkisto"), ("Uutiset", "Yhteystiedot")),
        (FI, ("Yhteystiedot", "Arkisto"), ("Yhteystiedot", "Asiakaspalvelu")),
        (FI, ("3.6.2026 Asiakaspalvelu kesällä",), ("Asiakaspalvelu kesällä",)),
        (FI, ("Uusimmat", "ke 3.6.2026"), ("Tapahtumat", "ke 3.6.2026")),
        (FI, ("Ryhmä", "Tapaaminen 14.3.2023"), ("Ryhmä", "Tapaamiset")),
        (FI, ("Toteutuneita tilaisuuksia",), ("Tilaisuuksia",)),
        (FI, ("Viime vuoden retket",), ("Tämän vuoden retket",)),
        (FI, ("Tiedotearkistosta",), ("Kaupunginarkistosta",)),
        (FI, ("Neuvosto", "Aiheena talousarvio, 5.3.2025"), ("Neuvosto", "Avoimet ovet, 5.3.2025")),
        (FI, ("Ennen uudistusta",), ("Uudistuksen jälkeen",)),
        (FI, ("Vaiheita", "2013"), ("Tapahtumat", "2013")),
        (SV, ("Protokoll 3/2024",), ("Kallelse",)),
        (SV, ("Så här var det förr",), ("Så här är det",)),
        (SV, ("Möte 7.2.2023",), ("Möten",)),
        (SV, ("Evenemang som varit",), ("Evenemang",)),
        (SV, ("Vår historia", "Början"), ("Vår historia", "Kontakta oss")),
        (EN, ("Minutes of 12 November 2024",), ("Open 10 minutes before",)),
        (EN, ("Board meeting 7 February 2023",), ("Board meeting",)),
        (EN, ("Past events",), ("Events",)),
        (EN, ("What we did in 2025",), ("What we do",)),
        (EN, ("Club", "Discussion notes"), ("Club", "Notes for members")),
        (EN, ("Our history", "The first years"), ("Our history", "Services today")),
        (RU, ("Протокол 12.11.2024",), ("Правила",)),
        (RU, ("Заседание 7.2.2023",), ("Заседания",)),
        (RU, ("Прошедшие события",), ("События",)),
        (RU, ("Отчёт о встрече 12.03.2024",), ("Отчёты",)),
        (RU, ("До реформы",), ("После реформы",)),
        (RU, ("Как это было раньше",), ("Как это будет",)),
        (RU, ("История общества", "Начало"), ("История общества", "Связь с нами")),
    ],
)
def test_headings(lang: str, silent: tuple[str, ...], told: tuple[str, ...]) -> None:
    assert all(past(OFFICE[lang], lang, headings=silent))
    assert not any(past(OFFICE[lang], lang, headings=told))


@pytest.mark.parametrize(
    ("header", "row", "lang", "expected"),
    [
        ("Ennen | Nyt | Alkaen", "TE-toimisto | työllisyysalue | 1.1.2025", FI, [True, True]),
        ("Ennen | Nyt", "maistraatti | TE-toimisto", FI, [True, False]),
        ("Vanha nimi | Uusi nimi", "ELY-keskus | elinvoimakeskus", FI, [True]),
        ("Gammalt namn | Nytt namn", "TE-byrån | sysselsättningsområde", SV, [True]),
        ("Old | New", "TE Office | employment area", EN, [True]),
        ("Раньше | Теперь | С какого времени", "Эксоте | область благополучия | 01.01.2023", RU, [True, True]),
        ("Nimi | Puhelin", "TE-toimisto | 0295 123 456", FI, [False, False]),
        ("Toimipiste | Silloinen puhelin", "TE-toimisto | 0295 123 456", FI, [True, False]),
        ("Ennen kello 12 | Jälkipuoli", "TE-toimisto | Kirjasto", FI, [False]),
        ("New students | Time", "TE Office | 9–15", EN, [False]),
    ],
)
def test_columns(header: str, row: str, lang: str, expected: list[bool]) -> None:
    assert sorted(past(row, lang, header=header, kind=BlockKind.ROW)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("2.9.2024 TE-toimisto siirtyy kunnille 1.1.2025 – näin palvelut muuttuvat", FI),
        ("3.6.2026 – Asiakaspalvelu on suljettu 6.–24.7.2026", FI),
        ("19.11.2026 – Koulutuksiin voi hakea 11.12. saakka", FI),
        ("Julkaistu 3.6.2026: Toimisto on suljettu 6.–24.7.2026", FI),
        ("mån 5.9.2022 Sjukvårdsdistriktet informerar om vaccinationer", SV),
        ("30.11.2025. NTM-centralen byter namn 1.1.2026", SV),
        ("3.6.2026 | Servicepunkten är stängd 6–24.7.2026", SV),
        ("15 June 2026: The clinic is closed 6–31 July 2026", EN),
        ("04/12/2024 – The TE Office will close at the end of the year", EN),
        ("10 Nov 2025 Grants: apply by 31 December 2025", EN),
        ("Wed 2 Oct 2024 TE Office customers will get a letter", EN),
        ("12.05.2026: Офис закрыт с 18 по 22 мая 2026 г.", RU),
        ("10.12.2024 Бюро по трудоустройству закрывается в конце года", RU),
    ],
)
def test_a_line_of_news_is_as_old_as_its_day(text: str, lang: str) -> None:
    occurrence = Occurrence(Block(text, lang), LINE)
    day, *others = sorted(EXTRACT(occurrence.block), key=lambda fact: fact.start)
    assert state(day, occurrence).meaning.role is Role.UPDATED
    assert all(of_the_past(occurrence, fact.start, fact.end) for fact in others)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Toimisto suljettu 1.–5.6.2026 (20.5.2026)", False),
        ("Toimisto suljettu 1.–5.6.2026 20.5.2026", False),
        ("Toimisto suljettu 1.–5.6.2026", True),
        ("Toimisto suljettu 1.–5.6.2026 (avoinna 8.6.2026)", True),
        ("Toimisto suljettu 1.–5.6.2026 (8.6.2026)", True),
    ],
)
def test_a_line_of_news_that_ends_with_its_day(text: str, told: bool) -> None:  # noqa: FBT001 - a column of the table
    occurrence = Occurrence(Block(text, FI), LINE)
    roles = [state(fact, occurrence).meaning.role for fact in EXTRACT(occurrence.block)]
    assert (Role.EXCEPTIONAL_HOURS in roles) is told


@pytest.mark.parametrize("above", [("Hallitus",), ("Tulevat kokoukset",)])
def test_a_heading_of_a_meeting_is_of_its_minutes_unless_meetings_are_announced(above: tuple[str, ...]) -> None:
    meeting = past("Hallituksen kokous 12.5.2025", FI, kind=BlockKind.HEADING, headings=above)
    assert meeting == [above == ("Hallitus",)]


def test_closed_is_no_hour_in_a_column_of_applications() -> None:
    row: dict[str, Any] = {"kind": BlockKind.ROW, "headings": ("Grants",)}
    assert past("Sport | closed on 1 May 2026", EN, header="Grant | Application period", **row) == [True]
    assert past("Library | closed on 1 May 2026", EN, header="Place | Hours", **row) == [False]


@pytest.mark.parametrize(
    ("text", "lang", "headings", "role"),
    [
        ("22.10.2026 Rekrytointitori, ilmoittaudu 15.10. mennessä", FI, ("Etusivu",), Role.APPLICATION),
        ("to 22.10.2026 Avoimet ovet", FI, ("Etusivu",), Role.EVENT),
        ("20.11.2024 TE-toimisto järjestää infon", FI, ("Tulevat tapahtumat",), Role.EVENT),
        ("6.12.2025 Toimisto on suljettu", FI, ("Etusivu",), Role.EXCEPTIONAL_HOURS),
        ("24.12.2025 Kirjasto on suljettu, avoinna 27.12.2025", FI, ("Aukiolo",), Role.EXCEPTIONAL_HOURS),
        ("ons 20.11.2024 Förbundet ordnar ett möte", SV, ("Kommande evenemang",), Role.EVENT),
        ("14 November 2025: Family day", EN, ("Upcoming events",), Role.EVENT),
        ("19.11.2025 Вечер игр", RU, ("Ближайшие мероприятия",), Role.EVENT),
    ],
)
def test_a_line_of_a_calendar_is_of_its_day(text: str, lang: str, headings: tuple[str, ...], role: Role) -> None:
    occurrence = Occurrence(Block(text, lang), LINE, headings=headings)
    assert state(EXTRACT(occurrence.block)[0], occurrence).meaning.role is role


def test_the_day_above_a_text_is_its_day_in_a_section_of_news() -> None:
    closed = "Palvelupiste on suljettu 6.–24.7.2026."
    section = ("Ajassa", "Palvelupiste kesällä")
    assert past(closed, FI, headings=section, before="3.6.2026") == [True]
    assert past(closed, FI, headings=section, before="Päivitetty 3.6.2026") == [False]
    assert past(closed, FI, headings=("Palvelupiste",), before="3.6.2026") == [False]
    assert past(closed, FI, headings=("Tapahtumat", "Palvelupiste"), before="3.6.2026") == [False]


def test_a_glossary_speaks_about_its_words() -> None:
    assert past("TE-toimisto", FI, kind=TERM, headings=("Sanasto",)) == [True]
    assert past("TE-toimisto", FI, kind=TERM, headings=("Palvelut",)) == [False]
    assert past("TE-toimisto auttaa.", FI, headings=("Sanasto",)) == [False]


def test_a_numbered_paragraph_is_of_minutes_or_rules() -> None:
    assert past("§ 21 TE-uudistus. TE-toimisto lakkaa.", FI) == [True]
    assert past("21 § TE-uudistus. TE-toimisto lakkaa.", FI) == [True]
    assert not any(past("9 §:n mukaan TE-toimisto auttaa.", FI))
