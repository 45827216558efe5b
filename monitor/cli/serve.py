"""`monitor serve`: the clock."""

import asyncio
import logging
from pathlib import Path
from random import SystemRandom

import click

from monitor.cli.output import now
from monitor.cli.place import CONFIG, configured, opened


@click.command()
@CONFIG
def serve(path: Path) -> int:
    """Run targets and send digests on their schedules, until SIGTERM."""
    from monitor import schedule, service  # noqa: PLC0415 - not needed for --help

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for noisy in ("apscheduler", "httpx"):
        # httpx would write every address in full, secrets of queries included.
        logging.getLogger(noisy).setLevel(logging.WARNING)
    settings = configured(path)
    for warning in settings.warnings:
        click.echo(f"monitor: {warning}", err=True)
    with opened(settings) as database:
        duties = service.duties(settings, database, clock=now, rng=SystemRandom())
        asyncio.run(schedule.serve(database, duties, clock=now))
    return 0
