"""Stored facts with where they stand, page by page."""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Text, select, type_coerce

from monitor.model import Block, Fact, Occurrence, PageType
from monitor.model.facts import unpack
from monitor.store.packing import block_of, place_block
from monitor.store.schema import blocks, facts, occurrences, pages

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
