"""A clock of its own: `serve_once.py DATABASE LOG [SECONDS]`; its one duty is always due and writes begin and end."""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.schedule import Duty, serve
from monitor.store.database import connect

BEGUN = datetime(2026, 11, 24, 6, tzinfo=UTC)


async def main(database: Path, log: Path, seconds: float) -> None:
    steps = iter(range(10_000))

    def clock() -> datetime:
        return BEGUN + timedelta(minutes=next(steps))  # a minute passes with each look at it

    async def perform() -> None:
        with log.open("a", encoding="utf-8") as lines:
            lines.write("begin\n")
            lines.flush()
            await asyncio.sleep(seconds)
            lines.write("end\n")

    await serve(connect(database), [Duty("run:sivut", "* * * * *", "UTC", perform)], clock=clock, every=0.02)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])))
