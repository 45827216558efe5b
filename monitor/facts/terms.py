"""Superseded names and words of the knowledge, in the text of a block and in the addresses of its links."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from monitor.facts import contacts
from monitor.knowledge import Hit, Kind, Lexicon, Term, heard, sentence
from monitor.model import Block, MarkKind, TermFact

MOST = 50  # mentions of a block; a person writes fewer, and each costs the hearing of its sentence
_HOST = re.compile(r"\s*(?:https?:)?//(?:[^/?#@]*@)?([^/?#:\s]+)", re.IGNORECASE)
_QUOTED = re.compile(r"[”“\"„]([^”“\"„]{1,300})[”“\"]|«([^«»]{1,300})»")
_MARKS = {MarkKind.QUOTE: "quotation", MarkKind.DELETED: "deletion"}
_WORDS = (Kind.TERM, Kind.SERVICE)  # a word in quotation marks is spoken about, a name may be written so
Spans = Sequence[tuple[int, int]]


def find(block: Block, lexicon: Lexicon) -> tuple[TermFact, ...]:
    """Every mention, in order of the text, with the exceptions heard around it as cues.

    Domains inside e-mail addresses are left to the contacts. A link whose words do not show its superseded host is a
    mention by those words.
    """
    hits = lexicon.search(block.text)
    if hits:
        addresses = [(contact.start, contact.end) for contact in contacts.find(block)]
        hits = [hit for hit in hits if _around(hit, addresses) is None]
    hits += [hit for hit in _linked(block, lexicon) if not _shows(hit, hits)]
    if not hits:
        return ()
    quoted = [(m.start() + 1, m.end() - 1) for m in _QUOTED.finditer(block.text)]
    return tuple(_fact(block, hit, quoted) for hit in sorted(hits, key=lambda hit: (hit.start, hit.end))[:MOST])


def _linked(block: Block, lexicon: Lexicon) -> list[Hit]:
    """The words of links to superseded hosts."""
    hits = []
    for mark in block.marks:
        if mark.kind is MarkKind.LINK and mark.start < mark.end:
            term = leads(mark.value, lexicon)
            if term is not None:
                hits.append(Hit(mark.start, mark.end, term))
    return hits


def leads(href: str, lexicon: Lexicon) -> Term | None:
    """The entry of the superseded host that a link leads to."""
    host = _HOST.match(href) if "//" in href else None
    return lexicon.host(host.group(1)) if host else None


def _shows(link: Hit, hits: list[Hit]) -> bool:
    return any(hit.term.id == link.term.id and link.start <= hit.start < link.end for hit in hits)


def _around(hit: Hit, spans: Spans) -> tuple[int, int] | None:
    """The last of the spans, sorted and apart, that begins at or before the hit, where it reaches into it."""
    index = bisect_right(spans, hit.start, key=itemgetter(0)) - 1
    return spans[index] if index >= 0 and hit.start < spans[index][1] else None


def _fact(block: Block, hit: Hit, quoted: Spans) -> TermFact:
    start, end, term = hit
    cues = [*heard(block.text, start, end)]
    cues += [_MARKS[m.kind] for m in block.marks if m.kind in _MARKS and m.start < end and start < m.end]
    begins, ends = sentence(block.text, start, end)
    if term.succeeded(block.text[begins:start] + " | " + block.text[end:ends]):
        cues.append("successor")
    if term.kind is Kind.ORGANISATION and block.text.endswith("ksi", start, end):
        cues.append("name")  # "kutsutaan maistraatiksi": what something is called, or becomes
    quotation = _around(hit, quoted)
    # A whole sentence between quotation marks is somebody else's; so is a word that is spoken about.
    if quotation and end <= quotation[1] and (term.kind in _WORDS or quotation[1] - quotation[0] > 2 * (end - start)):
        cues.append("quotation")
    return TermFact(start=start, end=end, text=block.text[start:end], term=term.id, cues=tuple(dict.fromkeys(cues)))
