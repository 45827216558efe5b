"""The part of a text that alone decides which numbers stand in it.

Digits and the signs that people put between them make a stretch. Of the words beside it few say anything about
numbers: a label or a word that disowns before it, a counted thing, a sibling or an extension after it. The others are
left out, so that equal numbers have equal windows wherever they stand, and are read once.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from monitor.facts.phones import labels, masks
from monitor.facts.phones.labels import FAR
from monitor.facts.phones.runs import BRACKETS, ZERO

_SIGNS = r" .,:;/)+–—‐‑−-"
_STRETCH = re.compile(
    rf"[0-9][0-9{_SIGNS}]*(?:"
    rf"(?:{BRACKETS}|(?<=[0-9{ZERO}])[{ZERO}]|(?<!\w)[{ZERO}](?=[0-9])|(?<=[0-9])A(?=[0-9]))[0-9{_SIGNS}]*)*"
)
_LAST_WORD = re.compile(rf"(?:{labels.LAST_WORDS}|{masks.LAST_WORDS})", re.IGNORECASE)
_SAYS_MORE = re.compile(
    rf"\(?(?:{labels.EXTENSIONS})|€|{masks.COUNTED}|(?:{labels.CONJUNCTIONS}) [1-9]|(?-i:[A-Z]{{2}} ?\d)", re.IGNORECASE
)
_CAPITALS = re.compile(r"(?<!\w)[A-Z]{2} \Z")  # FI 12345678 is a tax number, MA 02110-1301 an American post code
_FIGURES = re.compile(rf"[0-9][0-9{_SIGNS}]*")
_APART = frozenset(("", " ", "\n"))
_LEADING = frozenset("+(")
_LONGEST = 160  # code points; a longer stretch is a table of figures, and not remembered
_REACH = 80  # code points in which an extension ends, and a list of siblings
_BEGINNING = 3  # letters by which a word is known as one


def stretches(text: str) -> Iterator[re.Match[str]]:
    """From the first digit to the end of each stretch: no run and no shape of something else crosses its ends."""
    return _STRETCH.finditer(text)


def window(text: str, digit: int, end: int) -> tuple[int, int] | None:
    """Start and end of the window of a stretch; None where it is glued to a word, so that more of the text decides.

    `digit` and `end` are those of the stretch. The window begins with the words that announce or disown, if any.
    """
    start, after = _lead(text, digit), text[end : end + 1]
    if text[start - 1 : start] not in _APART or end - start > _LONGEST:
        return None
    if text[end - 1] != " " and (after.isalnum() or after in ("_", "@")):
        return None
    low = _announced_from(text, start)
    if low < start and _STRETCH.search(text, low, start):
        return None
    if _SAYS_MORE.match(text, end):
        return low, end + _REACH
    return low, end + _BEGINNING if low < start or after.isupper() else end


def _lead(text: str, digit: int) -> int:
    """Where the plus sign and the brackets before a digit begin."""
    while text[digit - 1 : digit] in _LEADING:
        digit -= 1
    return digit - 2 if text[digit - 2 : digit] == "+ " else digit


def _announced_from(text: str, start: int) -> int:
    """Where the words begin that announce or disown what starts here; `start` where there are none."""
    before = start - FAR if start > FAR else 0
    at = text.rfind(" ", before, start - 1) + 1 or before
    if not start or not _may_speak(text[at : start - 1]):
        return start
    found = (
        labels.ANNOUNCED.search(text, before, start)
        or masks.DISOWNED.search(text, before, start)
        or _CAPITALS.search(text, at, start)
        or _STRETCH.search(text, at, start)
    )
    return found.start() if found else start


@lru_cache(maxsize=4096)
def _may_speak(word: str) -> bool:
    """Whether this can be the last word of those that announce or disown a number, or be a part of its shape."""
    bare = word.lstrip("(").rstrip(".:(")
    if bare.endswith((",", ";")) or _FIGURES.fullmatch(bare):
        return False
    return not bare.isalpha() or _LAST_WORD.fullmatch(bare) is not None or bare[-2:].isupper()
