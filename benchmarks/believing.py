"""One `monitor run` that believes a 404 at once: to tell what the second look costs. Not for real sites."""

import asyncio
import os
import sys
from dataclasses import replace
from pathlib import Path

from monitor.cli.output import now
from monitor.config import load
from monitor.runs import plan_of, run
from monitor.store.database import connect


def main(configuration: Path, readers: int | None = None) -> None:
    """Run the only target of a configuration; `readers` is how many processes read beside this one."""
    settings = load(configuration, os.environ)
    target = settings.targets[0]
    plan = replace(plan_of(settings, target), second_look=None)
    if readers is not None:
        plan = replace(plan, readers=readers)
    database = connect(settings.database)
    try:
        asyncio.run(run(settings, target, database, clock=now, plan=plan, report=False))
    finally:
        database.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
