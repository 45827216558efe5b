"""GitLab's code quality report: a JSON array, one entry for each place, fingerprints unique."""

import json

from monitor.model import Finding, Report, Severity
from monitor.report.shown import Style, ordered, plain
from monitor.wording import say

# GitLab's words from blocker to info; an error of a page breaks no build.
SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def write(report: Report, style: Style) -> str:
    """The report as GitLab reads it. A page on the web stands in `path` as its address."""
    entries = {
        place.fingerprint: _entry(place, style)
        for listed in ordered(report.findings)
        for place in (listed.places or (listed.finding,))
    }
    return json.dumps(list(entries.values()), indent=2, ensure_ascii=False) + "\n"


def _entry(place: Finding, style: Style) -> dict[str, object]:
    position = style.position(place)
    said = f"{style.quotation(place)}: {plain(say(place.message, style.lang))}"
    if place.suggestion:
        said += f" {style.words('write')}: {plain(place.suggestion)}"
    return {
        "description": said,
        "check_name": place.check,
        "fingerprint": place.fingerprint,
        "severity": SEVERITIES[place.severity],
        "location": {
            "path": position.path if position else place.page,
            "lines": {"begin": position.line if position else 1},
        },
    }
