"""Which words of a block belong to a date: the nearest ones of its own clause.

The distance of a word is counted in characters; a comma, a conjunction, a relative pronoun or another date between
the two makes it longer, the end of a sentence makes it infinite.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from monitor.facts.dates.lexicon import CUES, LANGUAGES, OPENINGS
from monitor.model import Block, MarkKind

COMMA, CONJUNCTION, RELATIVE, ANOTHER_DATE, COPULA = 40, 15, 30, 30, 20
FARTHEST = 160
DATE = "\N{SECTION SIGN}"  # stands in for the words of a date, so that their points end no sentence

_SENTENCE = re.compile(
    r"(?<=[.!?…])(?<!\b\w\.)(?<!\bmm\.)(?<!\bns\.)(?<!\bnr\.)(?<!\bул\.)\s+(?=[«\"”(]?[A-ZÅÄÖА-ЯЁ§])"
)
# What parts a word from a date, as one pattern: its last group tells how far apart it puts them.
_BREAK = re.compile(
    r"([,;\n]|\s[–—-]\s)|\b(?:(ja|sekä|mutta|och|samt|men|and|but|и|но|а)"
    r"|(jo[knst]\w+|jossa|som|vilke[nt]|which|who|that|котор\w+|kun|när|when|когда|että|att|что))\b"
    rf"|({DATE}+)"
)
_WEIGHTS = (0, COMMA, CONJUNCTION, RELATIVE, ANOTHER_DATE)
_WORD = re.compile(r"\w+")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


class Cue(NamedTuple):
    """A word that tells what a date is for, or when."""

    kind: str
    start: int
    end: int
    word: str


class Reading(NamedTuple):
    """The words of a block that speak of dates; `plain` is its text with the dates blanked out."""

    plain: str
    cues: tuple[Cue, ...]
    sentences: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]  # of the breaks
    ends: tuple[int, ...]
    weights: tuple[int, ...]  # of all breaks before each


def heard(text: str, lang: str) -> tuple[Cue, ...]:
    """The cue words of a text in the order of their places; where the language has none, another is tried."""
    own = (lang,) if lang in LANGUAGES else ()
    guess = ("ru",) if _CYRILLIC.search(text) else LANGUAGES
    best: tuple[Cue, ...] = ()
    for language in (*own, *guess):
        found = tuple(words_of(text, language))
        if found and language in own:
            return found
        best = max(best, found, key=len)
    return best


def words_of(text: str, lang: str) -> Iterator[Cue]:
    """The cue words of one language: the long pattern is tried only at words that can begin one."""
    match, at = CUES[lang].match, 0
    for word in _WORD.finditer(text):
        if _opens(word[0], lang) and word.start() >= at and (cue := match(text, word.start())):
            at = cue.end()
            yield Cue((cue.lastgroup or "").partition("_")[0], cue.start(), at, cue[0])


@lru_cache(maxsize=65_536)
def _opens(word: str, lang: str) -> bool:
    return OPENINGS[lang].fullmatch(word) is not None


def read(block: Block, plain: str) -> Reading:
    """The cues and sentences of a block whose dates are blanked out in `plain`."""
    bounds = [0, *(match.end() for match in _SENTENCE.finditer(plain)), len(plain)]
    breaks = [(found.start(), found.end(), _WEIGHTS[found.lastindex or 0]) for found in _BREAK.finditer(plain)]
    return Reading(
        plain,
        heard(plain, block.lang),
        tuple(pairwise(bounds)),
        tuple(start for start, _, _ in breaks),
        tuple(end for _, end, _ in breaks),
        tuple(accumulate((weight for *_, weight in breaks), initial=0)),
    )


def _within(reading: Reading, block: Block, start: int, end: int) -> tuple[int, int]:
    """The sentence of a date, or the text of the link around it if that says what the date is of."""
    low, high = reading.sentences[bisect_right(reading.sentences, start, key=lambda bounds: bounds[0]) - 1]
    for mark in block.marks:
        if mark.kind is MarkKind.LINK and mark.start <= start and end <= mark.end:
            named = any(c.kind in ("programme", "school") and mark.start <= c.start < mark.end for c in reading.cues)
            if named:
                return max(low, mark.start), min(high, mark.end)
    return low, high


def _distance(reading: Reading, start: int, end: int, cue: Cue) -> int:
    low, high = (cue.end, start) if cue.end <= start else (end, cue.start)
    first, last = bisect_left(reading.starts, low), bisect_right(reading.ends, high)
    breaks = reading.weights[last] - reading.weights[first] if last > first else 0
    return max(0, high - low) + breaks + (COPULA if cue.kind == "state" else 0)


def near(reading: Reading, block: Block, start: int, end: int) -> Sequence[tuple[int, Cue]]:
    """The nearest cue of each kind for the date at `start`, nearest first, with the distances."""
    low, high = _within(reading, block, start, end)
    low, high = max(low, start - FARTHEST), min(high, end + FARTHEST)
    nearest: dict[str, tuple[int, Cue]] = {}
    for cue in reading.cues[bisect_left(reading.cues, low, key=lambda cue: cue.start) :]:
        if cue.start >= high:
            break
        if cue.end <= high:
            distance = _distance(reading, start, end, cue)
            if distance <= FARTHEST and (cue.kind not in nearest or distance < nearest[cue.kind][0]):
                nearest[cue.kind] = (distance, cue)
    return sorted(nearest.values())


_NAME_BREAK = re.compile(rf"[.,;:()|«»\"”\n{DATE}]|\s[–—-]\s")
_LONGEST_NAME = 5  # words


def owner(reading: Reading, block: Block, cue: Cue) -> str:
    """The words that name what `cue` stands for: itself and the words before it, as far as its clause reaches."""
    low, _ = _within(reading, block, cue.start, cue.end)
    before = _NAME_BREAK.split(reading.plain[low : cue.start])[-1].split()
    verbs = {other.end for other in reading.cues if other.kind not in ("programme", "school", "validity")}
    words: list[str] = []
    at = cue.start
    for word in reversed(before):
        at = reading.plain.rindex(word, 0, at)
        if len(words) == _LONGEST_NAME - 1 or at + len(word) in verbs:
            break
        words.insert(0, word)
    return " ".join([*words, cue.word])


def labels(found: Sequence[tuple[int, Cue]]) -> Iterator[str]:
    """The cues as a fact keeps them: `kind:word`."""
    return (f"{cue.kind}:{cue.word}" for _, cue in found)
