"""What all formats share: how a finding is quoted, worded, ordered and counted."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple
from urllib.parse import unquote

from monitor.model import Because, Finding, Listed, Report, Severity
from monitor.page.excerpt import excerpt
from monitor.wording import phrase, say

MOST_NAMED = 5  # other pages that are named; the count tells of the rest

# Quotation marks as the language guides of each language have them.
QUOTES = {"fi": ("”", "”"), "sv": ("”", "”"), "en": ("“", "”"), "ru": ("«", "»")}
MARKS = ("»", "«")  # around the stale words, so that they are seen without colour
OUTER = QUOTES | {"ru": ("„", "“")}  # not the Russian «», beside which the marks would not be seen


class Position(NamedTuple):
    """Where a quote stands in a built file: a path as the repository knows it, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How to write: the reader's language, colour, and where places stand in files, by fingerprint."""

    lang: str = "en"
    colour: bool = False
    positions: Mapping[str, Position] = field(default_factory=dict)

    def words(self, message: str, count: int | None = None, **args: str | int) -> str:
        """A sentence of this room in the reader's language."""
        return phrase(f"report.{message}", self.lang, args, count)

    def quotation(self, finding: Finding, marks: tuple[str, str] = MARKS) -> str:
        """The sentence on one line in quotation marks, the stale words in it between `marks`."""
        before, marked, after = (plain(part) for part in quoted(finding))
        opening, closing = OUTER.get(self.lang, OUTER["en"])
        return f"{opening}{before}{marks[0]}{marked}{marks[1]}{after}{closing}"

    def position(self, finding: Finding) -> Position | None:
        """Where the finding stands in a file; None if its page is not a file and nobody said."""
        given = self.positions.get(finding.fingerprint)
        path = unquote(finding.page.removeprefix("file://"))
        return given or (None if "://" in path else Position(path))


class Quoted(NamedTuple):
    """The sentence around the stale words."""

    before: str
    marked: str
    after: str


def quoted(finding: Finding) -> Quoted:
    """The quote in its sentence; alone where it stands in no block."""
    if not 0 <= finding.start < finding.end <= len(finding.context):
        return Quoted("", finding.quote, "")
    return Quoted(*excerpt(finding.context, finding.start, finding.end))


def becauses(finding: Finding) -> tuple[Because, ...]:
    """Its reasons, the worst first; a finding that nothing was merged into is its own."""
    own = Because(finding.check, finding.message, finding.severity, finding.source, finding.since)
    return finding.reasons or (own,)


def ordered(findings: Iterable[Listed]) -> list[Listed]:
    """By severity, then page, then place on the page."""
    return sorted(findings, key=lambda f: (f.finding.severity.rank, f.finding.page, f.finding.start))


def by_page(findings: Iterable[Listed]) -> Iterator[tuple[str, list[Listed]]]:
    """Pages with their findings, worst first: the page with the gravest finding leads."""
    worst: dict[str, int] = {}
    rows = ordered(findings)
    for listed in rows:
        worst.setdefault(listed.finding.page, listed.finding.severity.rank)
    rows.sort(key=lambda f: (worst[f.finding.page], f.finding.page))
    for page, group in groupby(rows, key=lambda f: f.finding.page):
        yield page, list(group)


def on_page(listed: Listed) -> Iterator[tuple[str, list[Finding]]]:
    """All words of its page of which the same is to be said, by heading, its own first."""
    first = listed.finding
    words: dict[str, list[Finding]] = {first.heading: [first]}
    for place in listed.places:
        if place.page == first.page and place != first:
            words.setdefault(place.heading, []).append(place)
    yield from words.items()


def elsewhere(listed: Listed) -> dict[str, Finding | None]:
    """The other pages on which the same stands, by address; with the words there, where they are others."""
    first = listed.finding
    others = {place.page: place for place in reversed(listed.places) if place.page != first.page}
    return {page: others[page] if others[page].quote != first.quote else None for page in sorted(others)}


def counts(report: Report, style: Style) -> str:
    """`2 errors, 1 warning`; the sentence for a clean report if there are none and a page was read."""
    found = [listed.finding.severity for listed in report.findings]
    said = [style.words(f"count.{s}", count=found.count(s)) for s in Severity if s in found]
    read = report.coverage.pages_checked > 0 or not report.pages
    return ", ".join(said) or style.words("clean" if read else "nothing-read")


def coverage(report: Report, style: Style) -> str:
    """What was looked at and what was not, and whether the network could be trusted."""
    done = report.coverage
    said = [style.words("pages", checked=done.pages_checked, total=done.pages_checked + done.pages_failed)]
    links = done.links_checked + done.links_unchecked
    if links:
        said.append(style.words("links", checked=done.links_checked, total=links))
    if report.domains_unchecked:
        said.append(style.words("domains-unchecked", count=report.domains_unchecked))
    if not report.conclusive:
        said.append(style.words("not-conclusive"))
    return " ".join(said)


def worded(because: Because, style: Style) -> str:
    """The reason as a sentence."""
    return say(because.message, style.lang)


def reason(name: str, style: Style) -> str:
    """Why something could not be read or does not work; a reason that has no words yet stands as it is."""
    said = style.words(f"reason.{name}") if name else ""
    return plain(name) if said.startswith("report.") else said


def state(name: str, style: Style) -> str:
    """Where the issue stands, as a word; empty for a new one."""
    said = style.words(f"state.{name}") if name not in {"", "new"} else ""
    return plain(name) if said.startswith("report.") else said


def titles(report: Report) -> dict[str, str]:
    """The titles of the pages, by address."""
    return {page.url: page.title for page in report.pages if page.title}


BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
HARMFUL = frozenset({"Cc", "Cs", "Co", "Zl", "Zp"})


def plain(text: str) -> str:
    """Text of a page on one line, without what drives terminals, breaks XML or turns reading direction around."""
    return re.sub(r"\s+", " ", "".join(_visible(c) for c in text))


def _visible(character: str) -> str:
    if character in "\t\n\r\u2028\u2029\x0b\x0c":
        return " "
    if character in BIDI or character in "\ufffe\uffff" or unicodedata.category(character) in HARMFUL:
        return f"\\u{ord(character):04x}" if ord(character) > 0xFF else f"\\x{ord(character):02x}"  # noqa: PLR2004
    return character
