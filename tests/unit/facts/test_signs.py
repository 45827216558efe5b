"""Only that is read of which a word is a sign, and nothing else would be there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.facts import Extractor, contacts, dates, phones, statutes, terms
from monitor.facts.words import LONGEST, Words
from monitor.knowledge import load
from monitor.model import Block, Fact, Mark, MarkKind
from tests.unit.facts.test_openings import NUMBERS, TEXTS

LEXICON = load().lexicon
EXTRACT = Extractor(LEXICON)  # one for all tests: a word that was met must say what it said
SIGNS = """
    ( [ { at AT ät) a] @ (at (at) ( miukumauku piste dot .fi matti.meikalainen example.fi meikäläinen(at)example.fi
    / 1386/2010 laki lain (1386 / 2010) EU 2016/679 xx XX xxxx puh. 112 116 117 040 1234567 +358 040-1234567 <a
    ELY-keskus TE-toimisto VRK maistraatti Eksote te- eksote.fi www.te-palvelut.fi 5. 1. 2. 2024 2024. 1-2-2024 3/24
    12.2024 1.–2.3. 1.3 – 2.4.2024 päivänä toukokuuta May 5th of 5thMay viikolla 40/2026 v.5/2026 vecka
    40-й неделе 2024/25 2024\n5.\n6. 30.12.2010/1386 Ⅻ ٢.٣.٢٠٢٤
"""
LINKS = [
    "tel:+358401234567",
    "TEL:112",
    "mailto:Matti@Eksote.fi",
    "https://www.finlex.fi/fi/laki/ajantasa/2010/20101386",
    "https://www.eksote.fi/",
    "//eksote.fi",
    "/palvelut",
    "#alku",
]


def read_by_every_kind(block: Block) -> tuple[Fact, ...]:
    return (
        *phones.find(block),
        *dates.find(block),
        *statutes.find(block),
        *terms.find(block, LEXICON),
        *contacts.find(block),
    )


@pytest.mark.parametrize("lang", ["fi", "sv", "en", "ru", ""])
def test_texts(lang: str) -> None:
    blocks = [Block(text, lang) for text in TEXTS]
    assert [block.text for block in blocks if EXTRACT(block) != read_by_every_kind(block)] == []


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(SIGNS.split(" ")), st.sampled_from(NUMBERS.split()), st.text(max_size=3)), max_size=9
    ),
    st.sampled_from(["", " ", "\n", ", ", "."]),
)
def test_words_in_any_order(pieces: list[str], between: str) -> None:
    block = Block(between.join(pieces), "fi")
    assert EXTRACT(block) == read_by_every_kind(block)


@pytest.mark.parametrize("href", LINKS)
def test_links(href: str) -> None:
    block = Block("Lue lisää täältä", "fi", (Mark(MarkKind.LINK, 0, 8, href),))
    assert EXTRACT(block) == read_by_every_kind(block)


def test_plain_words_are_no_sign_of_anything() -> None:
    assert EXTRACT(Block("Kunta tarjoaa asukkaille (myös lapsille) neuvontaa kuten ennen.", "fi")) == ()


def test_a_word_is_asked_about_once() -> None:
    asked: list[str] = []

    def measured(word: str) -> int:
        asked.append(word)
        return len(word)

    words = Words(measured)
    assert [words[word] for word in ("sana", "toinen", "sana")] == [4, 6, 4]
    assert asked == ["sana", "toinen"]


def test_words_are_forgotten_when_there_are_too_many() -> None:
    words = Words(len, most=2)
    for word in ("yksi", "kaksi", "kolme", "x" * (LONGEST + 1)):
        assert words[word] == len(word)
    assert set(words) == {"kolme"}
