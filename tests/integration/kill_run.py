"""Runs that kill themselves: `kill_run.py FOLDER START`.

Each line on stdin is a round, and its step to die at (0: none). Rounds are processes of their own and lie two minutes
apart, so that the lease of a killed one has lapsed. A step is each visit, and the moment before and after each commit.
One line of JSON a round: where it was killed, or how many steps it had.
"""

import asyncio
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from monitor import record
from monitor.store.database import Database, connect
from tests.integration.executioner import Executioner
from tests.integration.house import House, configured

record.BATCH = 3  # many commits where there are few pages


class DeadlyDatabase(Database):
    """The real database, with a step before and after each commit."""

    def __init__(self, database: Database, executioner: Executioner) -> None:
        super().__init__(database.engine)
        self._executioner = executioner

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        with super().begin() as connection:
            yield connection
            self._executioner.step("before a commit")
        self._executioner.step("after a commit")


async def one_round(folder: Path, start: str, number: int, executioner: Executioner) -> None:
    settings = configured(folder, start, contact="")
    house = House(settings, DeadlyDatabase(connect(settings.database), executioner))
    house.later(minutes=2 * number)
    from monitor import runs  # noqa: PLC0415 - after the fork

    await runs.run(
        house.settings,
        house.target,
        house.database,
        clock=house.clock,
        plan=house.plan,
        progress=lambda _asked, _url: executioner.step("a visit"),
    )


def main(folder: Path, start: str) -> None:
    for number, line in enumerate(sys.stdin):
        reads, writes = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reads)
            executioner = Executioner(int(line), writes)
            asyncio.run(one_round(folder, start, number, executioner))
            os.write(writes, str(executioner.count).encode())
            os._exit(0)
        os.close(writes)
        _, status = os.waitpid(child, 0)
        where = os.read(reads, 100).decode()
        os.close(reads)
        assert os.WIFSIGNALED(status) != where.isdecimal(), status
        print(json.dumps(int(where) if where.isdecimal() else where), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
