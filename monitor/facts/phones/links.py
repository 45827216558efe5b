"""`tel:` links: what they dial, and which number they stand around."""

import re
from functools import lru_cache
from urllib.parse import unquote

from monitor.facts.phones.numbering import Reading, read
from monitor.model import Block, Mark, MarkKind, PhoneFact

# A content system that escapes its own markup shows readers the source of the link.
_ESCAPED = re.compile(r"<a\b[^<>]*\bhref=[\"'](tel:[^\"'<>]*)[\"'][^<>]*>([^<>]*)</a>", re.IGNORECASE)
_NOT_DIALLED = re.compile(r"[^\d+]")
# What is dialled once somebody answers: an extension, or tones after a pause (",", "p"; ";", "w" wait for a tone).
_AFTERWARDS = re.compile(r"(?:;(?:ext|postd)=[pw,]*|[,;]+|(?<=\d)[pw]+)\d[\d,;pw]*#?", re.IGNORECASE)


def marks(block: Block) -> tuple[Mark, ...]:
    """The block's links that dial, those whose source stands in the text included."""
    if not block.marks and "<" not in block.text:
        return ()
    found = [m for m in block.marks if m.kind is MarkKind.LINK and leads(m.value)]
    if "<" in block.text:
        found += [Mark(MarkKind.LINK, a.start(2), a.end(2), a[1]) for a in _ESCAPED.finditer(block.text)]
    return tuple(found)


def leads(href: str) -> bool:
    """Whether a link dials."""
    return href[:4].lower() == "tel:"


def words(text: str) -> str:
    """The text with the source of links blanked; offsets stay."""
    return _ESCAPED.sub(lambda a: "\x00" * (a.start(2) - a.start()) + a[2] + "\x00" * (a.end() - a.end(2)), text)


@lru_cache(maxsize=1024)
def dialled(href: str) -> str:
    """The digits that a `tel:` link dials, after a plus sign where it has one (RFC 3966).

    Parameters are left out, and so is what is dialled afterwards.
    """
    number = _AFTERWARDS.sub("", unquote(href[4:])).split(";")[0].split("?")[0].strip()
    return number[:1].strip("0123456789() .-") + _NOT_DIALLED.sub("", number).replace("+", "")


def afterwards(href: str) -> str:
    """What a `tel:` link dials once somebody answers, as it is written there: ";ext=204", ",204" (RFC 3601); or ""."""
    found = _AFTERWARDS.search(unquote(href[4:]))
    return found[0] if found else ""


def reached(href: str) -> Reading:
    """What a `tel:` link reaches from Finland."""
    digits = dialled(href)
    return read(digits) if digits.strip("+") else Reading(doubt="too-short")


def around(text: str, facts: tuple[PhoneFact, ...], links: tuple[Mark, ...]) -> tuple[PhoneFact, ...]:
    """The facts, each with the link around it, and a fact for every link whose words hold no number."""
    linked = []
    held = set()
    for fact in facts:
        mark = next((m for m in links if m.start < fact.end and fact.start < m.end), None)
        linked.append(fact._replace(href=mark.value) if mark else fact)
        held.add(mark)
    linked.extend(_bare(text, mark) for mark in links if mark not in held and text[mark.start : mark.end].strip())
    return tuple(sorted(linked, key=lambda fact: fact.start))


def _bare(text: str, mark: Mark) -> PhoneFact:
    reading = reached(mark.value)
    return PhoneFact(
        start=mark.start,
        end=mark.end,
        text=text[mark.start : mark.end],
        e164=reading.e164,
        number_kind=reading.kind,
        href=mark.value,
        doubt=reading.doubt,
    )
