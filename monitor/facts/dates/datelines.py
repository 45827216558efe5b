"""The day that a text begins with: "12.3.2024 Palvelut siirtyvät kunnille" was written then, whenever they move."""

import re

from monitor.facts.dates.masks import BLANK
from monitor.facts.dates.months import NAME
from monitor.facts.dates.weeks import YEAR

LONGEST_OPENING = 30  # code points of the words before the day

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
_FOLLOWED = re.compile(rf"[\s|:{BLANK}–—-]+[A-ZÅÄÖА-ЯЁ](?:[a-zåäöа-яё]|[A-ZÅÄÖА-ЯЁ\w]*-)")
_DAY = (
    rf"(?:\d{{1,2}}\.\s?\d{{1,2}}\.\s?{YEAR}|{YEAR}-\d\d-\d\d|\d{{1,2}}[/-]\d{{1,2}}[/-]{YEAR}"
    rf"|\d{{1,2}}(?:\.|st|nd|rd|th)?\s{NAME},?\s{YEAR}(?:\s(?:г\.|года))?|{NAME}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{YEAR})"
)
_ALONE = re.compile(rf"{_OPENING.pattern}{_DAY}\W*", re.IGNORECASE)
_BEGINS = re.compile(rf"{_OPENING.pattern}{_DAY}(?!\d)", re.IGNORECASE)


def opens(masked: str, start: int, end: int) -> bool:
    """Whether the day at `start` is that of the text: only "Published", a weekday or the like comes before it."""
    return start < LONGEST_OPENING and bool(_OPENING.fullmatch(masked, 0, start) and _FOLLOWED.match(masked, end))


def begins_with_a_day(text: str) -> bool:
    """Whether a text begins with a whole day and its year."""
    return _BEGINS.match(text) is not None


def is_a_day(text: str) -> bool:
    """Whether a text is a whole day with its year and nothing else."""
    return _ALONE.fullmatch(text) is not None
