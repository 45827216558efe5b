"""Writes and delivers mail, and kills itself where it is told to: `post_office.py DATABASE PORT KILL [KILL ...]`.

Each KILL is one round in a process of its own: at its KILL-th step it gets SIGKILL (0: never). Rounds lie three hours
apart. A step is the moment before and the moment after each commit, and so also before and after the mail server's
250. One line of JSON a round: where it was killed, or null.
"""

import asyncio
import json
import os
import signal
import sys
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

from sqlalchemy import text

from monitor.deliver import deliver
from monitor.mail import Server, Tls
from monitor.store.database import Database, connect
from monitor.store.outbox import OutboxMail, SqlOutbox, put, told
from tests.integration.executioner import Executioner

BEGUN = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
EDITORS = ("neuvonta", "asuminen")


class DeadlyOutbox(SqlOutbox):
    """The real outbox, with a step before and after each of its commits."""

    def __init__(self, database: Database, executioner: Executioner) -> None:
        super().__init__(database.engine)
        self._executioner = executioner

    def claim(self, now: datetime) -> OutboxMail | None:
        self._executioner.step("before claim")
        mail = super().claim(now)
        self._executioner.step("after claim")
        return mail

    def handing(self, mail: int, now: datetime) -> bool:
        self._executioner.step("before handing")
        kept = super().handing(mail, now)
        self._executioner.step("after handing, before DATA")
        return kept

    def sent(self, mail: int, now: datetime, error: str = "") -> None:
        self._executioner.step("after 250, before sent")
        super().sent(mail, now, error)
        self._executioner.step("after sent")

    def deferred(self, mail: int, error: str, next_at: datetime, *, unknown: bool) -> None:
        self._executioner.step("before deferred")
        super().deferred(mail, error, next_at, unknown=unknown)
        self._executioner.step("after deferred")

    def partly(self, mail: int, left: tuple[str, ...], error: str, next_at: datetime) -> None:
        self._executioner.step("before partly")
        super().partly(mail, left, error, next_at)
        self._executioner.step("after partly")


def write(database: Database, executioner: Executioner, now: datetime) -> None:
    """One new event for each editor, and a mail that tells all of theirs that are not told, in one transaction."""
    for editor in EDITORS:
        executioner.step("before writing")
        with database.begin() as connection:
            connection.execute(text("INSERT INTO probe (editor) VALUES (:editor)"), {"editor": editor})
            query = text("SELECT id FROM probe WHERE editor = :editor AND id > :told ORDER BY id")
            rows = connection.execute(query, {"editor": editor, "told": told(connection, editor)})
            events = [row.id for row in rows]
            words = f"Subject: {editor}\r\n\r\nevents: {json.dumps(events)}, written {now}\r\n"
            put(
                connection,
                message_id=f"<{sha256(words.encode()).hexdigest()[:32]}@kunta.example.fi>",
                editor=editor,
                digest_key=str(now),
                recipients=(f"{editor}@kunta.example.fi", f"{editor}-tiimi@kunta.example.fi"),
                sender="bounce@kunta.example.fi",
                subject=editor,
                body=f"Message-ID: <{sha256(words.encode()).hexdigest()[:32]}@kunta.example.fi>\r\n{words}".encode(),
                cursor=events[-1],
                now=now,
            )
            executioner.step("before the commit of writing")
        executioner.step("after writing")


def play(path: Path, port: int, executioner: Executioner, now: datetime) -> None:
    """One round."""
    database = connect(path)
    write(database, executioner, now)
    server = Server(host="127.0.0.1", port=port, tls=Tls.NONE, timeout=2)
    outbox = DeadlyOutbox(database, executioner)
    # Twice, so that what follows a lost connection in the next round of the same process is met too.
    for late in (timedelta(0), timedelta(hours=2)):
        asyncio.run(deliver(outbox, server, now=lambda late=late: now + late, rng=Random(1)))  # type: ignore[misc]
    database.close()


def main(path: Path, port: int, kills: list[int]) -> None:
    """All rounds, each in a process of its own."""
    database = connect(path)
    with database.begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS probe (id INTEGER PRIMARY KEY, editor TEXT)"))
    database.close()
    for number, kill in enumerate(kills):
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            play(path, port, Executioner(last=kill, report=writing), BEGUN + timedelta(hours=3 * number))
            os._exit(0)
        os.close(writing)
        where = os.read(reading, 100).decode()
        os.close(reading)
        _, status = os.waitpid(child, 0)
        ended = os.waitstatus_to_exitcode(status)
        if ended not in {0, -signal.SIGKILL}:
            sys.exit(f"round {number} ended with {ended}")
        sys.stdout.write(json.dumps(where or None) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), [int(kill) for kill in sys.argv[3:]])
