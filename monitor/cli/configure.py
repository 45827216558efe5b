"""`monitor init` and `monitor config check`."""

from pathlib import Path

import click

from monitor.cli.group import Group
from monitor.cli.place import CONFIG, configured, counted
from monitor.errors import UsageError


@click.command()
@click.argument("url", required=False)
@CONFIG
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def init(url: str | None, path: Path, *, force: bool) -> int:
    """Write a commented config/targets.yaml, for the pages at and below URL."""
    from monitor.config import init_text, schema_text  # noqa: PLC0415 - not needed for --help

    text = init_text(url)
    if path.exists() and not force:
        raise UsageError(f"{path} is there already.", hint="Write --force to write over it.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        (path.parent / "targets.schema.json").write_text(schema_text(), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from error
    click.echo(f"{path} is written. Name a contact in it, then: monitor config check, monitor run", err=True)
    return 0


@click.group(cls=Group)
def config() -> None:
    """Look for mistakes in the configuration."""


@config.command()
@CONFIG
def check(path: Path) -> int:
    """Every mistake at once, with its line and what to write instead. Exit code 2 where there is one."""
    settings = configured(path)
    for warning in settings.warnings:
        click.echo(f"{warning}", err=True)
    names = ", ".join(target.name for target in settings.targets)
    click.echo(f"{path}: no mistake. {counted(len(settings.targets), 'target')}: {names}.")
    return 0
