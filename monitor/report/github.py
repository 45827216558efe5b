"""Workflow commands of GitHub Actions: a line for each place, shown beside the changed file.

Escapes as GitHub's own toolkit does them (actions/toolkit, command.ts).
"""

from monitor.model import Finding, Report, Severity
from monitor.report.shown import Style, counts, coverage, ordered, plain
from monitor.wording import say

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def write(report: Report, style: Style) -> str:
    """The report as commands, and the counts as a plain line that the log shows."""
    lines = [
        _command(place, style) for listed in ordered(report.findings) for place in (listed.places or (listed.finding,))
    ]
    return "\n".join([*lines, f"{counts(report, style).rstrip('.')}. {coverage(report, style)}"]) + "\n"


def _command(place: Finding, style: Style) -> str:
    position = style.position(place)
    given = {"title": place.check}
    if position is not None:
        given = {"file": position.path, "line": str(position.line), "col": str(position.column), **given}
    said = f"{style.quotation(place)}: {say(place.message, style.lang)}"
    if place.suggestion:
        said += f" {style.words('write')}: {plain(place.suggestion)}"
    if position is None:
        said += f" ({place.page})"
    properties = ",".join(f"{key}={_property(value)}" for key, value in given.items())
    return f"::{COMMANDS[place.severity]} {properties}::{_data(plain(said))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(plain(text)).replace(":", "%3A").replace(",", "%2C")
