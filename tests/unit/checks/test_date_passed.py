"""date-passed: rights, deadlines, events and announcements whose day has come."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from monitor.checks.date_passed import SEVERITIES, DatePassed
from monitor.checks.date_reversed import DateReversed
from monitor.checks.programme_ended import ProgrammeEnded
from monitor.model import Family, Finding, Message, PageType, Role, Severity
from monitor.wording import LANGUAGES, say
from tests.unit.checks.dated import URL, judged, quotes, view

CHECK = DatePassed()
TABLE = Path(__file__).parents[2] / "site" / "tables" / "dates.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
TYPES = {
    "dated-news": PageType.NEWS,
    "minutes": PageType.MINUTES,
    "legal": PageType.LEGAL,
    "document": PageType.DOCUMENT,
}


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in ROWS])
def test_labelled_sentence(row: dict[str, Any]) -> None:
    seen = view(row["text"], row["lang"], page_type=TYPES.get(row["page_type"], PageType.STANDING))
    found = [f for check in (ProgrammeEnded(), CHECK, DateReversed()) for f in judged(check, seen)]
    assert any(f.start < row["end"] and row["start"] < f.end for f in found) is row["stale_on_2026_11_24"]


@pytest.mark.parametrize(
    ("as_of", "count"),
    [
        pytest.param(date(2022, 12, 30), 0, id="day-before"),
        pytest.param(date(2022, 12, 31), 0, id="the-day-itself"),
        pytest.param(date(2023, 1, 1), 1, id="day-after"),
    ],
)
def test_midnight(as_of: date, count: int) -> None:
    assert len(judged(CHECK, view("Kuntayhtymä tuottaa palvelut 31.12.2022 saakka."), as_of)) == count


@pytest.mark.parametrize(
    ("text", "lang", "severity", "suggestion"),
    [
        pytest.param("Kortti on voimassa 31.5.2024 asti.", "fi", Severity.ERROR, None, id="right"),
        pytest.param("Hakuaika päättyy 31.5.2024.", "fi", Severity.ERROR, None, id="deadline"),
        pytest.param("Toimisto on suljettu 6.12.2025.", "fi", Severity.WARNING, None, id="hours"),
        pytest.param(
            "Laki tulee voimaan 1.1.2025. Se koskee kuntia.",
            "fi",
            Severity.WARNING,
            "Laki tuli voimaan 1.1.2025.",
            id="fi",
        ),
        pytest.param(
            "Lagen träder i kraft 1.1.2025.", "sv", Severity.WARNING, "Lagen trädde i kraft 1.1.2025.", id="sv"
        ),
        pytest.param(
            "The office moves on 1 May 2025.", "en", Severity.WARNING, "The office moved on 1 May 2025.", id="en"
        ),
        pytest.param("Закон вступает в силу 01.01.2025.", "ru", Severity.WARNING, None, id="ru-needs-its-subject"),
        pytest.param("The office will be moved on 1 May 2025.", "en", Severity.WARNING, None, id="en-future"),
    ],
)
def test_severity_and_suggestion(text: str, lang: str, severity: Severity, suggestion: str | None) -> None:
    (finding,) = judged(CHECK, view(text, lang))
    assert (finding.severity, finding.suggestion) == (severity, suggestion)


@pytest.mark.parametrize("role", list(SEVERITIES))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_role_has_its_sentence(role: Role, lang: str) -> None:
    message = Message(f"date-passed.{role}", {"quote": "31.12.2025", "ends": date(2025, 12, 31)})
    assert "31.12.2025" in say(message, lang)


def test_whole_finding() -> None:
    text = "Hakuaika päättyy 15.3.2024."
    assert judged(CHECK, view(text, headings=("Kurssit",))) == [
        Finding(
            check="date-passed",
            family=Family.VALIDITY,
            severity=Severity.ERROR,
            page=URL,
            subject="2024-03-15/2024-03-15 kurssit",
            quote="15.3.2024",
            message=Message("date-passed.application-period", {"quote": "15.3.2024", "ends": date(2024, 3, 15)}),
            context=text,
            start=17,
            end=26,
            heading="Kurssit",
            lang="fi",
            since=date(2024, 3, 16),
        )
    ]


def test_one_block_under_two_headings() -> None:
    text = "1.2.–28.2.2025"
    assert quotes(CHECK, view(text, headings=("Hakuaika",))) == [text]
    assert quotes(CHECK, view(text, headings=("Arkisto",))) == []
