"""Who lives at an address, how long a good one rests, and which pages are worth a second question."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.model import Block, BlockKind, FetchResult, Occurrence, Outcome, Page, Reason, Verdict
from monitor.verdict import doubtful, judge, resting, stranger

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
URL = "https://www.example.fi/ohje/sivu"
WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    ("before", "now", "strange"),
    [
        pytest.param(("Maahanmuuttajat", "fi"), ("Maahanmuuttajat", "fi"), False, id="the-same"),
        pytest.param(("Kotoutuminen", "fi"), ("Kotoutumisen tuki", "fi"), False, id="renamed"),
        pytest.param(("Tervetuloa", "fi"), ("Welcome", "en"), False, id="another-language-of-these-parts"),
        pytest.param(("Infofinland", "fi"), ("Infofinland – 首页", "zh"), False, id="its-name-stays"),
        pytest.param(("使馆", "zh"), ("大使馆新闻", "ja"), False, id="never-was-of-these-parts"),
        pytest.param(("", "fi"), ("Slot gacor", "id"), False, id="no-title-before"),
        pytest.param(("Veikkaus casino", "fi"), ("Uusi kasino", "fi"), False, id="was-a-casino-before"),
        pytest.param(("Kuntainfo", "fi"), ("Slot gacor hari ini", "id"), True, id="a-casino-of-other-parts"),
        pytest.param(("Kuntainfo", "fi"), ("This domain is for sale", "en"), True, id="for-sale"),
        pytest.param(("Nuorten neuvonta", "fi"), ("Berita terbaru", "id"), True, id="quite-another-language"),
    ],
)
def test_who_lives_there(before: tuple[str, str], now: tuple[str, str], strange: bool) -> None:  # noqa: FBT001
    assert stranger(before, now) is strange


@pytest.mark.parametrize(
    ("well_for", "hours", "rests"),
    [
        pytest.param(0, 22, True, id="new-and-asked-today"),
        pytest.param(0, 23, False, id="a-daily-run-is-a-daily-run"),
        pytest.param(4, 23, False, id="well-for-four-days"),
        pytest.param(8, 46, True, id="well-for-a-week"),
        pytest.param(8, 47, False, id="well-for-a-week-and-due"),
        pytest.param(400, 24 * 7 - 2, True, id="well-for-a-year"),
        pytest.param(400, 24 * 7 - 1, False, id="never-longer-than-a-week"),
    ],
)
def test_how_long_a_good_address_rests(well_for: int, hours: int, rests: bool) -> None:  # noqa: FBT001
    since = NOON - timedelta(days=well_for)
    assert resting(since, NOON, NOON + timedelta(hours=hours), WEEK) is rests
    assert not resting(since, NOON, NOON + timedelta(hours=hours + 2), timedelta(days=1)) or hours < 21


def page(title: str, heading: str, text: str) -> Page:
    blocks = (Occurrence(Block(heading), BlockKind.HEADING), Occurrence(Block(text)))
    return Page(URL, title=title, occurrences=(Occurrence(Block(title), BlockKind.TITLE), *blocks))


RESULT = FetchResult(url=URL, final_url=URL, fetched_at=NOON, status=200)
GONE = page("Kunta", "Sivua ei löytynyt", "Katso etusivulta.")
ABOUT = page("Sivua ei löytynyt", "Ohje sivuston ylläpitäjälle", "Näin teet oman virhesivun.")


@pytest.mark.parametrize(
    ("seen", "doubt"),
    [
        pytest.param(page("Kunta", "Ohje", "Neuvonta."), False, id="no-sign"),
        pytest.param(page("Sivua ei löytynyt", "Sivua ei löytynyt", ""), False, id="two-signs"),
        pytest.param(page("Kunta", "Sivua ei löytynyt", "sana " * 400), False, id="much-to-say"),
        pytest.param(GONE, True, id="one-sign-in-the-heading"),
        pytest.param(ABOUT, True, id="one-sign-in-the-title"),
    ],
)
def test_one_sign_is_a_doubt(seen: Page, doubt: bool) -> None:  # noqa: FBT001
    assert doubtful(RESULT, seen) is doubt


def test_a_sibling_that_says_the_same_is_the_second_sign() -> None:
    assert judge(RESULT, GONE, sibling=GONE) == Verdict(Outcome.BROKEN, Reason.SOFT_404)
    assert judge(RESULT, ABOUT, sibling=GONE).outcome is Outcome.OK
    assert judge(RESULT, GONE).outcome is Outcome.OK
