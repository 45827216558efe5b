"""Words that are to be forgotten, known by a keyed hash: the words themselves are kept nowhere. Pure.

Words are compared without case, accents, spaces and signs, from the beginning of a word on: `Matti Meikäläinen` is met
in `matti.meikalainen@example.fi`, and `040 123 4567` in `+358401234567`. An address is met as a whole.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import unquote, urljoin

from monitor.errors import UsageError
from monitor.model import Block, Link, Occurrence, Page

SHORTEST = 4  # letters and digits: less than that would take half of every page along
ACCENTS = re.compile(r"[\u0300-\u036f]")
WORD = re.compile(r"[^\W_]+")
ADDRESS = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
COUNTRY = "358"  # a Finnish number is met as it is dialled at home and from abroad


class Mark(NamedTuple):
    """What is to be forgotten. `length` counts the letters and digits that are hashed; 0: a whole address."""

    digest: bytes
    salt: bytes
    length: int


def marks(text: str, salt: bytes) -> tuple[Mark, ...]:
    """The marks of a text, or of an address. Raises UsageError where too little would be left to know it by."""
    if ADDRESS.fullmatch(text):
        return (Mark(_hash(_address(text), salt), salt, 0),)
    whole = "".join(_words(text))
    if len(whole) < SHORTEST:
        raise UsageError(f"{text!r} is too short to be forgotten.", hint="Write the whole name, number or address.")
    forms = {whole}
    if whole.isdigit() and whole.startswith("0"):
        forms.add(COUNTRY + whole[1:])
    elif whole.isdigit() and whole.startswith(COUNTRY):
        forms.add("0" + whole.removeprefix(COUNTRY))
    return tuple(Mark(_hash(form, salt), salt, len(form)) for form in sorted(forms))


class Forgotten:
    """All that is to be forgotten; false where there is nothing."""

    def __init__(self, known: Iterable[Mark] = ()) -> None:
        self._marks: dict[tuple[int, bytes], set[bytes]] = {}
        for mark in known:
            self._marks.setdefault((mark.length, mark.salt), set()).add(mark.digest)

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self._marks)

    def met(self, *texts: str) -> bool:
        """Whether any of the texts holds any of it."""
        return bool(self._marks) and any(text and self._met(text) for text in texts)

    def _met(self, text: str) -> bool:
        return any(
            _hash(piece, salt) in digests
            for (length, salt), digests in self._marks.items()
            for piece in (_pieces(text, length) if length else map(_address, ADDRESS.findall(text)))
        )

    def page(self, page: Page) -> Page:
        """The page without it. A block that holds it is empty then: others keep their places."""
        return page._replace(
            title=self._clean(page.title),
            author=self._clean(page.author),
            occurrences=tuple(self._occurrence(occurrence, page.url) for occurrence in page.occurrences),
            links=tuple(link for link in page.links if not self.link(link)),
            ids=frozenset(anchor for anchor in page.ids if not self.met(anchor)),
        )

    def link(self, link: Link) -> bool:
        """Whether a link names it, or leads to it."""
        return self.met(link.href, link.url, link.text)

    def _occurrence(self, occurrence: Occurrence, url: str) -> Occurrence:
        block = occurrence.block
        if self.met(block.text):
            block = Block("", block.lang)
        elif block.marks:
            # A link as it is written in a block may be relative.
            kept = (m for m in block.marks if not self.met(m.value, *([_join(url, m.value)] if m.value else [])))
            block = block._replace(marks=tuple(kept))
        return occurrence._replace(
            block=block,
            headings=tuple(map(self._clean, occurrence.headings)),
            header=self._clean(occurrence.header),
            before=self._clean(occurrence.before),
        )

    def _clean(self, text: str) -> str:
        return "" if self.met(text) else text


def _hash(text: str, salt: bytes) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), key=salt, digest_size=16).digest()


def _words(text: str) -> list[str]:
    plain = unquote(text).casefold()
    return WORD.findall(plain if plain.isascii() else ACCENTS.sub("", normalize("NFKD", plain)))


def _pieces(text: str, length: int) -> Iterator[str]:
    """So many letters and digits from the beginning of each word on, whatever stands between them."""
    words = _words(text)
    whole, start = "".join(words), 0
    for word in words:
        if start + length > len(whole):
            return
        yield whole[start : start + length]
        start += len(word)


def _join(url: str, written: str) -> str:
    try:
        return urljoin(url, written)
    except ValueError:  # what is no address leads nowhere
        return ""


def _address(text: str) -> str:
    return text.partition("#")[0].rstrip("/.,;:)!?").casefold()
