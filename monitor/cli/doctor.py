"""`monitor doctor`: whether everything is there."""

import asyncio
from pathlib import Path

import click

from monitor.cli.output import now
from monitor.cli.place import CONFIG, configured
from monitor.errors import CannotWork, ConfigError

ROW = "{:<12} {:<24} {}"


@click.command()
@CONFIG
@click.option("--mail-to", default="", metavar="ADDRESS", help="Send a test mail there.")
def doctor(path: Path, mail_to: str) -> int:
    """A line for each thing that the monitor needs: ok, not ok, or not checked."""
    try:
        settings = configured(path)
    except ConfigError as error:
        click.echo(ROW.format("not ok", "configuration", f"{path} has mistakes."))
        raise CannotWork(str(error)) from None
    click.echo(ROW.format("ok", "configuration", f"{path} has no mistakes."))
    from monitor import doctor as examination  # noqa: PLC0415 - the database is not needed for --help

    async def examine() -> bool:
        well = True
        async for line in examination.examine(settings, now(), mail_to):
            click.echo(ROW.format(line.health, line.name, line.sentence))
            well = well and line.health is not examination.Health.NOT_OK
        return well

    return 0 if asyncio.run(examine()) else CannotWork.exit_code
