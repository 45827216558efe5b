"""Readings as bytes: links, anchors, occurrences and facts of a page, packed so that a large site stays small.

Nobody asks the database for one link or one block; they are read with their page, whole. So they are one compressed
value a page instead of some 150 rows: see docs/decisions.md for the figures. A page is packed where it was read, which
may be another process: nothing here knows a database.
"""

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple, cast

from monitor.model import Block, BlockKind, Fact, Link, Mark, MarkKind, Occurrence, Page, PageType, Zone
from monitor.model.facts import pack, unpack
from monitor.readings import main_blocks

Stated = tuple[int, Occurrence, Sequence[Fact]]  # position, occurrence, what it states

ZONES = {zone.value: zone for zone in Zone}
MARKS = {kind.value: kind for kind in MarkKind}
KINDS = {kind.value: kind for kind in BlockKind}
FAST = 1  # zlib's level: 3 times smaller than none, and level 6 costs 4.5 times as much for a fifth less


def squeeze(rows: Any) -> bytes:  # noqa: ANN401 - anything that is JSON
    """Packed as few bytes."""
    return zlib.compress(
        json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), FAST
    )


def unfold(packed: bytes) -> Any:  # noqa: ANN401 - as above
    """What `squeeze` packed; nothing is an empty list."""
    return json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass")) if packed else []


def pack_links(links: Sequence[Link]) -> bytes:
    """All links of a page: first where they lead, each address once; then the links, which name it by its number."""
    if not links:
        return b""
    numbers: dict[str, int] = {}
    rows = [(href, numbers.setdefault(url, len(numbers)), *rest) for href, url, *rest in links]
    addresses = squeeze(list(numbers))
    return len(addresses).to_bytes(4) + addresses + squeeze(rows)


def unpack_addresses(packed: bytes) -> tuple[str, ...]:
    """Where the links lead that `pack_links` packed: all that an unchanged page is asked for."""
    return tuple(unfold(packed[4 : 4 + int.from_bytes(packed[:4])]))


def unpack_links(packed: bytes, to: Collection[str] | None = None) -> tuple[Link, ...]:
    """The links that `pack_links` packed; with `to` only those that lead there, or to a place on whatever page."""
    urls = unpack_addresses(packed)
    rows = unfold(packed[4 + int.from_bytes(packed[:4]) :])
    if to is not None:
        wanted = {number for number, url in enumerate(urls) if url in to}
        rows = [row for row in rows if row[1] in wanted or row[2]]
    return tuple([Link._make((href, urls[number], *rest, ZONES[zone])) for href, number, *rest, zone in rows])


def pack_ids(ids: Iterable[str]) -> bytes:
    """The anchors of a page."""
    rows = sorted(ids)
    return squeeze(rows) if rows else b""


def unpack_ids(packed: bytes) -> frozenset[str]:
    """The anchors that `pack_ids` packed."""
    return frozenset(unfold(packed))


def pack_main_blocks(page: Page) -> bytes:
    """8 bytes of the key of each distinct main block: enough to see whether a page is still itself."""
    return b"".join(sorted(main_blocks(page)))


def unpack_main_blocks(packed: bytes) -> frozenset[bytes]:
    """The short keys that `pack_main_blocks` packed."""
    return frozenset(packed[i : i + 8] for i in range(0, len(packed), 8))


def pack_reading(occurrences: Sequence[Occurrence], stated: Iterable[Stated] = ()) -> bytes:
    """A page's text with all that decides what it means, but for the page's own type and date, and what it states.

    What is as in the row before is not written again: its headings, and as `before` the end of its text.
    """
    facts = {position: [pack(fact) for fact in found] for position, _, found in stated}
    rows: list[tuple[Any, ...]] = []
    above, headings = "", None
    for position, (block, kind, zone, over, header, before, *_) in enumerate(occurrences):
        rows.append(
            (
                *block,
                kind,
                zone,
                None if over == headings else over,
                header,
                len(before) if above.endswith(before) else before,
                facts.get(position, ()),
            )
        )
        above, headings = block.text, over
    return squeeze(rows)


def unpack_reading(packed: bytes, page_type: PageType, page_date: date | None = None) -> tuple[Occurrence, ...]:
    """The occurrences that `pack_reading` packed."""
    return tuple(place_block(block, where, page_type, page_date) for block, where, _ in _rows(unfold(packed)))


class Text:
    """What `pack_reading` packed, unpacked once, and not before it is asked for; a block is made when it is."""

    def __init__(self, packed: bytes, page_type: PageType, page_date: date | None = None) -> None:
        self._packed = packed
        self._of_page = (page_type, page_date)

    @cached_property
    def _unfolded(self) -> Sequence[Any]:
        return cast("Sequence[Any]", unfold(self._packed))

    def stated(self) -> Iterator[tuple[Fact, Occurrence]]:
        """The facts in reading order, each with where it stands."""
        for block, where, facts in _rows(self._unfolded):
            if facts:
                occurrence = place_block(block, where, *self._of_page)
                for fact in facts:
                    yield unpack(fact), occurrence

    def block(self, position: int) -> Occurrence:
        """The block at this place."""
        block, where, _ = next(islice(_rows(self._unfolded), position, None))
        return place_block(block, where, *self._of_page)

    def __len__(self) -> int:
        """How many blocks there are."""
        return len(self._unfolded)


def _rows(unfolded: Iterable[Any]) -> Iterator[tuple[Sequence[Any], Sequence[Any], Sequence[Any]]]:
    """Block, place and facts of each occurrence, as plain JSON."""
    above, headings = "", ()
    for text, lang, marks, kind, zone, over, header, before, facts in unfolded:
        headings = headings if over is None else tuple(over)
        tail = before if isinstance(before, str) else above[len(above) - before :]
        yield (text, lang, marks), (kind, zone, headings, header, tail), facts
        above = text


def place_block(block: Sequence[Any], where: Sequence[Any], page_type: PageType, page_date: date | None) -> Occurrence:
    """An occurrence from plain JSON: text, language and marks; kind, zone, headings, header, before."""
    text, lang, marks = block
    kind, zone, headings, header, before = where
    placed = Block(text, lang, tuple([Mark(MARKS[mark], *rest) for mark, *rest in marks]) if marks else ())
    return Occurrence(placed, KINDS[kind], ZONES[zone], headings, header, before, page_type, page_date)


class Packed(NamedTuple):
    """A page as it is stored: what nobody searches for is bytes, days are ISO dates."""

    title: str
    lang: str
    page_type: str
    page_date: str | None
    page_date_source: str
    author: str
    by_script: bool
    main_words: int
    links: bytes
    ids: bytes
    main_blocks: bytes
    reading: bytes


def pack_page(page: Page, stated: Iterable[Stated]) -> Packed:
    """A page with what its blocks state."""
    day, source = (page.page_date.day.isoformat(), page.page_date.source) if page.page_date else (None, "")
    return Packed(
        page.title,
        page.lang,
        page.page_type.value,
        day,
        source,
        page.author,
        page.built_by_script,
        page.main_words,
        pack_links(page.links),
        pack_ids(page.ids),
        pack_main_blocks(page),
        pack_reading(page.occurrences, stated),
    )
