"""Formats, languages, days and progress: what several commands have in common."""

import locale
import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from monitor.errors import UsageError
from monitor.model import Report

if TYPE_CHECKING:
    from monitor.report import Position

LANGUAGES = ("fi", "sv", "en", "ru")
WITH_LINES = frozenset({"sarif", "github", "gitlab"})
IN_LANGUAGE = click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the report.")
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
        if str(value).endswith("="):
            self.fail(f"{value!r} names no file. Write {name}=FILE, or {name} alone for stdout.", param, ctx)
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


def ready(wanted: Sequence[Wanted]) -> None:
    """Look, before anything is asked for, whether every format can be written where it is to go."""
    alone = [name for name, file in wanted if file is None]
    if len(alone) > 1:
        raise UsageError(
            "Two formats cannot share stdout.", hint=f"Write --format {alone[1]}=FILE to put one of them in a file."
        )
    for _, file in wanted:
        if file is not None:
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                new = not file.exists()
                file.open("a").close()
                if new:
                    file.unlink()
            except OSError as error:
                raise _unwritten(file, error) from error


def _unwritten(file: Path, error: OSError) -> UsageError:
    return UsageError(f"The report cannot be written to {file}: {error.strerror}.", hint="Name another file.")


def write(report: Report, wanted: Iterable[Wanted], lang: str, files: Mapping[str, Path] | None = None) -> None:
    """Write the report in each format. `files` are the built files behind pages, for formats that name lines."""
    from monitor.report import render  # noqa: PLC0415 - formats are imported when wanted

    for name, file in wanted:
        colour = name == "text" and file is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
        positions = located(report, files) if files and name in WITH_LINES else None
        text = render(report, name, lang=lang, colour=colour, positions=positions)
        if file is None:
            click.echo(text.rstrip("\n"))
        else:
            try:
                file.write_text(text, encoding="utf-8")
            except OSError as error:
                raise _unwritten(file, error) from error


def located(report: Report, files: Mapping[str, Path]) -> "dict[str, Position]":
    """Where each place of a finding stands in its file: the path as it is seen from here, line and column from 1."""
    from monitor.page.position import position  # noqa: PLC0415 - as above
    from monitor.report import Position  # noqa: PLC0415 - as above

    found = {}
    bodies: dict[Path, bytes] = {}
    for place in (place for listed in report.findings for place in listed.places or (listed.finding,)):
        path = files.get(place.page)
        if path is None:
            continue
        if path not in bodies:
            bodies[path] = path.read_bytes()
        # Together with what follows them in their block the words are found at their own place, not at a namesake's.
        rest = place.context[place.start :] if place.start >= 0 else ""
        spot = (position(bodies[path], rest) if rest else None) or position(bodies[path], place.quote) or (1, 1)
        found[place.fingerprint] = Position(_from_here(path), *spot)
    return found


def _from_here(path: Path) -> str:
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


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
