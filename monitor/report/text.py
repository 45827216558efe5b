"""For an editor at a terminal: page by page, what is stale, why, and what to write instead."""

from collections.abc import Iterator
from textwrap import TextWrapper

from monitor.model import Finding, Listed, Report, Severity
from monitor.report.shown import (
    MOST_NAMED,
    QUOTES,
    Style,
    becauses,
    by_page,
    counts,
    coverage,
    elsewhere,
    plain,
    quoted,
    reason,
    state,
    titles,
    worded,
)
from monitor.wording import day

WIDTH = 100
LABELS = ("heading", "why", "source", "write")
# The stale words stand between these, so that they are seen without colour. While lines are broken they are stood in
# for by characters that `plain` never lets through.
OPEN, CLOSE = "»", "«"
OUTER = QUOTES | {"ru": ("„", "“")}  # not the Russian «», beside which the marks would not be seen
_OPEN, _CLOSE = "\ue000", "\ue001"

COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}


def write(report: Report, style: Style) -> str:
    """The report as lines of at most about 100 characters; addresses are never broken."""
    return "".join(f"{line.rstrip()}\n" for line in _lines(report, style))


def _lines(report: Report, style: Style) -> Iterator[str]:
    named = titles(report)
    for page, findings in by_page(report.findings):
        yield _painted(plain(named.get(page, page)), "1", style)
        if page in named:
            yield _painted(plain(page), "2", style)
        yield ""
        for listed in findings:
            yield from _finding(listed, style)
            yield ""
    unread = [page for page in report.pages if not page.checked]
    if unread:
        yield f"{style.words('unread', count=len(unread))}:"
        yield from (f"  {plain(page.url)} ({reason(page.reason, style)})" for page in unread)
        yield ""
    yield _painted(counts(report, style), "1", style)
    yield f"{coverage(report, style)} {style.words('as-of', day=day(report.as_of, style.lang))}"
    yield style.words("limits")


def _finding(listed: Listed, style: Style) -> Iterator[str]:
    finding = listed.finding
    head = _painted(style.words(f"severity.{finding.severity}").upper(), COLOURS[finding.severity], style)
    standing = state(listed.state, style)
    yield f"  {head}{f' ({standing})' if standing else ''}  {_painted(finding.check, '2', style)}"
    yield from _row("", _quotation(finding, style), style)
    if finding.heading:
        yield from _row(style.words("heading"), plain(finding.heading), style)
    for because in becauses(finding):
        yield from _row(style.words("why"), plain(worded(because, style)), style)
        if because.source:
            yield from _row(style.words("source"), plain(because.source), style)
    yield from _row(style.words("write"), plain(finding.suggestion or style.words("ask")), style)
    if others := elsewhere(listed):
        yield from _row("", style.words("everywhere", count=len(others)), style)
        yield from (f"      {plain(page)}" for page in others[:MOST_NAMED])


def _quotation(finding: Finding, style: Style) -> str:
    before, marked, after = (plain(part) for part in quoted(finding))
    opening, closing = OUTER.get(style.lang, OUTER["en"])
    return f"{opening}{before}{_OPEN}{marked}{_CLOSE}{after}{closing}"


def _row(label: str, text: str, style: Style) -> Iterator[str]:
    column = 4 + max(len(style.words(name)) for name in LABELS) + 2
    wrapper = TextWrapper(
        width=WIDTH,
        initial_indent=f"    {label}:".ljust(column) if label else "    ",
        subsequent_indent=" " * column if label else "    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    start, stop = ("\x1b[1;7m", "\x1b[0m") if style.colour else ("", "")
    for line in wrapper.wrap(text):
        yield line.replace(_OPEN, f"{start}{OPEN}").replace(_CLOSE, f"{CLOSE}{stop}")


def _painted(text: str, code: str, style: Style) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if style.colour else text
