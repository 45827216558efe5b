"""For a spreadsheet: one row for each place, UTF-8 with its mark so that Excel reads it, lines as RFC 4180."""

import csv
from io import StringIO

from monitor.model import Report
from monitor.report.shown import Style, ordered, plain, state
from monitor.wording import say

COLUMNS = (
    "severity",
    "check",
    "page",
    "heading",
    "quote",
    "context",
    "message",
    "suggestion",
    "source",
    "since",
    "state",
    "lang",
    "fingerprint",
)
# A cell that begins so is a formula to a spreadsheet (OWASP, CSV injection); full-width forms count as well.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(report: Report, style: Style) -> str:
    """The report as comma-separated values; a cell that would be a formula begins with an apostrophe."""
    sheet = StringIO()
    rows = csv.writer(sheet, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for listed in ordered(report.findings):
        for place in listed.places or (listed.finding,):
            cells = (
                style.words(f"severity.{place.severity}"),
                place.check,
                place.page,
                place.heading,
                place.quote,
                place.context,
                say(place.message, style.lang),
                place.suggestion or "",
                place.source,
                place.since.isoformat() if place.since else "",
                state(listed.state, style),
                place.lang,
                place.fingerprint,
            )
            rows.writerow(_cell(cell) for cell in cells)
    return "\ufeff" + sheet.getvalue()


def _cell(text: str) -> str:
    text = plain(text).strip()
    return f"'{text}" if text.startswith(FORMULA) else text
