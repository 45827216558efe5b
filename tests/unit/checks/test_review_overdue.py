"""review-overdue: the target's own cycle, and until the end of 2024 that of the law."""

from datetime import date

import pytest

from monitor.checks.review_overdue import ReviewOverdue
from monitor.model import Family, Finding, Message, Severity
from tests.unit.checks.dated import AS_OF, URL, judged, view

INTEGRATION, CITY = "Kotouttamisohjelma 2017–2020", "Kaupunkistrategia 2020–2030"
STATUTORY, OWN = "review-overdue.statutory", "review-overdue.cycle"


@pytest.mark.parametrize(
    ("text", "years", "as_of", "messages"),
    [
        pytest.param(INTEGRATION, None, AS_OF, [], id="no-cycle"),
        pytest.param(INTEGRATION, None, date(2025, 1, 1), [], id="act-repealed"),
        pytest.param(CITY, None, date(2024, 12, 31), [], id="act-says-nothing-of-strategies"),
        pytest.param(INTEGRATION, None, date(2020, 12, 31), [], id="act-cycle-runs"),
        pytest.param(CITY, 7, AS_OF, [], id="own-cycle-runs"),
        pytest.param("Strategia toteutettiin 2015–2018.", 2, AS_OF, [], id="past"),
        pytest.param(INTEGRATION, None, date(2021, 1, 1), [STATUTORY], id="act-cycle-over"),
        pytest.param(INTEGRATION, None, date(2024, 12, 31), [STATUTORY], id="last-day-of-the-act"),
        pytest.param(INTEGRATION, 4, AS_OF, [OWN], id="own-cycle-after-the-act"),
        pytest.param(CITY, 4, AS_OF, [OWN], id="own-cycle-over"),
        pytest.param(INTEGRATION, 2, date(2019, 1, 1), [OWN], id="shorter-own-cycle-comes-first"),
    ],
)
def test_cycles(text: str, years: int | None, as_of: date, messages: list[str]) -> None:
    assert [f.message.id for f in judged(ReviewOverdue(years=years), view(text), as_of)] == messages


def test_whole_finding() -> None:
    assert judged(ReviewOverdue(), view(INTEGRATION), date(2024, 6, 1)) == [
        Finding(
            check="review-overdue",
            family=Family.VALIDITY,
            severity=Severity.NOTE,
            page=URL,
            subject="2017-01-01/2020-12-31 kotouttamisohjelma",
            quote="2017–2020",
            message=Message(STATUTORY, {"quote": "2017–2020", "begins": date(2017, 1, 1)}, count=4),
            context=INTEGRATION,
            start=19,
            end=28,
            lang="fi",
            since=date(2021, 1, 1),
            source="https://www.finlex.fi/fi/lainsaadanto/2010/1386",
        )
    ]
