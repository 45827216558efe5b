"""A document (PDF) as a page: its title and its file name promise something, its first page tells whom to ask."""

import re
from datetime import date
from typing import Final
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from monitor.model import Block, BlockKind, Occurrence, Page, PageDate, PageType
from monitor.page.elements import language_code
from monitor.page.language import detect

MOST: Final = 300  # lines of the first page
_SPACE: Final = re.compile(r"\s+")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_MADE_UP: Final = re.compile(
    r"(?:untitled|microsoft word|nimetön|namnlös|без имени)\b.*|.*\.(?:docx?|indd|odt|pptx?|xlsx?)", re.IGNORECASE
)


def document(url: str, *, title: str, lang: str, day: str, text: str, default_lang: str = "") -> Page:
    """The page that a document amounts to; `day` is the ISO date that it states of itself, or ""."""
    lines = [line for line in (_plain(line) for line in text.splitlines()) if line][:MOST]
    stated = language_code(lang)
    spoken = detect(" ".join(lines), stated) or stated or default_lang
    title = _plain(title)
    name = _name(url)
    if not title or _MADE_UP.fullmatch(title):
        title = name
    told = PageDate(date.fromisoformat(day), "pdf", day) if day else None
    kinds = [(title, BlockKind.TITLE)]
    # "kotouttamisohjelma_2017-2020.pdf" under another title says one thing more.
    if set(_YEAR.findall(name)) - set(_YEAR.findall(title)):
        kinds.append((name, BlockKind.HEADING))
    kinds += [(line, BlockKind.PARAGRAPH) for line in lines]
    return Page(
        url=url,
        title=title,
        lang=spoken,
        page_type=PageType.DOCUMENT,
        page_date=told,
        occurrences=tuple(
            Occurrence(
                Block(words, spoken),
                kind,
                page_type=PageType.DOCUMENT,
                headings=(title,) if kind is BlockKind.PARAGRAPH else (),
                page_date=told.day if told else None,
            )
            for words, kind in kinds
        ),
    )


def _plain(words: str) -> str:
    # Pairs of surrogates are one character; half of a pair is none, and cannot be written down.
    whole = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return normalize("NFC", _SPACE.sub(" ", whole.replace("\u00ad", ""))).strip()


def _name(url: str) -> str:
    """The file name as words: without its ending, underscores and plus signs as spaces."""
    last = unquote(urlsplit(url).path).rpartition("/")[2]
    return _plain(re.sub(r"[_+]", " ", re.sub(r"\.pdf$", "", last, flags=re.IGNORECASE)))
