"""programme-ending: the reminder before the last day."""

from datetime import date

import pytest

from monitor.checks.programme_ending import ProgrammeEnding
from monitor.model import Family, Finding, Message, Severity
from tests.unit.checks.dated import URL, judged, view

TEXT = "Kotoutumisohjelma 2023–2026"


@pytest.mark.parametrize(
    ("as_of", "days", "count"),
    [
        pytest.param(date(2026, 11, 1), 60, 1, id="sixty-days-left"),
        pytest.param(date(2026, 10, 31), 60, 0, id="sixty-one-days-left"),
        pytest.param(date(2026, 12, 31), 60, 1, id="last-day"),
        pytest.param(date(2027, 1, 1), 60, 0, id="over"),
        pytest.param(date(2026, 11, 24), 30, 0, id="shorter-reminder"),
    ],
)
def test_days(as_of: date, days: int, count: int) -> None:
    assert len(judged(ProgrammeEnding(days=days), view(TEXT), as_of)) == count


def test_a_year_alone_ends_by_itself() -> None:
    assert judged(ProgrammeEnding(), view("Maksut 2026")) == []
    assert len(judged(ProgrammeEnding(), view("Ohjelma 1.9.–31.12.2026"))) == 1


def test_silent_where_the_next_period_is_told() -> None:
    text = "Lukuvuosi: syyslukukausi 10.8.–18.12.2026 ja kevätlukukausi 7.1.–4.6.2027."
    assert judged(ProgrammeEnding(), view(text)) == []


def test_whole_finding() -> None:
    assert judged(ProgrammeEnding(), view(TEXT)) == [
        Finding(
            check="programme-ending",
            family=Family.VALIDITY,
            severity=Severity.NOTE,
            page=URL,
            subject="2023-01-01/2026-12-31 kotoutumisohjelma",
            quote="2023–2026",
            message=Message("programme-ending.soon", {"quote": "2023–2026", "ends": date(2026, 12, 31)}, count=37),
            context=TEXT,
            start=18,
            end=27,
            lang="fi",
            since=date(2027, 1, 1),
        )
    ]
