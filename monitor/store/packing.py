"""Readings as bytes: links, anchors and occurrences of a page, packed so that a large site stays small.

Nobody asks the database for one link; they are read with their page, whole. So they are one compressed value a page
instead of 140 rows: see docs/decisions.md for the figures.
"""

import json
import zlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from monitor.model import Block, BlockKind, Link, Mark, MarkKind, Occurrence, Page, PageType, Zone
from monitor.readings import main_blocks

ZONES = {zone.value: zone for zone in Zone}
MARKS = {kind.value: kind for kind in MarkKind}
KINDS = {kind.value: kind for kind in BlockKind}
FAST = 1  # zlib's level: 3 times smaller than none, and level 6 costs 4.5 times as much for a fifth less


def _squeeze(rows: Any) -> bytes:  # noqa: ANN401 - anything that is JSON
    return zlib.compress(
        json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), FAST
    )


def _unfold(packed: bytes) -> Any:  # noqa: ANN401 - as above
    return json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass")) if packed else []


def pack_links(links: Sequence[Link]) -> bytes:
    """All links of a page: first where they lead, each address once; then the links, which name it by its number."""
    if not links:
        return b""
    numbers: dict[str, int] = {}
    rows = [(href, numbers.setdefault(url, len(numbers)), *rest) for href, url, *rest in links]
    addresses = _squeeze(list(numbers))
    return len(addresses).to_bytes(4) + addresses + _squeeze(rows)


def unpack_addresses(packed: bytes) -> tuple[str, ...]:
    """Where the links lead that `pack_links` packed: all that an unchanged page is asked for."""
    return tuple(_unfold(packed[4 : 4 + int.from_bytes(packed[:4])]))


def unpack_links(packed: bytes) -> tuple[Link, ...]:
    """The links that `pack_links` packed."""
    urls = unpack_addresses(packed)
    rows = _unfold(packed[4 + int.from_bytes(packed[:4]) :])
    return tuple([Link._make((href, urls[number], *rest, ZONES[zone])) for href, number, *rest, zone in rows])


def pack_ids(ids: Iterable[str]) -> bytes:
    """The anchors of a page."""
    rows = sorted(ids)
    return _squeeze(rows) if rows else b""


def unpack_ids(packed: bytes) -> frozenset[str]:
    """The anchors that `pack_ids` packed."""
    return frozenset(_unfold(packed))


def pack_main_blocks(page: Page) -> bytes:
    """8 bytes of the key of each distinct main block: enough to see whether a page is still itself."""
    return b"".join(sorted(main_blocks(page)))


def unpack_main_blocks(packed: bytes) -> frozenset[bytes]:
    """The short keys that `pack_main_blocks` packed."""
    return frozenset(packed[i : i + 8] for i in range(0, len(packed), 8))


def pack_reading(occurrences: Sequence[Occurrence]) -> bytes:
    """A page's text with all that decides what it means, but for the page's own type and date."""
    return _squeeze([[*o.block, o.kind, o.zone, o.headings, o.header, o.before] for o in occurrences])


def unpack_reading(packed: bytes, page_type: PageType, page_date: date | None = None) -> tuple[Occurrence, ...]:
    """The occurrences that `pack_reading` packed."""
    return tuple(
        place_block(block_of(text, lang, marks), where, page_type, page_date)
        for text, lang, marks, *where in _unfold(packed)
    )


def block_of(text: str, lang: str, marks: Iterable[Sequence[Any]]) -> Block:
    """A block from plain JSON."""
    return Block(text, lang, tuple([Mark(MARKS[kind], *rest) for kind, *rest in marks]))


def place_block(block: Block, where: Sequence[Any], page_type: PageType, page_date: date | None) -> Occurrence:
    """An occurrence from plain JSON: kind, zone, headings, header, before."""
    kind, zone, headings, header, before = where
    return Occurrence(block, KINDS[kind], ZONES[zone], tuple(headings), header, before, page_type, page_date)
