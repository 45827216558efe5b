"""Where in a built HTML file a quote stands, for reports that open an editor at a line (SARIF, GitHub annotations)."""

from html import unescape
from html.parser import HTMLParser
from typing import Final
from unicodedata import normalize

from monitor.page.charset import decode
from monitor.page.elements import ABSENT, INVISIBLE

_BARS: Final = frozenset("|")  # written between the cells of a row, never in the file


def position(body: bytes, quote: str, *, content_type: str = "") -> tuple[int, int] | None:
    """Line and column of the first character of a quote, both from 1, the column in code points; None if not found.

    Inline tags, comments and line breaks inside the quote do not matter, nor do references, no-break spaces or soft
    hyphens: what is compared is the letters. Where the text does not hold the quote, attributes are looked through.
    """
    wanted = _folded(quote)
    if not wanted:
        return None
    places = _Places(decode(body, content_type))
    start = "".join(places.letters).find(wanted)
    if start >= 0:
        return places.at[start]
    return places.in_attributes(quote.strip())


def _folded(text: str) -> str:
    return "".join(letter for letter in normalize("NFC", text).translate(INVISIBLE) if _counts(letter))


def _counts(letter: str) -> bool:
    return not letter.isspace() and letter not in _BARS


class _Places(HTMLParser):
    """Every letter of the text with its line and column. `html.parser` reports where each piece of source begins."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.letters: list[str] = []
        self.at: list[tuple[int, int]] = []
        self.attributes: list[tuple[str, tuple[int, int]]] = []
        self.silent = 0
        self.feed(source)
        self.close()

    def in_attributes(self, quote: str) -> tuple[int, int] | None:
        """The tag whose source holds the quote, for addresses and alternative texts."""
        for written, place in self.attributes:
            offset = written.find(quote)
            if offset >= 0:
                before = written[:offset]
                line = place[0] + before.count("\n")
                column = offset - before.rfind("\n") if "\n" in before else place[1] + offset
                return line, column
            if quote in unescape(written):
                return place
        return None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the source of the tag."""
        del attrs
        line, offset = self.getpos()
        self.attributes.append((self.get_starttag_text() or "", (line, offset + 1)))
        self.silent += tag in ABSENT

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that is closed at once opens no silence."""
        self.handle_starttag(tag, attrs)
        self.silent -= tag in ABSENT

    def handle_endtag(self, tag: str) -> None:
        """What is said again after a script."""
        if tag in ABSENT and self.silent:
            self.silent -= 1

    def handle_data(self, data: str) -> None:
        """Text as it stands in the file."""
        line, offset = self.getpos()
        column = offset + 1
        for letter in data:
            if letter == "\n":
                line, column = line + 1, 1
                continue
            self._write(letter, (line, column))
            column += 1

    def handle_entityref(self, name: str) -> None:
        """A named reference stands where its ampersand stands."""
        self._refer(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """A numeric reference likewise."""
        self._refer(f"&#{name};")

    def _refer(self, written: str) -> None:
        line, offset = self.getpos()
        for letter in unescape(written):
            self._write(letter, (line, offset + 1))

    def _write(self, letter: str, place: tuple[int, int]) -> None:
        if self.silent or not _counts(letter) or ord(letter) in INVISIBLE:
            return
        composed = normalize("NFC", self.letters[-1] + letter) if self.letters and ord(letter) >= 0x300 else ""  # noqa: PLR2004
        if len(composed) == 1:
            self.letters[-1] = composed
            return
        self.letters.append(letter)
        self.at.append(place)
