"""The gates before the long patterns lose nothing: with and without them the same is found."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.facts import dates
from monitor.facts.dates import bounds, cues, grammar, lexicon, masks, stretches
from monitor.model import Block

TABLES = Path(__file__).parents[2] / "site" / "tables"
TEXTS = sorted(
    {json.loads(line)["text"] for path in TABLES.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()}
)[::4]
WORDS = sorted({word for text in TEXTS for word in text.split()})
# What the patterns for numbers look at: on the left, on the right, between two of them.
NUMBERS = """
    1.1.2025 31.12. 2017-2020 2023/24 5 05 2019 1386/2010 040 +358 7.30–8.15 10 000 2,5 . – - / : ( ) © № § € laki SDK
    N:o klo kl. at в s. sivut v. copyright (c) tammikuuta May Sept. mars января янв. of päivänä vuonna th st. vp euroa
    klo9 s.5 kpl/5 5th 2017-luvulla henkeä day päivä asetus versio 10% (2017-2020), 31.12.2020) kesäkuu 1.–22.3.2026
    people saakka asti until by from the end fram till och med fr.o.m. fr. o. m. t. o. m. до с по конца into vuoteen
    viikolla 40/2026 viikoilla 27–30/2026 vecka v. vk week weeks 40, 2026 40-й неделе года недели viikko
"""
LEXICON = [
    pytest.param(lang, word, id=f"{lang}-{word}")
    for lang, word in [
        ("en", "applications for the new school are closed"),
        ("en", "the extended period was extended"),
        ("en", "it has been approved, will not be changed and is being held"),
        ("fi", "voimassa ole tulee voimaan on tarkoitus tullaan muuttamaan"),
        ("sv", "kommer från nästa år att ändras, har upphört"),
        ("sv", "det träder §§§ i kraft, hus byggda §"),
        ("fi", "se tulee § voimaan, § rakennetussa"),
        ("ru", "построенный в § и вступит с § в силу"),
        ("ru", "мастер-класс, по-прежнему: дорожная карта"),
    ]
]


@cache
def whole(lang: str) -> re.Pattern[str]:
    """Every cue of a language as one pattern."""
    kinds = enumerate(lexicon.words(lang))
    groups = "|".join(f"(?P<{kind}_{at}>(?:{words})(?!\\w))" for at, (kind, words) in kinds)
    return re.compile(rf"(?<!\w)(?:{groups})", re.IGNORECASE)


def ungated(text: str, lang: str) -> list[cues.Cue]:
    return [
        cues.Cue((found.lastgroup or "").partition("_")[0], *found.span(), found[0])
        for found in whole(lang).finditer(text)
    ]


@pytest.mark.parametrize("lang", lexicon.LANGUAGES)
def test_cue_words(lang: str) -> None:
    assert [text for text in TEXTS if list(cues.words_of(text, lang)) != ungated(text, lang)] == []


@pytest.mark.parametrize(("lang", "text"), LEXICON)
def test_cues_that_depend_on_their_neighbours(lang: str, text: str) -> None:
    assert len(ungated(text, lang)) > 1
    assert list(cues.words_of(text, lang)) == ungated(text, lang)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), st.sampled_from(lexicon.LANGUAGES))
def test_words_in_any_order(text: str, lang: str) -> None:
    assert list(cues.words_of(text, lang)) == ungated(text, lang)


POINT = re.compile(f"(?:{grammar.BY_NUMBER})|(?:{grammar.BY_NAME})", re.VERBOSE)


def check_numbers(text: str) -> None:
    """Whatever the whole patterns find in a text is found at the places where they are tried."""
    assert masks.told_masked(text) == masks.compiled(masks.WORDS_FIRST).sub(masks.blanked, text)
    assert grammar.points(text) == [p for found in POINT.finditer(text) if (p := grammar.point(found))]
    masked = masks.mask(text)
    assert stretches.read_numbers(text, 0, len(text)) == (masked, grammar.points(masked))
    for number in re.finditer(r"\d+", text):
        left = bounds.LEFT.search(text, max(0, number.start() - bounds.FARTHEST), number.start())
        assert not left or bounds.may_stand_before(text, number.start())


def test_numbers() -> None:
    for text in TEXTS:
        check_numbers(text)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(NUMBERS.split()), st.sampled_from(WORDS), st.text(max_size=3)), max_size=12),
    st.sampled_from(["", " "]),
)
def test_numbers_in_any_order(pieces: list[str], between: str) -> None:
    check_numbers(between.join(pieces))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(NUMBERS.split()), st.sampled_from(WORDS)), max_size=80).map(" ".join))
def test_what_is_far_from_every_number_tells_nothing_of_it(words: str) -> None:
    text = f"{words} 1.1.2025 {words[:200]}"
    masked = masks.mask(masks.without_addresses(text))
    everywhere = grammar.spans(masked, grammar.points(masked))
    assert [(fact.start, fact.end) for fact in dates.find(Block(text))] == [
        (span.start, span.end) for span in everywhere
    ]
