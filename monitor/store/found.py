"""What a settling finds, laid aside in a temporary table until all pages are judged, so that no site is held in memory.

It is read back a few things to mend at a time, with the issues that are about them.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from monitor.issues import GONE_STATES, SETTLED_STATES
from monitor.model import Finding, Zone
from monitor.store.issues import read_finding, write_finding

OVER = json.dumps(sorted(SETTLED_STATES))
GONE = json.dumps(sorted(GONE_STATES))
AT_ONCE = 500  # findings written together
TABLE = """
    CREATE TEMP TABLE found (
        number INTEGER PRIMARY KEY, family TEXT NOT NULL, subject TEXT NOT NULL, page TEXT NOT NULL,
        outside BOOLEAN NOT NULL, finding TEXT NOT NULL
    )
"""
KEEP = "INSERT INTO found (family, subject, page, outside, finding) VALUES (?, ?, ?, ?, ?)"
NEW = """
    SELECT min(f.number), count(*) FROM found f WHERE NOT EXISTS (
        SELECT 1 FROM issues i WHERE i.target = ? AND i.family = f.family AND i.subject = f.subject
    ) GROUP BY f.family, f.subject ORDER BY 1
"""
OF_NEW = """
    SELECT o.finding FROM found f JOIN found o ON o.family = f.family AND o.subject = f.subject
    WHERE f.number IN (SELECT value FROM json_each(?)) ORDER BY o.number
"""
OF_KNOWN = """
    SELECT f.finding FROM issues i JOIN found f ON f.family = i.family AND f.subject = i.subject
    WHERE i.id IN (SELECT value FROM json_each(?)) ORDER BY f.number
"""
SIZED = """
    SELECT i.id, count(f.number) FROM json_each(?) wanted JOIN issues i ON i.id = wanted.value
    LEFT JOIN found f ON f.family = i.family AND f.subject = i.subject GROUP BY wanted.key ORDER BY wanted.key
"""
PLACES = """
    SELECT count(*) FROM places p JOIN issues i ON i.id = p.issue
    WHERE i.target = ? AND i.state NOT IN (SELECT value FROM json_each(?))
"""
PERHAPS_GOING = """
    SELECT DISTINCT i.id FROM issues i JOIN places p ON p.issue = i.id
    WHERE i.target = ?1 AND i.state NOT IN (SELECT value FROM json_each(?2)) AND NOT EXISTS (
        SELECT 1 FROM found f WHERE f.family = i.family AND f.subject = i.subject AND f.page = p.page
    )
    UNION SELECT i.id FROM issues i JOIN found f ON f.family = i.family AND f.subject = i.subject
    WHERE i.target = ?1 AND f.outside GROUP BY i.id HAVING count(*) > ?3
"""
BACK = """
    SELECT DISTINCT i.id FROM issues i JOIN found f ON f.family = i.family AND f.subject = i.subject
    WHERE i.target = ? AND i.state IN (SELECT value FROM json_each(?))
"""


class Sized(NamedTuple):
    """A thing to mend, and how many findings there are of it."""

    number: int
    findings: int


class Found:
    """The findings of one target. Lives as long as its transaction, at most.

    The connection goes with it: a temporary table, and the pages that SQLite keeps of it, last as long as that does,
    and what is forgotten meanwhile must be forgotten here, too.
    """

    def __init__(self, connection: Connection, target: str) -> None:
        self._connection = connection
        self._target = target
        self._waiting: list[tuple[str, str, str, bool, str]] = []
        connection.detach()
        connection.exec_driver_sql(TABLE)

    def add(self, findings: Iterable[Finding]) -> None:
        """Lay these aside."""
        for f in findings:
            outside = f.zone not in {Zone.MAIN, Zone.ARCHIVE}
            self._waiting.append((f.family.value, f.subject, f.page, outside, write_finding(f)))
        if len(self._waiting) >= AT_ONCE:
            self._flush()

    def all_there(self) -> None:
        """No more will come."""
        self._flush()
        self._connection.exec_driver_sql("CREATE INDEX temp.found_of ON found (family, subject, page)")

    def _flush(self) -> None:
        if self._waiting:
            self._connection.exec_driver_sql(KEEP, self._waiting)
        self._waiting = []

    def new(self) -> list[Sized]:
        """A number for each thing to mend of which no issue is known, in the order in which they were found."""
        return [Sized(*row) for row in self._connection.exec_driver_sql(NEW, (self._target,))]

    def sized(self, issues: Sequence[int]) -> list[Sized]:
        """How much was found that these issues are about."""
        return [Sized(*row) for row in self._connection.exec_driver_sql(SIZED, (json.dumps(issues),))]

    def of_new(self, numbers: Sequence[int]) -> Iterator[Finding]:
        """The findings of some of those, in the order in which they were found."""
        return self._read(OF_NEW, numbers)

    def of_known(self, issues: Sequence[int]) -> Iterator[Finding]:
        """The findings that these issues are about, in the order in which they were found."""
        return self._read(OF_KNOWN, issues)

    def _read(self, query: str, numbers: Sequence[int]) -> Iterator[Finding]:
        rows = self._connection.exec_driver_sql(query, (json.dumps(numbers),))
        return (read_finding(written) for (written,) in rows)

    def places(self) -> int:
        """How many places of issues are known that are not over."""
        return int(self._connection.exec_driver_sql(PLACES, (self._target, OVER)).scalar_one())

    def perhaps_going(self, most_places: int) -> list[int]:
        """Issues of which some place may not have been found again: no other has lost one."""
        rows = self._connection.exec_driver_sql(PERHAPS_GOING, (self._target, OVER, most_places))
        return [number for (number,) in rows]

    def back(self) -> list[int]:
        """Issues that were over and are found again."""
        rows = self._connection.exec_driver_sql(BACK, (self._target, GONE))
        return [number for (number,) in rows]
