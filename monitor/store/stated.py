"""Facts with where they stand, and what they were read with."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Text, delete, select, type_coerce
from sqlalchemy.dialects.sqlite import insert

from monitor.model import Block, Fact, Occurrence, PageType
from monitor.model.facts import pack, unpack
from monitor.store.packing import block_of, place_block
from monitor.store.schema import blocks, extractors, facts, occurrences, pages

REPEATED = 4_096  # unpacked values kept: menus, numbers and headings stand on many pages


def of_target(connection: Connection, target: str) -> Iterator[tuple[str, tuple[tuple[Fact, Occurrence], ...]]]:
    """For each page with facts, in the order of `known`: its address, and each fact with where it stands.

    One page after the other, never all at once. What repeats from page to page is unpacked once.
    """
    as_written = (occurrences.c.headings, blocks.c.marks, facts.c.stated)
    rows = connection.execute(
        select(
            pages.c.url,
            pages.c.page_type,
            pages.c.page_date,
            occurrences.c.kind,
            occurrences.c.zone,
            occurrences.c.header,
            occurrences.c.before,
            blocks.c.text,
            blocks.c.lang,
            *(type_coerce(column, Text) for column in as_written),
        )
        .join(occurrences, occurrences.c.page == pages.c.id)
        .join(blocks, blocks.c.key == occurrences.c.block)
        .join(facts, facts.c.block == occurrences.c.block)
        .where(pages.c.target == target)
        .order_by(pages.c.id, occurrences.c.position, facts.c.kind)
    )
    for url, group in groupby(rows, key=itemgetter(0)):
        yield url, tuple(_placed(group))


def _placed(rows: Iterable[Any]) -> Iterator[tuple[Fact, Occurrence]]:
    for _, page_type, page_date, kind, zone, header, before, text, lang, headings, marks, stated in rows:
        where = (kind, zone, _headings(headings), header, before)
        occurrence = place_block(_block(text, lang, marks), where, PageType(page_type), page_date)
        for fact in _facts(stated):
            yield fact, occurrence


@lru_cache(maxsize=REPEATED)
def _headings(written: str) -> tuple[str, ...]:
    return tuple(json.loads(written))


@lru_cache(maxsize=REPEATED)
def _block(text: str, lang: str, marks: str) -> Block:
    return block_of(text, lang, json.loads(marks) if marks != "[]" else ())


@lru_cache(maxsize=REPEATED)
def _facts(written: str) -> tuple[Fact, ...]:
    return tuple(unpack(fact) for fact in json.loads(written))


def save(connection: Connection, rows: Sequence[tuple[int, int, Occurrence, Sequence[Fact]]]) -> None:
    """Keep facts with where they stand: each row a page's number, a position, an occurrence and its facts."""
    if not rows:
        return
    texts: dict[bytes, dict[str, Any]] = {}
    by_block: dict[tuple[bytes, str], dict[str, Any]] = {}
    places = []
    for page, position, occurrence, found in rows:
        block = occurrence.block
        key = block.key
        texts[key] = {"key": key, "text": block.text, "lang": block.lang, "marks": block.marks}
        by_kind: dict[str, list[dict[str, Any]]] = {}
        for fact in found:
            by_kind.setdefault(fact.kind, []).append(pack(fact))
        for kind, packed in by_kind.items():
            by_block[key, kind] = {"block": key, "kind": kind, "stated": packed}
        places.append(
            {
                "page": page,
                "position": position,
                "block": key,
                "kind": occurrence.kind,
                "zone": occurrence.zone,
                "headings": occurrence.headings,
                "header": occurrence.header,
                "before": occurrence.before,
            }
        )
    connection.execute(insert(blocks).on_conflict_do_nothing(), list(texts.values()))
    keep = insert(facts)
    keep = keep.on_conflict_do_update(index_elements=["block", "kind"], set_={"stated": keep.excluded.stated})
    connection.execute(keep, list(by_block.values()))
    connection.execute(insert(occurrences), places)


def drop(connection: Connection, target: str) -> None:
    """What an older extractor read goes first: a newer one may find nothing where that found something."""
    held = select(occurrences.c.block).join(pages, pages.c.id == occurrences.c.page).where(pages.c.target == target)
    connection.execute(delete(facts).where(facts.c.block.in_(held)))


def read_with(connection: Connection, target: str) -> dict[str, str]:
    """The version of each extractor that the stored facts of a target were read with; empty before the first run."""
    rows = connection.execute(select(extractors).where(extractors.c.target == target))
    return {row.kind: row.version for row in rows}


def now_read_with(connection: Connection, target: str, versions: Mapping[str, str]) -> None:
    """Remember what the stored facts were read with."""
    connection.execute(delete(extractors).where(extractors.c.target == target))
    rows = [{"target": target, "kind": kind, "version": version} for kind, version in versions.items()]
    connection.execute(insert(extractors), rows)
