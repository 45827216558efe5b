"""What is wrong in the words of each page, as it was judged last: good for as long as text, rules and day are the same.

A text that is read anew takes what was judged of it along; rules and day are held against a hash of them.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, select

from monitor.model import Finding
from monitor.store.issues import pack_finding, unpack_finding
from monitor.store.packing import squeeze, unfold
from monitor.store.schema import judged

KEEP = "INSERT OR REPLACE INTO judged (page, rules, findings) VALUES (?, ?, ?)"


def of(connection: Connection, rules: bytes, numbers: Sequence[int]) -> dict[int, list[Finding]]:
    """The findings in the words of those of these pages that were judged by these rules."""
    known = (judged.c.page.in_(numbers), judged.c.rules == rules)
    rows = connection.execute(select(judged.c.page, judged.c.findings).where(*known))
    return {row.page: list(map(unpack_finding, unfold(row.findings))) for row in rows}


def keep(connection: Connection, rules: bytes, found: Mapping[int, Sequence[Finding]]) -> None:
    """Remember what these rules found on pages, by their numbers."""
    rows = [(page, rules, squeeze(list(map(pack_finding, f)))) for page, f in found.items()]
    if rows:
        connection.exec_driver_sql(KEEP, rows)


def forget(connection: Connection) -> None:
    """Forget all of it: it can be worked out again."""
    connection.execute(delete(judged))
