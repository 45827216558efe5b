from datetime import date

import pytest

from monitor.ahead import turns, until
from monitor.model import Because, Family, Finding, Message, Severity

TODAY, LAST = date(2026, 11, 24), date(2027, 11, 24)


@pytest.mark.parametrize(
    ("as_of", "months", "last"),
    [
        pytest.param(date(2026, 11, 24), 12, date(2027, 11, 24), id="a year"),
        pytest.param(date(2026, 11, 24), 1, date(2026, 12, 24), id="a month"),
        pytest.param(date(2026, 11, 24), 2, date(2027, 1, 24), id="over new year"),
        pytest.param(date(2026, 10, 31), 1, date(2026, 11, 30), id="a shorter month"),
        pytest.param(date(2026, 12, 31), 2, date(2027, 2, 28), id="February"),
        pytest.param(date(2027, 12, 31), 2, date(2028, 2, 29), id="February of a leap year"),
        pytest.param(date(2028, 2, 29), 12, date(2029, 2, 28), id="from a leap day"),
    ],
)
def test_so_many_months_ahead(as_of: date, months: int, last: date) -> None:
    assert until(as_of, months) == last


def finding(since: date | None, page: str = "a", reasons: tuple[Because, ...] = ()) -> Finding:
    return Finding(
        check="programme-ended",
        family=Family.VALIDITY,
        severity=Severity.WARNING,
        page=page,
        subject="x",
        quote="2023–2026",
        message=Message("programme-ended.period"),
        since=since,
        reasons=reasons,
    )


@pytest.mark.parametrize(
    "since",
    [
        pytest.param(None, id="timeless"),
        pytest.param(date(2026, 11, 24), id="wrong already"),
        pytest.param(date(2027, 11, 25), id="after the last day"),
    ],
)
def test_what_does_not_turn_in_that_time_is_left_out(since: date | None) -> None:
    assert turns([finding(since)], TODAY, LAST) == ()


def test_what_turns_comes_by_day() -> None:
    late, soon = finding(LAST, "a"), finding(date(2026, 11, 25), "b")
    assert [(turn.day, turn.finding) for turn in turns([late, soon], TODAY, LAST)] == [
        (date(2026, 11, 25), soon),
        (LAST, late),
    ]


def test_of_merged_reasons_each_has_its_day() -> None:
    old = Because("term-superseded", Message("term-superseded.word"), Severity.NOTE, "", date(2025, 1, 1))
    next_ = Because("programme-ended", Message("programme-ended.period"), Severity.WARNING, "", date(2027, 1, 1))
    merged = finding(date(2025, 1, 1), reasons=(old, next_))
    assert [(turn.day, turn.because) for turn in turns([merged], TODAY, LAST)] == [(date(2027, 1, 1), next_)]
