"""The day that a text begins with: "12.3.2024 Palvelut siirtyvät kunnille" was written then, whenever they move."""

import re
from string import digits

from monitor.facts.dates.masks import BLANK
from monitor.facts.dates.months import may_name
from monitor.facts.dates.weeks import YEAR

LONGEST_OPENING = 30  # code points of the words before the day
_LONGEST_DAY = 40  # code points, with what parts it from the text
_LAST = (*digits, ")", ".", "а")  # what a day ends with: 2026, 2026), г., года

_WEEKDAY = (
    r"(?:(?:ma|ti|ke|to|pe|la|su)(?:n?antai\w*)?|(?:maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai)\w*"
    r"|(?:mån|tis?|ons?|tors?|fre|lör|sön)(?:dag\w*)?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|(?:пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье))"
)
_OPENING = re.compile(
    rf"\W*(?:(?:uutinen|tiedote|nyhet|meddelande|pressmeddelande|news|press release|новость|пресс-релиз"
    rf"|julkaistu|tiedotettu|publicera[dt]|published|posted|опубликовано|{_WEEKDAY})\W+)*(?:den\s)?",
    re.IGNORECASE,
)
# A word, also one in capitals within a sentence ("TE-toimisto", "TE Office"): "24.12.2026 KIINNI" is no news.
_FOLLOWED = re.compile(rf"\.?[\s|:{BLANK}–—-]+[A-ZÅÄÖА-ЯЁ](?:[a-zåäöа-яё]|\w*-|[A-ZÅÄÖА-ЯЁ]{{1,3}} [^\W\d])")
# The name of a month is any word here: what was found is asked whether it is one.
_NAME = r"([^\W\d]{3,14})\.?"
_DAY = (
    rf"(?:\d{{1,2}}\.\s?\d{{1,2}}\.\s?{YEAR}|{YEAR}-\d\d-\d\d|\d{{1,2}}[/-]\d{{1,2}}[/-]{YEAR}"
    rf"|\d{{1,2}}(?:\.|st|nd|rd|th)?\s{_NAME},?\s{YEAR}(?:\s(?:г\.|года))?"
    rf"|{_NAME}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{YEAR})"
)
_ALONE = re.compile(rf"{_OPENING.pattern}{_DAY}\W*", re.IGNORECASE)
_BEGINS = re.compile(rf"{_OPENING.pattern}{_DAY}(?!\d)", re.IGNORECASE)
_ENDS = re.compile(rf"(?:[(|\n]|{YEAR})\s?{_DAY}\)?\Z", re.IGNORECASE)
_LAST_IN_HEADING = re.compile(rf",\s{_DAY}\s*\Z", re.IGNORECASE)
_DIGIT = re.compile(r"[0-9]")
_YEARS = re.compile(
    rf"\W*(?:(?:vuosi|vuodet|år(?:et|en)?|year|год)\s)?{YEAR}(?:\s?[–—-]\s?{YEAR})?(?:\s(?:год|гг?\.))?\W*",
    re.IGNORECASE,
)


def opens(masked: str, start: int, end: int) -> bool:
    """Whether the day at `start` is that of the text: only "Published", a weekday or the like comes before it."""
    return start < LONGEST_OPENING and bool(_OPENING.fullmatch(masked, 0, start) and _FOLLOWED.match(masked, end))


def begins_with_a_day(text: str) -> bool:
    """Whether a text begins with a whole day and its year."""
    return _DIGIT.search(text, 0, LONGEST_OPENING) is not None and _is_of_a_month(_BEGINS.match(text))


def ends_with_a_day(text: str) -> bool:
    """Whether a text ends with a whole day that stands apart: in brackets, in a cell, or behind another date."""
    return text[-1:] in _LAST and _is_of_a_month(_ENDS.search(text, max(0, len(text) - _LONGEST_DAY)))


def is_dated(heading: str) -> bool:
    """Whether a heading begins with a day, ends with one behind a comma, or is a year alone."""
    if begins_with_a_day(heading) or _YEARS.fullmatch(heading):
        return True
    return _is_of_a_month(_LAST_IN_HEADING.search(heading, max(0, len(heading) - _LONGEST_DAY)))


def is_a_day(text: str) -> bool:
    """Whether a text is a whole day with its year and nothing else."""
    return _is_of_a_month(_ALONE.fullmatch(text))


def _is_of_a_month(found: re.Match[str] | None) -> bool:
    """Whether a day was found, in figures or with a name that is one of a month."""
    return found is not None and all(map(may_name, filter(None, found.groups())))
