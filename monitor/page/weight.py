"""What a tree would cost, estimated on the text before any tree is built.

Three things make an HTML5 parser slow or large on little input, all seen with lexbor: deep nesting (12 s on 100,000
nested divs), formatting elements that are never closed and are therefore made again in each paragraph (WHATWG HTML,
section 13.2.4.3; 24 KB became 880 MB), and thousands of attributes on one element. Ordinary pages are told apart by
counting characters; only the others are scanned tag by tag. The reading itself holds the exact limit of levels.
"""

import re
from typing import Final

from monitor.page.words import words

DEEPEST: Final = 512  # levels of a page that is read
_FEW: Final = 1_000  # tags: nothing can be made of them that hurts
_MANY: Final = 4_000
_LONG: Final = 131_072  # characters: room for enough attributes to hurt
_REMADE: Final = 400_000  # elements that a parser may have to make again
_ATTRIBUTES: Final = 4_000

_VOID: Final = words(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr"
)
_FORMATTING: Final = words("b big code em font i nobr s small strike strong tt u")
_FENCES: Final = words("applet caption marquee object td th")
_RAW: Final = words("script style textarea title xmp iframe noembed noframes")
_CELLS: Final = frozenset(("p", "td", "th"))
_ROWS: Final = _CELLS | {"tr"}
_ENDS: Final = {  # a start tag that closes what was left open directly above it
    "p": frozenset("p"),
    "a": frozenset("a"),
    "option": frozenset(("option",)),
    "li": frozenset(("p", "li")),
    "dt": frozenset(("p", "dt", "dd")),
    "dd": frozenset(("p", "dt", "dd")),
    "td": _CELLS,
    "th": _CELLS,
    "tr": _ROWS,
    "tbody": _ROWS | {"tbody", "thead", "tfoot"},
}
_INLINE: Final = _FORMATTING | {"a", "span"}
_BACK: Final = 32  # elements looked back through for one that a start tag closes
_FORMATS: Final = re.compile(r"<(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/>]", re.IGNORECASE)
_COMMENT: Final = re.compile(r"-?>|.*?--!?>", re.DOTALL)
_ATTRIBUTE: Final = re.compile(
    r"""[\s/]++|(?:=?+[^\s/>=]++|=)(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
)
_TAG: Final = re.compile(
    r"""<(?:(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<rest>(?:"""
    + _ATTRIBUTE.pattern
    + r""")*+)(?P<closed>>?)|(?P<comment>!--)|[!?/][^>]*+>?)"""
)


def too_heavy(text: str) -> str:
    """Why this text is not to be parsed; "" for nearly all pages. Linear in its length."""
    tags = text.count("<")
    if len(text) <= _LONG:
        if tags <= _FEW:
            return ""
        if tags <= _MANY and len(_FORMATS.findall(text)) * tags <= _REMADE:
            return ""
    return _Scan().judge(text)


class _Scan:
    """The elements that would be open, and the formatting that would be made again, tag by tag."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.counts: dict[str, int] = {}
        self.formats: dict[str, int] = {}  # formatting elements to be closed on this side of the last fence
        self.fences: list[tuple[dict[str, int], int]] = []  # what was outside each fence, and is again after it
        self.active = 0  # formatting elements that a new block may have to repeat
        self.remade = 0

    def judge(self, text: str) -> str:
        place = text.find("<")
        while place >= 0:
            tag = _TAG.match(text, place)
            if tag is None:
                place = text.find("<", place + 1)
                continue
            place = tag.end()
            name = tag["name"].lower() if tag["name"] else ""
            if tag["comment"]:
                end = _COMMENT.match(text, place)
                if end is None:
                    return ""
                place = end.end()
            elif tag["end"]:
                self._end(name)
            elif name:
                if not tag["closed"]:
                    return ""  # a tag that never ends swallows the rest
                fault = self._start(name, tag["rest"])
                if fault:
                    return fault
                if name in _RAW and not (self.counts.get("svg") or self.counts.get("math")):
                    place = self._after_raw(text, name, place)
            place = text.find("<", place)
        return ""

    def _after_raw(self, text: str, name: str, place: int) -> int:
        end = re.compile(rf"</{name}[\s/>]", re.IGNORECASE).search(text, place)
        return end.start() if end else len(text)

    def _start(self, name: str, rest: str) -> str:
        if len(rest) > 2 * _ATTRIBUTES and len(_ATTRIBUTE.findall(rest)) > 2 * _ATTRIBUTES:
            return f"more than {_ATTRIBUTES} attributes on one element"
        if name in _FORMATTING:
            seen = self.formats.get(name, 0)
            if rest.strip() or seen < 3:  # noqa: PLR2004 - "Noah's ark": three alike, section 13.2.4.3
                self.formats[name] = seen + 1
                self.active += 1
        else:
            self.remade += self.active
            if self.remade > _REMADE:
                return f"formatting elements left open, over {_REMADE} to be made again"
        if name in _VOID or (rest.endswith("/") and self.counts.get("svg")):
            return ""
        if name in _ENDS:
            self._end_before(_ENDS[name])
        if name in _FENCES:
            self.fences.append((self.formats, self.active))
            self.formats = {}
        self.open.append(name)
        self.counts[name] = self.counts.get(name, 0) + 1
        # A page a little over the limit is built and judged exactly; this is about those that would take seconds.
        return f"over {DEEPEST} levels" if len(self.open) > 4 * DEEPEST else ""

    def _end_before(self, ends: frozenset[str]) -> None:
        """Close what the next start tag closes, with the formatting in it."""
        keep = place = len(self.open)
        while place > 0 and len(self.open) - place < _BACK:
            place -= 1
            if self.open[place] in ends:
                keep = place
            elif self.open[place] not in _INLINE:
                break
        while len(self.open) > keep:
            self._pop()

    def _end(self, name: str) -> None:
        if self.formats.get(name):
            self.formats[name] -= 1
            self.active -= 1
        if self.counts.get(name):
            while self._pop() != name:
                pass

    def _pop(self) -> str:
        name = self.open.pop()
        self.counts[name] -= 1
        if name in _FENCES:
            formats, active = self.fences.pop()
            if name not in _CELLS or self.counts.get("table"):  # a cell outside tables is none
                self.formats, self.active = formats, active
        return name
