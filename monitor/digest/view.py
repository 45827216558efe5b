"""The nouns of a letter in words: the one thing that both the HTML and the text part are made from."""

from dataclasses import dataclass
from typing import NamedTuple

from monitor.digest.letter import Kind


class Quote(NamedTuple):
    """The sentence with its stale words marked; `lang` is the page's."""

    before: str
    marked: str
    after: str
    lang: str


class Why(NamedTuple):
    """One reason; `url` is "" where the source is no address."""

    sentence: str
    source: str
    url: str


class Link(NamedTuple):
    """Another of the reader's places; `label` is its path where the host is that of the page."""

    url: str
    label: str


class Other(NamedTuple):
    """Words of the same issue of which something else is to be said; without `link` they stand on the same page."""

    link: Link | None
    quote: Quote
    why: str
    suggestion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One issue in full; `quotes` are all words on the page of which the same is to be said, `more` counts the rest."""

    issue: int
    number: int
    heading: str
    quotes: tuple[Quote, ...]
    why: tuple[Why, ...]
    suggestion: str
    paste: bool  # whether the suggestion is text to paste, in the language of the page; else it may be ""
    note: str
    others: tuple[Other, ...]
    more: str
    places: tuple[Link, ...]
    still_valid: str
    not_mine: str
    commands: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPage:
    """The points of one page."""

    title: str
    url: str
    edit_url: str
    lang: str
    points: tuple[Point, ...]


class Line(NamedTuple):
    """One issue in one line."""

    title: str
    url: str
    subject: str
    quote: str
    lang: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """All of one kind: the first ones in full, then lines, then a count of what is not shown."""

    kind: Kind
    name: str
    pages: tuple[OnPage, ...]
    lines: tuple[Line, ...]
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The whole letter in words."""

    lang: str
    name: str
    subject: str
    title: str
    summary: str
    coverage: tuple[str, ...]
    sections: tuple[Section, ...]
    watch: tuple[str, ...]
    footer: tuple[str, ...]
    contact: str
    unsubscribe: str
    unsubscribe_url: str
