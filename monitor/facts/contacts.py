"""E-mail addresses: as written, as etunimi.sukunimi(at)example.fi, and behind mailto links."""

import re
from urllib.parse import unquote

from monitor.model import Block, ContactFact, MarkKind

VERSION = "1"

_AT = r"(?:\s?@\s?|\s?[(\[{]\s?(?:at|ät|a|@|miukumauku)\s?[)\]}]\s?| at )"
_DOT = r"(?:\.|\s?[(\[]\s?(?:piste|dot|punkt)\s?[)\]]\s?)"
_LOCAL = rf"[\w+%-](?:[\w+%-]|{_DOT}(?=\w)){{0,80}}"
_ADDRESS = re.compile(rf"(?<![\w.+%@-])({_LOCAL})({_AT})((?:[\w-]+{_DOT})+[a-z]{{2,12}})(?![\w@])", re.IGNORECASE)
_SPELT_DOT = re.compile(r"\s?[(\[]\s?(?:piste|dot|punkt)\s?[)\]]\s?", re.IGNORECASE)
# What stands between two spaces, and can be the sign of an address or a part of it.
_SIGN = re.compile(r"at\Z|.*(?:@|[(\[{]\s?(?:(?:at|ät|a|miukumauku)(?:\s?[)\]}]|\Z)|\Z))", re.IGNORECASE | re.DOTALL)


def find(block: Block) -> tuple[ContactFact, ...]:
    """Every address in order of the text, once each place; a mailto link counts where its words show no address."""
    found = _written(block.text)
    for mark in block.marks:
        if mark.kind is MarkKind.LINK and mark.start < mark.end and leads(mark.value):
            found += _linked(block, mark.start, mark.end, mark.value[7:], tuple(found))
    return tuple(sorted(found, key=lambda fact: (fact.start, fact.end, fact.address))) if found else ()


def is_sign(word: str) -> bool:
    """Whether no written address stands in a text without such a word."""
    return _SIGN.match(word) is not None


def leads(href: str) -> bool:
    """Whether a link leads to an address."""
    return href[:7].lower() == "mailto:"


def _written(text: str) -> list[ContactFact]:
    facts = []
    for match in _ADDRESS.finditer(text):
        local, at, domain = match.groups()
        # " at " is an English word: only a local part with a dot makes it an address.
        if at != " at " or "." in local:
            address = f"{_plain(local)}@{_plain(domain)}"
            facts.append(ContactFact(start=match.start(), end=match.end(), text=match.group(), address=address))
    return facts


def _linked(block: Block, start: int, end: int, target: str, shown: tuple[ContactFact, ...]) -> list[ContactFact]:
    addresses = [a.strip().lower() for a in unquote(target.partition("?")[0]).split(",") if "@" in a]
    seen = {fact.address for fact in shown if start < fact.end and fact.start < end}
    text = block.text[start:end]
    return [ContactFact(start=start, end=end, text=text, address=a) for a in addresses if a not in seen]


def _plain(part: str) -> str:
    return _SPELT_DOT.sub(".", part).lower()
