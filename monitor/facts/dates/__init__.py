"""Dates and ranges in Finnish, Swedish, English and Russian, with the words that tell what they are for.

`find` reads one block and knows no clock and no page; `stand.stand` gives what it found a meaning where it stands.
"""

import re

from monitor.facts.dates.bounds import RIGHT, bound, last_of_season
from monitor.facts.dates.cues import COMMA, DATE, Cue, Reading, labels, near, owner, read
from monitor.facts.dates.datelines import opens
from monitor.facts.dates.formerly import former_name
from monitor.facts.dates.grammar import Span, is_sign, spans
from monitor.facts.dates.masks import without_addresses
from monitor.facts.dates.months import beside_a_number
from monitor.facts.dates.stretches import read_numbers
from monitor.model import Block, DateFact

__all__ = ["VERSION", "find", "is_sign"]

VERSION = "15"

_LONGEST_BLOCK = 10_000  # code points; a longer "paragraph" is a dump, and only its beginning is read
_REACH = 64  # code points from a number within which words tell what it is
# Every form that the grammar knows holds a digit, and one of these or a month name beside a number.
_DIGIT = re.compile(r"[0-9]")
_NUMBERS = re.compile(
    r"[0-9](?:(?<=1)9\d\d|(?<=2)0\d\d|\.\s?\d\d?\.|[/-]\d\d?[/-]\d|(?<=\.\d)\d?\s?[–—‑−-]\s?\d\d?\.\s?\d\d?\.)"
)
# "Hyvinvointikertomus ja -suunnitelma 2021–2025" is the plan as well.
_SHARED_NAME = re.compile(r"\b(?:ja|sekä|och) [-–]$")
_LONGEST_SHARED = 8
_FOR = re.compile(r"\s(?:vuode(?:lle|ksi)|för(?: år(?:et)?)?|for(?: the year)?|на)\s$")
_LONGEST_FOR = 14
_SAYS = re.compile(r" (?:году )?(?:on|ovat|är|is|are|составля[ею]т)\b")
_POINTED = re.compile(r"(?:[^\W\d_]|\b[A-Z][a-z]+ \d\d?)\.\Z")
_SENTENCE_ENDS = re.compile(r"\s*\Z|\s+[A-ZÅÄÖА-ЯЁ]")
# "Is my plan of 2024 still valid?": what a reader holds is no programme of the house.
_MINE = re.compile(r"\b(?:minun|mitt|min|mina|my|мой|моя|моё|мое|мои|моего|моей|моих)\b", re.IGNORECASE)


def find(block: Block) -> tuple[DateFact, ...]:
    """Every date and range of the block in order, with `cues` nearest first; offsets index `block.text`."""
    text = block.text[:_LONGEST_BLOCK]
    around = _around_numbers(text)
    if around is None:
        return ()
    low, high = around
    if not (_NUMBERS.search(text, low, high) or beside_a_number(text[low:high])):
        return ()
    masked, points = read_numbers(without_addresses(text), low, high)
    found = spans(masked, points)
    if not found:
        return ()
    reading = read(block, _without(masked, found), found[0].start, found[-1].end)
    return tuple(_without_full_stop(_fact(block, masked, span, reading), text) for span in found)


def _without_full_stop(fact: DateFact, text: str) -> DateFact:
    """The date as it is quoted: the point behind "3 July." ends its sentence, that behind "3.7." is its own."""
    if fact.text[-1] != "." or not (_POINTED.search(fact.text) and _SENTENCE_ENDS.match(text, fact.end)):
        return fact
    return fact._replace(end=fact.end - 1, text=fact.text[:-1])


def _around_numbers(text: str) -> tuple[int, int] | None:
    """The part of a text that can say anything about its numbers; it cuts no word. None where there are none."""
    first, last = _DIGIT.search(text), _DIGIT.search(text[::-1])
    if first is None or last is None:
        return None
    high = text.find(" ", len(text) - last.end() + _REACH)
    return text.rfind(" ", 0, max(0, first.start() - _REACH)) + 1, high if high >= 0 else len(text)


def _governs(distance: int, cue: Cue, span: Span, reading: Reading) -> bool:
    """Whether the word speaks of this date: it stands in its clause, and no other date between them."""
    return distance < COMMA and cue.end <= span.start and DATE not in reading.plain[cue.end : span.start]


def _takes(cue: Cue, words: str, span: Span, reading: Reading) -> bool:
    """Whether only the `words` before the date part it from a past tense: "income earned in 2025 is reported"."""
    return cue.kind == "past" and reading.plain[cue.end : span.start].strip() == words


def _without(text: str, found: list[Span]) -> str:
    """The text with its dates blanked out, so that their points end no sentence."""
    pieces: list[str] = []
    at = 0
    for span in found:
        pieces += (text[at : span.start], DATE * (span.end - span.start))
        at = span.end
    return "".join((*pieces, text[at:]))


def _fact(block: Block, masked: str, span: Span, reading: Reading) -> DateFact:
    line = span.single and opens(masked, span.start, span.end)
    side, words = ("dateline", block.text[span.start : span.end]) if line else bound(masked, span.start, span.end)
    said = side and (span.single or side == "about" or RIGHT.match(masked, span.end))
    closed = side in ("", "during", "season", "dateline", "about")
    closest = near(reading, block, span.start, span.end)
    former = former_name(masked, span.start, span.end) if side in ("end", "before") else ""
    closest = [] if former else closest
    named = [(distance, cue) for distance, cue in closest if cue.kind in ("programme", "school")]
    if named and _SHARED_NAME.search(reading.plain, max(0, named[0][1].start - _LONGEST_SHARED), named[0][1].start):
        closest = [pair for pair in closest if pair[1].kind != "history"]
    closest = [pair for pair in closest if pair[1].kind != "first" or _governs(*pair, span, reading)]
    closest.sort(key=lambda pair: not (words and _takes(pair[1], words, span, reading)))
    only_a_year = span.single and span.ends.month is None and closed
    ends = last_of_season(words, span.ends) if side in ("during", "season") else span.ends
    if only_a_year:
        # "toimintasuunnitelma 2024" and "budget för 2024" name a plan, "syksyn 2024 opetusohjelma" and "jäsenmaksu
        # vuonna 2025 on" too; a year elsewhere does not.
        whole = ends.month or (side == "during" and _SAYS.match(reading.plain, span.end))
        meant = _FOR.search(reading.plain, max(0, span.start - _LONGEST_FOR), span.start)
        before = meant.start() if meant else span.start - len(words) - 1 if whole else span.start
        named = [
            (distance, cue)
            for distance, cue in named
            if (cue.end <= span.start and before - cue.end <= 1) or (side == "season" and distance <= 1)
        ]
        closest = [pair for pair in closest if pair[1].kind not in ("programme", "school") or pair in named]
    borne_by = owner(reading, block, named[0][1]) if named else ""
    mine = _MINE.search(borne_by)
    if mine:
        closest = [(distance, cue) for distance, cue in closest if cue.kind not in ("programme", "school", "validity")]
    past = former or (mine[0] if mine else "")
    open_end = side in ("start", "after", "before") and span.single
    open_beginning = side == "end" and span.single
    return DateFact(
        start=span.start,
        end=span.end,
        text=block.text[span.start : span.end],
        begins=None if open_beginning else span.begins,
        ends=None if open_end else ends,
        single=span.single and closed,
        cues=(
            *((f"{side}:{words}",) if said else ()),
            *((f"history:{past}",) if past else ()),
            *labels(closest),
        ),
        owner=borne_by,
    )
