"""Phone numbers of a block: as written, what they reach, and what announces them.

`find` reads, it does not judge: the checks hold the words as written against `style`. The order is cheap to dear: a
block without a few digits is left at once, runs of digits that cannot begin a number next, then what has another
shape is blanked, and only then is the numbering plan asked.
"""

import re
from collections.abc import Iterator

from monitor.facts.phones import labels, links
from monitor.facts.phones.choosing import choose
from monitor.facts.phones.masks import blank, disowned
from monitor.facts.phones.numbering import RETIRED, SHORT, read
from monitor.facts.phones.runs import LONGEST, Group, announced, groups, likely
from monitor.model import Block, PhoneFact

__all__ = ["VERSION", "find"]

VERSION = "2"

_TODAY = re.compile(r"(?<!\d)112(?!\d)")
_DIGIT = re.compile("[0-9]")
_LOOKED_AT = 2 * LONGEST  # groups: one number and the beginning of the next


def find(block: Block) -> tuple[PhoneFact, ...]:
    """The phone numbers of a block in the order of its words; `tel:` links without a number in their words too."""
    marks = links.marks(block)
    if not marks and not _DIGIT.search(block.text) and "xx" not in block.text and "XX" not in block.text:
        return ()
    text = links.words(block.text) if marks else block.text
    facts = tuple(_read(text, block.lang))
    return links.around(text, facts, marks) if marks else facts


def _read(text: str, lang: str) -> Iterator[PhoneFact]:
    if "xx" in text or "XX" in text:
        yield from _placeholders(text)
        text = labels.PLACEHOLDER.sub(lambda found: "x" * len(found[0]), text)
    if not any(likely(text)):
        return
    text = blank(text)
    spent = 0
    for start, end in likely(text):
        label = announced(text, start)
        if start < spent or (not label and disowned(text, start)):
            continue
        for fact in _read_run(text, groups(text, start, end), label, lang):
            yield fact
            spent = _end_of_extension(text, fact)


def _placeholders(text: str) -> Iterator[PhoneFact]:
    """Letters x where a number is still to come."""
    for found in labels.PLACEHOLDER.finditer(text):
        label = text[found.start() : found.start(1)]
        yield PhoneFact(start=found.start(1), end=found.end(1), text=found[1], label=label, doubt="placeholder")


def _read_run(text: str, parts: tuple[Group, ...], label: str, lang: str) -> Iterator[PhoneFact]:
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


def _short(text: str, parts: tuple[Group, ...], label: str) -> PhoneFact | None:
    """112, 116 117 and the numbers before 112, where the words say that somebody is to be called."""
    digits = "".join(part.digits for part in parts[:3])
    start, end = parts[0].start, parts[-1].end
    if parts[0].plus or len(parts) > 2 or digits not in SHORT | RETIRED or disowned(text, start):  # noqa: PLR2004
        return None
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
