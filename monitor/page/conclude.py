"""From what a walk wrote down to the `Page`: languages, type, date, resolved addresses.

Nothing here knows a tree, so that both readings share it and are compared by what they found.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import repeat
from typing import Final
from unicodedata import normalize

from monitor.model import Block, BlockKind, Link, MarkKind, Occurrence, Page, PageType, Zone
from monitor.page import metadata
from monitor.page.draft import Draft, DraftBlock
from monitor.page.elements import BEFORE, archive_address, is_archive, language_code
from monitor.page.language import FEWEST_LETTERS, detect
from monitor.page.links import ground, target
from monitor.page.page_date import page_date
from monitor.page.page_type import page_type
from monitor.page.words import words
from monitor.urls import discreet, resolve

_SHELLS: Final = words("root app __next __nuxt ___gatsby app-root react-root svelte main-app application")
_NEARLY_NOTHING: Final = 150  # characters of text
_ENOUGH: Final = 200  # characters of running text that may outvote html@lang
_SAMPLE: Final = 2_000
_BLOCK: Final = partial(tuple.__new__, Block)  # from its fields in order, as fast as a tuple is made
_OCCURRENCE: Final = partial(tuple.__new__, Occurrence)
_LINK: Final = partial(tuple.__new__, Link)
_OTHER_KINDS: Final = ("image/", "audio/", "video/", "font/", "application/")
_HTML_TOO: Final = ("html", "xml")
_MAGIC: Final = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
)
# Bytes that no text holds (WHATWG MIME sniffing, section 3), and what shows that a page is meant all the same.
_BINARY: Final = bytes([*range(9), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_MUCH: Final = 0.03  # share of such bytes; random ones are a tenth
_SNIFFED: Final = 4_096  # bytes
_TAGS: Final = re.compile(
    rb"<(?:!doctype\b|html\b|head\b|body\b|meta\b|title>|div\b|table\b|h[1-6]>|p>)", re.IGNORECASE
)


def not_html(body: bytes, content_type: str) -> str:
    """What these bytes are instead of a page; "" if they may be one."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind.startswith(_OTHER_KINDS) and not any(word in kind for word in _HTML_TOO):
        return kind
    if body.startswith(_MAGIC):
        return f"begins with {body[:4]!r}"
    beginning = body[:_SNIFFED]
    strange = len(beginning) - len(beginning.translate(None, _BINARY))
    # UTF-16 without a mark at its head is half zeros, and tags show through once they are taken out.
    if strange > len(beginning) * _MUCH and not _TAGS.search(beginning.replace(b"\0", b"")):
        return "holds bytes that are no text"
    return ""


def conclude(draft: Draft, *, url: str, default_lang: str, today: date | None) -> Page:
    """The page that a draft amounts to."""
    schema = tuple(metadata.nodes(filter(None, draft.scripts)))
    kind = page_type(
        url,
        title=draft.title,
        metas=draft.metas,
        schema_types=[name for node in schema for name in metadata.types(node)],
        body_class=draft.body_class,
    )
    stated = page_date(draft.blocks, metas=draft.metas, schema=schema, today=today)
    lang, langs = _languages(draft, default_lang)
    day = stated.day if stated else None
    if archive_address(url) or any(map(is_archive, _title_parts(draft.title))):
        _archive(draft)
    base = ground(url, draft.base)
    return Page(
        url=url,
        title=draft.title,
        lang=lang,
        page_type=kind,
        page_date=stated,
        occurrences=_occurrences(draft, lang, langs, kind, day),
        links=_links(draft, base),
        ids=frozenset(draft.ids),
        alternates=_alternates(draft, base),
        author=metadata.author(draft),
        built_by_script=_is_shell(draft),
    )


def _occurrences(
    draft: Draft, lang: str, langs: Sequence[str], kind: PageType, day: date | None
) -> tuple[Occurrence, ...]:
    """The title, if there is one, and the blocks in the order in which they stand."""
    found: list[Occurrence] = []
    if draft.title:
        zone = Zone.ARCHIVE if is_archive(draft.title) else Zone.MAIN
        title = Block(normalize("NFC", draft.title), detect(draft.title, lang) or lang)
        found.append(Occurrence(title, BlockKind.TITLE, zone, page_type=kind, page_date=day))
    if draft.blocks:
        texts, _, marks, kinds, zones, headings, headers = zip(*draft.blocks, strict=True)
        blocks = map(_BLOCK, zip(texts, langs, marks, strict=True))
        before = ["", *[text[-BEFORE:] for text in texts[:-1]]]
        found += map(_OCCURRENCE, zip(blocks, kinds, zones, headings, headers, before, repeat(kind), repeat(day)))
    return tuple(found)


def _links(draft: Draft, base: str) -> tuple[Link, ...]:
    """The links in their order, each with the number of the occurrence that it stands in."""
    before = 1 if draft.title else 0  # occurrences before the first block
    found = []
    for link, place in zip(draft.links, draft.places, strict=True):
        href = link.href
        url, fragment = target(href, base)
        block = place + before if place >= 0 else -1
        found.append(_LINK((discreet(href), url, fragment, link.text, link.element, link.attribute, block, link.zone)))
    return tuple(found)


def _title_parts(title: str) -> list[str]:
    """What a title names: the page, the part of the site, the site ("Arkisto – Kunta")."""
    return [part.strip() for part in re.split(r"\s[–—|-]\s|\|", title)]


def _archive(draft: Draft) -> None:
    """A page that is an archive as a whole: what would be its main text is kept for the record."""
    draft.blocks = [b._replace(zone=Zone.ARCHIVE) if b.zone is Zone.MAIN else b for b in draft.blocks]
    draft.links = [replace(link, zone=Zone.ARCHIVE) if link.zone is Zone.MAIN else link for link in draft.links]


def _languages(draft: Draft, default_lang: str) -> tuple[str, list[str]]:
    """The language of the page and of each block.

    A block that tells by its words is in that language; the others follow the element around them, or the page. A
    page follows `html@lang` unless three quarters of its running text are in one other language.
    """
    declared = language_code(draft.lang)
    draft.blocks = [_in_own_language(block) if block.marks else block for block in draft.blocks]
    heard = []
    weights: dict[str, int] = {}
    for block in draft.blocks:
        inner, length = block.lang, len(block.text)
        code = ""
        if length >= FEWEST_LETTERS:
            code = detect(block.text, inner or declared)
            if not inner:
                spoken = code or declared
                weights[spoken] = weights.get(spoken, 0) + length
        heard.append(code or inner)
    lang = declared or _by_all_words(draft.blocks) or default_lang
    running = sum(weights.values())
    if running >= _ENOUGH:
        most = max(weights, key=lambda code: weights[code])
        if most and 4 * weights[most] >= 3 * running:
            lang = most
    return lang, [code or lang for code in heard]


def _in_own_language(block: DraftBlock) -> DraftBlock:
    """A block all of whose words are marked as one language is in that language."""
    for mark in block.marks:
        if mark.kind is MarkKind.LANG and mark.end - mark.start == len(block.text):
            return block._replace(lang=mark.value, marks=tuple(other for other in block.marks if other is not mark))
    return block


def _by_all_words(blocks: Sequence[DraftBlock]) -> str:
    """What short blocks tell together."""
    words = []
    length = 0
    for block in blocks:
        if not block.lang and block.zone is Zone.MAIN:
            words.append(block.text)
            length += len(block.text)
            if length > _SAMPLE:
                break
    return detect(" ".join(words))


def _alternates(draft: Draft, base: str) -> tuple[tuple[str, str], ...]:
    pairs = ((code.strip().lower(), resolve(base, href)[0]) for code, href in draft.alternates)
    return tuple(dict.fromkeys((code, url) for code, url in pairs if url))


def _is_shell(draft: Draft) -> bool:
    """Whether the page is empty until its scripts have run."""
    if not draft.scripts or _SHELLS.isdisjoint(draft.ids):
        return False
    return sum(len(block.text) for block in draft.blocks) < _NEARLY_NOTHING
