"""page-outdated: the page's own date against the target's limit."""

from datetime import date

import pytest

from monitor.checks.page_outdated import PageOutdated
from monitor.model import Family, Finding, Message, PageType, Severity
from tests.unit.checks.dated import AS_OF, URL, dated_page, judged


@pytest.mark.parametrize(
    ("day", "page_type", "months", "as_of", "count"),
    [
        pytest.param(None, PageType.STANDING, 24, AS_OF, 0, id="undated"),
        pytest.param(date(2015, 1, 1), PageType.STANDING, None, AS_OF, 0, id="no-limit"),
        pytest.param(date(2015, 1, 1), PageType.NEWS, 24, AS_OF, 0, id="news"),
        pytest.param(date(2024, 11, 24), PageType.STANDING, 24, AS_OF, 0, id="limit-reached"),
        pytest.param(date(2024, 11, 23), PageType.STANDING, 24, AS_OF, 1, id="a-day-over"),
        pytest.param(date(2024, 8, 31), PageType.STANDING, 6, date(2025, 2, 28), 0, id="short-month"),
        pytest.param(date(2024, 8, 31), PageType.STANDING, 6, date(2025, 3, 1), 1, id="short-month-over"),
    ],
)
def test_age(day: date | None, page_type: PageType, months: int | None, as_of: date, count: int) -> None:
    assert len(judged(PageOutdated(months=months), dated_page(day, page_type), as_of)) == count


def test_whole_finding() -> None:
    assert judged(PageOutdated(months=24), dated_page(date(2019, 3, 12), words="Päivitetty 12.3.2019")) == [
        Finding(
            check="page-outdated",
            family=Family.PAGE,
            severity=Severity.NOTE,
            page=URL,
            subject="page",
            quote="Päivitetty 12.3.2019",
            message=Message("page-outdated.age", {"day": date(2019, 3, 12)}, count=24),
            lang="fi",
            since=date(2021, 3, 13),
        )
    ]
