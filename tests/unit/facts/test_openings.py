"""The gates before the long patterns lose nothing: with and without them the same is found."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.facts.dates import cues, grammar, masks
from monitor.facts.dates.lexicon import CUES, LANGUAGES

TABLES = Path(__file__).parents[2] / "site" / "tables"
TEXTS = sorted(
    {json.loads(line)["text"] for path in TABLES.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()}
)[::4]
WORDS = sorted({word for text in TEXTS for word in text.split()})


def ungated(text: str, lang: str) -> list[tuple[int, int]]:
    return [found.span() for found in CUES[lang].finditer(text)]


def gated(text: str, lang: str) -> list[tuple[int, int]]:
    return [(cue.start, cue.end) for cue in cues.words_of(text, lang)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_cue_words(lang: str) -> None:
    assert [text for text in TEXTS if gated(text, lang) != ungated(text, lang)] == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), st.sampled_from(LANGUAGES))
def test_words_in_any_order(text: str, lang: str) -> None:
    assert gated(text, lang) == ungated(text, lang)


def test_masks_and_month_names() -> None:
    for text in TEXTS:
        assert masks.told_masked(text) == masks.WORDS_FIRST.sub(masks.blanked, text)
        assert grammar.points(text) == [p for f in grammar.WITH_NAMES.finditer(text) if (p := grammar.point(f))]
