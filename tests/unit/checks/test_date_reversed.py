"""date-reversed: ranges that run backwards."""

from datetime import date

import pytest

from monitor.checks.date_reversed import DateReversed
from monitor.model import Family, Finding, Message, Severity
from tests.unit.checks.dated import URL, judged, quotes, view


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Sopimus on voimassa 1.1.2025–31.12.2026.", id="forwards"),
        pytest.param("Sopimus on voimassa 3.4.2026–5.1.2026.", id="day-and-month-may-be-swapped"),
        pytest.param("Sopimus on voimassa 15.12.–10.1.2027.", id="over-new-year"),
        pytest.param("Uutiset 2020–2017", id="falling-list"),
        pytest.param("Hakuaika 15.12.–1.12.2026.", id="first-year-is-not-written"),
        pytest.param("Hakuaika 15.12.2026–1.12.", id="last-year-is-not-written"),
        pytest.param("Avoinna 12.5.2026–10.6.2026.", id="forwards-swapped-or-not"),
        pytest.param("Avoinna klo 15–13", id="time-of-day"),
        pytest.param("Uutiset 20.12.2025–10.12.2025", id="falling-days-of-an-archive"),
        pytest.param("1.6.39 – 20.11.2027", id="version"),
        pytest.param("2030–2026", id="years-of-nothing"),
        pytest.param("Sopimus oli voimassa 31.12.2020–1.1.2017.", id="past"),
    ],
)
def test_silent(text: str) -> None:
    assert judged(DateReversed(), view(text)) == []


@pytest.mark.parametrize(
    ("text", "lang", "quote"),
    [
        ("Приём заявлений с 20.12.2026 по 10.12.2026.", "ru", "20.12.2026 по 10.12.2026"),
        ("с 20.12.2026 по 10.12.2026", "ru", "20.12.2026 по 10.12.2026"),
        ("Housing strategy 2030–2026", "en", "2030–2026"),
        ("Klimatstrategi för åren 2030–2026", "sv", "2030–2026"),
        ("Hakuaika on 20.–10.12.2026.", "fi", "20.–10.12.2026"),
        ("Näyttely 12.12.2026–10.12.2026", "fi", "12.12.2026–10.12.2026"),
        ("Open from 20 December 2026 to 10 December 2026", "en", "20 December 2026 to 10 December 2026"),
        ("20.12.2026–10.12.2026", "fi", "20.12.2026–10.12.2026"),
    ],
)
def test_told(text: str, lang: str, quote: str) -> None:
    assert quotes(DateReversed(), view(text, lang)) == [quote]


def test_whole_finding() -> None:
    text = "Ohjelma on voimassa 31.12.2026–1.1.2025."
    begins, ends = date(2026, 12, 31), date(2025, 1, 1)
    assert judged(DateReversed(), view(text)) == [
        Finding(
            check="date-reversed",
            family=Family.VALIDITY,
            severity=Severity.WARNING,
            page=URL,
            subject="2026-12-31/2025-01-01 ohjelma",
            quote="31.12.2026–1.1.2025",
            message=Message("date-reversed.range", {"quote": "31.12.2026–1.1.2025", "begins": begins, "ends": ends}),
            context=text,
            start=20,
            end=39,
            lang="fi",
        )
    ]
