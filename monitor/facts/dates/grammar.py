"""Dates and ranges as Finnish, Swedish, English and Russian pages write them.

Points (whole or partial dates) are found first, then joined by what stands between them, then opened at one end by
the words beside them. Orthography: Kielitoimiston ohjepankki, *Ajanilmaukset* (SFS 4175); the day comes before the
month except where that cannot be. Nothing is guessed: a point without a year stays without one here.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from monitor.facts.dates import weeks
from monitor.facts.dates.masks import BLANK
from monitor.facts.dates.months import NAME, may_hold_a_name, may_name, named_before_a_number, number
from monitor.facts.dates.weeks import YEAR
from monitor.model import PartialDate

DASH = r"[–—‑−-]"
_LONGEST_LOST_DASH = 15  # years; "2014 2017" is a range whose dash a PDF lost, "1950 2020" is not
_CENTURY_SPLIT = 70  # two-digit years: 69 is 2069, 70 is 1970
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_ORDINAL = r"(?:\.|st|nd|rd|th|:e|-?(?:го|е|ого))?"

# A point that begins with a number, and one that begins with the name of its month: each is tried only where one may.
BY_NUMBER = rf"""(?=\d)(?<!\d)(?<!\d[.,/:])(?:{weeks.BY_NUMBER}
    |
      (?P<yi>{YEAR})[-/](?P<mi>0[1-9]|1[0-2])[-/](?P<di>0[1-9]|[12]\d|3[01])(?!\d)
    | (?:(?P<d0>{_DAY})\.?\s?{DASH}\s?)?(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.\s?(?P<y>{YEAR})(?![\d])
    | (?P<ds>\d{{1,2}})(?P<sep>[/-])(?P<ms>\d{{1,2}})(?P=sep)(?P<ys>{YEAR})(?!\d)
    | (?P<dt>{_DAY})\.(?P<mt>{_MONTH})\.(?P<yt>\d\d)(?![\d.:]\d|\d)
    | (?:(?P<dn0>{_DAY}){_ORDINAL}\s?(?:{DASH}|to|till|по)\s?)?(?P<dn>{_DAY}){_ORDINAL}\s?(?:of\s|day\sof\s|päivänä\s)?
      (?P<n>{NAME})(?:,?\s(?:vuonna\s|в\s)?(?P<yn>{YEAR})(?!\d|-luvu|\.\d))?
    | (?P<yym>{YEAR})\s(?P<ym>{NAME})(?!\s?\d)
    | (?:(?P<de0>{_DAY})\.?\s?{DASH}\s?)?(?P<de>{_DAY})\.\s?(?P<me>{_MONTH})\.(?!\d)
    | (?P<db>{_DAY})\.(?P<mb>{_MONTH})(?=\s?{DASH}\s?\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d\d)
    | (?P<mm>{_MONTH})[/.](?P<ymm>{YEAR})(?![\d/]|\.\d)
    | (?P<school>{YEAR})/(?P<school2>(?:20|19)?\d\d)(?![\d/])
    | (?P<year>{YEAR})(?:\s?{DASH}\s?(?P<yy>\d\d)(?!\d|[.:/]\d|\.\s\d|{DASH}\d)|(?!\s?{DASH}\s?\d\d?(?!\d)))
      (?!\d|[.,:/]\d|-?(?:luv[ui]|luku|tal|s\b|[ех]\b))
    )"""
BY_NAME = rf"""(?<!\w)(?=[^\W\d])(?:{weeks.BY_NAME}|(?P<name>{NAME})(?:
      \s(?:(?P<du0>{_DAY}){_ORDINAL}\s?(?:{DASH}|to)\s?)?(?P<du>{_DAY})(?!\d|\.\d|:\d){_ORDINAL}
      (?:\s?päivä\w*)?(?:,?\s(?P<yu>{YEAR})(?!\d))?
    | ,?\s(?:of\s|vuonna\s|vuoden\s)?(?P<ymy>{YEAR})(?!\d|-luvu)
    | (?=\s?{DASH}\s?{NAME}\s{YEAR})
    ))"""
# Where the year, the month, the day and the first day of each form stand, by the group that is matched last in it.
_FORMS = {
    "di": ("yi", "mi", "di", ""),
    "y": ("y", "m", "d", "d0"),
    "ys": ("ys", "ms", "ds", ""),
    "yt": ("yt", "mt", "dt", ""),
    "n": ("", "n", "dn", "dn0"),
    "yn": ("yn", "n", "dn", "dn0"),
    "ym": ("yym", "ym", "", ""),
    "me": ("", "me", "de", "de0"),
    "mb": ("", "mb", "db", ""),
    "ymm": ("ymm", "mm", "", ""),
    "du": ("", "name", "du", "du0"),
    "yu": ("yu", "name", "du", "du0"),
    "ymy": ("ymy", "name", "", ""),
    "name": ("", "name", "", ""),
}
# One of these stands in every form without the name of a month: a whole year, or a day and its point.
_SIGN = re.compile(r"(?<!\d)(?:(?:19|20)\d\d(?!\d)|\d\d?\.(?:\s?\d\d?\.|\Z))")
# Written so plainly that a day which its month does not have is a slip, and no other number: 31.4.2027, 31 April 2027.
_PLAIN = ("y", "yn", "yu")
_NUMBERS = re.compile(r"\d+")
_NUMBERS_AND_WORDS = re.compile(r"\d+|[^\W\d]+")

_WEEKDAY = (
    r"(?:(?:ma|ti|ke|to|pe|la|su)(?:n?antai\w*)?|(?:maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai)\w*"
    r"|(?:mån|tis|ons|tors|fre|lör|sön)(?:dag\w*)?|(?:Mon|Tue|Wednes|Wed|Thurs|Thu|Fri|Satur|Sat|Sun)(?:s?day)?"
    r"|(?:пн|вт|ср|чт|пт|сб|вс))[.,]?"
)
_GAP = re.compile(
    rf"[\s,{BLANK}]*(?:(?:alkaen|lähtien|alusta|г|гг|года|год|y)\.?[\s,]*)?"
    rf"(?:{DASH}|\b(?:to|until|till och med|till|through|по|до|vuoteen|vuoden)\b|\bt\.?\s?o\.?\s?m\.?)?"
    rf"[\s{BLANK}]*(?:(?:{_WEEKDAY}|vuoteen|the|den|конца|end of|utgången av)\s?)?",
    re.IGNORECASE,
)
_JOINS = re.compile(
    rf"{DASH}|\b(?:to|until|through|till|t\.?\s?o\.?\s?m|по|до|vuoteen)\b|\b(?:alkaen|lähtien)\b", re.IGNORECASE
)
_NEW_SENTENCE = re.compile(r"[.!?]\s+[A-ZÅÄÖА-ЯЁ]")
_NEXT_YEAR = re.compile(r",\s|,?\s(?:ja|sekä|och|samt|and|и|&)\s", re.IGNORECASE)
_PAIR = re.compile(r"\s(?:and|och|ja|и)\s(?:den\s)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|mellan|между)\s(?:den\s|the\s)?(?:years\s|åren\s)?$", re.IGNORECASE)
_LIST = re.compile(
    r"\s?(?:,|;|&|\+|/|\b(?:ja|sekä|och|samt|and|и|или|or|tai|eller)\b)\s?(?:\w{2,3}\.?\s)?", re.IGNORECASE
)


class Point(NamedTuple):
    """A partial date, or a range written as one word; `since` is where the range begins."""

    start: int
    end: int
    date: PartialDate
    since: PartialDate | None = None

    def behind(self, place: int) -> "Point":
        """The point in a text in which so much stands before it."""
        return Point(place + self.start, place + self.end, self.date, self.since)


class Span(NamedTuple):
    """A date or range with its place in the text."""

    start: int
    end: int
    begins: PartialDate
    ends: PartialDate
    single: bool


def _year(text: str) -> int:
    value = int(text)
    return value if value > 99 else value + (2000 if value < _CENTURY_SPLIT else 1900)  # noqa: PLR2004


@lru_cache(maxsize=4096)  # dates repeat, on a page and from page to page
def _date(
    year: str | None, month: str, day: str | None, first: str | None, form: str
) -> tuple[PartialDate, PartialDate | None] | None:
    """The date as written, and the first day of a range of days; None where it is no date.

    `form` is a key of `_FORMS`, or the sign between three numbers.
    """
    date = PartialDate(
        _year(year) if year else None, int(month) if month.isdigit() else number(month), int(day) if day else None
    )
    if form == "/" and date.day and date.month and date.month > 12 >= date.day:  # noqa: PLR2004 - 12/31/2020 can only be American
        date = PartialDate(date.year, date.day, date.month)
    if PartialDate(date.year or 2000, date.month, date.day).first() is None and not (
        form in _PLAIN and date.is_impossible()
    ):
        return None
    return date, PartialDate(date.year, date.month, int(first)) if first else None


def _years(found: re.Match[str]) -> Point | None:
    first, last = found["year"] or found["school"], found["yy"] or found["school2"]
    begin = int(first)
    if last is None:
        return Point(found.start(), found.end(), PartialDate(begin))
    end = int(last) if len(last) > 2 else begin // 100 * 100 + int(last)  # noqa: PLR2004
    if found["school"] and end != begin + 1:
        month = int(last) if len(last) == 2 else 0  # noqa: PLR2004
        return Point(found.start(), found.end(), PartialDate(begin, month)) if 1 <= month <= 12 else None  # noqa: PLR2004
    if end <= begin:
        return Point(found.start(), found.start() + 4, PartialDate(begin))
    return Point(found.start(), found.end(), PartialDate(end), PartialDate(begin))


def point(found: re.Match[str]) -> Point | None:
    """What was found as a partial date; None where it is none."""
    form = found.lastgroup or ""
    if form in weeks.FORMS:
        named = weeks.days(found)
        return Point(found.start(), found.end(), *named) if named else None
    if form not in _FORMS:
        return _years(found)
    year, month, day, first = [found[group] if group else None for group in _FORMS[form]]
    read = _date(year, month or "", day, first, found["sep"] if form == "ys" else form)
    return Point(found.start(), found.end(), *read) if read else None


@cache  # when it is first asked for: a run that meets no date waits for none
def compiled(pattern: str) -> re.Pattern[str]:
    """One of `BY_NUMBER` and `BY_NAME`."""
    return re.compile(pattern, re.VERBOSE)


def is_sign(text: str) -> bool:
    """Whether the text can hold a date, or be the word without which a text holds none."""
    return _SIGN.search(text) is not None or may_hold_a_name(text)


def points(text: str) -> list[Point]:
    """Every whole or partial date of a masked text, in order."""
    result: list[Point] = []
    if not is_sign(text):
        return result
    at = 0
    for word in (_NUMBERS_AND_WORDS if named_before_a_number(text) else _NUMBERS).finditer(text):
        start = word.start()
        pattern = BY_NAME if may_name(word[0]) else BY_NUMBER
        if start >= at and (found := compiled(pattern).match(text, start)):
            at = found.end()
            if read := point(found):
                result.append(read)
    return result


def _filled(begin: PartialDate, end: PartialDate) -> PartialDate:
    """The beginning of a range, with the year that is written only at its end (1.12.–15.1.2026 begins in 2025)."""
    if begin.year is not None or end.year is None or begin.month is None:
        return begin
    over_new_year = (begin.month, begin.day or 1) > (end.month or 12, end.day or 31)
    return PartialDate(end.year - over_new_year, begin.month, begin.day)


def _closed(begin: PartialDate, end: PartialDate) -> PartialDate:
    """The end of a range, with the year that is written only at its beginning (1.12.2025–15.1. ends in 2026)."""
    if end.year is not None or begin.year is None or end.month is None:
        return end
    over_new_year = (end.month, end.day or 31) < (begin.month or 1, begin.day or 1)
    return PartialDate(begin.year + over_new_year, end.month, end.day)


def _joined(text: str, left: Point, right: Point) -> bool:
    gap = text[left.end : right.start]
    if len(gap) > 40 or left.since or (right.since and right.date.day is None):  # noqa: PLR2004
        return False
    bare = left.date.month is None and right.date.month is None
    if gap in (" ", "  "):
        return bare and 0 < (right.date.year or 0) - (left.date.year or 0) <= _LONGEST_LOST_DASH
    if _PAIR.fullmatch(gap):
        return bool(_BETWEEN.search(text, max(0, left.start - 32), left.start))
    return _joins(gap)


@lru_cache(maxsize=4096)
def _joins(gap: str) -> bool:
    return bool(_GAP.fullmatch(gap) and _JOINS.search(gap) and not _NEW_SENTENCE.search(gap))


def _with_years(text: str, found: list[Point]) -> list[Point]:
    """Dates of one list share the year that is written after the last: 13.4., 20.4. ja 27.4.2024."""
    for at in range(len(found) - 2, -1, -1):
        here, following = found[at], found[at + 1]
        year = (following.since or following.date).year
        if here.date.year is None and year and _LIST.fullmatch(text[here.end : following.start]):
            since = here.since and here.since._replace(year=year)
            found[at] = here._replace(date=here.date._replace(year=year), since=since)
    return found


def _last_of_years(text: str, found: list[Point], first: int) -> int:
    """Where a list of years ends that follow each other, as in "2025, 2026 ja 2027": they are one period."""
    last = first
    while last + 1 < len(found):
        here, following = found[last], found[last + 1]
        if here.since or following.since or not here.date.year or here.date.month or following.date.month:
            break
        if following.date.year != here.date.year + 1 or not _NEXT_YEAR.fullmatch(text, here.end, following.start):
            break
        last += 1
    return last


def spans(text: str, found: list[Point]) -> list[Span]:
    """The dates and ranges of a masked text with its points, in order; they never overlap."""
    found = _with_years(text, found)
    result: list[Span] = []
    at = 0
    while at < len(found):
        here = found[at]
        if (last := _last_of_years(text, found, at)) > at:
            result.append(Span(here.start, found[last].end, here.date, found[last].date, single=False))
            at = last + 1
            continue
        if at + 1 < len(found) and _joined(text, here, following := found[at + 1]):
            end = _closed(here.date, following.date)
            result.append(Span(here.start, following.end, _filled(here.date, end), end, single=False))
            at += 2
            continue
        result.append(Span(here.start, here.end, here.since or here.date, here.date, single=here.since is None))
        at += 1
    return result
