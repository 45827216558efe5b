"""Runs of digits: what could be a number, before anybody says whether it is one.

A run is a chain of digit groups held together by what people put inside phone numbers: spaces, hyphens, dashes,
slashes, full stops, brackets. The letter O counts as a digit inside a group, since it is typed for a zero.
"""

import re
from typing import NamedTuple

from monitor.facts.phones import labels

_ZERO = "OoОо"  # Latin and Cyrillic
_DIGITS = rf"(?:(?<!\w)[{_ZERO}])?\d[\d{_ZERO}]*"
_BRACKETS = rf"\([{_ZERO}]?\d[\d{_ZERO}]{{0,3}}\)"
_BETWEEN = r"(?: {1,2}| ?[-–—‐‑−/] ?|\.)"

RUN = re.compile(
    rf"(?:\+ ?)?(?:{_BRACKETS}|{_DIGITS})(?:{_BETWEEN}?{_BRACKETS}|(?<=\)){_DIGITS}|(?<=\))-{_DIGITS}|{_BETWEEN}{_DIGITS})*"
)
GROUP = re.compile(rf"(\(?)({_DIGITS})\)?")
LONGEST = 9  # groups in one number: +358 (0)40 12 34 56 7

_STARTS = re.compile(r"[+(0OoОо]|358|8|116 ?\d{3}\Z|112\Z|10 ?02[23]\Z|100 ?2[23]\Z")
_INSIDE = re.compile(r"[ (/–-](?:0\d|358 )")


class Group(NamedTuple):
    """Digits that stand together. `plus` is true where a plus sign leads them."""

    start: int
    end: int
    digits: str
    bracketed: bool = False
    plus: bool = False


def likely(text: str) -> tuple[re.Match[str], ...]:
    """The runs that can hold a number: those that begin like one or hold a group that does, or follow a label."""
    return tuple(run for run in RUN.finditer(text) if _may_be(text, run))


def _may_be(text: str, run: re.Match[str]) -> bool:
    words = run[0]
    if len(words) < 3:  # noqa: PLR2004
        return False
    return bool(_STARTS.match(words) or _INSIDE.search(words) or announced(text, run.start()))


def announced(text: str, start: int) -> str:
    """The label right before `start`, as written; "" where there is none."""
    before = max(0, start - 40)
    for label in (labels.PHONE, labels.EXTENSION, labels.URGENT):
        if found := label.search(text, before, start):
            return found[0]
    return ""


def groups(text: str, start: int, end: int) -> tuple[Group, ...]:
    """The digit groups of a run, with letters O read as zeros."""
    found = []
    for match in GROUP.finditer(text, start, end):
        digits = match[2].translate(_AS_ZERO)
        plus = not found and text[start] == "+"
        first = start if plus else match.start()
        found.append(Group(first, match.end(), digits, bool(match[1]), plus))
    return tuple(found)


_AS_ZERO = str.maketrans(dict.fromkeys(_ZERO, "0"))
