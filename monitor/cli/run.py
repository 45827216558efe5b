"""`monitor run`: the scheduled job by hand."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.output import IN_LANGUAGE, Formats, Progress, Wanted, now, reader_language, ready, write
from monitor.cli.place import CONFIG, configured, counted, opened
from monitor.errors import CannotWork
from monitor.model import Coverage, EventKind, Report

if TYPE_CHECKING:
    from monitor.runs import Ran


@click.command()
@click.argument("targets", nargs=-1, metavar="[TARGET ...]")
@CONFIG
@click.option("--dry-run", is_flag=True, help="Say what would be read, and ask nothing.")
@IN_LANGUAGE
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

    ready(formats)
    reports = []
    with opened(settings) as database:
        for target in chosen:
            shown = Progress(quiet=quiet)
            ran = asyncio.run(runs.run(settings, target, database, clock=now, progress=shown, report=bool(formats)))
            shown.done()
            reports.append(ran.report)
            if not quiet:
                _summary(ran)
    if reports and formats:
        write(together(reports), formats, lang or reader_language())
    return 0 if all(report.coverage.pages_checked for report in reports) else CannotWork.exit_code


def together(reports: Sequence[Report]) -> Report:
    """One report of several targets."""
    return replace(
        reports[-1],
        conclusive=all(report.conclusive for report in reports),
        coverage=Coverage(*map(sum, zip(*(report.coverage for report in reports), strict=True))),
        pages=tuple(row for report in reports for row in report.pages),
        links=tuple(row for report in reports for row in report.links),
        findings=tuple(row for report in reports for row in report.findings),
    )


def _summary(ran: "Ran") -> None:
    coverage = ran.report.coverage
    pages = coverage.pages_checked + coverage.pages_failed
    events = ran.events
    click.echo(
        f"{ran.target}: {coverage.pages_checked} of {counted(pages, 'page')} read, "
        f"{counted(coverage.links_checked, 'link')} asked, {counted(ran.things, 'thing')} to mend "
        f"({events[EventKind.SEEN] + events[EventKind.REOPENED]} new, {events[EventKind.OPENED]} confirmed, "
        f"{events[EventKind.RESOLVED]} fixed).",
        err=True,
    )
    for row in ran.report.pages:
        if not row.checked:
            click.echo(f"{ran.target}: {row.url} could not be read ({row.reason}).", err=True)
    if ran.why_not:
        click.echo(f"{ran.target}: this run proves nothing and changes nothing: {ran.why_not}.", err=True)
