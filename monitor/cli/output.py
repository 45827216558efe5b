"""Formats, languages, days and progress: what several commands have in common."""

import locale
import os
import shutil
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import click

from monitor.errors import UsageError
from monitor.model import Report

LANGUAGES = ("fi", "sv", "en", "ru")
FORMATS = ("text", "json", "html", "markdown", "csv", "sarif", "junit", "github", "gitlab")


class Wanted(NamedTuple):
    """A format, and the file that it goes to; None for stdout."""

    format: str
    file: Path | None


class Formats(click.ParamType[Wanted]):
    """`text`, `json`, ... or `json=FILE`."""

    name = "format"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Wanted:
        """Refuses a format that does not exist, naming those that do."""
        name, _, file = str(value).partition("=")
        if name not in FORMATS:
            self.fail(f"{name!r} is not a format. Write one of: {', '.join(FORMATS)}; or FORMAT=FILE.", param, ctx)
        return Wanted(name, Path(file) if file else None)


class Day(click.ParamType[date]):
    """A day, written 2026-11-24."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Refuses what is no day."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date. Write it as YYYY-MM-DD, such as 2026-11-24.", param, ctx)


def reader_language() -> str:
    """The language of whoever sits at the terminal, where it is one of ours; else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            code = (locale.normalize(value) or value)[:2].lower()
            return code if code in LANGUAGES else "en"
    return "en"


def now() -> datetime:
    """The present moment, UTC."""
    return datetime.now(UTC)


def today(moment: datetime) -> date:
    """The day in Finland, by which dates on the pages are judged."""
    return moment.astimezone(ZoneInfo("Europe/Helsinki")).date()


def write(report: Report, wanted: Iterable[Wanted], lang: str) -> None:
    """Write the report in each format; the first without a file goes to stdout."""
    from monitor.report import render  # noqa: PLC0415 - formats are imported when wanted

    to_stdout = 0
    for format_, file in wanted:
        colour = format_ == "text" and file is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
        text = render(report, format_, lang=lang, colour=colour)
        if file is None:
            to_stdout += 1
            if to_stdout > 1:
                raise UsageError("Two formats cannot share stdout.", hint=f"Write --format {format_}=FILE for one.")
            click.echo(text.rstrip("\n"))
        else:
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            except OSError as error:
                raise UsageError(f"The report cannot be written to {file}: {error.strerror}.") from error


class Progress:
    """One line on stderr that grows, on a terminal only."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._last = ""

    def __call__(self, asked: int, url: str) -> None:
        """So many addresses were asked; this one last."""
        if self._shown:
            width = shutil.get_terminal_size().columns
            line = f"{asked} asked  {url}"[: width - 1]
            sys.stderr.write("\r" + line.ljust(len(self._last)))
            sys.stderr.flush()
            self._last = line

    def done(self) -> None:
        """Wipe the line."""
        if self._shown and self._last:
            sys.stderr.write("\r" + " " * len(self._last) + "\r")
            sys.stderr.flush()
