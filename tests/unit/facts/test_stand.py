"""What a fact means where it stands: role, tense, days and owner."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.facts import dates, stand, state, whose
from monitor.facts.dates.cues import heard
from monitor.facts.dates.datelines import is_dated
from monitor.facts.place import of_the_past
from monitor.knowledge import is_history
from monitor.model import (
    Block,
    BlockKind,
    Mark,
    MarkKind,
    Meaning,
    Occurrence,
    PageType,
    PhoneFact,
    Role,
    StatuteFact,
    Tense,
)

HISTORY = "Arkisto aiemmat Aikaisempia edellinen historiaa uutiset Uutisarkisto|arkiv Tidigare nyheter som tidigare"
HISTORY += "|archived Previous past news Press release|архив Предыдущие прошлое новости история по- прежние"
ABOVE = (
    *HISTORY.replace("|", " ").split(" "),
    "haku",
    "kotoutuminen",
    "kontakt",
    "apply",
    "заявление",
    "услуги",
    "2024",
)
LANGUAGES = ("fi", "sv", "en", "ru", "")


def meaning(text: str, lang: str = "fi", marks: tuple[Mark, ...] = (), **place: Any) -> Meaning:  # noqa: ANN401 - fields of Occurrence
    occurrence = Occurrence(Block(text, lang, marks), **place)
    return stand(dates.find(occurrence.block)[0], occurrence)


@pytest.mark.parametrize(
    ("text", "lang", "role", "tense"),
    [
        pytest.param("Palvelut tuotti Eksote 31.12.2022 saakka.", "fi", Role.HISTORY, Tense.PAST, id="tuotti"),
        pytest.param("Palvelut tuottaa Eksote 31.12.2022 saakka.", "fi", Role.VALIDITY, Tense.PRESENT, id="tuottaa"),
        pytest.param("Laki tuli voimaan 1.1.2025.", "fi", Role.HISTORY, Tense.PAST, id="tuli-voimaan"),
        pytest.param("Laki tulee voimaan 1.1.2025.", "fi", Role.ANNOUNCEMENT, Tense.PRESENT, id="tulee-voimaan"),
        pytest.param("Hakuaika päättyi 1.1.2025.", "fi", Role.HISTORY, Tense.PAST, id="päättyi"),
        pytest.param("Hakuaika päättyy 1.1.2025.", "fi", Role.APPLICATION, Tense.PRESENT, id="päättyy"),
        pytest.param("Beslutet gällde t.o.m. 1.1.2025.", "sv", Role.HISTORY, Tense.PAST, id="gällde"),
        pytest.param("Beslutet gäller t.o.m. 1.1.2025.", "sv", Role.VALIDITY, Tense.PRESENT, id="gäller"),
        pytest.param("The card was valid until 1 May 2025.", "en", Role.HISTORY, Tense.PAST, id="was-valid"),
        pytest.param("The card is valid until 1 May 2025.", "en", Role.VALIDITY, Tense.PRESENT, id="is-valid"),
        pytest.param("Карта действовала до 01.05.2025.", "ru", Role.HISTORY, Tense.PAST, id="действовала"),
        pytest.param("Карта действует до 01.05.2025.", "ru", Role.VALIDITY, Tense.PRESENT, id="действует"),
        pytest.param("Päivitetty 12.3.2019", "fi", Role.UPDATED, Tense.NONE, id="updated"),
        pytest.param("Toimisto on suljettu 6.12.2025.", "fi", Role.EXCEPTIONAL_HOURS, Tense.PRESENT, id="closed"),
        pytest.param("Avoimet ovet 6.12.2025", "fi", Role.EVENT, Tense.NONE, id="event"),
        pytest.param("6.12.2024 Palvelut siirtyvät kunnille", "fi", Role.UPDATED, Tense.PRESENT, id="news-item"),
        pytest.param(
            "6.12.2024 palvelut siirtyvät kunnille", "fi", Role.ANNOUNCEMENT, Tense.PRESENT, id="not-a-news-item"
        ),
        pytest.param("6.12.2024 Infotilaisuus", "fi", Role.EVENT, Tense.NONE, id="event-list"),
        pytest.param("Päätös 6.12.2019", "fi", Role.OTHER, Tense.NONE, id="nothing-said"),
        pytest.param(
            "If you applied before 31 August 2026, you will receive a decision.",
            "en",
            Role.HISTORY,
            Tense.PAST,
            id="who-has-applied",
        ),
        pytest.param("Apply before 31 August 2026.", "en", Role.APPLICATION, Tense.NONE, id="who-is-to-apply"),
        pytest.param("Kommunen övertog tjänsterna 1.1.2023.", "sv", Role.HISTORY, Tense.PAST, id="taken-over"),
    ],
)
def test_role_and_tense(text: str, lang: str, role: Role, tense: Tense) -> None:
    assert meaning(text, lang)[:2] == (role, tense)


@pytest.mark.parametrize(
    ("brackets", "lang", "role"),
    [
        ("31.12.2025 saakka ELY-keskus", "fi", Role.HISTORY),
        ("ELY-keskus 31.12.2025 saakka", "fi", Role.HISTORY),
        ("vuoteen 2019 asti maistraatti", "fi", Role.HISTORY),
        ("31.12.2025 saakka", "fi", Role.VALIDITY),
        ("voimassa 31.12.2025 saakka", "fi", Role.VALIDITY),
        ("31.12.2025 saakka TE-toimisto palvelee täällä", "fi", Role.EXCEPTIONAL_HOURS),
        ("haku 31.12.2025 mennessä", "fi", Role.APPLICATION),
        ("t.o.m. 31.12.2025 NTM-centralen", "sv", Role.HISTORY),
        ("gäller t.o.m. 31.12.2025", "sv", Role.VALIDITY),
        ("before 2020, the Local Register Office", "en", Role.HISTORY),
        ("until 31 December 2025 the ELY Centre", "en", Role.HISTORY),
        ("valid until 31 December 2025", "en", Role.VALIDITY),
        ("до 31.12.2024 бюро по трудоустройству", "ru", Role.HISTORY),
        ("действует до 31.12.2024", "ru", Role.VALIDITY),
    ],
)
def test_a_former_name_in_brackets(brackets: str, lang: str, role: Role) -> None:
    assert meaning(f"X ({brackets})", lang).role is role
    assert meaning(f"X – {brackets}.", lang).role is role


@pytest.mark.parametrize(
    ("text", "lang", "role"),
    [
        ("Onko minun suunnitelma 2024 voimassa?", "fi", Role.HISTORY),
        ("Onko suunnitelma 2024 voimassa?", "fi", Role.PROGRAMME),
        ("Gäller min plan 2023–2024?", "sv", Role.HISTORY),
        ("Vår plan 2023–2024", "sv", Role.PROGRAMME),
        ("Is my plan 2024 still valid?", "en", Role.HISTORY),
        ("Our plan 2024", "en", Role.PROGRAMME),
        ("Действует ли мой план 2024 года?", "ru", Role.HISTORY),
        ("Действует ли план 2024 года?", "ru", Role.PROGRAMME),
    ],
)
def test_what_a_reader_holds_is_no_programme_of_the_house(text: str, lang: str, role: Role) -> None:
    assert meaning(text, lang).role is role


@pytest.mark.parametrize(
    ("text", "lang", "role"),
    [
        ("Summer hours 1 June – 31 August 2026: Mon–Thu 9–14", "en", Role.EXCEPTIONAL_HOURS),
        ("Летний график 1.6.–31.8.2026: пн–чт 9–14", "ru", Role.EXCEPTIONAL_HOURS),
        ("Avgiftstaket är 762 euro för kalenderåren 2024–2025.", "sv", Role.PROGRAMME),
        ("Avgiftstaket var 762 euro för kalenderåren 2024–2025.", "sv", Role.HISTORY),
        ("Maksukatto on 762 euroa vuosina 2024–2025.", "fi", Role.PROGRAMME),
        ("Photo competition: send your pictures by 31 October 2026", "en", Role.APPLICATION),
        ("Photo: the square by 31 October 2026", "en", Role.HISTORY),
        ("Until the end of 2022 the services were run by the district.", "en", Role.HISTORY),
        ("Rådets mandatperiod är 2021–2025.", "sv", Role.PROGRAMME),
        ("Rådet sammanträder 8.10.2026.", "sv", Role.ANNOUNCEMENT),
        ("Rådet sammanträdde 8.10.2026.", "sv", Role.HISTORY),
        ("Проект «Дом» 2020–2022 (завершён)", "ru", Role.HISTORY),
        ("Проект «Дом» 2020–2022", "ru", Role.PROGRAMME),
        ("Until the end of 2022 the services are run by the district.", "en", Role.VALIDITY),
    ],
)
def test_hours_fees_and_competitions(text: str, lang: str, role: Role) -> None:
    assert meaning(text, lang).role is role


@pytest.mark.parametrize(
    ("place", "role"),
    [
        pytest.param({}, Role.OTHER, id="alone"),
        pytest.param({"headings": ("Hakuaika",)}, Role.APPLICATION, id="heading"),
        pytest.param({"headings": ("Hakuaika", "Arkisto")}, Role.HISTORY, id="archive"),
        pytest.param({"before": "Ilmoittautumisaika:"}, Role.APPLICATION, id="lead-in"),
        pytest.param({"header": "Kokeilun hakuaika"}, Role.APPLICATION, id="list-lead-in"),
        pytest.param({"headings": ("Hakuaika",), "page_type": PageType.NEWS}, Role.HISTORY, id="news"),
    ],
)
def test_one_block_in_several_places(place: dict[str, Any], role: Role) -> None:
    assert meaning("1.2.–28.2.2025", **place).role is role


def test_the_day_of_a_notice_is_not_the_day_it_tells_of() -> None:
    above: dict[str, Any] = {"headings": ("Joulun poikkeusaukioloajat",)}
    assert meaning("20.11.2026", **above).role is Role.OTHER
    assert meaning("24.12.2026", kind=BlockKind.LIST, **above).role is Role.EXCEPTIONAL_HOURS
    assert meaning("24.–26.12.2026", **above).role is Role.EXCEPTIONAL_HOURS


@pytest.mark.parametrize(
    ("text", "role"),
    [
        pytest.param("Kurssi A | 1.2.–28.2.2025 | 3.4.2025", Role.APPLICATION, id="second-column"),
        pytest.param("Kurssi A | jatkuva | 1.2.–28.2.2025", Role.VALIDITY, id="third-column"),
    ],
)
def test_the_column_header_gives_the_role(text: str, role: Role) -> None:
    assert meaning(text.replace("Kurssi A", "A"), header="Nimi | Hakuaika | Voimassa").role is role


@pytest.mark.parametrize(
    ("text", "place", "begins", "ends"),
    [
        pytest.param("Kiinni 5.1.", {}, None, None, id="no-year-anywhere"),
        pytest.param(
            "Kiinni 5.1.", {"page_date": date(2024, 12, 20)}, date(2025, 1, 5), date(2025, 1, 5), id="next-year"
        ),
        pytest.param(
            "Kiinni 5.1.", {"page_date": date(2025, 1, 20)}, date(2025, 1, 5), date(2025, 1, 5), id="just-over"
        ),
        pytest.param(
            "Kiinni 5.1.", {"headings": ("Kevät 2023",)}, date(2023, 1, 5), date(2023, 1, 5), id="year-of-the-heading"
        ),
        pytest.param(
            "Kiinni 5.1.",
            {"headings": ("Joulu 2023",)},
            date(2024, 1, 5),
            date(2024, 1, 5),
            id="january-after-christmas",
        ),
        pytest.param(
            "Kiinni 24.12.–6.1.",
            {"headings": ("Jouluaukiolo 2023",)},
            date(2023, 12, 24),
            date(2024, 1, 6),
            id="christmas-and-new-year",
        ),
        pytest.param(
            "Kiinni 24.12.", {"headings": ("Joulu 2023",)}, date(2023, 12, 24), date(2023, 12, 24), id="christmas"
        ),
        pytest.param(
            "Kiinni 20.12.–6.1.",
            {"page_date": date(2024, 12, 1)},
            date(2024, 12, 20),
            date(2025, 1, 6),
            id="over-new-year",
        ),
        pytest.param("Lukuvuosi 2024–2025", {}, date(2024, 8, 1), date(2025, 7, 31), id="school-year"),
        pytest.param("Ohjelma 2021–24", {}, date(2021, 1, 1), date(2024, 12, 31), id="years"),
        pytest.param("Voimassa helmikuun 2024 loppuun", {}, None, date(2024, 2, 29), id="leap-month"),
    ],
)
def test_days(text: str, place: dict[str, Any], begins: date | None, ends: date | None) -> None:
    found = meaning(text, **place)
    assert (found.begins, found.ends) == (begins, ends)


def test_the_year_never_comes_from_a_clock() -> None:
    assert meaning("Toimisto on suljettu 24.12.").ends is None


def test_range_in_a_link_text_is_found_with_its_programme() -> None:
    text = "Katso Pohjoisen kotouttamisohjelma 2017-2020, joka hyväksyttiin keväällä."
    link = Mark(MarkKind.LINK, 6, 44, "/ohjelma.pdf")
    expected = Meaning(Role.PROGRAMME, Tense.NONE, date(2017, 1, 1), date(2020, 12, 31), "Pohjoisen kotouttamisohjelma")
    assert meaning(text, marks=(link,)) == expected


def test_other_facts_get_owner_and_tense_from_their_place() -> None:
    text = "Neuvonta, ohjaaja, puh. 040 123 4567"
    phone = PhoneFact(start=24, end=36, text="040 123 4567")
    neighbour = state(phone, Occurrence(Block(text, "fi")))
    assert (neighbour.meaning, whose(neighbour)) == (Meaning(), "Neuvonta, ohjaaja, puh.")
    statute = StatuteFact(start=0, end=9, text="1386/2010", number="1386/2010")
    told = state(statute, Occurrence(Block("1386/2010", "fi"), headings=("Historia",)))
    assert (told.meaning, whose(told)) == (Meaning(Role.STATUTE, Tense.PAST), "Historia")


@given(
    st.integers(2027, 2090),
    st.integers(0, 9),
    st.sampled_from(["Ohjelma {a}–{b}", "Hakuaika 1.1.{a}–31.12.{b}", "Voimassa {b} asti"]),
)
def test_a_future_range_never_ends_early(first: int, length: int, form: str) -> None:
    text = form.format(a=first, b=first + length + 1)
    ends = [stand(fact, Occurrence(Block(text, "fi"))).ends for fact in dates.find(Block(text, "fi"))]
    assert all(end is not None and end >= date(first, 1, 1) for end in ends)


@given(st.lists(st.sampled_from(ABOVE), min_size=1, max_size=4).map(" ".join), st.sampled_from(LANGUAGES))
def test_no_heading_that_tells_of_an_archive_goes_unheard(words: str, lang: str) -> None:
    told = any(cue.kind == "archive" for cue in heard(words, lang)) or is_history(words) or is_dated(words)
    place = Occurrence(Block("040 123 4567", lang), headings=(words,))
    assert of_the_past(place, 0, 12) == told
