"""The report for programs; `report.schema.json` beside this file is its contract."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

from monitor.model import Finding, LinkRow, Listed, Report
from monitor.report.shown import Style, becauses, worded
from monitor.wording import say

SCHEMA = 1
Row = dict[str, Any]


def write(report: Report, style: Style) -> str:
    """The whole report as one text."""
    return "".join(chunks(report, style))


def chunks(report: Report, style: Style) -> Iterator[str]:
    """The same, row by row: a report of many thousand links need not be in memory twice."""
    head: Row = {
        "schema": SCHEMA,
        "generated_at": report.generated_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "as_of": report.as_of.isoformat(),
        "conclusive": report.conclusive,
        "coverage": report.coverage._asdict(),
    }
    if report.domains_unchecked:
        head["coverage"]["mail_domains_unchecked"] = report.domains_unchecked
    yield "{\n"
    for key, value in head.items():
        yield f'"{key}": {_text(value)},\n'
    yield from _rows("pages", (page._asdict() for page in report.pages))
    yield ",\n"
    yield from _rows("links", (_link(link) for link in report.links))
    yield ",\n"
    yield from _rows("findings", (_listed(listed, style) for listed in report.findings))
    yield "\n}\n"


def schema() -> Row:
    """The JSON Schema (draft 2020-12) of the report."""
    found: Row = json.loads((Path(__file__).parent / "report.schema.json").read_text("utf-8"))
    return found


def _rows(key: str, rows: Iterable[Row]) -> Iterator[str]:
    yield f'"{key}": ['
    for number, row in enumerate(rows):
        yield (",\n" if number else "\n") + _text(row)
    yield "]"


def _text(value: object) -> str:
    # Half of a surrogate pair can come from a broken page; UTF-8 has no place for it.
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")


def _link(link: LinkRow) -> Row:
    return {
        "page": link.page,
        "href": link.href,
        "url": link.url,
        "text": link.text,
        "verdict": link.verdict.outcome.value,
        "reason": link.verdict.reason.value,
        "standing": link.standing,
        "status": link.status,
        "final_url": link.final_url,
        "hops": [hop._asdict() for hop in link.hops],
    }


def _listed(listed: Listed, style: Style) -> Row:
    finding = listed.finding
    return {
        "check": finding.check,
        "family": finding.family.value,
        "severity": finding.severity.value,
        "fingerprint": finding.fingerprint,
        "page": finding.page,
        "places": [_place(place) for place in listed.places or (finding,)],
        "lang": finding.lang,
        "subject": finding.subject,
        "since": finding.since.isoformat() if finding.since else None,
        "quote": finding.quote,
        "context": finding.context,
        "heading": finding.heading,
        "zone": finding.zone.value,
        "message": say(finding.message, style.lang),
        "suggestion": finding.suggestion,
        "source": finding.source,
        "reasons": [
            {
                "check": because.check,
                "message": worded(because, style),
                "source": because.source,
                "since": because.since.isoformat() if because.since else None,
            }
            for because in becauses(finding)
        ],
        "state": listed.state,
        "confidence": finding.confidence,
    }


def _place(finding: Finding) -> Row:
    return {
        "page": finding.page,
        "quote": finding.quote,
        "context": finding.context,
        "heading": finding.heading,
        "zone": finding.zone.value,
        "fingerprint": finding.fingerprint,
    }
