"""The numbers of a text, each read with what stands around it as far as that can tell anything about it.

No form of a date and no mask reaches over a plain word, so a stretch between two of them can be read alone; and dates
repeat, though texts do not, so that a short stretch is read once.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from monitor.facts.dates.grammar import Point, points
from monitor.facts.dates.masks import BEFORE, BEFORE_AND_BEHIND, COUNTED, SIGN, mask
from monitor.facts.dates.months import may_hold_a_name
from monitor.facts.words import Words

_LONGEST = 80  # code points of a stretch that is remembered

# What a word is to the numbers around it: nothing, a part of what they say, one of them, what looks at the plain words
# behind the number as well, what reaches over plain words.
_PLAIN, _KNOWN, _NUMBER, _LOOKING_ON, _REACHING = ".knlr"
_STRETCH = re.compile(r"[^.]*n[^.]*")
_WORD = re.compile(r"\(?[^\W\d_]+(?:-[^\W\d_]+)*[.,;:!?)]*")
_PARTS = re.compile(r"[^\W\d_]+\.?")
_LOOKS_ON = re.compile(rf"(?:{BEFORE_AND_BEHIND})\.?", re.IGNORECASE)
_BEFORE = re.compile(rf"(?:{BEFORE})\.?", re.IGNORECASE)
_BEHIND = re.compile(
    rf"(?:{COUNTED}|henk|asuk|person|invån|people|kpl|чел|euro|vp|päivä|(?:of|day|to|till|по|år|vuonna|vuoden|в)(?!\w))",
    re.IGNORECASE,
)


class Numbers(NamedTuple):
    """A text without the numbers that only look like dates, and the dates in it."""

    masked: str
    points: list[Point]


def read_numbers(text: str, low: int, high: int) -> Numbers:
    """The numbers of a text; all of them stand in its part between two spaces."""
    words = text[low:high].split(" ")
    standings = "".join(map(_STANDINGS.__getitem__, words))
    stretches = [stretch.span() for stretch in _STRETCH.finditer(standings)]
    if _REACHING in standings or any(_LOOKING_ON in standings[first:last] for first, last in stretches):
        stretches = [(0, len(words))]
    pieces: list[str] = []
    found: list[Point] = []
    place, done = low, 0
    for first, last in stretches:
        place += sum(map(len, words[done:first])) + first - done
        written = " ".join(words[first:last])
        masked, dates = _remembered(written) if len(written) <= _LONGEST else _read(written)
        pieces += (*words[done:first], masked)
        found += [point.behind(place) for point in dates]
        place += len(masked) + 1
        done = last
    return Numbers(f"{text[:low]}{' '.join((*pieces, *words[done:]))}{text[high:]}", found)


def _read(written: str) -> Numbers:
    masked = mask(written)
    return Numbers(masked, points(masked))


_remembered = lru_cache(maxsize=4096)(_read)


def _standing(word: str) -> str:
    parts = _PARTS.findall(word)
    number = any(map(str.isdecimal, word))
    looks_on = any(map(_LOOKS_ON.fullmatch, parts))
    if SIGN.search(word) or "§" in word or (number and looks_on):
        return _REACHING
    if number or looks_on:
        return _NUMBER if number else _LOOKING_ON
    if not _WORD.fullmatch(word) or any(map(_BEFORE.fullmatch, parts)) or _BEHIND.match(parts[0]):
        return _KNOWN
    return _KNOWN if may_hold_a_name(word) else _PLAIN


_STANDINGS = Words(_standing)
