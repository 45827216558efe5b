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

    def quote(self, text: str) -> str:
        """The text of a page on one line, in quotation marks."""
        opening, closing = QUOTES.get(self.lang, QUOTES["en"])
        return f"{opening}{plain(text)}{closing}"

    def position(self, finding: Finding) -> Position | None:
        """Where the finding stands in a file; None if its page is not a file and nobody said."""
        given = self.positions.get(finding.fingerprint)
        path = unquote(finding.page.removeprefix("file://"))
        return given or (None if "://" in path else Position(path))


# Quotation marks as the language guides of each language have them.
QUOTES = {"fi": ("”", "”"), "sv": ("”", "”"), "en": ("“", "”"), "ru": ("«", "»")}


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


def elsewhere(listed: Listed) -> list[str]:
    """The other pages on which the same stands."""
    return sorted({place.page for place in listed.places} - {listed.finding.page})


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
