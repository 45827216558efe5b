"""The slow reading: the same page by BeautifulSoup, written to be read. Tests hold the fast one against it.

The tree is lxml's: like a browser it ends an open paragraph or list element where the next begins and knows an element
without end tag, which `html.parser` leaves nested. It is not the HTML5 tree in all: it keeps rows outside tables,
does not take stray text out of a table, does not mend wrongly nested formatting or forms and links inside one
another, and has no foreign content. On pages that need those rules the two readings may differ by nature.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from unicodedata import normalize

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, Tag

from monitor.model import BlockKind, Mark, MarkKind, Page, Unreadable, Zone
from monitor.page import elements
from monitor.page.charset import decode
from monitor.page.conclude import conclude, not_html
from monitor.page.draft import Draft, DraftBlock, DraftLink
from monitor.page.links import LINKING, PLACED, addresses
from monitor.page.weight import DEEPEST, too_heavy
from monitor.urls import discreet


def slow_read(
    body: bytes, *, url: str, content_type: str = "", default_lang: str = "", today: date | None = None
) -> Page | Unreadable:
    """What `read` gives, by another parser and another walk; some forty times slower."""
    fault = not_html(body, content_type)
    if fault:
        return Unreadable("not-html", fault)
    text = elements.as_scripts_run(decode(body, content_type))
    fault = too_heavy(text)
    if fault:
        return Unreadable("too-deep", fault)
    soup = BeautifulSoup(text.replace("\0", ""), "lxml", multi_valued_attributes=None)
    if _depth(soup) > DEEPEST:
        return Unreadable("too-deep", f"over {DEEPEST} levels")
    walk = _Walk()
    for child in soup.find_all(recursive=False):
        walk.element(child, _Around())
    walk.finish_block(_Around())
    return conclude(walk.draft, url=url, default_lang=default_lang, today=today)


def _depth(soup: Tag) -> int:
    """Levels of elements that have something in them."""
    deepest = 0
    waiting = [(soup, 0)]
    while waiting:
        tag, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting.extend((child, depth + bool(child.contents)) for child in tag.find_all(recursive=False))
    return deepest


_BREAK: Final = "<br>"  # a letter that is a line break
_CELL: Final = "<td>"  # a letter that starts another cell


@dataclass
class _Table:
    layout: bool
    headers: str = ""


@dataclass
class _Row:
    table: _Table
    cells: int = 0
    heads: int = 0
    broken: bool = False  # something in a cell showed that the table only lays out the page


@dataclass(frozen=True)
class _Around:
    """What the elements around a text make of it."""

    zone: Zone = Zone.MAIN
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    lang: str = ""
    header: str = ""
    mute: bool = False
    inside: bool = False
    pre: bool = False
    table: _Table | None = None
    row: _Row | None = None
    marks: tuple["_Mark", ...] = ()
    links: tuple[DraftLink, ...] = ()

    def in_row(self) -> bool:
        """Whether the words belong to a row that is one block."""
        return self.row is not None and not self.row.broken


@dataclass(eq=False)
class _Mark:
    """A mark; which letters it covers is written on the letters."""

    kind: MarkKind
    value: str


class _Walk:
    """The walk. A block is a list of letters, each with the marks that are on it."""

    def __init__(self) -> None:
        self.draft = Draft()
        self.letters: list[tuple[str, tuple[_Mark, ...]]] = []
        self.met: list[int] = []  # numbers of the links since the last block boundary
        self.words: dict[int, str] = {}  # what is said inside a link
        self.headings: list[tuple[float, str]] = []
        self.term = ""
        self.lang = ""
        self.unfolds = 0

    def element(self, tag: Tag, around: _Around) -> None:
        """One element and all in it."""
        name = tag.name
        attributes = {key.removeprefix("xlink:"): str(value) for key, value in tag.attrs.items()}
        if name == "script":
            self._script(tag, attributes)
        if name in elements.ABSENT:
            return
        self._about_the_page(tag, attributes, around)
        if name in elements.BLOCKS:
            self._boundary(name, around)
        if name == "br":
            self._write(_BREAK, around)
        inner = self._inside(name, attributes, around)
        headings = self.headings
        elsewhere = inner.zone is not around.zone
        own = name == "details" or self._zone_of(name, attributes, around) is Zone.MAIN
        if elsewhere and inner.zone is not Zone.MAIN:
            self.headings = []
        links = self._links(name, attributes, inner)
        if links:
            inner = replace(inner, links=links)
        for child in tag.children:
            if isinstance(child, Tag):
                self.element(child, inner)
            elif type(child) in (NavigableString, CData):  # not its other kinds, such as comments
                self._text(str(child), inner)
        self._end_of(name, inner)
        if links:
            said = " ".join(self.words[id(links[0])].split())
            links[0].text = said or links[0].text
        if elsewhere or own:
            self.headings = headings

    def _inside(self, name: str, attributes: dict[str, str], around: _Around) -> _Around:
        """What is around the children of an element."""
        inner = around
        if name in elements.BLOCKS:
            own = self._zone_of(name, attributes, around)
            inner = replace(inner, zone=elements.inner_zone(around.zone, own))
        if name in elements.KINDS:
            inner = replace(inner, kind=elements.KINDS[name], level=elements.HEADINGS.get(name, 0))
        if name in elements.PAGE_PARTS:
            inner = replace(inner, inside=True)
        if name in elements.MUTE or name == "title" or self._hides(attributes):
            inner = replace(inner, mute=True)
        if name == "pre":
            inner = replace(inner, pre=True)
        if name in elements.LISTS:
            inner = replace(inner, header=self._lead(inner))
        if name in ("dt", "dl"):
            self.term = ""
        if name == "dd":
            inner = replace(inner, header=self.term)
        if name == "table":
            layout = attributes.get("role") in ("presentation", "none")
            inner = replace(inner, table=_Table(layout), row=None)
        if name == "tr":
            table = inner.table
            inner = replace(inner, row=_Row(table) if table is not None and not table.layout else None)
        return self._marked(name, attributes, inner)

    def _hides(self, attributes: dict[str, str]) -> bool:
        """Whether it is hidden, and not by a button that shows it."""
        if "aria-expanded" in attributes:
            self.unfolds = elements.UNFOLDED
        hidden, unfolds = elements.hides(attributes), self.unfolds
        self.unfolds = 0 if hidden else unfolds
        return hidden and not unfolds

    def _zone_of(self, name: str, attributes: dict[str, str], around: _Around) -> Zone | None:
        if name not in elements.BLOCKS:
            return None
        return elements.zone_of(
            name, attributes.get("role"), attributes.get("class"), attributes.get("id"), around.inside
        )

    def _marked(self, name: str, attributes: dict[str, str], inner: _Around) -> _Around:
        marks = []
        if name == "a" and attributes.get("href"):
            marks.append(_Mark(MarkKind.LINK, discreet(attributes["href"])))
        if name == "time" and attributes.get("datetime"):
            marks.append(_Mark(MarkKind.TIME, attributes["datetime"]))
        if name in elements.DELETED:
            marks.append(_Mark(MarkKind.DELETED, ""))
        if name in elements.QUOTES:
            marks.append(_Mark(MarkKind.QUOTE, ""))
        if "data-monitor-ignore" in attributes:
            marks.append(_Mark(MarkKind.IGNORE, attributes["data-monitor-ignore"].strip()))
        if attributes.get("lang") and name != "html":
            code = elements.language_code(attributes["lang"])
            if name in elements.BLOCKS and not inner.in_row():
                inner = replace(inner, lang="" if code == self.lang else code)
            elif code and code != (inner.lang or self.lang):
                marks.append(_Mark(MarkKind.LANG, code))
        return replace(inner, marks=(*inner.marks, *marks))

    def _about_the_page(self, tag: Tag, attributes: dict[str, str], around: _Around) -> None:
        """Elements and attributes that speak of the page."""
        draft = self.draft
        name = tag.name
        draft.ids.extend(filter(None, (attributes.get("id"), attributes.get("name") if name == "a" else None)))
        if name == "html":
            draft.lang = attributes.get("lang") or attributes.get("xml:lang") or ""
            self.lang = elements.language_code(draft.lang)
        elif name == "body":
            draft.body_class = attributes.get("class", "")
        elif name == "title" and not around.mute and not draft.title:
            draft.title = " ".join(tag.get_text().translate(elements.INVISIBLE).split())
        elif name == "meta":
            key = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
            draft.metas.setdefault(key.strip().lower(), attributes.get("content", ""))
        elif name == "base" and draft.base is None:
            draft.base = attributes.get("href")
        elif name == "link" and attributes.get("hreflang") and "alternate" in attributes.get("rel", "").lower().split():
            draft.alternates.append((attributes["hreflang"], attributes.get("href", "")))

    def _script(self, tag: Tag, attributes: dict[str, str]) -> None:
        states = "ld+json" in attributes.get("type", "").lower()
        self.draft.scripts.append(tag.get_text() if states else "")
        if not states and attributes.get("src"):
            self._links("script", attributes, _Around())

    def _links(self, name: str, attributes: dict[str, str], inner: _Around) -> tuple[DraftLink, ...]:
        """The links of one element; those of `a@href` are what the words inside it are said in."""
        words_in: list[DraftLink] = []
        ignored = any(mark.kind is MarkKind.IGNORE and elements.disowns(mark.value) for mark in inner.marks)
        if (name in LINKING or "style" in attributes) and not ignored:
            for attribute, href in addresses(name, attributes):
                link = DraftLink(href, name, attribute, self._zone(inner.zone))
                if name in PLACED and not inner.mute:
                    self.met.append(len(self.draft.links))
                self.draft.links.append(link)
                self.draft.places.append(-1)
                if name in ("img", "area"):
                    link.text = " ".join(attributes.get("alt", "").split())
                if name == "a" and attribute != "style":
                    link.text = " ".join((attributes.get("aria-label") or attributes.get("title") or "").split())
                    self.words[id(link)] = ""
                    words_in = [link]
        if name == "img":
            for link in inner.links:
                self.words[id(link)] += f" {attributes.get('alt', '')} "
        return tuple(words_in)

    def _text(self, text: str, around: _Around) -> None:
        for link in around.links:
            self.words[id(link)] += text
        if around.mute:
            return
        for letter in text.translate(elements.INVISIBLE):
            self._write(_BREAK if around.pre and letter == "\n" else letter, around)

    def _write(self, letter: str, around: _Around) -> None:
        if not around.mute:
            self.letters.append((letter, around.marks))

    def _boundary(self, name: str, around: _Around) -> None:
        """Before a block element."""
        row = around.row
        if row is None or row.broken:
            self.finish_block(around)
        elif name in elements.OUT_OF_ROWS:
            self.finish_block(around, header=row.table.headers)
            row.broken = row.table.layout = True
        elif name in elements.CELLS:
            if row.cells:
                self.letters.append((_CELL, around.marks))
            row.cells += 1
            row.heads += name == "th"
        else:
            self._write(_BREAK, around)

    def _end_of(self, name: str, inner: _Around) -> None:
        """After an element."""
        if name not in elements.BLOCKS:
            return
        row = inner.row
        if row is None or row.broken:
            self.finish_block(inner)
        elif name != "tr":
            self._write(_BREAK, inner)
        elif row.cells and row.heads == row.cells:
            before = len(self.draft.blocks)
            self.finish_block(inner, header="")
            if len(self.draft.blocks) > before and (row.cells > 1 or not row.table.headers):
                row.table.headers = self.draft.blocks[-1].text
        else:
            self.finish_block(inner, header=row.table.headers)

    def finish_block(self, around: _Around, header: str | None = None) -> None:
        """Make a block of the letters since the last boundary; nothing without words."""
        letters, self.letters = self.letters, []
        if all(letter in (_BREAK, _CELL) or letter.isspace() for letter, _ in letters):
            links = self.draft.links
            self.met = [met for met in self.met if any(links[met] is around_it for around_it in around.links)]
            return
        for met in self.met:
            self.draft.places[met] = len(self.draft.blocks)
        self.met = []
        text, marks = _folded(letters)
        kind = BlockKind.ROW if around.in_row() else around.kind
        self.unfolds = max(0, self.unfolds - 1)
        depth = elements.depth_of(around.level, self.headings)
        if kind is BlockKind.HEADING:
            self.headings = [above for above in self.headings if above[0] < depth]
        above = tuple(heading for _, heading in self.headings)
        header = around.header if header is None else header
        self.draft.blocks.append(DraftBlock(text, around.lang, marks, kind, self._zone(around.zone), above, header))
        if kind is BlockKind.HEADING:
            self.headings = [*self.headings, (depth, text)]
        if kind is BlockKind.TERM:
            self.term = text

    def _lead(self, around: _Around) -> str:
        """The words that lead a list in."""
        if around.in_row():
            return around.header
        if self.draft.blocks:
            last = self.draft.blocks[-1]
            near = last.kind is not BlockKind.HEADING and last.zone is self._zone(around.zone)
            if near and last.text.endswith(":"):
                return last.text
        return around.header if around.kind is BlockKind.LIST else ""

    def _zone(self, zone: Zone) -> Zone:
        archived = any(elements.is_archive(text) for _, text in self.headings)
        return Zone.ARCHIVE if archived and zone is Zone.MAIN else zone


def _folded(letters: list[tuple[str, tuple[_Mark, ...]]]) -> tuple[str, tuple[Mark, ...]]:
    """Text with its white space folded, and the stretch between the first and last letter of each mark."""
    text = ""
    gap = ""
    cell = 0  # where the present cell begins
    first: dict[_Mark, int] = {}
    last: dict[_Mark, int] = {}
    for letter, marks in letters:
        if letter == _CELL:
            text += " |" if text else "|"
            gap, cell = " ", len(text) + 1
            for mark in marks:
                first.setdefault(mark, len(text) - 1)
                last[mark] = len(text)
        elif letter == _BREAK:
            gap = "\n" if len(text) > cell else gap
        elif letter.isspace():
            gap = gap or " "
        else:
            text += gap if text else ""
            gap = ""
            for mark in marks:
                first.setdefault(mark, len(text))
                last[mark] = len(text) + 1
            text += letter
    found = [Mark(m.kind, _composed(text[: first[m]]), _composed(text[: last[m]]), m.value) for m in first]
    return normalize("NFC", text), tuple(sorted(mark for mark in found if mark.start < mark.end))


def _composed(text: str) -> int:
    return len(normalize("NFC", text))
