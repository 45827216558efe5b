"""`monitor run`: the scheduled job by hand."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.output import LANGUAGES, Formats, Progress, Wanted, now, reader_language, write
from monitor.cli.place import CONFIG, configured, opened

if TYPE_CHECKING:
    from monitor.runs import Ran


@click.command()
@click.argument("targets", nargs=-1, metavar="[TARGET ...]")
@CONFIG
@click.option("--dry-run", is_flag=True, help="Say what would be read, and ask nothing.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the report.")
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
@click.option("--format", "formats", type=Formats(), multiple=True, help="A report as well: json, html=FILE, ...")
def run(
    targets: tuple[str, ...], *, path: Path, dry_run: bool, lang: str | None, quiet: bool, formats: tuple[Wanted, ...]
) -> int:
    """Crawl, judge and record targets, as the schedule does. All targets where none is named.

    Never exits 1: what is stale is told by the report and the digest, not by an exit code.
    """
    settings = configured(path)
    chosen = [settings.target(name) for name in targets] or list(settings.targets)
    for warning in settings.warnings:
        click.echo(f"monitor: {warning}", err=True)
    if dry_run:
        for target in chosen:
            click.echo(f"{target.name}: {', '.join(target.start)} (depth {target.scope.depth}, links {target.links})")
        return 0
    from monitor import runs  # noqa: PLC0415 - the crawl is not needed for --help

    code = 0
    with opened(settings) as database:
        for target in chosen:
            shown = Progress(quiet=quiet)
            ran = asyncio.run(runs.run(settings, target, database, clock=now, progress=shown))
            shown.done()
            if formats:
                write(ran.report, formats, lang or reader_language())
            if not quiet:
                _summary(ran)
            if not ran.report.coverage.pages_checked:
                code = 3
    return code


def _summary(ran: "Ran") -> None:
    coverage = ran.report.coverage
    pages = coverage.pages_checked + coverage.pages_failed
    counts = {"opened": 0, "reopened": 0, "resolved": 0}
    for change in ran.changes:
        for event in change.events:
            if event.kind in counts:
                counts[event.kind] += 1
    click.echo(
        f"{ran.target}: {coverage.pages_checked} of {pages} pages read, {coverage.links_checked} links asked, "
        f"{len(ran.report.findings)} things to mend ({counts['opened'] + counts['reopened']} new, "
        f"{counts['resolved']} fixed).",
        err=True,
    )
    if ran.why_not:
        click.echo(f"{ran.target}: this run proves nothing and changes nothing: {ran.why_not}.", err=True)
