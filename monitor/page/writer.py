"""What the walk hears, written down: text and elements come in the order in which they open and end."""

from typing import Final

from selectolax.lexbor import LexborNode

from monitor.model import BlockKind, MarkKind, Zone
from monitor.page import elements
from monitor.page.draft import Draft, DraftBlock, DraftLink
from monitor.page.elements import (
    BLOCKS,
    CELLS,
    HEAD,
    INVISIBLE,
    LISTS,
    MARKED,
    MUTE,
    TELLING,
    ZONELESS,
    visible,
    zone_of,
)
from monitor.page.links import LINKING, PLACED, Attributes, addresses, leads_nowhere
from monitor.page.parts import Part, Parts, Surroundings, written_out
from monitor.page.run import Run
from monitor.page.where import Table, Where
from monitor.page.words import words as word_list
from monitor.urls import discreet

SPANS: Final = word_list("abbr b bdi big code em font i kbd label mark small span strong sub sup tt u var")
# Attributes that mean the same on any element.
_HEEDED: Final = word_list("aria-expanded data-monitor-ignore hidden id lang style")
_LEADING: Final = MARKED | LINKING
_MAIN, _HEADING, _TERM, _LINK = Zone.MAIN, BlockKind.HEADING, BlockKind.TERM, MarkKind.LINK  # found faster

# What is to be put back when an element ends: its name, what was around it, how many marks it opened, the link and
# the words of a link that it interrupts, and the headings above it where it changed them.
Frame = tuple[str, Where, int, DraftLink | None, list[str], list[tuple[float, str]] | None]
# A part that is read for the first time: its frame, its HTML, what is around it, and how much was written before it.
_Begun = tuple[Frame, str, Surroundings, tuple[int, ...]]


class Writer:
    """Every block boundary ends a run; a run with words becomes a block."""

    def __init__(self, parts: Parts, room: int) -> None:
        self.parts, self.room = parts, room
        self.draft = Draft()
        self.run = Run()
        self.where = Where()
        self.lang = ""
        self.headings: list[tuple[float, str]] = []
        self.above: tuple[str, ...] = ()
        self.archived = False
        self.term = ""
        self.unfolds = 0  # blocks within which what is hidden belongs to a button that shows it
        self.tables: list[Table] = []
        self.cells = self.heads = -1  # cells of the present row, -1 outside any
        self.pending: list[int] = []  # numbers of the links that wait for their block
        self.anchor: DraftLink | None = None
        self.words: list[str] = []
        self.begun: list[_Begun] = []

    def knows(self, node: LexborNode, frame: Frame, depth: int) -> bool:
        """Whether what this element says is written down already, because it said so on a page before."""
        zone = self.where.zone
        if zone is _MAIN or (zone is frame[1].zone and frame[0] not in LISTS):
            return False
        draft = self.draft
        if self.tables or self.anchor is not None or self.run.open or self.where.pre or not draft.title:
            return False  # more is in play than can be compared
        if self.room <= 0:
            return False
        html = written_out(node)
        self.room -= len(html)
        lead = draft.blocks[-1] if draft.blocks and draft.blocks[-1].text.endswith(":") else None
        around = (depth, self.where.state(), self.lang, tuple(self.headings), self.term, self.unfolds, lead)
        part = self.parts.recall(html, around)
        if part is None:
            self.begun.append((frame, html, around, draft.extent()))
            return False
        draft.add(part.said)
        self._stand_under(part.headings)
        self.term, self.unfolds = part.term, part.unfolds
        return True

    def _end_part(self) -> None:
        _, html, around, extent = self.begun.pop()
        self.parts.keep(html, around, Part(self.draft.since(extent), self.headings, self.term, self.unfolds))

    def text(self, node: LexborNode) -> None:
        """Words, or the white space between elements."""
        try:
            text = node.text_lexbor()
        except UnicodeDecodeError:  # in a frameset lexbor cuts characters of several bytes in two
            return
        if self.anchor is not None:
            self.words.append(text)
        if self.where.mute:
            return
        if self.where.pre:
            self._lines(visible(text))
        else:
            self.run.write(text)

    def _lines(self, text: str) -> None:
        for number, line in enumerate(text.splitlines()):
            if number:
                self.run.break_line()
            self.run.write(line)
        if text.endswith("\n"):
            self.run.break_line()

    def open(self, node: LexborNode, tag: str) -> Frame | None:
        """An element begins; None where nothing is to be done at its end."""
        attributes = node.attributes
        heeded = not _HEEDED.isdisjoint(attributes)
        if tag in SPANS and not heeded:
            return None
        before, headings, anchor, words = self.where, self.headings, self.anchor, self.words
        if tag in BLOCKS:
            if self.cells >= 0:
                self._boundary(tag)
            elif self.run.length or self.pending:
                self.flush()
            if tag in TELLING or (attributes and tag not in ZONELESS):
                self._begin_block(tag, attributes)
        elif tag == "br":
            if not before.mute:
                self.run.break_line()
            return None
        elif tag in HEAD:
            self._head(node, tag, attributes)
        elif tag in MUTE:
            self.where = before.within(tag)
        marks = self._heed(tag, attributes) if heeded or tag in _LEADING else 0
        kept = headings if headings is not self.headings else None
        return (tag, before, marks, anchor, words, kept)

    def _heed(self, tag: str, attributes: Attributes) -> int:
        """What the attributes of an element say, on any element; how many marks they opened."""
        marks = 0
        if tag in MARKED or "lang" in attributes or "data-monitor-ignore" in attributes:
            marks = self._mark(tag, attributes)
        name = attributes.get("id")
        if name:
            self.draft.ids.append(name)
        if "aria-expanded" in attributes:
            self.unfolds = elements.UNFOLDED
        if elements.hides(attributes):
            if not self.unfolds:
                self.where = self.where.silenced()
            self.unfolds = 0
        if tag == "a" and "style" not in attributes:
            self._anchor(attributes)
        elif tag in LINKING or "style" in attributes:
            self._link(tag, attributes)
        return marks

    def close(self, frame: Frame) -> None:
        """An element ends."""
        tag, where, marks, anchor, words, headings = frame
        if tag in BLOCKS:
            if self.cells >= 0:
                self._end_block(tag)
            elif self.run.length or self.pending:
                self.flush()
            if self.begun and self.begun[-1][0] is frame:
                self._end_part()
            if tag == "table":
                self.tables.pop()
        for _ in range(marks):
            self.run.end()
        if self.anchor is not anchor:
            if self.anchor is not None:
                self.anchor.text = " ".join("".join(self.words).split()) or self.anchor.text
            self.anchor, self.words = anchor, words
        self.where = where
        if headings is not None:
            self._stand_under(headings)

    def _boundary(self, tag: str) -> None:
        """The start of a block element inside a row: another cell, another line, or the end of rows."""
        if tag in elements.OUT_OF_ROWS:
            self.tables[-1].layout = True
            self.flush(self.tables[-1].headers)
            self.cells = -1
        elif tag in CELLS:
            self.run.next_cell(first=self.cells == 0)
            self.cells += 1
            self.heads += tag == "th"
        else:
            self.run.break_line()

    def _end_block(self, tag: str) -> None:
        """The end of a block element inside a row."""
        if tag != "tr":
            self.run.break_line()
            return
        table = self.tables[-1]
        is_header = self.cells > 0 and self.heads == self.cells
        headers = "" if is_header else table.headers
        before = len(self.draft.blocks)
        self.flush(headers)
        if is_header and len(self.draft.blocks) > before and (self.cells > 1 or not table.headers):
            table.headers = self.draft.blocks[-1].text
        self.cells = -1

    def _begin_block(self, tag: str, attributes: Attributes) -> None:
        where = self.where if tag in ZONELESS else self._entered(tag, attributes)
        if tag in TELLING:
            where = where.within(tag)
            if tag in elements.LISTS:
                where = where.under(self._lead(where))
            elif tag == "dd":
                where = where.under(self.term)
            elif tag in ("dt", "dl"):
                self.term = ""
            elif tag == "table":
                self.tables.append(Table(layout=attributes.get("role") in ("presentation", "none")))
            elif tag == "tr" and self.tables and not self.tables[-1].layout:
                self.cells = self.heads = 0
            elif tag == "html":
                self.draft.lang = attributes.get("lang") or attributes.get("xml:lang") or ""
                self.lang = elements.language_code(self.draft.lang)
            elif tag == "body":
                self.draft.body_class = attributes.get("class") or ""
        self.where = where

    def _entered(self, tag: str, attributes: Attributes) -> Where:
        """In which zone the words are now; what a part has of headings is given back at its end."""
        where = self.where
        own = zone_of(tag, attributes.get("role"), attributes.get("class"), attributes.get("id"), where.inside)
        zone = where.zone if own is None else elements.inner_zone(where.zone, own)
        if zone is not where.zone:
            # Headings of a menu are not above the text, nor those of the text above a menu.
            self._stand_under(list(self.headings) if zone is Zone.MAIN else [])
            return where.in_zone(zone)
        if own is _MAIN or tag == "details":
            self._stand_under(list(self.headings))
        return where

    def _lead(self, where: Where) -> str:
        """The words that lead a list in: the block just before it, if it ends with a colon."""
        if self.cells >= 0:
            return where.header
        last = self.draft.blocks[-1] if self.draft.blocks else None
        if last and last.text.endswith(":") and last.kind is not BlockKind.HEADING and last.zone is self._zone(where):
            return last.text
        return where.header if where.kind is BlockKind.LIST else ""

    def _mark(self, tag: str, attributes: Attributes) -> int:
        """Open the marks of an element; how many there are to be closed."""
        begin = self.run.begin
        before = len(self.run.open)
        if tag == "a":
            if attributes.get("href"):
                begin(_LINK, discreet(attributes["href"] or ""))
            if attributes.get("name"):
                self.draft.ids.append(attributes["name"] or "")
        elif tag == "time":
            if attributes.get("datetime"):
                begin(MarkKind.TIME, attributes["datetime"] or "")
        elif tag in elements.DELETED:
            begin(MarkKind.DELETED, "")
        elif tag in elements.QUOTES:
            begin(MarkKind.QUOTE, "")
        if "data-monitor-ignore" in attributes:
            checks = (attributes["data-monitor-ignore"] or "").strip()
            begin(MarkKind.IGNORE, checks)
            if elements.disowns(checks):
                self.where = self.where.disowned()
        written = attributes.get("lang")
        if written and tag != "html":
            self._speak(elements.language_code(written), block=tag in BLOCKS)
        return len(self.run.open) - before

    def _speak(self, code: str, *, block: bool) -> None:
        """Go on in another language: a block as a whole, words inside a block by a mark."""
        if block and self.cells < 0:
            self.where = self.where.speaking("" if code == self.lang else code)
        elif code and code != (self.where.lang or self.lang):
            self.run.begin(MarkKind.LANG, code)

    def _anchor(self, attributes: Attributes) -> None:
        """The most common link by far, without the questions that others need."""
        if "href" not in attributes or self.where.ignored:
            return
        href = attributes["href"] or ""
        if ":" in href and leads_nowhere(href):
            return
        link = DraftLink(href, "a", "href", self._zone(self.where))
        if "aria-label" in attributes or "title" in attributes:
            link.text = " ".join((attributes.get("aria-label") or attributes.get("title") or "").split())
        self._put(link, placed=not self.where.mute)
        self.anchor, self.words = link, []

    def _link(self, tag: str, attributes: Attributes) -> None:
        if self.where.ignored:
            return
        zone = self._zone(self.where)
        for attribute, href in addresses(tag, attributes):
            link = DraftLink(href, tag, attribute, zone)
            self._put(link, placed=tag in PLACED and not self.where.mute)
            if tag in ("img", "area"):
                link.text = " ".join((attributes.get("alt") or "").split())
            elif tag == "a" and attribute != "style":
                link.text = " ".join((attributes.get("aria-label") or attributes.get("title") or "").split())
                self.anchor, self.words = link, []
        if tag == "img" and self.anchor is not None:
            self.words.append(f" {attributes.get('alt') or ''} ")

    def _put(self, link: DraftLink, *, placed: bool) -> None:
        draft = self.draft
        if placed:
            self.pending.append(len(draft.links))
        draft.links.append(link)
        draft.places.append(-1)

    def _head(self, node: LexborNode, tag: str, attributes: Attributes) -> None:
        """Elements that speak of the page and not in it."""
        draft = self.draft
        if tag == "title":
            if not self.where.mute and not draft.title:
                draft.title = " ".join((node.text() or "").translate(INVISIBLE).split())
            self.where = self.where.within(tag)
        elif tag == "meta":
            name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
            draft.metas.setdefault(name.strip().lower(), attributes.get("content") or "")
        elif tag == "base":
            if draft.base is None:
                draft.base = attributes.get("href")
        elif attributes.get("hreflang") and "alternate" in (attributes.get("rel") or "").lower().split():
            draft.alternates.append((attributes["hreflang"] or "", attributes.get("href") or ""))

    def pass_over(self, node: LexborNode, tag: str) -> None:
        """An element that is no part of the page: of scripts it is known that they are there, and what they state."""
        if tag != "script":
            return
        attributes = node.attributes
        states = "ld+json" in (attributes.get("type") or "").lower()
        self.draft.scripts.append(node.text() if states else "")
        if not states and attributes.get("src"):
            self._link("script", attributes)

    def _zone(self, where: Where) -> Zone:
        zone = where.zone
        return Zone.ARCHIVE if self.archived and zone is _MAIN else zone

    def _stand_under(self, headings: list[tuple[float, str]]) -> None:
        self.headings = headings
        self.above = tuple([text for _, text in headings])
        self.archived = any(map(elements.is_archive, self.above))

    def flush(self, header: str | None = None) -> None:
        """End the block: nothing without words."""
        run = self.run
        if not run.written:
            run.clear()
            if self.pending:
                links = self.draft.links
                self.pending = [number for number in self.pending if links[number] is self.anchor]
            return
        text, marks = run.take()
        where = self.where
        kind = BlockKind.ROW if self.cells >= 0 else where.kind
        heading = kind is _HEADING
        self.unfolds = max(0, self.unfolds - 1)
        depth = elements.depth_of(where.level, self.headings) if heading else 0
        if heading:
            self._stand_under([above for above in self.headings if above[0] < depth])
        draft = self.draft
        if self.pending:
            for number in self.pending:
                draft.places[number] = len(draft.blocks)
            self.pending = []
        header = where.header if header is None else header
        draft.blocks.append(DraftBlock(text, where.lang, marks, kind, self._zone(where), self.above, header))
        if heading:
            self._stand_under([*self.headings, (depth, text)])
        elif kind is _TERM:
            self.term = text
