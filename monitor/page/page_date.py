"""The date that a page states of itself, by the first source that gives one. Never guessed.

Order: JSON-LD `dateModified`, `article:modified_time`, `dcterms.modified`, a `time` element beside a label, a label
with a date. Addresses, copyright lines and dates without a label say nothing about when a page was looked after.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final

from monitor.days import HELSINKI
from monitor.model import MarkKind, PageDate
from monitor.page import months
from monitor.page.draft import DraftBlock
from monitor.page.metadata import types

_EARLIEST: Final = 1994  # before that there were no pages to look after
_METAS: Final = (
    ("article:modified_time", "article:modified_time"),
    ("og:updated_time", "article:modified_time"),
    ("dcterms.modified", "dcterms"),
    ("dc.date.modified", "dcterms"),
    ("dc.modified", "dcterms"),
)
_PAGES: Final = ("Page", "Article", "Posting", "WebSite")
_LABEL_WORDS: Final = (
    r"(?:sivua?\s|tiedot\s|sisältö(?:ä)?\s)?(?:on\s)?(?:viimeksi\s)?(?:päivitetty|muokattu|tarkistettu)(?:\sviimeksi)?"
    r"|(?:sivu\s)?päivitetty\sviimeksi|viimeisin\späivitys|päivityspäivä|viimeksi\späivitetty"
    r"|(?:sidan\s(?:är\s)?)?(?:senast\s)?(?:uppdaterad|uppdaterat|uppdaterades|ändrad|granskad)(?:\ssenast)?"
    r"|senaste\suppdatering"
    r"|(?:this\s)?(?:page\s)?(?:was\s)?(?:last\s)?(?:updated|modified|reviewed)(?:\son)?|last\supdate|date\smodified"
    r"|(?:страница\s)?(?:последнее\s)?обновлен[оаи]?е?|дата\s(?:последнего\s)?обновления|последнее\sизменение"
    r"|(?:последние\s)?изменен[оа]"
)
_SOON: Final = r"\s{0,3}(?:[:|–-]\s{0,3})?"
_LABEL_END: Final = re.compile(rf"(?:^|[\n.|(•·] ?|, )(?:{_LABEL_WORDS}){_SOON}$", re.IGNORECASE)
_NUMERIC: Final = r"(?P<d>[0-3]?\d)[./](?:\s?)(?P<m>[01]?\d)[./]\s?(?P<y>(?:19|20)\d\d)(?!\d)"
_ISO: Final = r"(?P<iy>(?:19|20)\d\d)-(?P<im>[01]\d)-(?P<id>[0-3]\d)(?!\d)"
_NAMED: Final = rf"(?:den\s)?(?P<nd>[0-3]?\d)(?:\.|st|nd|rd|th)?\s(?P<nm>{months.NAME}),?\s(?P<ny>(?:19|20)\d\d)"
_AMERICAN: Final = rf"(?P<am>{months.NAME})\s(?P<ad>[0-3]?\d)(?:st|nd|rd|th)?,?\s(?P<ay>(?:19|20)\d\d)"
_WEEKDAY: Final = r"(?:(?:ma|ti|ke|to|pe|la|su|mån|tis|ons|tors|fre|lör|sön|[A-Z][a-z]{2,8}day),?\s)?"
_DATE: Final = rf"{_WEEKDAY}(?:{_NUMERIC}|{_ISO}|{_NAMED}|{_AMERICAN})"
_DATE_RE: Final = re.compile(_DATE)
_LABELLED: Final = re.compile(rf"(?:^|[\n.|(•·] ?|, )(?P<words>(?i:{_LABEL_WORDS}){_SOON}(?P<date>{_DATE}))")
_HEADER: Final = re.compile(rf"(?:{_LABEL_WORDS})\s?:?", re.IGNORECASE)
_HINTS: Final = (
    *("päivit", "muokattu", "tarkistettu", "uppdater", "ändrad", "granskad"),
    *("updat", "modified", "reviewed", "обновл", "измен"),
)
_SHORT: Final = 600  # characters of a block that may hold a label; long paragraphs tell stories


def page_date(
    blocks: Sequence[DraftBlock], *, metas: dict[str, str], schema: Iterable[dict[str, Any]], today: date | None
) -> PageDate | None:
    """The first date that is stated, possible and not after `today`."""
    for found in _stated(blocks, metas, schema):
        if found.day.year >= _EARLIEST and (today is None or found.day <= today):
            return found
    return None


def _stated(
    blocks: Sequence[DraftBlock], metas: dict[str, str], schema: Iterable[dict[str, Any]]
) -> Iterator[PageDate]:
    for node in schema:
        written = node.get("dateModified")
        if isinstance(written, str) and any(name.endswith(_PAGES) for name in types(node)):
            yield from _machine(written, "json-ld")
    for name, source in _METAS:
        if metas.get(name):
            yield from _machine(metas[name], source)
    short = [block for block in blocks if len(block.text) <= _SHORT]
    if _hinted("\n".join([f"{block.text}\n{block.header}" for block in short])):
        for block in short:
            if _hinted(f"{block.text}\n{block.header}"):
                yield from _labelled(block)


def _hinted(words: str) -> bool:
    low = words.lower()
    return any(hint in low for hint in _HINTS)


def _machine(written: str, source: str) -> Iterator[PageDate]:
    written = written.strip()
    day = iso_day(written)
    if day is None:
        found = _DATE_RE.match(written)
        day = _day(found) if found else None
    if day is not None:
        yield PageDate(day, source, written)


def iso_day(written: str) -> date | None:
    """The day in Helsinki of an ISO 8601 date or time; a time without a zone is local already."""
    try:
        moment = datetime.fromisoformat(written)
        return (moment.astimezone(HELSINKI) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):
        return None


def _labelled(block: DraftBlock) -> Iterator[PageDate]:
    text = block.text
    beside_header = bool(block.header) and _HEADER.fullmatch(block.header) is not None
    for mark in block.marks:
        if mark.kind is MarkKind.TIME:
            label = _LABEL_END.search(text[: mark.start])
            if label or (beside_header and not text[: mark.start].strip()):
                start = label.start() if label else mark.start
                words = text[start : mark.end].strip(" \n.|(•·,")
                day = iso_day(mark.value.strip())
                if day is not None:
                    yield PageDate(day, "time", words)
    found = _LABELLED.search(text)
    if found:
        day = _day(found)
        if day is not None:
            yield PageDate(day, "label", found["words"])
    elif beside_header:
        whole = _DATE_RE.match(text)
        day = _day(whole) if whole else None
        if whole and day is not None:
            yield PageDate(day, "label", f"{block.header} {whole[0]}")


def _day(found: re.Match[str]) -> date | None:
    for year, month, day in (("y", "m", "d"), ("iy", "im", "id"), ("ny", "nm", "nd"), ("ay", "am", "ad")):
        if found[year]:
            name = found[month]
            number = int(name) if name.isdigit() else months.number(name)
            try:
                return date(int(found[year]), number or 0, int(found[day]))
            except ValueError:
                return None
    return None
