"""Facts with where they stand, and what they were read with."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from monitor.model import Fact, Occurrence, PageType
from monitor.store.packing import unpack_stated
from monitor.store.schema import extractors, pages, snapshots


def of_target(connection: Connection, target: str) -> Iterator[tuple[str, tuple[tuple[Fact, Occurrence], ...]]]:
    """For each page with facts, in the order of `known`: its address, and each fact with where it stands.

    One page after the other, never all at once.
    """
    rows = connection.execute(
        select(pages.c.url, pages.c.page_type, pages.c.page_date, snapshots.c.reading)
        .join(snapshots, snapshots.c.page == pages.c.id)
        .where(pages.c.target == target)
        .order_by(pages.c.id)
    )
    for url, page_type, page_date, reading in rows:
        placed = tuple(unpack_stated(reading, PageType(page_type), page_date))
        if placed:
            yield url, placed


def read_with(connection: Connection, target: str) -> dict[str, str]:
    """The version of each extractor that the stored facts of a target were read with; empty before the first run."""
    rows = connection.execute(select(extractors).where(extractors.c.target == target))
    return {row.kind: row.version for row in rows}


def now_read_with(connection: Connection, target: str, versions: Mapping[str, str]) -> None:
    """Remember what the stored facts were read with."""
    connection.execute(delete(extractors).where(extractors.c.target == target))
    rows = [{"target": target, "kind": kind, "version": version} for kind, version in versions.items()]
    connection.execute(insert(extractors), rows)
