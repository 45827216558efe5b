"""What a block states. Facts are extracted once and depend on nothing but the block (and, for names, the lexicon)."""

from monitor.facts import contacts, dates, phones, statutes, terms
from monitor.facts.signs import CONTACT, DATE, PHONE, STATUTE, TERM, Signs
from monitor.facts.stand import stand, whose
from monitor.knowledge import Lexicon
from monitor.model import Block, Fact, Occurrence, Statement

__all__ = ["Extractor", "stand", "state", "versions", "whose"]


class Extractor:
    """What blocks state; it remembers of which kinds of fact a word is a sign."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._signs = Signs(lexicon)

    def __call__(self, block: Block) -> tuple[Fact, ...]:
        """All facts of the block, kind by kind, each kind in reading order."""
        signs = self._signs.of(block)
        if not signs:
            return ()
        return (
            *(phones.find(block) if signs & PHONE else ()),
            *(dates.find(block) if signs & DATE else ()),
            *(statutes.find(block) if signs & STATUTE else ()),
            *(terms.find(block, self._lexicon) if signs & TERM else ()),
            *(contacts.find(block) if signs & CONTACT else ()),
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
