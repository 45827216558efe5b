"""Dated facts about the world, as YAML: superseded bodies and words, repealed statutes, moved domains, old numbers.

Each entry has its source and how sure it is. Site owners add files in the same format, with days that may lie ahead.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from monitor.errors import ConfigError, Mistake
from monitor.knowledge.bundle import ENTRIES, bundled
from monitor.knowledge.entry import SURE, Age, Certainty, Kind, Statute, Term
from monitor.knowledge.exceptions import clause, exceptions_version, heard, sentence
from monitor.knowledge.lexicon import Hit, Lexicon
from monitor.knowledge.owners import read_file
from monitor.knowledge.places import is_history, told_by
from monitor.knowledge.reading import read_entry

__all__ = [
    "SURE",
    "Age",
    "Certainty",
    "Hit",
    "Kind",
    "Knowledge",
    "Lexicon",
    "Statute",
    "Term",
    "clause",
    "exceptions_version",
    "explain",
    "heard",
    "is_history",
    "load",
    "mistakes",
    "sentence",
    "told_by",
]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Knowledge:
    """All entries: `terms` by id, `statutes` by number, and the superseded `addresses` and `numbers`.

    Addresses are keyed in lower case, numbers as E.164.
    """

    terms: Mapping[str, Term]
    statutes: Mapping[str, Statute]
    addresses: Mapping[str, Term]
    numbers: Mapping[str, Term]
    lexicon: Lexicon

    def address(self, address: str) -> Term | None:
        """The entry of an e-mail address: of the address itself, else of its domain."""
        return self.addresses.get(address) or self.lexicon.host(address.rpartition("@")[2])

    def entry(self, name: str) -> Term | None:
        """The term with that id, or the statute with that number."""
        return self.terms.get(name) or self.statutes.get(name)


def load(extra: Sequence[Path] = ()) -> Knowledge:
    """The bundled knowledge, with the entries of these files added; an entry with a bundled id takes its place.

    Raises:
        ConfigError: every mistake of every file, with line and column.

    """
    if not extra:
        return _bundled()
    terms = {term.id: term for term in _bundled_terms()}
    found: list[Mistake] = []
    for path in extra:
        added, wrong = read_file(path)
        terms |= {term.id: term for term in added}
        found += wrong
    if found:
        raise ConfigError(found)
    return _gather(terms.values())


def mistakes(files: Iterable[Path]) -> list[Mistake]:
    """What is wrong in these files of a site owner; nothing is told of those that are not there."""
    return [mistake for file in files if file.is_file() for mistake in read_file(file)[1]]


def explain(entry_id: str, knowledge: Knowledge | None = None) -> Term | None:
    """The entry behind `term:eksote`, `statute:1386/2010` or the bare id; None where there is none."""
    prefix, colon, name = entry_id.partition(":")
    wanted = name if colon and prefix in ("term", "statute") else entry_id
    return (knowledge or load()).entry(wanted.strip())


@lru_cache(maxsize=1)
def _bundled() -> Knowledge:
    return _gather(_bundled_terms())


@lru_cache(maxsize=1)
def _bundled_terms() -> tuple[Term, ...]:
    read = (read_entry(raw, _refuse) for file in ENTRIES for raw in bundled(file))
    return tuple(term for term in read if term is not None)


def _refuse(keys: tuple[str | int, ...], sentence: str, hint: str) -> None:
    raise ValueError(f"bundled knowledge, {keys}: {sentence} {hint}")


def _gather(terms: Iterable[Term]) -> Knowledge:
    entries = tuple(terms)
    return Knowledge(
        terms={t.id: t for t in entries if not isinstance(t, Statute)},
        statutes={t.id: t for t in entries if isinstance(t, Statute)},
        addresses={form.lower(): t for t in entries if t.kind is Kind.ADDRESS for form in t.forms},
        numbers={_dialled(form): t for t in entries if t.kind is Kind.PHONE and not t.cues for form in t.forms},
        lexicon=Lexicon(entries),
    )


def _dialled(number: str) -> str:
    """A Finnish number as E.164; short numbers stay as they are."""
    digits = "".join(c for c in number if c.isdigit() or c == "+")
    return f"+358{digits[1:]}" if digits.startswith("0") else digits
