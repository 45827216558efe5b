"""What a block states. Facts are extracted once and depend on nothing but the block (and, for names, the lexicon)."""

from monitor.facts import contacts, dates, phones, statutes, terms
from monitor.facts.stand import stand, whose
from monitor.knowledge import Lexicon
from monitor.model import Block, Fact, Occurrence, Statement

__all__ = ["extract", "stand", "state", "versions", "whose"]


def extract(block: Block, lexicon: Lexicon) -> tuple[Fact, ...]:
    """All facts of the block, kind by kind, each kind in reading order."""
    return (
        *phones.find(block),
        *dates.find(block),
        *statutes.find(block),
        *terms.find(block, lexicon),
        *contacts.find(block),
    )


def state(fact: Fact, occurrence: Occurrence) -> Statement:
    """The fact as it stands there."""
    return Statement(fact, occurrence, stand(fact, occurrence))


def versions(lexicon: Lexicon) -> dict[str, str]:
    """What each kind of fact was read with; a fact read with another version is read again from the stored text."""
    return {
        "phone": phones.VERSION,
        "date": dates.VERSION,
        "statute": statutes.VERSION,
        "term": lexicon.version,
        "contact": contacts.VERSION,
    }
