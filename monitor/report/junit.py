"""JUnit XML, for anything that runs tests: one case for each check and page, one for each page that was asked for.

Errors and warnings fail their case; notes pass and are told in `system-out`; what a baseline or an editor knows of is
skipped; a page that could not be read is an error.
"""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from monitor.model import Finding, Listed, Report, Severity
from monitor.report.shown import Style, ordered, plain, reason, state
from monitor.wording import say

QUIET = frozenset({"known", "elapsed", "tolerated", "acknowledged", "attested"})


def write(report: Report, style: Style) -> str:
    """The report as one suite."""
    cases = [*_pages(report, style), *_checks(report.findings, style)]
    tally = {kind: sum(case.find(kind) is not None for case in cases) for kind in ("failure", "error", "skipped")}
    suite = ET.Element(
        "testsuite",
        name="freshness-monitor",
        tests=str(len(cases)),
        failures=str(tally["failure"]),
        errors=str(tally["error"]),
        skipped=str(tally["skipped"]),
        timestamp=report.generated_at.strftime("%Y-%m-%dT%H:%M:%S"),
    )
    suite.extend(cases)
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _pages(report: Report, style: Style) -> list[ET.Element]:
    cases = []
    for page in report.pages:
        case = ET.Element("testcase", classname="page", name=plain(page.url))
        if not page.checked:
            ET.SubElement(case, "error", type="page", message=plain(reason(page.reason, style)))
        cases.append(case)
    return cases


def _checks(findings: Iterable[Listed], style: Style) -> list[ET.Element]:
    grouped: dict[tuple[str, str], list[tuple[Finding, str]]] = {}
    for listed in ordered(findings):
        for place in listed.places or (listed.finding,):
            grouped.setdefault((place.check, place.page), []).append((place, listed.state))
    return [_case(check, page, rows, style) for (check, page), rows in sorted(grouped.items())]


def _case(check: str, page: str, rows: list[tuple[Finding, str]], style: Style) -> ET.Element:
    case = ET.Element("testcase", classname=check, name=plain(page))
    failing = [place for place, known in rows if known not in QUIET and place.severity is not Severity.NOTE]
    quiet = [(place, known) for place, known in rows if place not in failing]
    if failing:
        failure = ET.SubElement(case, "failure", type=failing[0].severity.value, message=_line(failing[0], style))
        failure.text = "\n".join(_line(place, style) for place in failing)
    elif all(known in QUIET for _, known in quiet):
        ET.SubElement(case, "skipped", message=state(quiet[0][1], style))
    if quiet:
        ET.SubElement(case, "system-out").text = "\n".join(_line(place, style) for place, _ in quiet)
    return case


def _line(place: Finding, style: Style) -> str:
    said = f"{style.quotation(place)}: {plain(say(place.message, style.lang))}"
    return f"{said} {style.words('write')}: {plain(place.suggestion)}" if place.suggestion else said
