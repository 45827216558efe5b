"""SARIF 2.1.0 (OASIS), for code scanning: one result for each place.

A page on the web is no file of the repository: its address goes to `logicalLocations` and into the message. A page
that is a file has a `physicalLocation`. Fingerprints do not hold the line, so that a result survives other edits.
"""

import json
from typing import Any
from urllib.parse import quote

from monitor import __version__
from monitor.model import Finding, Listed, Report, Severity
from monitor.report.shown import Position, Style, ordered, plain
from monitor.wording import say

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
Row = dict[str, Any]


def write(report: Report, style: Style) -> str:
    """The report as one run."""
    places = [(place, listed) for listed in ordered(report.findings) for place in (listed.places or (listed.finding,))]
    worst = {place.check: place.severity for place, _ in reversed(places)}
    checks = sorted(worst)
    rules = [_rule(check, worst[check], style) for check in checks]
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "freshness-monitor", "version": __version__, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(place, listed, checks.index(place.check), style) for place, listed in places],
            }
        ],
    }
    return json.dumps(log, indent=2) + "\n"


def _rule(check: str, severity: Severity, style: Style) -> Row:
    """GitHub asks for all three texts; the check's own documentation is what the help names."""
    return {
        "id": check,
        "shortDescription": {"text": check},
        "fullDescription": {"text": style.words(f"means.{severity}")},
        "help": {"text": f"monitor explain {check}"},
        "defaultConfiguration": {"level": severity.value},
    }


def _result(place: Finding, listed: Listed, rule: int, style: Style) -> Row:
    position = style.position(place)
    where: Row = {"logicalLocations": [{"fullyQualifiedName": place.page, "kind": "resource"}]}
    if position is not None:
        where["physicalLocation"] = _physical(position)
    found: Row = {
        "ruleId": place.check,
        "ruleIndex": rule,
        "level": place.severity.value,
        "message": {"text": _message(place, style)},
        "locations": [where],
        "partialFingerprints": {"monitorFingerprint/v1": place.fingerprint},
    }
    if listed.state in {"known", "elapsed"}:
        found["baselineState"] = "unchanged"
    return found


def _message(place: Finding, style: Style) -> str:
    said = f"{style.quotation(place)}: {say(place.message, style.lang)}"
    if place.suggestion:
        said += f" {style.words('write')}: {plain(place.suggestion)}"
    return f"{said} ({plain(place.page)})"


def _physical(position: Position) -> Row:
    return {
        "artifactLocation": {"uri": quote(position.path)},
        "region": {"startLine": position.line, "startColumn": position.column},
    }
