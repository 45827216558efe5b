"""`monitor gate` and `monitor baseline write`: only what the release introduced stops it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

import click

from monitor.cli.check import FAIL_ON, asking, behind, request_of, sort_out, why_unread
from monitor.cli.group import Group
from monitor.cli.output import IN_LANGUAGE, Formats, Progress, Wanted, now, reader_language, ready, write
from monitor.cli.place import counted
from monitor.days import day_of
from monitor.errors import CannotWork, UsageError
from monitor.model import Report, Severity

BASELINE = Path("freshness-baseline.json")


def survey(
    places: tuple[str, ...],
    as_of: date | None,
    *,
    quiet: bool,
    **options: Any,  # noqa: ANN401 - click's options
) -> tuple[Report, Report, dict[str, Path]]:
    """The places judged as on the day, and as they will stand in ten years; and the files behind their pages.

    Raises CannotWork where no page was read.
    """
    from monitor.gate import below, later, portable  # noqa: PLC0415 - not needed for --help
    from monitor.survey import asked  # noqa: PLC0415 - as above

    addresses, files = sort_out(places)
    day = as_of or day_of(now())
    shown = Progress(quiet=quiet)
    request = request_of(addresses, files, as_of=day, **options)
    survey = asked(request, clock=now, progress=shown)
    shown.done()
    report = survey.judged(request)
    if not report.coverage.pages_checked:
        raise CannotWork(f"No page could be read: {why_unread(report)}.")
    ahead = survey.judged(replace(request, as_of=later(day)))
    roots = [f"{(file if file.is_dir() else file.parent).resolve().as_uri()}/" for file in files]
    known_as = {below(url, roots): path for url, path in behind(files, request.base_url).items()}
    return (
        replace(report, findings=portable(report.findings, roots)),
        replace(ahead, findings=portable(ahead.findings, roots)),
        known_as,
    )


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="DIR|URL ...")
@asking
@click.option("--fail-on", type=click.Choice(FAIL_ON), default="error", show_default=True, help="What stops a release.")
@click.option("--baseline", type=click.Path(path_type=Path), help="What `monitor baseline write` remembered.")
@IN_LANGUAGE
@click.option(
    "--format", "formats", type=Formats(), multiple=True, help="text, json, junit, sarif, ... or FORMAT=FILE."
)
def gate(
    places: tuple[str, ...],
    *,
    fail_on: Literal["error", "warning", "note", "never"],
    baseline: Path | None,
    lang: str | None,
    formats: tuple[Wanted, ...],
    as_of: date | None,
    quiet: bool,
    **options: Any,  # noqa: ANN401 - the options of `asking`
) -> int:
    """Fail a release that brings something stale.

    What the baseline knows passes; so does what has run out by itself since. Exit codes: 0 passed, 1 failed,
    2 usage, 3 no page could be read.
    """
    from monitor.gate import decide, read  # noqa: PLC0415 - as above
    from monitor.wording import say  # noqa: PLC0415 - as above

    known = read(_text(baseline), str(baseline)) if baseline else None
    wanted = formats or (Wanted("text", None),)
    ready(wanted)
    report, _, files = survey(places, as_of, quiet=quiet, **options)
    decision = decide(report.findings, fail_on=None if fail_on == "never" else Severity(fail_on), baseline=known)
    shown = replace(report, findings=decision.listed)
    language = lang or reader_language()
    write(shown, wanted, language, files)
    for reason in decision.reasons:
        click.echo(say(reason, language), err=True)
    return 0 if decision.passed else 1


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"The baseline {path} cannot be read: {getattr(error, 'strerror', None) or 'it is no text'}.",
            hint="Write one with `monitor baseline write`.",
        ) from error


@click.group(cls=Group)
def baseline() -> None:
    """Remember what is stale today, for the gate."""


@baseline.command("write")
@click.argument("places", nargs=-1, required=True, metavar="DIR|URL ...")
@asking
@click.option("--output", type=click.Path(path_type=Path), default=BASELINE, show_default=True, help="Where to.")
def baseline_write(
    places: tuple[str, ...],
    *,
    output: Path,
    as_of: date | None,
    quiet: bool,
    **options: Any,  # noqa: ANN401 - the options of `asking`
) -> int:
    """Write down what is stale on these pages today, and what will run out by itself: as hashes only."""
    from monitor import gate as gating  # noqa: PLC0415 - as above

    report, ahead, _ = survey(places, as_of, quiet=quiet, **options)
    text = gating.write(report.findings, report.as_of, latent=ahead.findings)
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"The baseline cannot be written to {output}: {error.strerror}.") from error
    if not quiet:
        known = counted(len(report.findings), "thing")
        click.echo(f"{output}: {known} to mend, known from {report.as_of} on.", err=True)
    return 0
