"""Finds the written forms of the knowledge in a text: a cheap gate on word beginnings, then the patterns that it opens.

Nearly every paragraph of a site names nothing superseded, so the gate decides the cost: one pass that collects the
first letters of each word and compares them with those of all forms. Patterns are compiled when first needed.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from monitor.knowledge.entry import Certainty, Kind, Term
from monitor.knowledge.exceptions import exceptions_version
from monitor.knowledge.forms import KEY, either, host_pattern, in_capitals, key

RULES = "1"  # of the form language; a part of every lexicon's version

_WORD = re.compile(r"\w+")
# Names inside addresses are no mentions: the domain has an entry of its own.
_ADDRESS = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?:fi|com|org|net|eu|ru|se)\b(?!@)", re.I)
_SPOKEN = (Kind.ORGANISATION, Kind.SERVICE, Kind.TERM, Kind.STATUTE, Kind.PHONE)


class Hit(NamedTuple):
    """A form at `text[start:end]`."""

    start: int
    end: int
    term: Term


class Lexicon:
    """The forms of all entries, ready to be searched. `version` is the hash of what it searches for."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Sort the terms by the gate's keys; numbers and e-mail addresses are found by their own facts."""
        self._terms = tuple(t for t in terms if t.forms and (t.cues or t.kind not in (Kind.ADDRESS, Kind.PHONE)))
        self._hosts = {form.lower(): t for t in self._terms if t.kind is Kind.DOMAIN for form in t.forms}
        self._keys: dict[str, tuple[int, ...]] = {}
        self._capitals: dict[str, int] = {}
        for index, term in enumerate(self._terms):
            for form in term.forms:
                if in_capitals(form):
                    self._capitals[form] = index
                elif index not in self._keys.get(key(form), ()):
                    self._keys[key(form)] = (*self._keys.get(key(form), ()), index)
        spelt = repr([(t.id, t.forms, t.cues, t.unless, t.pattern.value) for t in self._terms])
        self.version = blake2b(f"{RULES}{exceptions_version()}{spelt}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

    def search(self, text: str) -> list[Hit]:
        """The mentions in order; where forms overlap the longest is meant."""
        opened = self._keys.keys() & {word[:KEY] for word in _WORD.findall(text.lower())}
        indexes = {index for found in opened for index in self._keys[found]}
        indexes.update(index for form, index in self._capitals.items() if form in text)
        if not indexes:
            return []
        hits = [hit for index in sorted(indexes) for hit in _mentions(self._terms[index], text)]
        return _longest(hits)

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
        away += [m.span() for m in _ADDRESS.finditer(text)]
    return [hit for hit in found if not any(hit.start < end and start < hit.end for start, end in away)]


@lru_cache(maxsize=None)
def _spelling(kind: Kind, forms: tuple[str, ...]) -> re.Pattern[str]:
    if kind is Kind.DOMAIN:
        return re.compile(rf"(?<![\w@.-])(?:{'|'.join(map(host_pattern, forms))})(?!\w)", re.IGNORECASE)
    return either(forms)


def _longest(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    # Of two entries for the same words the one that asked for a cue, and heard it, knows more.
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.term.pattern is not Certainty.NEEDS_CUE, h.start)):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)
