"""`monitor forget`: a name, a number, an address; out of the database and the reports, and never in again."""

from pathlib import Path

import click

from monitor.cli.output import now
from monitor.cli.place import CONFIG, configured, counted, opened
from monitor.errors import StoreError


@click.command()
@click.argument("texts", nargs=-1, required=True, metavar="TEXT|URL ...")
@CONFIG
def forget(texts: tuple[str, ...], path: Path) -> int:
    """Remove it from everything that is stored, and never store it again. Write every form of an inflected name."""
    from monitor import erasure  # noqa: PLC0415 - the database is not needed for --help

    settings = configured(path)
    with opened(settings) as database:
        erased = erasure.forget(database, settings, texts, now())
    for name, count in erased.rows.items():
        click.echo(f"{name}: {counted(count, 'row')}")
    for file in erased.files:
        click.echo(f"removed: {file}")
    if not erased.rows and not erased.files:
        click.echo("It was nowhere; it will not be stored.", err=True)
    if not erased.wiped:
        raise StoreError(
            "It is removed, but its bytes may still lie in the file: another process reads the database.",
            hint="Stop `monitor serve` and give the command once more.",
        )
    return 0
