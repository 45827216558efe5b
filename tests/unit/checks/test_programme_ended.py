"""programme-ended: ranges that name a programme and are over."""

from datetime import date
from typing import Any

import pytest

from monitor.checks.programme_ended import ProgrammeEnded
from monitor.model import BlockKind, Family, Finding, Mark, MarkKind, Message, PageType, Severity, Zone
from tests.unit.checks.dated import URL, judged, quotes, view

CHECK = ProgrammeEnded()
TEXT = "Pohjoisen kotouttamisohjelma 2017-2020"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        pytest.param("Kotouttamisohjelma 2023–2026", "fi", id="still-runs"),
        pytest.param("Kotouttamisohjelma toteutettiin 2017–2020.", "fi", id="fi-past"),
        pytest.param("Programmet genomfördes åren 2017–2020.", "sv", id="sv-past"),
        pytest.param("The programme ran from 2017 to 2020.", "en", id="en-past"),
        pytest.param("Программа осуществлялась в 2017–2020 гг.", "ru", id="ru-past"),
        pytest.param("Aiempi kotouttamisohjelma 2013–2016", "fi", id="earlier"),
        pytest.param("Kotouttamisohjelman loppuraportti 2017–2020", "fi", id="report"),
        pytest.param("Ohjelmaa tarkistetaan vähintään kerran neljässä vuodessa.", "fi", id="duration"),
        pytest.param("Tietoa 12 kielellä", "fi", id="twelve-languages"),
    ],
)
def test_silent(text: str, lang: str) -> None:
    assert judged(CHECK, view(text, lang)) == []


@pytest.mark.parametrize(
    ("text", "lang", "quote"),
    [
        pytest.param("Kotouttamisohjelma toteutetaan 2017–2020.", "fi", "2017–2020", id="fi-present"),
        pytest.param("Programmet genomförs åren 2017–2020.", "sv", "2017–2020", id="sv-present"),
        pytest.param("The programme runs from 2017 to 2020.", "en", "2017 to 2020", id="en-present"),
        pytest.param("Программа осуществляется в 2017–2020 гг.", "ru", "2017–2020", id="ru-present"),
        pytest.param("Valtuustokausi 2017 2021", "fi", "2017 2021", id="lost-dash"),
        pytest.param("Hyvinvointisuunnitelma 2021–25", "fi", "2021–25", id="two-digit-end"),
        pytest.param("Lukuvuosi 2024–2025", "fi", "2024–2025", id="school-year"),
    ],
)
def test_found(text: str, lang: str, quote: str) -> None:
    assert quotes(CHECK, view(text, lang)) == [quote]


def test_whole_finding() -> None:
    link = Mark(MarkKind.LINK, 0, len(TEXT), "/ohjelma.pdf")
    assert judged(CHECK, view(TEXT, marks=(link,), headings=("Kotoutuminen",))) == [
        Finding(
            check="programme-ended",
            family=Family.VALIDITY,
            severity=Severity.WARNING,
            page=URL,
            subject="2017-01-01/2020-12-31 pohjoisen kotouttamisohjelma",
            quote="2017-2020",
            message=Message("programme-ended.period", {"quote": "2017-2020", "ends": date(2020, 12, 31)}),
            context=TEXT,
            start=29,
            end=38,
            heading="Kotoutuminen",
            zone=Zone.MAIN,
            lang="fi",
            since=date(2021, 1, 1),
        )
    ]


@pytest.mark.parametrize(
    ("as_of", "count"),
    [
        pytest.param(date(2020, 12, 30), 0, id="day-before"),
        pytest.param(date(2020, 12, 31), 0, id="last-day"),
        pytest.param(date(2021, 1, 1), 1, id="day-after"),
    ],
)
def test_midnight(as_of: date, count: int) -> None:
    assert len(judged(CHECK, view(TEXT), as_of)) == count


def test_after_a_school_year_comes_the_next() -> None:
    messages = [f.message.id for text in ("Lukuvuosi 2024–2025", TEXT) for f in judged(CHECK, view(text))]
    assert messages == ["programme-ended.school-year", "programme-ended.period"]


@pytest.mark.parametrize("page_type", [PageType.NEWS, PageType.MINUTES, PageType.LEGAL, PageType.DOCUMENT])
def test_silent_on_pages_that_keep_their_date(page_type: PageType) -> None:
    assert judged(CHECK, view(TEXT, page_type=page_type)) == []


def test_title_of_a_document_is_judged() -> None:
    assert quotes(CHECK, view(TEXT, page_type=PageType.DOCUMENT, kind=BlockKind.TITLE)) == ["2017-2020"]


@pytest.mark.parametrize(
    "kind", [pytest.param(MarkKind.DELETED, id="deleted"), pytest.param(MarkKind.QUOTE, id="quoted")]
)
def test_silent_under_marks(kind: MarkKind) -> None:
    assert judged(CHECK, view(TEXT, marks=(Mark(kind, 0, len(TEXT)),))) == []


@pytest.mark.parametrize(
    "place", [{"zone": Zone.ARCHIVE}, {"headings": ("Ohjelmat", "Arkisto")}, {"headings": ("Päättyneet hankkeet",)}]
)
def test_silent_in_archives(place: dict[str, Any]) -> None:
    assert judged(CHECK, view(TEXT, **place)) == []
