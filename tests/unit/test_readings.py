"""What counts as a reading of a page."""

from datetime import UTC, datetime

import pytest

from monitor.model import Block, BlockKind, Look, Occurrence, Outcome, Page, Reason, Verdict, Zone
from monitor.readings import Remembered, counts, main_blocks

URL = "https://koivuselka.example/ohjelma"
NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
LINES = tuple(f"Kappale {n} kertoo palveluista." for n in range(8))
MAINTENANCE = ("Palvelussa on huoltokatko", "Sivut ovat pian taas käytettävissä.")
WALL = ("Hyväksy evästeet", "Käytämme evästeitä.")


def page(title: str, lines: tuple[str, ...], *, zone: Zone = Zone.MAIN, script: bool = False) -> Page:
    occurrences = tuple(Occurrence(Block(line, "fi", ()), BlockKind.PARAGRAPH, zone, ()) for line in lines)
    return Page(url=URL, title=title, lang="fi", occurrences=occurrences, built_by_script=script)


def words(count: int) -> str:
    return " ".join(["sana"] * count)


def look(outcome: Outcome = Outcome.OK, reason: Reason = Reason.NONE, final: str = URL) -> Look:
    return Look(URL, NOW, Verdict(outcome, reason), 200, final)


BEFORE = page("Ohjelma", LINES)
KNOWN = Remembered(URL, "Ohjelma", main_blocks(BEFORE))
SHORT = Remembered(URL, "Ohjelma", main_blocks(page("Ohjelma", LINES[:2])))

READ = [
    pytest.param(BEFORE, None, id="a page never read before"),
    pytest.param(BEFORE, KNOWN, id="the same"),
    pytest.param(page("Ohjelma", LINES[:4]), KNOWN, id="half of it is left"),
    pytest.param(page("Uusi ohjelma", (words(150),)), KNOWN, id="rebuilt under a new title, with text enough"),
    pytest.param(page("Ohjelma", ("Uusi teksti.",)), SHORT, id="a page of two blocks is known by its title"),
]
NOT_READ = [
    pytest.param(page("Huoltokatko", MAINTENANCE), KNOWN, "not-itself", id="maintenance"),
    pytest.param(page("Ohjelma", WALL), KNOWN, "not-itself", id="consent wall"),
    pytest.param(page("Ohjelma", ()), KNOWN, "not-itself", id="empty shell"),
    pytest.param(page("Ohjelma", LINES[:3]), KNOWN, "not-itself", id="less than half"),
    pytest.param(page("Muu", (words(149),)), KNOWN, "not-itself", id="a new title with too little text"),
    pytest.param(page("Ohjelma", LINES, zone=Zone.NAVIGATION), KNOWN, "not-itself", id="the words went to the menu"),
    pytest.param(page("Huoltokatko", MAINTENANCE), SHORT, "not-itself", id="a short page under another title"),
    pytest.param(page("Ohjelma", LINES, script=True), KNOWN, "built-by-script", id="built by JavaScript"),
    pytest.param(page("Ohjelma", LINES, script=True), None, "built-by-script", id="the same, never read before"),
]
LOOKS = [
    pytest.param(look(Outcome.BROKEN, Reason.SOFT_404), "soft-404", id="soft 404"),
    pytest.param(look(Outcome.BLOCKED, Reason.BOT_WALL), "bot-wall", id="wall"),
    pytest.param(look(Outcome.BLOCKED, Reason.LOGIN), "login", id="login"),
    pytest.param(look(Outcome.UNREACHABLE, Reason.SERVER_ERROR), "server-error", id="failing server"),
    pytest.param(look(Outcome.REDIRECTED, Reason.TEMPORARY, f"{URL}/muu"), "moved", id="another final address"),
]


@pytest.mark.parametrize(("read", "before"), READ)
def test_is_a_reading(read: Page, before: Remembered | None) -> None:
    assert not counts(read, look(), before)


@pytest.mark.parametrize(("read", "before", "why"), NOT_READ)
def test_is_no_reading(read: Page, before: Remembered | None, why: str) -> None:
    assert counts(read, look(), before) == why


@pytest.mark.parametrize(("seen", "why"), LOOKS)
def test_the_look_decides_first(seen: Look, why: str) -> None:
    assert counts(BEFORE, seen, KNOWN) == why


def test_an_address_that_two_runs_were_sent_to_is_the_page() -> None:
    moved = look(Outcome.REDIRECTED, Reason.MOVED, f"{URL}/uusi")
    assert counts(BEFORE, moved, KNOWN, frozenset({f"{URL}/uusi"})) == ""
    assert counts(BEFORE, moved, KNOWN, frozenset({f"{URL}/muu"})) == "moved"
