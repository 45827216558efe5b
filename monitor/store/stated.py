"""What the stored facts were read with."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from monitor.store.schema import extractors


def read_with(connection: Connection, target: str) -> dict[str, str]:
    """The version of each extractor that the stored facts of a target were read with; empty before the first run."""
    rows = connection.execute(select(extractors).where(extractors.c.target == target))
    return {row.kind: row.version for row in rows}


def now_read_with(connection: Connection, target: str, versions: Mapping[str, str]) -> None:
    """Remember what the stored facts were read with."""
    connection.execute(delete(extractors).where(extractors.c.target == target))
    rows = [{"target": target, "kind": kind, "version": version} for kind, version in versions.items()]
    connection.execute(insert(extractors), rows)
