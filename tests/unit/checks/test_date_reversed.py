"""date-reversed: ranges that run backwards."""

from datetime import date

import pytest

from monitor.checks.date_reversed import DateReversed
from monitor.model import Family, Finding, Message, Severity
from tests.unit.checks.dated import URL, judged, view


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Sopimus on voimassa 1.1.2025–31.12.2026.", id="forwards"),
        pytest.param("Sopimus on voimassa 3.4.2026–5.1.2026.", id="day-and-month-may-be-swapped"),
        pytest.param("Sopimus on voimassa 15.12.–10.1.2027.", id="over-new-year"),
        pytest.param("Uutiset 2020–2017", id="falling-list"),
        pytest.param("Sopimus oli voimassa 31.12.2020–1.1.2017.", id="past"),
    ],
)
def test_silent(text: str) -> None:
    assert judged(DateReversed(), view(text)) == []


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
