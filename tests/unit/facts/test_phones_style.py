"""How numbers are written, and how they are better written."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from monitor.facts import phones
from monitor.facts.phones.linkstyle import LinkFlaw, link_flaw, link_suggestion
from monitor.facts.phones.numbering import PLAN, read
from monitor.facts.phones.style import Flaw, flaws, preferred, run_together, suggestion
from monitor.model import Block, Mark, MarkKind


@pytest.mark.parametrize(
    ("e164", "national", "international"),
    [
        pytest.param("+358401234567", "040 123 4567", "+358 40 123 4567", id="040"),
        pytest.param("+358400123456", "0400 123 456", "+358 400 123 456", id="0400"),
        pytest.param("+358500123456", "0500 123 456", "+358 500 123 456", id="0500"),
        pytest.param("+3584571234567", "0457 123 4567", "+358 457 123 4567", id="0457"),
        pytest.param("+358501234567", "050 123 4567", "+358 50 123 4567", id="050"),
        pytest.param("+358295333200", "0295 333 200", "+358 295 333 200", id="029"),
        pytest.param("+3589123456", "09 123 456", "+358 9 123 456", id="09"),
        pytest.param("+35891234", "09 1234", "+358 9 1234", id="09-short"),
        pytest.param("+358812345678", "08 1234 5678", "+358 8 1234 5678", id="08-long"),
        pytest.param("+3581912345", "019 12 345", "+358 19 12 345", id="019"),
        pytest.param("+358201234567", "020 123 4567", "+358 20 123 4567", id="020"),
        pytest.param("+358800123456", "0800 123 456", "0800 123 456", id="freephone-never-international"),
        pytest.param("+35860012345", "0600 12 345", "0600 12 345", id="premium-never-international"),
        pytest.param("+46812345678", "+46 8 123 456 78", "+46 8 123 456 78", id="foreign"),
    ],
)
def test_preferred(e164: str, national: str, international: str) -> None:
    assert (preferred(e164, abroad=False), preferred(e164, abroad=True)) == (national, international)


@given(st.sampled_from(sorted(PLAN)), st.from_regex(r"[1-8][0-9]{3,7}", fullmatch=True), st.booleans())
def test_what_is_preferred_is_read_again_and_is_well_written(prefix: str, rest: str, abroad: bool) -> None:  # noqa: FBT001
    reading = read(prefix + rest)
    assume(reading.e164 is not None and not reading.doubt)
    text = f"puh. {preferred(reading.e164 or '', abroad=abroad)} (1 €/min)"
    (fact,) = phones.find(Block(text, "fi"))
    assert (fact.e164, fact.doubt, flaws(fact, text)) == (reading.e164, "", ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("puh. 040 1234 567", (), id="3-4-3"),
        pytest.param("puh. 0405 123 456", (), id="4-3-3"),
        pytest.param("puh. 040 012 3456", (), id="0400-as-040"),
        pytest.param("puh. 0800 12 34 56", (), id="freephone-easily-remembered"),
        pytest.param("Nollalinja 080 005 005", (), id="freephone-in-threes"),
        pytest.param("puh. 09 123 45678", (), id="extension-of-five"),
        pytest.param("puh. 040 12 34567", (Flaw.GROUPING,), id="five-after-two"),
        pytest.param("puh. 040 12 34 567", (Flaw.GROUPING,), id="pairs"),
        pytest.param("puh. 021 234 567", (Flaw.GROUPING,), id="area-code-not-alone"),
        pytest.param("puh. (09) 123456", (Flaw.BRACKETS, Flaw.GROUPING), id="two-faults-worst-first"),
        pytest.param("puh. 358 (0)40 123 4567", (Flaw.BRACKETED_ZERO, Flaw.PLUS_MISSING), id="two-that-mislead"),
        pytest.param("puh. 00358 40 123 4567", (Flaw.EXIT_CODE,), id="exit-code"),
        pytest.param("puh. 8 10 358 40 123 4567", (Flaw.EXIT_CODE,), id="russian-exit-code"),
        pytest.param("puh. 0046 8 1234 5678", (Flaw.EXIT_CODE,), id="exit-code-of-another-country"),
        pytest.param("(+358) 40 123 4567", (Flaw.BRACKETS,), id="country-code-in-brackets"),
        pytest.param("puh. 40 123 4567", (Flaw.ZERO_MISSING,), id="first-zero-missing"),
        pytest.param("Soita 0600 12345", (Flaw.PRICE_MISSING,), id="price-missing"),
        pytest.param("Soita 0600 12345 (2 €/min)", (), id="price-told"),
    ],
)
def test_flaws(text: str, found: tuple[Flaw, ...]) -> None:
    (fact,) = phones.find(Block(text, "fi"))
    assert flaws(fact, text) == found


@pytest.mark.parametrize(
    ("text", "abroad", "written"),
    [
        pytest.param("puh. 123 4567", False, None, id="area-unknown"),
        pytest.param("puh. 040 123", False, None, id="too-short"),
        pytest.param("puh. 0400 123456", False, "0400 123 456", id="national"),
        pytest.param("puh. 0400 123456", True, "+358 400 123 456", id="abroad"),
        pytest.param("puh. +358 (0)400 123456", False, "+358 400 123 456", id="international-stays"),
        pytest.param("puh. 040 123 4567–68", False, "040 123 4567, 040 123 4568", id="both-in-full"),
        pytest.param("puh. 40 123 4567", False, "040 123 4567", id="first-zero-missing"),
        pytest.param("Poliisi 10022", False, "112", id="retired"),
        pytest.param("puh. +358 116 117", True, "116 117", id="short"),
        pytest.param("puh. 0358 40 123 4567", False, "040 123 4567", id="zero-before-the-country"),
        pytest.param("тел. 8 (812) 331-76-00", True, "+7 812 331 76 00", id="russian"),
    ],
)
def test_suggestion(text: str, abroad: bool, written: str | None) -> None:  # noqa: FBT001
    (fact,) = phones.find(Block(text, "fi"))
    assert suggestion(fact, abroad=abroad) == written


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        pytest.param("040 123 4567, 050 123 4567", 0, id="comma"),
        pytest.param("040 123 4567 / 050 123 4567", 0, id="spaced-slash"),
        pytest.param("040 123 4567\n050 123 4567", 0, id="lines"),
        pytest.param("040 123 4567 050 123 4567", 1, id="space"),
        pytest.param("040 123 4567/050 123 4567", 1, id="slash"),
    ],
)
def test_run_together(text: str, pairs: int) -> None:
    assert len(run_together(phones.find(Block(text, "fi")), text)) == pairs


@pytest.mark.parametrize(
    ("text", "href", "flaw", "written"),
    [
        pytest.param("040 123 4567", "tel:+358401234567", None, "tel:+358401234567", id="agrees"),
        pytest.param("040 123 4567", "tel:+358-40-123-4567", None, "tel:+358401234567", id="hyphens"),
        pytest.param("Soita", "tel:+358401234567", None, "tel:+358401234567", id="words-only"),
        pytest.param("Hätänumero 112", "tel:112", None, None, id="short"),
        pytest.param("0800 123 456", "tel:0800123456", None, "tel:0800123456", id="freephone"),
        pytest.param("puh. 123 4567", "tel:+35891234567", None, "tel:+35891234567", id="area-only-in-the-link"),
        pytest.param(
            "05 616 2100, alanumero 204", "tel:+35856162100,204", None, "tel:+35856162100,204", id="pause-extension"
        ),
        pytest.param("05 616 2100", "tel:+35856162100p204", None, "tel:+35856162100p204", id="pause-p"),
        pytest.param("05 616 2100", "tel:+35856162100W204#", None, "tel:+35856162100W204#", id="wait-w"),
        pytest.param("05 616 2100", "tel:+35856162100%2C%2C204", None, "tel:+35856162100,,204", id="pauses-escaped"),
        pytest.param("05 616 2100", "tel:+35856162100;204", None, "tel:+35856162100;204", id="wait-semicolon"),
        pytest.param("05 616 2100", "tel:+35856162100;ext=204", None, "tel:+35856162100;ext=204", id="ext"),
        pytest.param(
            "05 616 2100 (204)",
            "tel:05-616 2100;phone-context=+358",
            LinkFlaw.NATIONAL,
            "tel:+35856162100",
            id="context",
        ),
        pytest.param(
            "05 616 2100", "tel:056162100,204", LinkFlaw.NATIONAL, "tel:+35856162100,204", id="national-with-extension"
        ),
        pytest.param(
            "05 616 2100, alanumero 204",
            "tel:056162100",
            LinkFlaw.NATIONAL,
            "tel:+35856162100;ext=204",
            id="extension-in-the-words",
        ),
        pytest.param(
            "05 616 2100", "tel:+35856162101,204", LinkFlaw.DISAGREES, "tel:+35856162100,204", id="extension-disagrees"
        ),
        pytest.param("116 117", "tel:+358116117", LinkFlaw.UNREADABLE, "tel:116117", id="short-with-country"),
        pytest.param("Soita meille", "tel:+358112", LinkFlaw.UNREADABLE, "tel:112", id="emergency-with-country"),
        pytest.param("040 123 4567", "tel:+358%2040 1234567", LinkFlaw.SPACES, "tel:+358401234567", id="spaces"),
        pytest.param("040 123 4567", "tel:0401234567", LinkFlaw.NATIONAL, "tel:+358401234567", id="national"),
        pytest.param("040 123 4567", "tel:358401234567", LinkFlaw.PLUS_MISSING, "tel:+358401234567", id="no-plus"),
        pytest.param("040 123 4567", "tel:+3580401234567", LinkFlaw.KEPT_ZERO, "tel:+358401234567", id="kept-zero"),
        pytest.param("040 123 4567", "tel:+358(0)401234567", LinkFlaw.BRACKETED_ZERO, "tel:+358401234567", id="(0)"),
        pytest.param("040 123 4567", "tel:+358401234568", LinkFlaw.DISAGREES, "tel:+358401234567", id="disagrees"),
        pytest.param(
            "Hätänumero 112", "tel:+358401234567", LinkFlaw.DISAGREES, "tel:+358401234567", id="short-disagrees"
        ),
        pytest.param("Soita", "tel:", LinkFlaw.UNREADABLE, None, id="empty"),
        pytest.param("040 123 4567", "tel:soita", LinkFlaw.UNREADABLE, "tel:+358401234567", id="words-in-the-link"),
    ],
)
def test_link_flaw(text: str, href: str, flaw: LinkFlaw | None, written: str | None) -> None:
    (fact,) = phones.find(Block(text, "fi", (Mark(MarkKind.LINK, 0, len(text), href),)))
    assert (link_flaw(fact), link_suggestion(fact)) == (flaw, written)
