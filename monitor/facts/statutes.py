"""References to statutes: n/yyyy beside words of law, acts of the EU, and addresses of Finlex and EUR-Lex.

How Finnish acts are cited: Lainkirjoittajan opas, "Säädöksiin viittaaminen"; a bare n/yyyy may be a diary number, a
government bill, an issue of the statute book or a meeting, and is none of ours.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from monitor.knowledge import exceptions_version, heard, sentence
from monitor.model import Block, MarkKind, StatuteFact

VERSION = f"2-{exceptions_version()}"
MOST = 50  # references of a block; a person writes fewer, and each costs the hearing of its sentence
REACH = 170  # code points before a number within which its word of law stands
REACH_AFTER = 40
MOST_ACTS = 1899  # no year of the statute book has had so many

_NUMBER = re.compile(r"(?<![\w/.,-])(?<!\d )(\d{1,4})\s?/\s?((?:18|19|20)\d\d|\d\d(?=\s?[)\]]))(?![\w/]|-\d|[.,]\d)")
# "30.12.2010/1386": the act by its day, as courts and older texts cite it.
_DATED = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\.((?:18|19|20)\d\d)\s?/\s?(\d{1,4})(?![\w/])")
_EU = re.compile(
    r"(?:\(?\b(?:EU|EY|ETY|EG|EEG|EC|EEC|ЕС|ЕЭС)\b\)?[\s,:]{0,2})(?:(?:N:o|nr|No\.?|№|n:o|N°)\s?)?(\d{1,4})\s?/\s?(\d{1,4})(?![\w/])"
    r"|(?<![\w/.,])(\d{2,4})/(\d{1,4})/(?:EU|EY|ETY|EG|EEG|EC|EEC|ЕС)\b"
)
_LAW = re.compile(
    r"\b(?:\w*(?:laki|lain|lakia|laissa|laista|lakiin|lailla|laille|laiksi|lait|lakien|laeissa|laeista)"
    r"|\w*(?<!förs)(?<!ans)(?<!upps)(?<!bo)(?<!under)(?<!avs)lag(?:en|ens|ar|arna|s)?|lagstiftning\w*"
    r"|\w*asetu(?:s|ksen|ksessa|ksesta|kseen|sta|ksella|kset)|\w*direktiiv\w*|\w*förordning\w*|\w*direktiv\w*"
    r"|lainsäädän\w*|säädö[sk]\w*|act|acts|law|laws|decree|regulation|directive|statute|legislation"
    r"|закон\w*|постановлени\w*|регламент\w*|директив\w*|указ\w*)\b|§",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\bL(?::\w+)?\W{0,3}$")  # the jurists' "L 1386/2010"
_OTHER_BEFORE = re.compile(
    r"(?:\b(?:HE|RP|SDK|SopS|FördrS|KOM|COM|HaVM|StVM|TyVM|PeVL|EV|KHO|HFD|KKO|HD|D|dnro|dno|dnr|diaarinro|diaarinumero\w*"
    r"|asianro|tiedote|tiedotteen|kokous|pöytäkirja\w*|protokoll\w*|esitys|esityksen|proposition\w*|bill|vp|numero|lehti"
    r"|kuulutus|\w*hallitus|\w*valtuusto|\w*lautakunta|fullmäktige|\w*styrelsen|\w*nämnden|KH|KV|säädöskokoelma\w*|författningssamling\w*|päätös|julkaisu\w*|raportti\w*|законопроект\w*|протокол\w*)"
    r"|(?:hallituksen|regeringens|government) (?:esity\w+|proposition|bill|proposal))"
    r"[\s.:(№§]*(?:n:o|nro|nr|no)?[\s.:(]*$",
    re.IGNORECASE,
)
_OTHER_AFTER = re.compile(r"\s*(?:\)\s*)?(?:vp|rd|rp|,?\s*d\.)\b", re.IGNORECASE)
_FINLEX = re.compile(
    r"finlex\.fi/[^?#\s]*?/(?P<y>(?:18|19|20)\d\d)/(?:[a-z]{2})?(?:(?P=y))?(?P<n>\d{1,4})(?!\d)", re.IGNORECASE
)
_EURLEX = re.compile(
    r"eur-lex\.europa\.eu/\S*?(?:CELEX(?::|%3A)3(\d{4})[RL](\d{4})|eli/(?:reg|dir)/(\d{4})/(\d{1,4}))", re.IGNORECASE
)
_WRITTEN = re.compile(
    r"(?<![\w./])(?:https?://)?(?:\w{1,20}\.)?(?:finlex\.fi|eur-lex\.europa\.eu)/[^\s<>\"”»]{1,300}(?<![.,;:)])",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"((?:\w*laki|\w*lain|\w*laissa|\w*lag|\w*lagen|\w*asetus|\w*asetuksen|act|закон\w*)\b[^().;:|]{0,120}?"
    r"|[^\s().,;:|]+(?:\s[^\s().,;:|]+){0,12}\s(?:act|annettu laki|annetun lain|annetussa laissa))\s?[(\[]?\s?$",
    re.IGNORECASE,
)
_MARKS = {MarkKind.QUOTE: "quotation", MarkKind.DELETED: "deletion"}
_YEAR = re.compile(r"19[5-9]\d|20\d\d")
_CENTURY = 1900  # "36/73": two-digit years are those of acts before 2000


class Reference(NamedTuple):
    """A number at `text[start:end]`."""

    start: int
    end: int
    number: str


def find(block: Block) -> tuple[StatuteFact, ...]:
    """Every reference in order of the text; a reference by a link's address quotes the words of the link."""
    found: list[StatuteFact] = []
    if "/" in block.text:
        european = [*islice(_european(block.text), MOST)]
        national = islice(_national(block.text, european), MOST)
        written = islice(_written(block), MOST)
        found = [_fact(block, start, end, number) for start, end, number in (*european, *national, *written)]
    for mark in block.marks:
        if mark.kind is MarkKind.LINK and mark.start < mark.end and leads(mark.value):
            number = _address(mark.value)
            if number:
                found.append(_fact(block, mark.start, mark.end, number, in_link=True))
    return tuple(sorted(found, key=lambda fact: (fact.start, fact.end))) if found else ()


def leads(href: str) -> bool:
    """Whether a link may lead to a statute."""
    return "lex" in href


def _national(text: str, taken: list[Reference]) -> Iterator[Reference]:
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        number, year = match.groups()
        # "2019/2020" is a school year.
        if int(number) > MOST_ACTS or any(start < other.end and other.start < end for other in taken):
            continue
        if _beside_law(text, start, end):
            full = year if len(year) > 2 else str(_CENTURY + int(year))  # noqa: PLR2004
            yield Reference(start, end, f"{int(number)}/{full}")
    for match in _DATED.finditer(text):
        if _beside_law(text, *match.span()):
            yield Reference(*match.span(), f"{int(match.group(2))}/{match.group(1)}")


def _beside_law(text: str, start: int, end: int) -> bool:
    begins, ends = sentence(text, start, end)
    before, after = text[max(begins, start - REACH) : start], text[end : min(ends, end + REACH_AFTER)]
    if _OTHER_BEFORE.search(before) or _OTHER_AFTER.match(after):
        return False
    return any(found is not None for found in (_LAW.search(before), _LAW.search(after), _LETTER.search(before)))


def _european(text: str) -> Iterator[Reference]:
    for match in _EU.finditer(text):
        group = 1 if match.group(1) else 3
        if _beside_law(text, match.start(), match.end()):
            number = _year_first(match.group(group), match.group(group + 1))
            yield Reference(match.start(group), match.end(), number)


def _year_first(first: str, second: str) -> str:
    """EU acts were numbered n/yyyy until 2014, yyyy/n since; directives yy/n before 2000."""
    if _YEAR.fullmatch(first) and not (_YEAR.fullmatch(second) and int(first) < int(second)):
        return f"{first}/{int(second)}"
    if _YEAR.fullmatch(second):
        return f"{second}/{int(first)}"
    return f"{_CENTURY + int(first)}/{int(second)}" if len(first) == 2 else f"{first}/{int(second)}"  # noqa: PLR2004


def _written(block: Block) -> Iterator[Reference]:
    """The addresses of acts that are written out and are no links."""
    if "lex" not in block.text:
        return
    links = [(mark.start, mark.end) for mark in block.marks if mark.kind is MarkKind.LINK]
    for match in _WRITTEN.finditer(block.text):
        number = _address(match[0])
        if number and not any(start < match.end() and match.start() < end for start, end in links):
            yield Reference(*match.span(), number)


@lru_cache(maxsize=4096)
def _address(href: str) -> str:
    """The number behind an address of Finlex or EUR-Lex; "" where it names no act."""
    finlex = _FINLEX.search(href)
    if finlex:
        return f"{int(finlex['n'])}/{finlex['y']}"
    eurlex = _EURLEX.search(href)
    if eurlex:
        year, number = eurlex.group(1) or eurlex.group(3), eurlex.group(2) or eurlex.group(4)
        return f"{year}/{int(number)}"
    return ""


def _fact(block: Block, start: int, end: int, number: str, *, in_link: bool = False) -> StatuteFact:
    text = block.text
    named = _NAME.search(text[max(sentence(text, start, end)[0], start - REACH) : start])
    marked = [_MARKS[m.kind] for m in block.marks if m.kind in _MARKS and m.start < end and start < m.end]
    return StatuteFact(
        start=start,
        end=end,
        text=text[start:end],
        number=number,
        name=text[start:end] if in_link else named.group(1).strip() if named else "",
        in_link=in_link,
        cues=tuple(dict.fromkeys((*heard(text, start, end), *marked))),
    )
