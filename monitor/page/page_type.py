"""What kind of page it is, by its address and by what it says of itself. When unsure: standing.

A listing ("/uutiset/") is a standing page: it promises to show what is new. The pages under it are news.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import unquote, urlsplit

from monitor.model import PageType
from monitor.page.words import words

_NEWS: Final = words(
    "uutiset uutinen uutisia ajankohtaista ajankohtaiset tiedotteet tiedote mediatiedotteet blogi blogit nyheter nyhet"
    " nyhetsarkiv aktuellt pressmeddelanden meddelanden blogg news news-archive press press-releases releases blog"
    " blogs articles novosti новости пресс-релизы"
)
_MINUTES: Final = re.compile(
    r"(?:(?:pöytäkirja|poytakirja|esityslista|protokoll|föredragningslist|foredragningslist|протокол)[^\W\d_]*"
    r"|minutes|meeting-minutes|kokous|kokoukset|kokousasiakirjat|dynasty|protokoly)(?:[-_]?\d.*|[-_].*)?"
)
# "Protokoll 22.2.2023 – Stadsstyrelsen": minutes say so in their title, beside their day.
_MINUTES_TITLE: Final = re.compile(
    r"(?:[^\W\d_]*pöytäkirja|esityslista|[^\W\d_]*protokoll|föredragningslista|minutes|протокол)\b", re.IGNORECASE
)
_DAY: Final = re.compile(
    r"\b\d{1,2}\.\d{1,2}\.?(?:\d{4})?\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}(?:\.|st|nd|rd|th)? [^\W\d_]{3,}\.? \d{4}\b"
)
_PARTS: Final = re.compile(r"\s[–—|-]\s|\|")
_LEGAL: Final = words(
    "lainsaadanto lainsäädäntö saadokset säädökset saannot lagstiftning författningar legislation statutes ajantasa"
    " alkup zakonodatelstvo законодательство"
)
_LEGAL_HOSTS: Final = ("finlex.fi", "eur-lex.europa.eu")
_NEWS_TYPES: Final = frozenset(("NewsArticle", "BlogPosting", "ReportageNewsArticle", "LiveBlogPosting"))
_NEWS_CLASSES: Final = words(
    "single-post single-news single-uutinen single-tiedote page-node-type-news page-node-type-article"
    " node-type-news node-type-blog-post page-type-news"
)
_PUBLISHED: Final = ("article:published_time", "og:article:published_time")


def page_type(
    url: str, *, title: str = "", metas: dict[str, str], schema_types: Iterable[str], body_class: str
) -> PageType:
    """The type of the page at this address."""
    by_address = _by_address(url)
    if by_address is not PageType.STANDING:
        return by_address
    if _MINUTES_TITLE.search(title) and _DAY.search(title):
        return PageType.MINUTES
    # "Silta on valmis - Tiedotteet - Kunta": a page below the listing, which names itself first.
    if any(part.strip().lower() in _NEWS for part in _PARTS.split(title)[1:]):
        return PageType.NEWS
    if not _NEWS_TYPES.isdisjoint(schema_types) or not _NEWS_CLASSES.isdisjoint(body_class.lower().split()):
        return PageType.NEWS
    if metas.get("og:type", "").strip().lower() == "article" and any(metas.get(name) for name in _PUBLISHED):
        return PageType.NEWS
    return PageType.STANDING


@lru_cache(maxsize=1_024)
def _by_address(url: str) -> PageType:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return PageType.STANDING
    if any(host == legal or host.endswith(f".{legal}") for legal in _LEGAL_HOSTS):
        return PageType.LEGAL
    segments = [segment for segment in unquote(parts.path).lower().split("/") if segment]
    above = segments[:-1]
    if segments and segments[-1].startswith(("index.", "default.")):
        above = above[:-1]  # the listing itself, by another name
    if any(segment in _LEGAL for segment in above):
        return PageType.LEGAL
    if any(_MINUTES.fullmatch(segment) for segment in above):
        return PageType.MINUTES
    if any(segment in _NEWS for segment in above):
        return PageType.NEWS
    return PageType.STANDING
