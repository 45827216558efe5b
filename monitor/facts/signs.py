"""Which kinds of fact a block may state: each of its words is a sign of some, and nearly every word is a sign of none.

A sign lets through too much rather than too little; what it lets through is read by the rules of its kind all the same.
"""

from monitor.facts import contacts, dates, phones, statutes, terms
from monitor.facts.words import Words
from monitor.knowledge import Lexicon
from monitor.model import Block, MarkKind

PHONE, DATE, STATUTE, TERM, CONTACT = 1, 2, 4, 8, 16

WORDS_KEPT = 50_000  # about what a site of ten thousand pages writes more than once


class Signs:
    """The signs of words and links, by a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._words = Words(self._of_word, WORDS_KEPT)

    def of(self, block: Block) -> int:
        """The kinds that its words and links are signs of, as a sum."""
        signs = 0
        for sign in set(map(self._words.__getitem__, block.text.split(" "))):
            signs |= sign
        for mark in block.marks:
            if mark.kind is MarkKind.LINK:
                signs |= self._of_link(mark.value)
        return signs

    def _of_word(self, word: str) -> int:
        return (
            PHONE * phones.is_sign(word)
            | DATE * dates.is_sign(word)
            | STATUTE * ("/" in word)
            | TERM * self._lexicon.opens(word)
            | CONTACT * contacts.is_sign(word)
        )

    def _of_link(self, href: str) -> int:
        return (
            PHONE * phones.leads(href)
            | STATUTE * statutes.leads(href)
            | TERM * (terms.leads(href, self._lexicon) is not None)
            | CONTACT * contacts.leads(href)
        )
