"""A report becomes text: one file per format, none of which opens a file or judges anything."""

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol

from monitor.errors import UsageError
from monitor.model import Report
from monitor.report.shown import Position, Style

__all__ = ["FORMATS", "Position", "Style", "render"]

FORMATS = ("text", "json", "html", "markdown", "csv", "sarif", "junit", "github", "gitlab")


class Writer(Protocol):
    """What each file of this room offers as `write`."""

    def __call__(self, report: Report, style: Style) -> str:
        """The report as text."""
        ...


def render(
    report: Report,
    format: str,  # noqa: A002 - the word of the command line
    *,
    lang: str,
    colour: bool = False,
    positions: Mapping[str, Position] | None = None,
) -> str:
    """The report in one of `FORMATS`, with messages in `lang` (fi, sv, en, ru).

    `colour` concerns the terminal text alone. `positions` says where a place stands in a built file, by the
    fingerprint of the place; without it a format that wants lines names the page. Raises `UsageError`.
    """
    if format not in FORMATS:
        raise UsageError(f"There is no format named {format}.", hint=f"There are {', '.join(FORMATS)}.")
    write: Writer = import_module(f"monitor.report.{format}").write
    return write(report, Style(lang=lang, colour=colour, positions=positions or {}))
