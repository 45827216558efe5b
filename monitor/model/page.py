"""What a page says, and where: blocks, occurrences, links.

These are tuples because a crawl makes millions of them.
"""

from datetime import date
from enum import StrEnum
from hashlib import blake2b
from typing import NamedTuple


class Zone(StrEnum):
    """The part of a page in which a block stands."""

    MAIN = "main"
    NAVIGATION = "navigation"
    HEADER = "header"
    FOOTER = "footer"
    ASIDE = "aside"
    ARCHIVE = "archive"


class PageType(StrEnum):
    """What kind of page it is. Only a standing page promises to be true today."""

    STANDING = "standing"
    NEWS = "news"
    MINUTES = "minutes"
    LEGAL = "legal"
    DOCUMENT = "document"


class BlockKind(StrEnum):
    """The element that a block was made from."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"  # one list element
    ROW = "row"  # one table row; cells are parted by " | "
    TERM = "term"  # dt, or a caption or legend


class MarkKind(StrEnum):
    """Inline markup that changes what words mean."""

    LINK = "link"  # value: the href as written
    TIME = "time"  # value: the datetime attribute
    DELETED = "deleted"  # del, s, strike
    QUOTE = "quote"  # q, cite; a blockquote marks its whole block
    LANG = "lang"  # value: the inner language
    IGNORE = "ignore"  # data-monitor-ignore; value: check ids, or "" for all


class Mark(NamedTuple):
    """Inline markup over `text[start:end]`."""

    kind: MarkKind
    start: int
    end: int
    value: str = ""


class Block(NamedTuple):
    """A heading, paragraph, list element or table row; equal blocks are the same block on whatever page.

    `text` is NFC with runs of white space (no-break spaces too) folded to one space, `<br>` as a newline, and without
    soft hyphens and other invisible characters; offsets are code points of it. `lang` is a two-letter code, or ""
    where nothing tells.
    """

    text: str
    lang: str = ""
    marks: tuple[Mark, ...] = ()

    @property
    def key(self) -> bytes:
        """16 bytes that identify the block."""
        marks = "".join([f"{kind} {start} {end} {value!r} " for kind, start, end, value in self.marks])
        # No language and no mark so written holds a zero character, which therefore parts them from the words.
        whole = f"{self.lang}\0{marks}\0{self.text}"
        return blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class Occurrence(NamedTuple):
    """A block on a page: everything outside its own words that decides what they mean."""

    block: Block
    kind: BlockKind = BlockKind.PARAGRAPH
    zone: Zone = Zone.MAIN
    headings: tuple[str, ...] = ()  # the headings above, outermost first
    header: str = ""  # the table's column headers, or the words that lead a list in
    before: str = ""  # the end of the block before it, at most 200 characters
    page_type: PageType = PageType.STANDING
    page_date: date | None = None  # what the page itself states


class Link(NamedTuple):
    """A link as written and as resolved. `block` counts into `Page.occurrences`, -1 outside any block."""

    href: str  # as written, entities decoded
    url: str  # canonical, without fragment; "" where it cannot be resolved
    fragment: str  # as written, without "#"; "" if none
    text: str  # what a reader sees (alt text of an image)
    element: str = "a"
    attribute: str = "href"
    block: int = -1
    zone: Zone = Zone.MAIN


class PageDate(NamedTuple):
    """The date that a page states of itself, and how it says so. Never guessed."""

    day: date
    source: str  # json-ld, article:modified_time, dcterms, time, label
    words: str = ""  # as written


class Page(NamedTuple):
    """One reading of one page."""

    url: str  # the address it answered at
    title: str = ""
    lang: str = ""
    page_type: PageType = PageType.STANDING
    page_date: PageDate | None = None
    occurrences: tuple[Occurrence, ...] = ()
    links: tuple[Link, ...] = ()
    ids: frozenset[str] = frozenset()  # id and a[name]
    alternates: tuple[tuple[str, str], ...] = ()  # (language, address) of link rel=alternate hreflang
    author: str = ""  # meta author, or the content owner that the page names
    built_by_script: bool = False  # an empty shell that JavaScript fills: nothing can be said of its fragments
    words: int = -1  # of main text, where the text itself is not at hand

    @property
    def main_words(self) -> int:
        """How many words of main text were read."""
        if self.words >= 0:
            return self.words
        return sum(o.block.text.count(" ") + 1 for o in self.occurrences if o.zone is Zone.MAIN and o.block.text)


class Unreadable(NamedTuple):
    """Bytes that did not become a page: `reason` is too-deep, not-html, unreadable or scanned."""

    reason: str
    detail: str = ""
