"""Parts of a page that were read before: the header, the menus and the footer, which a site repeats on every page.

lexbor writes a part out as HTML twenty times faster than it is walked over here. The same HTML among the same
surroundings says the same, so what it said then is put in again.
"""

import re
from typing import Final, NamedTuple

from selectolax.lexbor import LexborNode

from monitor.page.draft import Addition

_ROOM: Final = 1_000_000  # characters of HTML that are remembered
# Elements that change the page as a whole, and those whose text lexbor does not write out so that it could be told
# from another: raw text, and lines of a `pre` that lie in two nodes.
_UNSURE: Final = re.compile(r"<(?:base|html|iframe|meta|plaintext|pre|xmp)\b|ld\+json", re.IGNORECASE)

Surroundings = tuple[object, ...]


class Part(NamedTuple):
    """What a part said, and what it left to the words that follow: headings, a term, a button that unfolds."""

    said: Addition
    headings: list[tuple[float, str]]
    term: str
    unfolds: int = 0


class Parts:
    """The parts met last, by their HTML and all that decides what it means."""

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._held = 0
        self._known: dict[tuple[str, Surroundings], Part] = {}

    def __len__(self) -> int:
        """How many parts are remembered."""
        return len(self._known)

    def recall(self, html: str, around: Surroundings) -> Part | None:
        """What it said; None where it is new."""
        part = self._known.pop((html, around), None)
        if part is not None:
            self._known[html, around] = part  # the newest again
        return part

    def keep(self, html: str, around: Surroundings, part: Part) -> None:
        """Remember what it said, and forget what was not met for the longest time."""
        if len(html) > self._room or _UNSURE.search(html):
            return
        self._known[html, around] = part
        self._held += len(html)
        while self._held > self._room:
            oldest = next(iter(self._known))
            del self._known[oldest]
            self._held -= len(oldest[0])


def written_out(node: LexborNode) -> str:
    """The HTML of a part; "" where its text cannot be told, as in a frameset."""
    try:
        return node.html or ""
    except UnicodeDecodeError:
        return ""
