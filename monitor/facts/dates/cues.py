"""Which words of a block belong to a date: the nearest ones of its own clause.

The distance of a word is counted in characters; a comma, a conjunction, a relative pronoun or another date between
the two makes it longer, the end of a sentence makes it infinite.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from monitor.facts.dates.lexicon import LANGUAGES, Kind, kinds
from monitor.facts.words import Words
from monitor.model import Block, MarkKind

COMMA, CONJUNCTION, RELATIVE, ANOTHER_DATE, COPULA = 40, 15, 30, 30, 20
FARTHEST = 160
FARTHEST_NAME = FARTHEST + 96  # where the few words begin that name what the farthest cue stands for
BAR = " | "  # parts the cells of a row
ROLES = ("application", "closed", "programme", "school", "event", "validity", "updated")
DATE = "\N{SECTION SIGN}"  # stands in for the words of a date, so that their points end no sentence

_SENTENCE = re.compile(
    r"[.!?…](?<!\b\w\.)(?<!\bmm\.)(?<!\bns\.)(?<!\bnr\.)(?<!\bvv\.)(?<!\blv\.)(?<!\bkl\.)(?<!\balk\.)"
    r"(?<!\bгг\.)(?<!\bул\.)\s+(?=[«\"”(]?[A-ZÅÄÖА-ЯЁ§])"
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

    def behind(self, place: int) -> "Cue":
        """The cue in a text in which so much stands before it."""
        kind, start, end, word = self
        return Cue(kind, place + start, place + end, word)


class Break(NamedTuple):
    """What parts words."""

    start: int
    end: int
    weight: int  # how far apart it puts them, in characters


class Said(NamedTuple):
    """What stands between two spaces, with places counted from there."""

    cues: tuple[Cue, ...]
    breaks: tuple[Break, ...]
    words: tuple[tuple[int, tuple[Kind, ...]], ...]  # those that can begin a cue, and of which kinds
    depends: bool  # whether their neighbours decide which cues these are


class Reading(NamedTuple):
    """The words around the dates of a block; `plain` is its text with the dates blanked out."""

    plain: str
    sentences: list[int]  # where each begins, and where the last ends, as far as any word can belong to a date
    cues: list[tuple[int, Sequence[Cue]]]  # behind the place from which theirs are counted
    starts: list[int]  # of the breaks
    ends: list[int]
    weights: list[int]  # of all breaks before each


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
    """The cue words of one language. Raises KeyError for a language that has no words here."""
    cues, _ = _listen(text, 0, len(text), lang)
    return (cue.behind(at) for at, found in cues for cue in found)


def _listen(text: str, low: int, high: int, lang: str) -> tuple[list[tuple[int, Sequence[Cue]]], list[Break]]:
    """The cues and breaks of a part of a text that begins and ends a word."""
    cues: list[tuple[int, Sequence[Cue]]] = []
    breaks: list[Break] = []
    meaning = _MEANINGS[lang]
    at = free = low
    words = text[low:high].split(" ")
    for word, said in zip(words, map(meaning.__getitem__, words), strict=True):
        if said is not None:
            own, parting, begun, depends = said
            if depends or at < free:
                if found := _cues(text, at, begun, free):
                    free = found[-1].end
                    cues.append((0, found))
            elif own:
                cues.append((at, own))
            for start, end, weight in parting:
                if not breaks or at + start >= breaks[-1].end:
                    breaks.append(Break(at + start, at + end, weight))
        at += len(word) + 1
    return cues, breaks


def _cues(text: str, at: int, words: Iterable[tuple[int, tuple[Kind, ...]]], free: int) -> list[Cue]:
    """The cues that begin with these words behind a place, where none before them reaches."""
    cues: list[Cue] = []
    for place, kinds_of_it in words:
        start = at + place
        for kind in kinds_of_it if start >= free else ():
            if found := kind.words.match(text, start):
                free = found.end()
                cues.append(Cue(kind.name, start, free, found[0]))
                break
    return cues


def _meaning(lang: str, said: str) -> Said | None:
    """What it says by itself; None where that is nothing."""
    words = [(word, begun) for word in _WORD.finditer(said) if (begun := _kinds_of(word[0], lang))]
    places = tuple((word.start(), begun) for word, begun in words)
    spaced = _BREAK.finditer(f" {said} ")
    breaks = tuple(Break(found.start() - 1, found.end() - 1, _WEIGHTS[found.lastindex or 0]) for found in spaced)
    depends = any(begun[0].depends(word[0]) for word, begun in words)
    return Said(tuple(_cues(said, 0, places, 0)), breaks, places, depends) if places or breaks else None


# Words repeat, though texts do not.
_MEANINGS = {lang: Words(partial(_meaning, lang)) for lang in LANGUAGES}


def _kinds_of(word: str, lang: str) -> tuple[Kind, ...]:
    """The kinds of cue that a word can begin: those that depend on its neighbours, as far as one that does not."""
    found: list[Kind] = []
    for kind in kinds(lang):
        depends = kind.depends(word)
        if depends or kind.words.match(word):
            found.append(kind)
            if not depends:
                break
    return tuple(found)


def read(block: Block, plain: str, start: int, end: int) -> Reading:
    """The sentences of a block from its first date to its last, as far as any cue can belong to one of them.

    The dates of the block are blanked out in `plain`.
    """
    first, last = start, end
    for mark in block.marks:
        if mark.kind is MarkKind.LINK and mark.start < end and start < mark.end:
            first, last = min(first, mark.start), max(last, mark.end)
    # A cell of a row speaks for itself, however long it is.
    low = 0 if BAR in plain else plain.rfind(" ", 0, max(0, first - FARTHEST_NAME)) + 1
    high = plain.find(" ", max(last, end + FARTHEST))
    high = high if high >= 0 else len(plain)
    sentences = [low, *(match.end() for match in _SENTENCE.finditer(plain, low, high)), high]
    low = sentences[bisect_right(sentences, first) - 1]
    high = sentences[bisect_left(sentences, last, hi=len(sentences) - 1)]
    lang = block.lang if block.lang in LANGUAGES else LANGUAGES[0]
    cues, breaks = _listen(plain, low, high, lang)
    if lang != block.lang or not cues:
        cues = [(0, [cue for cue in heard(plain, block.lang) if low <= cue.start < high])]
    starts = [found.start for found in breaks]
    ends = [found.end for found in breaks]
    return Reading(plain, sentences, cues, starts, ends, [0, *accumulate(found.weight for found in breaks)])


def _within(reading: Reading, block: Block, start: int, end: int) -> tuple[int, int]:
    """The sentence of a date, or the cell or the text of the link around it if that says what the date is of."""
    after = bisect_right(reading.sentences, start, hi=len(reading.sentences) - 1)
    low, high = reading.sentences[after - 1], reading.sentences[after]
    first, last = _cell(reading.plain, low, high, start)
    if (first, last) != (low, high) and _says(reading, first, last, ROLES):
        low, high = first, last
    for kind, first, last in ((mark.kind, mark.start, mark.end) for mark in block.marks):
        if kind is MarkKind.LINK and first <= start and end <= last and _says(reading, first, last, _NAMES):
            return max(low, first), min(high, last)
    return low, high


def _cell(text: str, low: int, high: int, start: int) -> tuple[int, int]:
    """The cell of a row in which a place of it stands: "Haku: 1.3.–30.4.2026 | Tulokset: kesäkuussa"."""
    end = text.find(BAR, start, high)
    first = text.rfind(BAR, low, start)
    return first + len(BAR) if first >= 0 else low, end if end >= 0 else high


def _says(reading: Reading, start: int, end: int, kinds: tuple[str, ...]) -> bool:
    """Whether the words there hold a cue of one of these kinds."""
    return any(cue.kind in kinds and start <= at + cue.start < end for at, cues in reading.cues for cue in cues)


def near(reading: Reading, block: Block, start: int, end: int) -> list[tuple[int, Cue]]:
    """The nearest cue of each kind for the date at `start`, nearest first, with the distances."""
    low, high = _within(reading, block, start, end)
    low, high = max(low, start - FARTHEST), min(high, end + FARTHEST)
    before: dict[str, tuple[int, Cue]] = {}  # the last of each kind
    after: dict[str, tuple[int, Cue]] = {}  # the first
    for at, cues in reading.cues:
        for cue in cues:
            kind, first, last, _ = cue
            if at + first < start:
                if at + first >= low:
                    before[kind] = at, cue
            elif at + last <= high and kind not in after:
                after[kind] = at, cue
    weights = reading.weights
    upto, since = bisect_right(reading.ends, start), bisect_left(reading.starts, end)
    found: list[tuple[int, Cue]] = []
    for kind, (at, cue) in before.items():
        gap = start - at - cue.end + (COPULA if kind == "state" else 0)
        parted = weights[upto] - weights[bisect_left(reading.starts, at + cue.end)]
        found.append((gap + max(0, parted), cue.behind(at)))
    for kind, (at, cue) in after.items():
        gap = at + cue.start - end + (COPULA if kind == "state" else 0)
        parted = weights[bisect_right(reading.ends, at + cue.start)] - weights[since]
        found.append((gap + max(0, parted), cue.behind(at)))
    nearest: dict[str, tuple[int, Cue]] = {}
    for distance, cue in sorted(found):
        if distance <= FARTHEST:
            nearest.setdefault(cue.kind, (distance, cue))
    return list(nearest.values())


_NAMES = ("programme", "school")
_NAMED = (*_NAMES, "validity")
_NAME_BREAK = re.compile(rf"[.,;:()|«»\"”\n{DATE}]|\s[–—-]\s")
_LONGEST_NAME = 5  # words


def owner(reading: Reading, block: Block, cue: Cue) -> str:
    """The words that name what `cue` stands for: itself and the words before it, as far as its clause reaches."""
    low, _ = _within(reading, block, cue.start, cue.end)
    before = reading.plain[low : cue.start]
    parts = before.rsplit(maxsplit=_LONGEST_NAME)
    if len(parts) > _LONGEST_NAME:
        before = before[len(parts[0]) :]
    verbs = {at + c.end for at, cs in reading.cues for c in cs if c.kind not in _NAMED}
    words: list[str] = []
    at = cue.start
    for word in reversed(_NAME_BREAK.split(before)[-1].split()):
        at = reading.plain.rindex(word, 0, at)
        if len(words) == _LONGEST_NAME - 1 or at + len(word) in verbs:
            break
        words.insert(0, word)
    return " ".join([*words, cue.word])


def labels(found: Sequence[tuple[int, Cue]]) -> Iterator[str]:
    """The cues as a fact keeps them: `kind:word`."""
    return (f"{cue.kind}:{cue.word}" for _, cue in found)
