"""Phone numbers of a block: as written, what they reach, and what announces them.

`find` reads, it does not judge: the checks hold the words as written against `style`. The order is cheap to dear: a
block without digits is left at once; of the others each stretch of digits is looked at through its window, and a window
that was met before is known. Else what has another shape is blanked, runs of digits that cannot begin a number are
left, and only then is the numbering plan asked.
"""

import re
import string
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from monitor.facts.phones import labels, links
from monitor.facts.phones.choosing import choose
from monitor.facts.phones.links import leads
from monitor.facts.phones.masks import blank, disowned
from monitor.facts.phones.numbering import RETIRED, SHORT, read
from monitor.facts.phones.runs import LONGEST, Group, announced, groups, likely
from monitor.facts.phones.windows import stretches, window
from monitor.model import Block, PhoneFact

__all__ = ["VERSION", "find", "is_sign", "leads"]

VERSION = "4"

_TODAY = re.compile(r"(?<!\d)112(?!\d)")
_SIGN = re.compile(r"[0-9<]|xx|XX")  # "<": the source of a link, where readers are shown that
_LOOKED_AT = 2 * LONGEST  # groups: one number and the beginning of the next


class _Run(NamedTuple):
    """Groups of digits and the label before them."""

    label: str
    groups: tuple[Group, ...]


def is_sign(word: str) -> bool:
    """Whether no number stands in a text without such a word, nor the source of a link."""
    return _SIGN.search(word) is not None


def find(block: Block) -> tuple[PhoneFact, ...]:
    """The phone numbers of a block in the order of its words; `tel:` links without a number in their words too."""
    marks = links.marks(block)
    text = links.words(block.text) if marks else block.text
    facts = _read(text, block.lang)
    return links.around(text, facts, marks) if marks else facts


def _read(text: str, lang: str) -> tuple[PhoneFact, ...]:
    if not _is_to_come(text):
        return tuple(_written(text, lang)) if any(digit in text for digit in string.digits) else ()
    to_come = tuple(_placeholders(text))
    return (*to_come, *_written(labels.PLACEHOLDER.sub(lambda found: "x" * len(found[0]), text), lang))


def _written(text: str, lang: str) -> list[PhoneFact]:
    """What is written in digits. Where no window decides, the whole text is read, once."""
    written: list[PhoneFact] = []
    everywhere: list[PhoneFact] | None = None
    at = spent = 0
    for stretch in stretches(text):
        digit, stop = stretch.span()
        facts = _near(text, digit, stop, lang) if digit >= spent else None
        if facts is None:
            if everywhere is None:
                everywhere = list(_everywhere(text, lang)) if any(likely(text, len(text))) else []
            facts = [fact for fact in everywhere if at <= fact.start < stop]
        if facts:
            written += facts
            spent = _end_of_extension(text, facts[-1])
        at = stop
    return written


def _near(text: str, digit: int, stop: int, lang: str) -> list[PhoneFact] | None:
    """The numbers of a stretch as its window tells them; None where words farther away decide."""
    if (span := window(text, digit, stop)) is None:
        return None
    low, high = span
    found = _in_window(text[low:high], stop - low, lang)
    return None if found is None else [fact._replace(start=fact.start + low, end=fact.end + low) for fact in found]


@lru_cache(maxsize=4096)
def _in_window(text: str, stop: int, lang: str) -> tuple[PhoneFact, ...] | None:
    text = blank(text)
    runs = tuple(_runs(text, stop))
    if any(_is_short(run.groups) for run in runs):
        return None
    return tuple(fact for run in runs for fact in _numbers(text, run, lang))


def _everywhere(text: str, lang: str) -> Iterator[PhoneFact]:
    text = blank(text)
    spent = 0
    for run in _runs(text, len(text)):
        for fact in _numbers(text, run, lang) if run.groups[0].start >= spent else ():
            yield fact
            spent = _end_of_extension(text, fact)


def _runs(text: str, stop: int) -> Iterator[_Run]:
    """The runs before `stop` that may be numbers; what has another shape is blanked."""
    for start, end in likely(text, stop):
        label = announced(text, start)
        if label or not disowned(text, start):
            yield _Run(label, groups(text, start, end))


def _is_to_come(text: str) -> bool:
    # Most texts hold no x, and one letter is found ten times as fast as two.
    return ("x" in text and "xx" in text) or ("X" in text and "XX" in text)


def _placeholders(text: str) -> Iterator[PhoneFact]:
    """Letters x where a number is still to come."""
    for found in labels.PLACEHOLDER.finditer(text):
        label = text[found.start() : found.start(1)]
        yield PhoneFact(start=found.start(1), end=found.end(1), text=found[1], label=label, doubt="placeholder")


def _numbers(text: str, run: _Run, lang: str) -> Iterator[PhoneFact]:
    label, parts = run
    if short := _short(text, parts, label):
        yield short
        return
    at = 0
    while at < len(parts):
        told = label if at == 0 else ""
        if (chosen := choose(text, parts[at : at + _LOOKED_AT], told, lang)) is None:
            at += 1
            continue
        start, reading = parts[at].start, chosen.reading
        extension = labels.TRAILING_EXTENSION.match(text, chosen.end)
        yield PhoneFact(
            start=start,
            end=chosen.end,
            text=text[start : chosen.end],
            e164=reading.e164,
            number_kind=reading.kind,
            extension=extension[1] if extension else "",
            label=told,
            also=chosen.also,
            doubt=reading.doubt,
        )
        at += chosen.used


def _end_of_extension(text: str, fact: PhoneFact) -> int:
    extension = labels.TRAILING_EXTENSION.match(text, fact.end) if fact.extension else None
    return extension.end() if extension else 0


def _is_short(parts: tuple[Group, ...]) -> bool:
    """Whether these digits are 112, 116 117, or a number from before 112."""
    if parts[0].plus or len(parts) > 2:  # noqa: PLR2004
        return False
    return "".join(part.digits for part in parts) in SHORT | RETIRED


def _short(text: str, parts: tuple[Group, ...], label: str) -> PhoneFact | None:
    """112, 116 117 and the numbers before 112, where the words say that somebody is to be called."""
    start, end = parts[0].start, parts[-1].end
    if not _is_short(parts) or disowned(text, start):
        return None
    digits = "".join(part.digits for part in parts)
    before = max(0, start - 60)
    called = bool(label)
    if digits in RETIRED:
        # Whoever names 112 beside it tells what was before.
        called = (called or bool(labels.ALARM_CUE.search(text, before, start))) and not _TODAY.search(text)
    else:
        alone = not (text[:start] + text[end:]).strip(" .:!–-")
        cue = labels.SHORT_CUE.search(text, before, start) or labels.AFTER_ALARM.match(text, end)
        called = called or alone or cue is not None
    if not called or text[end : end + 1].isalnum():
        return None
    reading = read(digits)
    words = text[start:end]
    return PhoneFact(start=start, end=end, text=words, number_kind=reading.kind, label=label, doubt=reading.doubt)
