"""The same pages, judged a day before and on the day of every date that was planted: only what is due changes."""

from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from monitor.survey import Request, asked
from tests.e2e.conftest import Monitor
from tests.e2e.place import DEMO, PLANTED

DAY = timedelta(days=1)
Row = tuple[str, str, str, str]  # page below the site, check, sentence, quote
SITE = DEMO / "site"


def standing(fault: dict[str, Any]) -> bool:
    return bool(fault.get("round", "first") == "first")


DATED = [fault for fault in PLANTED["faults"] if fault["since"] and standing(fault) and "needs" not in fault]
TURNING = [quiet for quiet in PLANTED["silent"] if "turns" in quiet]
DAYS = sorted({fault["since"] for fault in DATED} | {quiet["turns"] for quiet in TURNING})


@cache
def found(as_of: date) -> frozenset[Row]:
    request = Request(as_of=as_of, files=(SITE,), links="none")
    report = survey().judged(request)
    root = f"{SITE.resolve().as_uri()}/"
    return frozenset(
        (place.page.removeprefix(root), place.check, place.message.id, place.quote)
        for listed in report.findings
        for place in listed.places
    )


@cache
def survey() -> Any:  # noqa: ANN401 - a Survey, read once
    from monitor.cli.output import now  # noqa: PLC0415 - the moment of reading does not matter to files

    return asked(Request(as_of=DAYS[0], files=(SITE,), links="none"), clock=now)


def due(day: date) -> set[tuple[str, str]]:
    faults = {(fault["page"], fault.get("into", fault["check"])) for fault in DATED if fault["since"] == day}
    return faults | {(quiet["page"], quiet["into"]) for quiet in TURNING if quiet["turns"] == day}


@pytest.mark.parametrize("day", [pytest.param(day, id=f"{day}") for day in DAYS])
def test_on_its_day_a_fault_appears_and_nothing_else(day: date) -> None:
    before, on = found(day - DAY), found(day)
    assert {(page, check) for page, check, _, _ in on - before} == due(day)
    # What ends now was announced for some weeks; nothing else goes because a day went by.
    assert [row for row in before - on if "ending" not in row[1] + row[2]] == []


@pytest.mark.parametrize(
    ("as_of", "code"),
    [pytest.param("2026-03-15", 0, id="the last day"), pytest.param("2026-03-16", 1, id="the day after")],
)
def test_the_command_line_judges_by_the_day_it_is_given(monitor: Monitor, as_of: str, code: int) -> None:
    ran = monitor("check", SITE / "fi/varhaiskasvatus.html", "--links", "none", "--as-of", as_of)
    assert ran.code == code
    assert ("1.2.–15.3.2026" in ran.out) is bool(code)
