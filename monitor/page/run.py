"""The text of one block while it is written: white space folded as it comes, so that marks know their offsets."""

from unicodedata import is_normalized, normalize

from monitor.model import Mark, MarkKind
from monitor.page.elements import visible


class Run:
    """Words between two block boundaries. `gap` is the white space to be written before the next word, if any."""

    __slots__ = ("cell", "gap", "length", "marks", "open", "parts", "written")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.gap = ""
        self.cell = 0  # where the present table cell begins
        self.written = False  # whether a reader would see more than separators of cells
        self.marks: list[Mark] = []
        self.open: list[tuple[MarkKind, str, int]] = []

    def write(self, text: str) -> None:
        """Add text as it stands in the source, without characters that nobody sees."""
        plain = text.isprintable()  # all white space in it is spaces, and nothing is invisible
        if not plain and not text.isascii():
            text = visible(text)
        if text.isspace():
            self.gap = self.gap or " "
            return
        words = text.strip() if plain and "  " not in text else " ".join(text.split())
        if not words:
            return
        gap = self.gap
        if not gap and text[0].isspace():
            gap = " "
        if gap and self.length:
            self.parts.append(gap)
            self.length += 1
        self.parts.append(words)
        self.length += len(words)
        self.written = True
        self.gap = " " if text[-1].isspace() else ""

    def break_line(self) -> None:
        """What follows stands on a line of its own."""
        if self.length > self.cell:
            self.gap = "\n"

    def next_cell(self, *, first: bool) -> None:
        """What follows stands in another cell of the row."""
        if not first:
            bar = " |" if self.length else "|"
            self.parts.append(bar)
            self.length += len(bar)
            self.cell = self.length + 1
        self.gap = " "

    def begin(self, kind: MarkKind, value: str) -> None:
        """Open a mark."""
        self.open.append((kind, value, self.length))

    def end(self) -> None:
        """Close the newest mark; one that covers no word is forgotten."""
        kind, value, start = self.open.pop()
        if start < self.length:
            self.marks.append(Mark(kind, start, self.length, value))

    def take(self) -> tuple[str, tuple[Mark, ...]]:
        """The text and its marks; marks that are still open go on at the start of what follows."""
        text = "".join(self.parts)
        marks = self.marks
        if self.open:
            marks.extend(
                Mark(kind, start, self.length, value) for kind, value, start in self.open if start < self.length
            )
            self.open = [(kind, value, 0) for kind, value, _ in self.open]
        self.clear()
        if marks:
            marks = [_trimmed(mark, text) if text[mark.start] in " \n" else mark for mark in marks]
            if len(marks) > 1:
                marks = sorted(mark for mark in marks if mark.start < mark.end)
        if not is_normalized("NFC", text):
            return _composed(text, marks)
        return text, tuple(marks)

    def clear(self) -> None:
        """Forget what was written."""
        self.parts = []
        self.marks = []
        self.length = self.cell = 0
        self.gap = ""
        self.written = False
        if self.open:
            self.open = [(kind, value, 0) for kind, value, _ in self.open]


def _trimmed(mark: Mark, text: str) -> Mark:
    """The mark without the white space before its first word."""
    start = mark.start
    while start < mark.end and text[start] in " \n":
        start += 1
    return mark if start == mark.start else mark._replace(start=start)


def _composed(text: str, marks: list[Mark]) -> tuple[str, tuple[Mark, ...]]:
    """Text in NFC and the marks moved with it; the text is cut at the marks, so that the work stays linear."""
    whole = normalize("NFC", text)
    moved = {0: 0}
    before = length = 0
    for edge in sorted({edge for mark in marks for edge in (mark.start, mark.end)}):
        length += len(normalize("NFC", text[before:edge]))
        before = edge
        moved[edge] = min(length, len(whole))
    shifted = (mark._replace(start=moved[mark.start], end=moved[mark.end]) for mark in marks)
    return whole, tuple(mark for mark in shifted if mark.start < mark.end)
