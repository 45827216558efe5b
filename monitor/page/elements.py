"""What the elements of HTML are to a reader: block or inline, silent or heard, and in which zone they put their words.

Both readings of a page use these tables; how they walk the tree is their own.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from monitor.model import BlockKind, Zone
from monitor.page.words import words

BLOCKS: Final = words(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup p pre search"
    " section summary table tbody td tfoot th thead tr ul"
)
HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
KINDS: Final = {
    **dict.fromkeys(HEADINGS, BlockKind.HEADING),
    "summary": BlockKind.HEADING,  # of what its `details` unfolds
    "li": BlockKind.LIST,
    "dt": BlockKind.TERM,
    "dd": BlockKind.PARAGRAPH,
    "caption": BlockKind.TERM,
    "figcaption": BlockKind.TERM,
    "legend": BlockKind.TERM,
}
LISTS: Final = frozenset(("ul", "ol", "menu", "dir"))
CELLS: Final = frozenset(("td", "th"))
OUT_OF_ROWS: Final = frozenset(("table", *HEADINGS))  # inside a cell these show that the table only lays out

# No part of the page for a browser that runs scripts: not even their ids and links count.
ABSENT: Final = words("script style template noscript noembed noframes")
# Ids and links count, words do not: choices, pictures, and what is only shown where a medium fails.
MUTE: Final = words("select textarea datalist svg video audio canvas iframe object")
PAGE_PARTS: Final = words("article aside main nav section")  # header and footer inside are the part's own

ZONED: Final = frozenset(("nav", "header", "footer", "aside", "main"))
HEAD: Final = frozenset(("title", "meta", "base", "link"))

QUOTES: Final = frozenset(("q", "cite", "blockquote"))
DELETED: Final = frozenset(("del", "s", "strike"))
MARKED: Final = QUOTES | DELETED | {"a", "time"}
TELLING: Final = frozenset((*KINDS, *LISTS, *PAGE_PARTS, *ZONED, "body", "details", "dl", "html", "pre", "table", "tr"))

INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))  # soft hyphens and other zero-width characters
BEFORE: Final = 200  # characters kept of the block before
# Blocks from a button with `aria-expanded` to what it shows: its own words come between, nothing else does.
UNFOLDED: Final = 2

_NOSCRIPT: Final = re.compile(r"<noscript[\s/>]", re.IGNORECASE)
_NOSCRIPT_END: Final = re.compile(r"</noscript[^>]*>", re.IGNORECASE)

_BY_ELEMENT: Final = {
    "nav": Zone.NAVIGATION,
    "header": Zone.HEADER,
    "footer": Zone.FOOTER,
    "aside": Zone.ASIDE,
    "main": Zone.MAIN,
}
_BY_ROLE: Final = {
    "navigation": Zone.NAVIGATION,
    "menu": Zone.NAVIGATION,
    "menubar": Zone.NAVIGATION,
    "banner": Zone.HEADER,
    "contentinfo": Zone.FOOTER,
    "complementary": Zone.ASIDE,
    "main": Zone.MAIN,
}
# Whole class names and ids, as common systems write them (WordPress, Drupal, SharePoint, Sitevision, Bootstrap).
_BY_NAME: Final = {
    **dict.fromkeys(
        words(
            "breadcrumb breadcrumbs breadcrumb-trail murupolku ms-breadcrumb s4-breadcrumb navbar navigation"
            " main-navigation main-menu main-nav site-nav sub-menu submenu menu-main mobile-menu side-menu sidenav"
            " ms-core-listmenu-root s4-ql language-switcher pagination skip-links paavalikko sivuvalikko"
        ),
        Zone.NAVIGATION,
    ),
    **dict.fromkeys(
        words("site-header page-header-top site-banner masthead s4-ribbonrow region-header header-wrapper"),
        Zone.HEADER,
    ),
    **dict.fromkeys(
        words(
            "footer site-footer page-footer footer-wrapper main-footer region-footer colophon alatunniste sidfot"
            " cookie-banner cookie-consent cookie-notice"
        ),
        Zone.FOOTER,
    ),
    **dict.fromkeys(
        words(
            "sidebar side-bar sidebar-left sidebar-right left-sidebar right-sidebar sidebar-first sidebar-second"
            " region-sidebar-first region-sidebar-second widget-area sivupalkki sidopanel related-content"
        ),
        Zone.ASIDE,
    ),
}
_NEVER_BY_NAME: Final = frozenset(("html", "body", "main", "article"))
# Parts of the text itself: never a zone, whatever they are called.
ZONELESS: Final = words("p li dt dd tr td th h1 h2 h3 h4 h5 h6 caption figcaption legend pre hr address blockquote")


def visible(text: str) -> str:
    """The text without characters that nobody sees: four plain searches for what is rarely there."""
    if not ("\u00ad" in text or "\u200b" in text or "\u2060" in text or "\ufeff" in text):
        return text
    return text.translate(INVISIBLE)


def as_scripts_run(source: str) -> str:
    """The source without `noscript`, which is dead text to browsers that run scripts.

    Cut before parsing, because a parser without scripts lets it break out of `head` into the page.
    """
    kept = []
    place = 0
    while (start := _NOSCRIPT.search(source, place)) and (end := _NOSCRIPT_END.search(source, start.end())):
        kept.append(source[place : start.start()])
        place = end.end()
    return "".join((*kept, source[place:])) if kept else source


@lru_cache(maxsize=4_096)
def zone_of(tag: str, role: str | None, classes: str | None, name: str | None, inside: bool) -> Zone | None:  # noqa: FBT001
    """The zone that an element opens, None where it says nothing; `inside` a main, article or section.

    A header or footer there belongs to that part and not to the page (HTML-AAM, the roles banner and contentinfo).
    Positional throughout, because the cache is asked for each block element.
    """
    if tag in ZONELESS:
        return None
    for word in (role or "").lower().split():
        if word in _BY_ROLE:
            return _BY_ROLE[word]
    zone = _BY_ELEMENT.get(tag)
    if zone is Zone.HEADER or zone is Zone.FOOTER:
        return None if inside else zone
    if zone is not None or tag in _NEVER_BY_NAME:
        return zone
    for word in f"{classes or ''} {name or ''}".lower().split():
        found = _BY_NAME.get(word)
        if found is not None and not (inside and found in (Zone.HEADER, Zone.FOOTER)):
            return found
    return None


def depth_of(level: int, above: Sequence[tuple[float, str]]) -> float:
    """How deep a heading stands: that of `h2` is 2, a `summary` stands half a step below the heading above it."""
    return level or (above[-1][0] if above else 0) + 0.5


def hides(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element is kept from the reader, also from one who searches the page."""
    return "hidden" in attributes and attributes["hidden"] != "until-found"


def inner_zone(outer: Zone, own: Zone | None) -> Zone:
    """The zone inside an element: its own, but everything in a footer is footer until a main begins."""
    if own is None or (outer is Zone.FOOTER and own is not Zone.MAIN):
        return outer
    return own


_ARCHIVE: Final = re.compile(
    r"(?:\w+(?:en|jen|ten|den)\s+)?"
    r"(?:(?:uutis|tiedote|tapahtuma|hanke|kuva|blogi|pöytäkirja|nyhets|press|projekt|news)[-\s]?)?"
    r"(?:arkisto|arkiv|archives?|архив)(?:\s*[:–-]?\s*(?:19|20)\d\d(?:\s*[–-]\s*(?:(?:19|20)\d\d)?)?)?"
    r"|(?:arkistoi(?:tu|dut)|arkivera(?:d|t|de)|archived|архивн(?:ые|ая|ый|ое)|архив)\s.{2,40}"
    r"|.{2,60}[\s(](?:arkistoitu|arkiverad|archived|архив)\)?",
    re.IGNORECASE,
)
_ARCHIVE_PATH: Final = re.compile(r"/(?:arkisto|arkiv|archives?|uutisarkisto|nyhetsarkiv)(?:[/.?]|$)", re.IGNORECASE)
_LONGEST_HEADING: Final = 80


@lru_cache(maxsize=1_024)
def is_archive(heading: str) -> bool:
    """Whether a heading says that what stands under it is kept for the record.

    A town archive is a service: "Kaupunginarkisto" and "Arkiston aukioloajat" are not meant.
    """
    return len(heading) <= _LONGEST_HEADING and _ARCHIVE.fullmatch(heading.strip()) is not None


def archive_address(url: str) -> bool:
    """Whether the path itself lies in an archive."""
    return _ARCHIVE_PATH.search(url) is not None


@lru_cache(maxsize=1_024)
def language_code(written: str) -> str:
    """The primary subtag in lower case (`fi` of `fi-FI`); "" for what is no tag (BCP 47)."""
    code = written.strip().replace("_", "-").partition("-")[0].lower()
    return code if code.isascii() and code.isalpha() and len(code) in (2, 3) else ""


def disowns(checks: str) -> bool:
    """Whether a `data-monitor-ignore` takes the links inside out: it names no check, or one of links."""
    return not checks or "link-" in checks
