"""SARIF 2.1.0 (OASIS), for code scanning: one result for each place.

A page on the web is no file of the repository: its address goes to `logicalLocations` and into the message. A page
that is a file has a `physicalLocation`. Fingerprints do not hold the line, so that a result survives other edits.
"""

import json
from typing import Any
from urllib.parse import quote

from monitor.model import Finding, Listed, Report
from monitor.report.shown import Position, Style, ordered, plain
from monitor.wording import say

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
Row = dict[str, Any]


def write(report: Report, style: Style) -> str:
    """The report as one run."""
    places = [(place, listed) for listed in ordered(report.findings) for place in (listed.places or (listed.finding,))]
    checks = sorted({place.check for place, _ in places})
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "freshness-monitor", "rules": [{"id": check} for check in checks]}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(place, listed, checks.index(place.check), style) for place, listed in places],
            }
        ],
    }
    return json.dumps(log, indent=2) + "\n"


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
    said = f"{style.quote(place.quote)}: {say(place.message, style.lang)}"
    if place.suggestion:
        said += f" {style.words('write')}: {plain(place.suggestion)}"
    return f"{said} ({plain(place.page)})"


def _physical(position: Position) -> Row:
    return {
        "artifactLocation": {"uri": quote(position.path)},
        "region": {"startLine": position.line, "startColumn": position.column},
    }
