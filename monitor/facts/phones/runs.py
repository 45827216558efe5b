"""Runs of digits: what could be a number, before anybody says whether it is one.

A run is a chain of digit groups held together by what people put inside phone numbers: spaces, hyphens, dashes,
slashes, full stops, brackets. The letter O counts as a digit inside a group, since it is typed for a zero.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from monitor.facts.phones.labels import ANNOUNCED, FAR

LONGEST = 9  # groups in one number: +358 (0)40 12 34 56 7

ZERO = "OoОо"  # Latin and Cyrillic
_DIGITS = rf"(?:(?<!\w)[{ZERO}])?[0-9][0-9{ZERO}]*"
BRACKETS = rf"\(\+?[{ZERO}]?[0-9][0-9{ZERO}]{{0,3}}\)"
_BETWEEN = r"(?: {1,2}| ?[-–—‐‑−/] ?|\.)"

_DIGIT = re.compile("[0-9]")
_RUN = re.compile(
    rf"(?:\+ ?)?(?:{BRACKETS}|{_DIGITS})(?:{_BETWEEN}?{BRACKETS}|(?<=\))-?{_DIGITS}|{_BETWEEN}{_DIGITS})*"
)
_GROUP = re.compile(rf"(\(?)\+?({_DIGITS})\)?")
_STARTS = re.compile(r"[+(0OoОо]|358|8|116 ?\d{3}\Z|112\Z|10 ?02[23]\Z|100 ?2[23]\Z")
_INSIDE = re.compile(r"[ (/–-](?:0\d|358 )")
_AS_ZERO = str.maketrans(dict.fromkeys(ZERO, "0"))


class Group(NamedTuple):
    """Digits that stand together. `plus` is true where a plus sign leads them."""

    start: int
    end: int
    digits: str
    bracketed: bool = False
    plus: bool = False


def likely(text: str, stop: int) -> Iterator[tuple[int, int]]:
    """Start and end of the runs before `stop` that begin like a number, hold a group that does, or follow a label."""
    at = 0
    while digit := _DIGIT.search(text, at, stop):
        run = _RUN.match(text, _lead(text, digit.start(), at))
        if run is None:  # a bracket that nothing closes
            run = _RUN.match(text, digit.start())
        if run is None:
            return
        at = run.end()
        words = run[0]
        if len(words) > 2 and (_STARTS.match(words) or _INSIDE.search(words) or announced(text, run.start())):  # noqa: PLR2004
            yield run.span()


def _lead(text: str, start: int, least: int) -> int:
    """Where a run with this first digit begins: at its plus sign, its bracket, its letter O."""
    if start > least and text[start - 1] in ZERO and not text[max(least, start - 2) : start - 1].isalnum():
        start -= 1
    if start > least and text[start - 1] == "+":
        start -= 1
    if start > least and text[start - 1] == "(":
        start -= 1
    if start > least and text[start - 1] == "+":
        return start - 1
    if start > least + 1 and text[start - 2 : start] == "+ ":
        return start - 2
    return start


def announced(text: str, start: int) -> str:
    """The label right before `start`, as written; "" where there is none."""
    found = ANNOUNCED.search(text, max(0, start - FAR), start)
    return found[0] if found else ""


def groups(text: str, start: int, end: int) -> tuple[Group, ...]:
    """The digit groups of a run, with letters O read as zeros."""
    found: list[Group] = []
    for match in _GROUP.finditer(text, start, end):
        digits = match[2].translate(_AS_ZERO)
        plus = not found and "+" in text[start : match.end()]
        found.append(Group(match.start() if found else start, match.end(), digits, bool(match[1]), plus))
    return tuple(found)
