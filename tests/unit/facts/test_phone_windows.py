"""A window holds whatever decides: what is read in it is what is read in the whole text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.facts import phones
from monitor.facts.phones import labels, masks
from monitor.facts.phones.windows import stretches, window
from monitor.model import Block

NUMBERS = (
    "040 123 4567|0401234567|+358 40 123 4567|+358 (0)40 123 4567|(09) 123 4567|+ 358 40 1234567|050-1234567"
    "|0800 123 456|029 520 1234|03-622 1234|8 812 123 45 67|+44 20 7946 0958|0358 40 123 4567|O40 123 4567|4568"
)
OTHERS = (
    "1.9.2026|9.00–15.00|klo 9–15|2017–2020|(2017–2020)|(1.1.2017–31.12.2020)|681/2023|2018/1724|1234567-8|010190-123A"
    "|MA 02110-1301|00100 Helsinki|1,5|12 345 euroa|100 henkilöä|FI 12345678|FI12 1234 5600 0007 85|12|123|12345"
)
WORDS = (
    "puh.|Puh:|tel|p.|т.|тел.|phone number is|puhelin (ma–pe)|(vaihde)|ext. 12|, ext. 123|; alanro 12|доб. 123|dnro"
    "|viitenumero|s.|y-tunnus|PL|№|order no|номер заказа|tai 4568|ja 4569 tai 4570|, 4570|–4568|/68|soita|Maija|auto"
    "|asukasta|O|A|SFS|&|-|–|/|+|(|)|.|,|:|\n||kaavoitus|jaamme"
)
FRAGMENTS = (*NUMBERS.split("|"), *OTHERS.split("|"), *WORDS.split("|"))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        pytest.param("avustus 040 123 4567 kaavoitus", "040 123 4567 ", id="words-that-say-nothing"),
        pytest.param("Meikäläinen, 040 123 4567\nMaija", "040 123 4567", id="lines"),
        pytest.param("vuosina (09) 123 4567 (ma–pe)", "(09) 123 4567 ", id="brackets"),
        pytest.param("info + 358 40 123 4567.", "+ 358 40 123 4567.", id="a-plus-sign-apart"),
        pytest.param("soita puh. 040 123 4567 kaavoitus", "puh. 040 123 4567 kaa", id="a-label"),
        pytest.param("liitteen dnro 040 123 4567", "dnro 040 123 4567", id="disowned"),
        pytest.param("Boston, MA 02110-1301 usa", "MA 02110-1301 usa", id="capitals"),
        pytest.param("saa 040 123 4567 ext. 12 aina", "040 123 4567 ext. 12 aina", id="an-extension"),
        pytest.param("saa 040 123 4567 tai 4568", "040 123 4567 tai 4568", id="a-sibling"),
        pytest.param("postinumero: 00100 Helsinki", "postinumero: 00100 Hel", id="a-town"),
        pytest.param("x040 123 4567", None, id="glued-before"),
        pytest.param("040 123 4567x", None, id="glued-after"),
        pytest.param("040 123 4567@example.fi", None, id="an-address"),
        pytest.param("dnro040 040 123 4567", None, id="digits-in-the-word-before"),
        pytest.param("040 123 4567 " * 20, None, id="a-table-of-figures"),
    ],
)
def test_what_a_window_holds(text: str, seen: str | None) -> None:
    first = next(stretches(text))
    span = window(text, *first.span())
    assert (text[slice(*span)] if span else None) == seen


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=9).map(" ".join), st.sampled_from(["fi", "ru"]))
def test_a_window_tells_what_the_whole_text_tells(text: str, lang: str) -> None:
    everywhere = tuple(phones._everywhere(text, lang))  # noqa: SLF001 - the plain way to read
    assert phones.find(Block(text, lang)) == everywhere


@given(
    st.lists(
        st.sampled_from((*WORDS.split("|"), *masks.LAST_WORDS.split("|"), *labels.LAST_WORDS.split("|"))), max_size=5
    )
)
def test_no_word_is_left_out_that_announces_or_disowns(words: list[str]) -> None:
    text = f"{' '.join(words)} 040 123 4567"
    start = len(text) - len("040 123 4567")
    speaks = labels.ANNOUNCED.search(text, 0, start) or masks.DISOWNED.search(text, 0, start)
    span = window(text, start, len(text))
    assert not speaks or not span or span[0] == speaks.start()


def test_equal_numbers_are_read_once() -> None:
    phones.find(Block("avustus 040 765 4321 kaavoitus", "fi"))
    before = phones._in_window.cache_info()  # noqa: SLF001
    phones.find(Block("kirjasto 040 765 4321 perhe", "fi"))
    after = phones._in_window.cache_info()  # noqa: SLF001
    assert (after.hits - before.hits, after.misses - before.misses) == (1, 0)
