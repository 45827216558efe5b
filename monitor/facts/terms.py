"""Superseded names and words of the knowledge, in the text of a block and in the addresses of its links."""

import re

from monitor.facts import contacts
from monitor.knowledge import Kind, Lexicon, Term, heard
from monitor.model import Block, MarkKind, TermFact

_HOST = re.compile(r"\s*(?:https?:)?//(?:[^/?#@]*@)?([^/?#:\s]+)", re.IGNORECASE)
_QUOTED = re.compile(r"[”“\"„]([^”“\"„]{1,300})[”“\"]|«([^«»]{1,300})»")
_MARKS = {MarkKind.QUOTE: "quotation", MarkKind.DELETED: "deletion"}
_WORDS = (Kind.TERM, Kind.SERVICE)  # a word in quotation marks is spoken about, a name may be written so


def find(block: Block, lexicon: Lexicon) -> tuple[TermFact, ...]:
    """Every mention, in order of the text, with the exceptions heard around it as cues.

    Domains inside e-mail addresses are left to the contacts. A link whose words do not show its superseded host is a
    mention by those words.
    """
    found = []
    hits = lexicon.search(block.text)
    if hits:
        addresses = [(c.start, c.end) for c in contacts.find(block)]
        for start, end, term in hits:
            if not any(start < there and begins < end for begins, there in addresses):
                found.append(_fact(block, start, end, term))
    shown = {(fact.term, fact.start) for fact in found}
    for mark in block.marks:
        if mark.kind is MarkKind.LINK and mark.start < mark.end:
            host = _HOST.match(mark.value)
            term = lexicon.host(host.group(1)) if host else None
            if term and not any(t == term.id and mark.start <= at < mark.end for t, at in shown):
                found.append(_fact(block, mark.start, mark.end, term))
    return tuple(sorted(found, key=lambda fact: (fact.start, fact.end)))


def _fact(block: Block, start: int, end: int, term: Term) -> TermFact:
    cues = (*heard(block.text, start, end), *_spoken_about(block, start, end, term.kind in _WORDS))
    return TermFact(start=start, end=end, text=block.text[start:end], term=term.id, cues=cues)


def _spoken_about(block: Block, start: int, end: int, word: bool) -> tuple[str, ...]:  # noqa: FBT001
    """Marked as quotation or deleted, or between quotation marks: inside a longer quotation, or a word of its own."""
    cues = [_MARKS[m.kind] for m in block.marks if m.kind in _MARKS and m.start < end and start < m.end]
    for quoted in _QUOTED.finditer(block.text):
        inner = quoted.start() + 1, quoted.end() - 1
        inside = inner[0] <= start and end <= inner[1]
        if inside and (word or inner[1] - inner[0] > 2 * (end - start)):
            cues.append("quotation")
    return tuple(dict.fromkeys(cues))
