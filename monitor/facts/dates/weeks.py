"""Weeks by their number: "viikolla 40/2026", "vecka 40, 2026", "weeks 27–30/2026", "на 40-й неделе 2026 года".

Finland counts weeks as ISO 8601 does. A week stands for its last day, weeks with a dash between them for all their
days. A number that no word calls a week is left to the other forms: "5/2026" is May.
"""

import re
from datetime import date

from monitor.model import PartialDate

YEAR = r"(?:19|20)\d\d"
STEMS = ("viik", "vko", "vk", "veck", "week", "wk", "недел", "нед")
_NAME = (
    r"(?:[Vv]iik(?:ko|kona|koina|on|olla|oilla|osta|oista|oksi|olle|oille|koon|koihin|kojen|ot)|[Vv]ko|[Vv]k|[Vv]"
    r"|[Vv]eck(?:a|an|or|orna)|[Ww]eeks?|[Ww]k|[Нн]едел[яеиюь]\w*|[Нн]ед)(?!\w)\.?"
)
_NUMBER = r"(?:0?[1-9]|[1-4]\d|5[0-3])"
_OF = r"(?:\s?/\s?|,?\s(?:vuonna\s|år\s|of\s|в\s)?|\s\()"

BY_NUMBER = rf"""
    (?P<wr>{_NUMBER})-?(?:я|й|ю|ой|ую)\sнедел\w+\s(?P<ywr>{YEAR})(?![\d/])
    | (?P<ywl>{YEAR}),?\s{_NAME}\s?(?P<wl>{_NUMBER})(?![\d./–-])"""
BY_NAME = rf"{_NAME}\s?(?:(?P<w0>{_NUMBER})\s?[–—‑−-]\s?)?(?P<w>{_NUMBER}){_OF}(?P<yw>{YEAR})(?![\d/]|\.\d)"
# Where the year, the week and the first week of each form stand, by the group that is matched last in it.
FORMS = {"yw": ("yw", "w", "w0"), "ywr": ("ywr", "wr", ""), "wl": ("ywl", "wl", "")}
EITHER = re.compile(rf"(?<![\w.,/])(?:{BY_NUMBER}|{BY_NAME})", re.VERBOSE)


def days(found: re.Match[str]) -> tuple[PartialDate, PartialDate | None] | None:
    """The last day, and the first one where two weeks are named; None where the year has no such week."""
    year, last, first = [found[group] if group else None for group in FORMS[found.lastgroup or ""]]
    try:
        ends = date.fromisocalendar(int(year or 0), int(last or 0), 7)
        begins = date.fromisocalendar(int(year or 0), int(first), 1) if first else None
    except ValueError:
        return None
    return _partial(ends), _partial(begins) if begins and begins < ends else None


def _partial(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
