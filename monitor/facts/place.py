"""What the place of a block tells of time: its page and zone, what stands above it, the day that dates it. Pure.

News, minutes, legal texts and archives tell what was, and so do deleted and quoted words. Of a document the title, the
headings and the contacts promise to be true today; the rest of its text is as old as the document. A section is read
like a page of its kind: under "Pöytäkirja 12.11.2024" or "Past events", in a column "earlier", or in a line that begins
with its day.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from monitor.facts import dates
from monitor.facts.dates.cues import heard
from monitor.facts.dates.datelines import begins_with_a_day, ends_with_a_day, is_a_day, is_dated
from monitor.facts.dates.lexicon import WORDS
from monitor.knowledge import told_by
from monitor.model import Block, BlockKind, DateFact, MarkKind, Occurrence, PageType, Zone

PAST_PAGES = (PageType.NEWS, PageType.MINUTES, PageType.LEGAL)
STRUCK = (MarkKind.DELETED, MarkKind.QUOTE)
PROMISES = (BlockKind.TITLE, BlockKind.HEADING)
BREAK = re.compile(r"[;|\n.!?](?:(?<=[;|\n])\s*|(?<=[.!?])\s+(?=[A-ZÅÄÖА-ЯЁ]))")
_VERBS = frozenset(("future", "change", "happens", "adopted", "present", "state", "past"))
_OCCASIONS = frozenset(("event", "application", "closed"))  # what is listed by its day
_PARTED = re.compile(r"\s*[:|–—-]")
_COLUMN = " | "
_LONGEST = 200  # code points of a heading that are heard
# "§ 22 Lausunto kotouttamisohjelmasta": a paragraph of minutes or rules.
_PARAGRAPH = re.compile(r"(?:§\s?\d{1,4}|\d{1,4}\s?§)[.:)]?\s+(?=[A-ZÅÄÖА-ЯЁ])")


def of_the_past(occurrence: Occurrence, start: int, end: int, *, contact: bool = False) -> bool:
    """Whether the place itself tells that the words of the block from `start` to `end` were true at another time.

    A `contact` is a number or an address: whoever opens a document calls and writes there today.
    """
    block = occurrence.block
    return bool(
        occurrence.page_type in PAST_PAGES
        or occurrence.zone is Zone.ARCHIVE
        or (occurrence.page_type is PageType.DOCUMENT and occurrence.kind not in PROMISES and not contact)
        or (block.marks and any(m.kind in STRUCK and m.start < end and start < m.end for m in block.marks))
        or _under_the_past(occurrence.headings, block.lang)
        or (occurrence.before.endswith(":") and _is_past(lead_in(occurrence), block.lang))
        or (occurrence.header and _led_by_the_past(occurrence.header, column(occurrence, start), block.lang))
        or _PARAGRAPH.match(block.text) is not None
        or _is_told_by(notice(occurrence), start, end)
        or (occurrence.kind is BlockKind.HEADING and _records(occurrence))
        or _is_spoken_about(occurrence)
        or _dated_before(occurrence)
    )


def lead_in(occurrence: Occurrence) -> str:
    """The words before the block that end in a colon and so lead it in."""
    before = occurrence.before.rstrip()
    return BREAK.split(before)[-1] if before.endswith(":") else ""


def column(occurrence: Occurrence, at: int) -> str:
    """The header of the cell that holds the place `at`; the whole header where there are no columns."""
    columns = occurrence.header.split(_COLUMN)
    number = occurrence.block.text.count(_COLUMN, 0, at)
    return columns[number] if 1 <= number + 1 <= len(columns) > 1 else occurrence.header


@lru_cache(maxsize=4096)
def kinds_heard(words: str, lang: str) -> tuple[str, ...]:
    """The kinds of cue in the words, each once."""
    return tuple(dict.fromkeys(cue.kind for cue in heard(words, lang)))


def notice(occurrence: Occurrence) -> DateFact | None:
    """The day of a notice that begins or ends with it, as in "3.6.2026 – Palvelu on suljettu 6.–24.7."; None without.

    A calendar begins its lines with days too: it lists what they are the days of, and says so above.
    """
    text, lang = occurrence.block.text, occurrence.block.lang
    if not (begins_with_a_day(text) or ends_with_a_day(text)):
        return None
    above = (lead_in(occurrence), column(occurrence, 0), *occurrence.headings[-1:])
    return None if any(_lists_occasions(words, lang) for words in above if words) else _notice(occurrence.block)


@lru_cache(maxsize=1024)
def _notice(block: Block) -> DateFact | None:
    found = dates.find(block)
    if not found:
        return None
    if begins_with_a_day(block.text):
        return found[0] if _opens_a_notice(found[0], found[1:], block) else None
    *others, day = found
    # "Palvelu suljettu 6.–24.7.2026 (3.6.2026)": it was written before, and nothing else is said of that day.
    return day if others and day.single and all(_later(other, day) for other in others) else None


def _opens_a_notice(day: DateFact, others: Sequence[DateFact], block: Block) -> bool:
    if not day.cues[:1] or not day.cues[0].startswith("dateline:"):
        return False
    rest = block.text[day.end :]
    kinds = kinds_heard(rest, block.lang)
    says = not _VERBS.isdisjoint(kinds)
    if not any(_later(other, day) for other in others):
        return says and _OCCASIONS.isdisjoint(kinds)  # "6.12.2026 Kirjasto on suljettu": its day
    # Who applies for an event does so before it.
    return says or "application" in kinds or ("closed" in kinds and _PARTED.match(rest) is not None)


def _is_told_by(day: DateFact | None, start: int, end: int) -> bool:
    """Whether words are what a notice of that day tells."""
    return day is not None and (end <= day.start or day.end <= start)


def _later(other: DateFact, day: DateFact) -> bool:
    edge, written = other.ends or other.begins, day.begins
    if edge is None or written is None:
        return False
    year, month, last = edge.year or written.year or 0, edge.month or 12, edge.day or 31
    return (year, month, last) > (written.year or 0, written.month or 0, written.day or 0)


def _lists_occasions(words: str, lang: str) -> bool:
    kinds = kinds_heard(words[:_LONGEST], lang)
    return "archive" not in kinds and not _OCCASIONS.isdisjoint(kinds)


@lru_cache(maxsize=1024)
def _under_the_past(headings: tuple[str, ...], lang: str) -> bool:
    """Whether the headings tell of the past; a section of today on a page about the past does not."""
    if any(_is_minutes(heading) for heading in headings):
        return True
    for number, heading in enumerate(headings):
        if is_dated(heading) and not any(_lists_occasions(words, lang) for words in headings[: number + 1]):
            return True
    if any(_is_past(heading, lang) for heading in headings[1:]):
        return True
    page = headings[0] if headings else ""
    return _is_past(page, lang) and not any("now" in told_by(heading) for heading in headings[1:])


def _is_minutes(heading: str) -> bool:
    kinds = told_by(heading)
    if "minutes" in kinds or _PARAGRAPH.match(heading):
        return True
    return "meeting" in kinds and any(
        fact.single and fact.begins and fact.begins.year and fact.begins.day for fact in dates.find(Block(heading))
    )


def _records(occurrence: Occurrence) -> bool:
    """Whether a heading is that of minutes, among headings that do not announce meetings."""
    above = occurrence.headings
    announced = any("now" in told_by(words) or _lists_occasions(words, occurrence.block.lang) for words in above)
    return not announced and _is_minutes(occurrence.block.text)


@lru_cache(maxsize=1024)
def _is_past(words: str, lang: str) -> bool:
    if "history" in told_by(words):
        return True
    return _archive_words().search(words) is not None and "archive" in kinds_heard(words, lang)


@lru_cache(maxsize=1)
def _archive_words() -> re.Pattern[str]:
    """Without one of these nothing is heard of an archive, in whichever language the words are read."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(WORDS['archive'].values())})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1024)
def _led_by_the_past(header: str, own: str, lang: str) -> bool:
    """Whether the lead-in, the term or the own column tells of the past, or the table sets it beside what is now."""
    kinds = told_by(own)
    if "then" in kinds or _is_past(own, lang):
        return True
    columns = [told_by(words) for words in header.split(_COLUMN)]
    compares = any("old" in told for told in columns) and any("new" in told for told in columns)
    return compares and len(columns) > 1 and "new" not in kinds


def _is_spoken_about(occurrence: Occurrence) -> bool:
    """Whether it is a word that a glossary explains."""
    return occurrence.kind is BlockKind.TERM and any("glossary" in told_by(words) for words in occurrence.headings)


def _dated_before(occurrence: Occurrence) -> bool:
    """Whether the block before it is the day of this text, in a section of its own that lists no occasions."""
    if occurrence.kind is not BlockKind.PARAGRAPH or len(occurrence.headings) < 2:  # noqa: PLR2004 - the page's, its own
        return False
    if not is_a_day(occurrence.before):
        return False
    return not any(_lists_occasions(heading, occurrence.block.lang) for heading in occurrence.headings[:-1])
