"""Finds the written forms of the knowledge in a text: a cheap gate on words, then the patterns that it opens.

Nearly every paragraph of a site names nothing superseded, so the gate decides the cost. Words repeat although
paragraphs do not: a word with which no form begins is remembered, and a text of such words is done with. What the gate
lets through must also hold the other words of a form. Patterns are compiled when first needed.
"""

import re
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

from monitor.knowledge.entry import Certainty, Kind, Term
from monitor.knowledge.exceptions import exceptions_version
from monitor.knowledge.forms import KEY, Gate, either, gate, host_pattern, in_capitals, spaced, standing

RULES = "2"  # of the form language; a part of every lexicon's version

WORDS_KEPT = 50_000  # about what a site of ten thousand pages writes more than once
LONGEST = 40  # letters of a word that is worth remembering
# Names inside addresses are no mentions: the domain has an entry of its own.
_ADDRESS = re.compile(
    r"\S{1,99}@\S+|(?:https?://|www\.)\S+|[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}\.(?:fi|com|org|net|eu|ru|se)\b(?!@)",
    re.IGNORECASE,
)
# Nor are streets: "Maistraatinkatu", "Lääninhallituksentie".
_STREET = re.compile(
    r"(?<!\w)(?:\w{3,40}n(?:ka[td]u|kuja|polku|polu|portti|porti|aukio|tori(?!um)|rai[td]i|puisto|mäki|mäe|rin(?:ne|tee)|kaar[ie]"
    r"|sil[tl]a|ran[tn]a|kulma|kent[tä]ä|tie(?!d|t))\w{0,5}|\w{4,40}s(?:gata|gränd|torg|plats|vägen|porten)\w{0,4})(?!\w)",
    re.IGNORECASE,
)
_SPOKEN = (Kind.ORGANISATION, Kind.SERVICE, Kind.TERM, Kind.STATUTE, Kind.PHONE)


class Hit(NamedTuple):
    """A form at `text[start:end]`."""

    start: int
    end: int
    term: Term


class Lexicon:
    """The forms of all entries, ready to be searched. `version` is the hash of what it searches for."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Sort the forms by what opens them; numbers and e-mail addresses are found by their own facts."""
        self._terms = tuple(t for t in terms if t.forms and (t.cues or t.kind not in (Kind.ADDRESS, Kind.PHONE)))
        self._hosts = {form.lower(): t for t in self._terms if t.kind is Kind.DOMAIN for form in t.forms}
        self._gates: dict[str, set[tuple[Gate, int]]] = {}  # by the first letters of the opening
        self._capitals: dict[str, int] = {}
        self._dull: set[str] = set()  # what stood between two spaces, and opens nothing
        for index, term in enumerate(self._terms):
            for form in term.forms:
                if in_capitals(form):
                    self._capitals[form] = index
                else:
                    of_form = gate(form)
                    self._gates.setdefault(of_form.opening.strip()[:KEY], set()).add((of_form, index))
        spelt = repr(
            [(t.id, t.forms, t.cues, t.unless, t.pattern.value, sorted(t.new.items()), t.heirs) for t in self._terms]
        )
        self.version = blake2b(
            f"{RULES}{exceptions_version()}{spelt}".encode("utf-8", "surrogatepass"), digest_size=8
        ).hexdigest()

    def search(self, text: str) -> list[Hit]:
        """The mentions in order; where forms overlap the longest is meant."""
        dull = self._dull
        words = [word for word in text.split(" ") if word not in dull]
        if not words:
            return []
        opened = [pair for word in set(words) for pair in self._remembered(word)]
        lower = text.lower()
        indexes = {index for needed, index in opened if all(standing(word).search(lower) for word in needed)}
        hits = [hit for index in sorted(indexes) for hit in _mentions(self._terms[index], text)]
        return _longest(hits)

    def opens(self, word: str) -> bool:
        """Whether a mention may stand in a text because of this word, which stands between two spaces there."""
        return bool(self._opened(word))

    def _remembered(self, word: str) -> list[tuple[tuple[str, ...], int]]:
        opened = self._opened(word)
        if not opened and len(word) <= LONGEST:
            if len(self._dull) >= WORDS_KEPT:
                self._dull.clear()
            self._dull.add(word)
        return opened

    def _opened(self, word: str) -> list[tuple[tuple[str, ...], int]]:
        """The terms whose gates the word opens, each with all the words that the text must hold."""
        spoken = spaced(word)
        keys = {part[:KEY] for part in spoken.split()}  # each once: a hostile word has no end
        near = (pair for key in keys for pair in self._gates.get(key, ()))
        opened = [(words, index) for (opening, words), index in near if opening in spoken]
        if not word.islower():
            opened += [((), index) for form, index in self._capitals.items() if form in word]
        return opened

    def host(self, host: str) -> Term | None:
        """The entry of a superseded host or of a domain above it."""
        labels = host.lower().rstrip(".").split(".")
        for first in range(len(labels) - 1):
            term = self._hosts.get(".".join(labels[first:]))
            if term is not None:
                return term
        return None


def _mentions(term: Term, text: str) -> list[Hit]:
    found = [Hit(*m.span(), term) for m in _spelling(term.kind, term.forms).finditer(text)]
    if not found:
        return found
    if term.pattern is Certainty.NEEDS_CUE and not either(term.cues).search(text):
        return []
    away = [m.span() for m in either(term.unless).finditer(text)] if term.unless else []
    if term.kind in _SPOKEN:
        away += [m.span() for elsewhere in (_ADDRESS, _STREET) for m in elsewhere.finditer(text)]
    covered = bytearray(len(text))
    for start, end in away:
        covered[start:end] = b"\x01" * (end - start)
    return [hit for hit in found if not any(covered[hit.start : hit.end])]


@cache
def _spelling(kind: Kind, forms: tuple[str, ...]) -> re.Pattern[str]:
    """All forms of an entry; the longest is tried first, so that ELY Centre is not read as ELY."""
    longest_first = tuple(sorted(forms, key=len, reverse=True))
    if kind is Kind.DOMAIN:
        return re.compile(rf"(?<![\w@.-])(?:{'|'.join(map(host_pattern, longest_first))})(?!\w)", re.IGNORECASE)
    return either(longest_first)


def _longest(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    group: list[Hit] = []
    reach = 0
    for hit in sorted(hits, key=lambda h: h.start):
        if hit.start >= reach:
            kept += _best(group)
            group = []
        group.append(hit)
        reach = max(reach, hit.end)
    return kept + _best(group)


def _best(group: list[Hit]) -> list[Hit]:
    """Of hits that overlap the longest; of two for the same words the one that asked for a cue, and heard it."""
    kept: list[Hit] = []
    for hit in sorted(group, key=lambda h: (h.start - h.end, h.term.pattern is not Certainty.NEEDS_CUE, h.start)):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)
