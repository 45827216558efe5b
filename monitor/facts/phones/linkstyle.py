"""What is wrong with a `tel:` link, held against RFC 3966 and against the number in its words."""

import re
from enum import StrEnum
from urllib.parse import unquote

from monitor.facts.phones.links import afterwards, dialled, reached
from monitor.facts.phones.style import NOT_FROM_ABROAD
from monitor.model import NumberKind, PhoneFact


class LinkFlaw(StrEnum):
    """What is wrong with where a link dials, worst first."""

    UNREADABLE = "unreadable"
    DISAGREES = "disagrees"
    BRACKETED_ZERO = "bracketed-zero"
    KEPT_ZERO = "kept-zero"
    PLUS_MISSING = "plus-missing"
    NATIONAL = "national"
    SPACES = "spaces"


def link_flaw(fact: PhoneFact, beside: frozenset[str] = frozenset()) -> LinkFlaw | None:
    """The worst flaw of the link around a number, if any. `beside` are the other numbers inside the same link."""
    reading = reached(fact.href)
    number = unquote(fact.href[4:])
    digits = dialled(fact.href)
    faults = {
        LinkFlaw.UNREADABLE: reading.e164 is None and (reading.kind is not NumberKind.SHORT or bool(reading.doubt)),
        LinkFlaw.DISAGREES: _disagree(fact, reading.e164, digits, beside),
        LinkFlaw.BRACKETED_ZERO: bool(re.search(r"\(\s*0\s*\)", number)),
        LinkFlaw.KEPT_ZERO: digits.startswith("+3580"),
        LinkFlaw.PLUS_MISSING: digits.startswith("358"),
        LinkFlaw.NATIONAL: not digits.startswith("+") and reading.kind not in NOT_FROM_ABROAD,
        LinkFlaw.SPACES: " " in number.strip(),
    }
    return next((flaw for flaw, holds in faults.items() if holds), None)


def _disagree(fact: PhoneFact, reached_number: str | None, digits: str, beside: frozenset[str]) -> bool:
    if not re.search(r"\d", fact.text):
        return False
    if fact.number_kind is NumberKind.SHORT:
        return digits.removeprefix("+358") != re.sub(r"\D", "", fact.text)
    if reached_number is None or reached_number in {fact.e164, *fact.also, *beside}:
        return False
    if fact.e164 is None:  # an area code or a digit is missing in the words: the end must agree at least
        return not reached_number.endswith(re.sub(r"\D", "", fact.text).lstrip("0"))
    return not (fact.extension and reached_number.startswith(fact.e164[:-2]))


def link_suggestion(fact: PhoneFact) -> str | None:
    """The link to write, after the number in the words where there is one; an extension stays."""
    reading = reached(fact.href)
    e164 = fact.e164 or reading.e164
    if e164 is None:
        return f"tel:{reading.national}" if reading.kind is NumberKind.SHORT and reading.doubt else None
    kind = fact.number_kind if fact.e164 else reading.kind
    number = "0" + e164.removeprefix("+358") if kind in NOT_FROM_ABROAD else e164
    return f"tel:{number}{afterwards(fact.href) or (fact.extension and f';ext={fact.extension}')}"
