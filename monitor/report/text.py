"""For an editor at a terminal: page by page, what is stale, why, and what to write instead."""

from collections.abc import Iterator
from itertools import islice
from textwrap import TextWrapper

from monitor.model import Listed, Report, Severity
from monitor.report.shown import (
    MARKS,
    MOST_NAMED,
    Style,
    becauses,
    by_page,
    counts,
    coverage,
    elsewhere,
    on_page,
    plain,
    reason,
    state,
    titles,
    worded,
)
from monitor.wording import day

WIDTH = 100
LABELS = ("heading", "why", "source", "write")
# While lines are broken these stand in for the marks of the stale words: `plain` never lets them through.
_MARKS = ("\ue000", "\ue001")

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
    for heading, words in on_page(listed):
        for place in words:
            yield from _row("", style.quotation(place, _MARKS), style)
        if heading:
            yield from _row(style.words("heading"), plain(heading), style)
    for because in becauses(finding):
        yield from _row(style.words("why"), plain(worded(because, style)), style)
        if because.source:
            yield from _row(style.words("source"), plain(because.source), style)
    yield from _row(style.words("write"), plain(finding.suggestion or style.words("ask")), style)
    if others := elsewhere(listed):
        yield from _row("", style.words("everywhere", count=len(others)), style)
        for page, other in islice(others.items(), MOST_NAMED):
            yield f"      {plain(page)}"
            if other:
                yield from _row("", style.quotation(other, _MARKS), style, indent=6)


def _row(label: str, text: str, style: Style, *, indent: int = 4) -> Iterator[str]:
    column = 4 + max(len(style.words(name)) for name in LABELS) + 2
    wrapper = TextWrapper(
        width=WIDTH,
        initial_indent=f"    {label}:".ljust(column) if label else " " * indent,
        subsequent_indent=" " * (column if label else indent),
        break_long_words=False,
        break_on_hyphens=False,
    )
    start, stop = ("\x1b[1;7m", "\x1b[0m") if style.colour else ("", "")
    for line in wrapper.wrap(text):
        yield line.replace(_MARKS[0], f"{start}{MARKS[0]}").replace(_MARKS[1], f"{MARKS[1]}{stop}")


def _painted(text: str, code: str, style: Style) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if style.colour else text
