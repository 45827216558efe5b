"""How a number is written, and how it is better written.

Finnish grouping after the Finnish language guide (kielitoimistonohjepankki.fi/ohje/puhelinnumerot, SFS 4175): groups
of three or four digits parted by spaces, the area code a group of its own, no brackets and no hyphens; another
grouping is fine where a stretch is easily remembered. International form after ITU-T E.123: +358, the zero dropped.
"""

import re
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from monitor.facts.phones.numbering import COUNTRY, EMERGENCY, read, series, spaced
from monitor.model import NumberKind, PhoneFact

NOT_FROM_ABROAD = (NumberKind.FREEPHONE, NumberKind.PREMIUM, NumberKind.SERVICE, NumberKind.SHORT)
INCOMPLETE = frozenset({"area-missing", "extension-only", "zero-missing"})  # a working number is meant
PRICED = (NumberKind.PREMIUM, NumberKind.SERVICE)


class Flaw(StrEnum):
    """What is wrong with a way of writing; those that mislead or break dialling first."""

    AREA_MISSING = "area-missing"
    EXTENSION_ONLY = "extension-only"
    ZERO_MISSING = "zero-missing"
    USELESS_COUNTRY = "useless-country"  # +358 before a number that cannot be called from abroad
    ENDS_ONLY = "ends-only"
    LETTER = "letter"
    BRACKETED_ZERO = "bracketed-zero"
    KEPT_ZERO = "kept-zero"
    EXIT_CODE = "exit-code"
    PLUS_MISSING = "plus-missing"
    GLUED = "glued"
    LABEL_GLUED = "label-glued"
    PRICE_MISSING = "price-missing"
    BRACKETS = "brackets"
    SEPARATORS = "separators"
    GROUPING = "grouping"

    @property
    def misleads(self) -> bool:
        """Whether readers may dial wrongly; the others are matters of style."""
        return _ORDER[self] <= _ORDER[Flaw.GLUED]


_ORDER = {flaw: place for place, flaw in enumerate(Flaw)}
_PRICE = re.compile(
    r"€|eur\b|euro|snt|sent|cent|\bc/|pvm|mpm|lna|msa|maksu|hinta|pris|avgift|kost|price|charge|free|цен|стоимо|бесплат",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[OoОо]")
_BRACKETED_ZERO = re.compile(r"\(\s*0\s*\)")
_KEPT_ZERO = re.compile(r"(?:\+ ?|00)?358[\s.-]?0")
_GROUP = re.compile(r"\d+")
_WORD_AFTER = re.compile(r"/?[^\W\d_]")
_SEPARATOR = re.compile(r"[-–—‐‑−/.]")
_NOT_DIGIT = re.compile(r"\D")
_NOT_DIALLED = re.compile(r"[^\d+]")
_LENGTHS = {5: (2, 3), 6: (3, 3), 7: (3, 4), 8: (4, 4), 9: (3, 3, 3), 10: (3, 3, 4)}
_PREFIX_OF_FOUR = "029"


@lru_cache(maxsize=2048)
def preferred(e164: str, *, abroad: bool) -> str:
    """The number in full as the guide writes it: national, or with +358 for readers abroad.

    Numbers of other countries are always international; 0800, 0600 and the like are always national.
    """
    if not e164.startswith(COUNTRY):
        return spaced(e164)
    national = "0" + e164[len(COUNTRY) :]
    row = series(national)
    code = len(row.prefix) if row else 3
    if national.startswith(_PREFIX_OF_FOUR):
        code = 4
    groups = (national[:code], *_cut(national[code:]))
    if abroad and not (row and row.kind in NOT_FROM_ABROAD):
        return " ".join((COUNTRY, groups[0][1:], *groups[1:]))
    return " ".join(groups)


def _cut(digits: str) -> tuple[str, ...]:
    at = 0
    groups = []
    for length in _LENGTHS.get(len(digits), (len(digits),)):
        groups.append(digits[at : at + length])
        at += length
    return tuple(groups)


@lru_cache(maxsize=2048)
def international(written: str) -> bool:
    """Whether the country code is written, well or badly."""
    digits = "".join(_GROUP.findall(written))
    return written.lstrip("(").startswith("+") or digits.startswith(("00358", "810358", "358"))


def suggestion(fact: PhoneFact, *, abroad: bool) -> str | None:
    """What to write in place of the number, whole; None where only the owner can know."""
    digits = _NOT_DIGIT.sub("", fact.text)
    match fact.doubt:
        case "retired":
            return EMERGENCY
        case "short-with-country":
            short = digits.removeprefix("00").removeprefix(COUNTRY[1:])
            return short if len(short) <= len(EMERGENCY) else f"{short[:3]} {short[3:]}"
        case "country-zero":
            meant = read(COUNTRY + digits.lstrip("0").removeprefix(COUNTRY[1:]))
            return preferred(meant.e164, abroad=abroad) if meant.e164 and not meant.doubt else None
        case "russian-domestic":
            abroad_number = read("+7" + digits[1:])
            return preferred(abroad_number.e164, abroad=True) if abroad_number.e164 else None
    if fact.e164 is None or (fact.doubt and fact.doubt not in INCOMPLETE):
        return None
    form = abroad or international(fact.text)
    return ", ".join(preferred(number, abroad=form) for number in (fact.e164, *fact.also))


def flaws(fact: PhoneFact, text: str) -> tuple[Flaw, ...]:
    """What is wrong with the way a number is written in the text of its block, worst first."""
    if fact.doubt in INCOMPLETE:
        return (Flaw(fact.doubt),)
    if fact.doubt or text[fact.start : fact.end] != fact.text or not _GROUP.search(fact.text):
        return ()
    inside, beside = _inside(fact.text, fact.e164, fact.number_kind, fact.also), _beside(fact, text)
    return tuple(sorted((*inside, *beside), key=_ORDER.__getitem__)) if beside else inside


def _beside(fact: PhoneFact, text: str) -> list[Flaw]:
    """What is wrong with the words around the number."""
    before = text[fact.start - 1 : fact.start]
    found = []
    if _WORD_AFTER.match(text, fact.end) or (not fact.label and before.isalpha()):
        found.append(Flaw.GLUED)
    if fact.label and before not in (" ", "(", "\n", "\x00"):
        found.append(Flaw.LABEL_GLUED)
    if fact.number_kind in PRICED and not _PRICE.search(text):
        found.append(Flaw.PRICE_MISSING)
    return found


@lru_cache(maxsize=2048)
def _inside(written: str, e164: str | None, kind: NumberKind, also: tuple[str, ...]) -> tuple[Flaw, ...]:
    """What is wrong with the number itself, worst first."""
    if kind in (NumberKind.SHORT, NumberKind.UNKNOWN):
        return ()
    found = _in_digits(_first_number(written, e164), kind) | {Flaw.ENDS_ONLY} if also else _in_digits(written, kind)
    return tuple(sorted(found, key=_ORDER.__getitem__))


def _in_digits(written: str, kind: NumberKind) -> set[Flaw]:
    found = set()
    if _LETTER.search(written):
        found.add(Flaw.LETTER)
        written = _LETTER.sub("0", written)
    foreign = kind is NumberKind.FOREIGN
    if _BRACKETED_ZERO.search(written):
        found.add(Flaw.BRACKETED_ZERO)
        written = _BRACKETED_ZERO.sub(" ", written)
    elif not foreign and _KEPT_ZERO.match(written):
        found.add(Flaw.KEPT_ZERO)
    if foreign:
        return found | ({Flaw.EXIT_CODE} if not written.startswith("+") else set())
    if not written.lstrip("(").startswith("+") and international(written):
        found.add(Flaw.PLUS_MISSING if written.lstrip("(").startswith("358") else Flaw.EXIT_CODE)
    if international(written) and kind in NOT_FROM_ABROAD:
        found.add(Flaw.USELESS_COUNTRY)
    if "(" in written:
        found.add(Flaw.BRACKETS)
    if _SEPARATOR.search(written):
        found.add(Flaw.SEPARATORS)
    if not _well_grouped(written, kind):
        found.add(Flaw.GROUPING)
    return found


def _first_number(written: str, e164: str | None) -> str:
    """The words of the first number alone, without the ends of its siblings."""
    heads = (written[: group.end()] for group in _GROUP.finditer(written))
    return next((head for head in heads if read(_NOT_DIALLED.sub("", head)).e164 == e164), written)


def _well_grouped(written: str, kind: NumberKind) -> bool:
    """Whether the code is a group of its own and the rest stands in groups that can be read at a glance."""
    groups = _GROUP.findall(written)
    if written.startswith("+ "):
        return False
    if written.startswith("+"):
        if groups[0] != COUNTRY[1:]:
            return False
        groups = groups[1:]
        groups[0] = groups[0] if groups[0].startswith("0") else "0" + groups[0]
    elif groups[0] in ("00358", "358"):
        groups = ["0" + groups[1].lstrip("0"), *groups[2:]]
    elif groups[:3] == ["8", "10", "358"]:
        groups = ["0" + groups[3].lstrip("0"), *groups[4:]]
    if kind is NumberKind.FREEPHONE and {len(group) for group in groups} == {3}:
        return True  # 080 005 005, as such numbers are advertised
    lengths = [len(group) for group in groups[1:]]
    return _code_alone(groups) and (_easy(lengths) or (kind in NOT_FROM_ABROAD and max(lengths, default=9) <= 4))  # noqa: PLR2004


def _code_alone(groups: list[str]) -> bool:
    row = series("".join(groups))
    if row is None:
        return False
    code = groups[0]
    four = len(code) == 4 and row.kind in (NumberKind.MOBILE, NumberKind.BUSINESS)  # noqa: PLR2004
    early = len(row.prefix) == 4 and len(code) == 3 and row.kind is NumberKind.MOBILE  # noqa: PLR2004
    return code == row.prefix or four or early


def _easy(lengths: list[int]) -> bool:
    """Groups of three or four; five digits in all in any grouping; one short stretch, or an extension of five."""
    if not lengths or min(lengths) < 2:  # noqa: PLR2004
        return False
    if sum(lengths) <= 5:  # noqa: PLR2004
        return True
    *exchange, extension = lengths
    if extension == 5:  # noqa: PLR2004
        return set(exchange) <= {3, 4}
    return max(lengths) <= 4 and lengths.count(2) <= 1  # noqa: PLR2004


def run_together(facts: tuple[PhoneFact, ...], text: str) -> tuple[tuple[PhoneFact, PhoneFact], ...]:
    """Neighbours that nothing but a space, or a slash without spaces, keeps apart."""
    if len(facts) == 1:
        return ()
    numbers = [fact for fact in facts if fact.e164 and _GROUP.search(fact.text)]
    return tuple((a, b) for a, b in pairwise(numbers) if a.end < b.start and text[a.end : b.start] in (" ", "  ", "/"))
