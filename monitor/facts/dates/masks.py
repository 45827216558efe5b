"""Numbers that look like dates and are none: they are blanked out before the grammar reads a block."""

import re
from functools import cache

from monitor.facts.dates import weeks
from monitor.facts.dates.weeks import YEAR

BLANK = "\N{CURRENCY SIGN}"  # stands in for masked words, so that offsets stay those of the block

_ACT_BEFORE = (
    r"(?:\w*(?:laki|lain|laissa|lakia|lakiin|asetus|asetuksen|asetukse\w+|säädös\w*|lag|lagen|förordning\w*|act"
    r"|regulation|directive|decree|закон\w*|указ\w*)|SDK|HE|FFS|FörfS|RP|RSv|EU|EY|EG|EC|ЕС|nr|N:o|No\.?|№|dnro"
    r"|diaarinumero|tiedote|ID)"
)

_TIME = r"[0-2]?\d(?:[.:][0-5]\d)?"
COUNTED = (
    r"€|%|euro\w*|eur\b|kr\b|mk\b|kpl\b|henkilö\w*|henkeä|asukas\w*|asukkaa\w*|opiskelija\w*|lapse?\w*|person\w*|invånare"
    r"|studerande|people|residents|students|persons|человек|евро|жител\w*|km\b|m²"
)

_TIME_BEFORE = r"klo|kello|kl|klockan|at|в"
_PAGE_BEFORE = r"(?:ss?|sid|pp?|стр|с)\.|sivut?|sidor|sidan|pages?"
_VERSION_BEFORE = r"(?:v|ver)\.|versio|version|версия|Windows|Office|(?-i:ISO|EN|SFS|WCAG)"
# The words that tell what the number behind them is, and those that do so only if the right words follow it.
BEFORE = f"{_ACT_BEFORE}|{_VERSION_BEFORE}"
BEFORE_AND_BEHIND = f"{_TIME_BEFORE}|{_PAGE_BEFORE}"

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+", re.IGNORECASE)

# Told by the word before them: statutes, times of day, pages, versions, copyright lines, case numbers.
_TOLD = (
    rf"{_ACT_BEFORE}\s*\(?\s*\d{{1,4}}[/-]{YEAR}",
    rf"[a-zåäö]+/\d+[/.]{YEAR}(?:[/-]\d+)?|[a-zåäö]{{1,4}}[/-]{YEAR}[/-]\d+",
    rf"(?:{_TIME_BEFORE})\.?\s*{_TIME}(?:\s?[–—-]\s?{_TIME})?(?![.\d]| ?(?:\w+ )?{YEAR})(?=\W|$)",
    rf"(?:{_PAGE_BEFORE})\s?\d+(?:\s?[–-]\s?\d+)?(?!\.\d|\d|\s*(?:{YEAR}|[а-яa-zä]))",
    rf"(?:{_VERSION_BEFORE})\s?\d[\d.:-]*",
    rf"(?:©|\(c\)|copyright\b)\s*\D{{0,40}}?{YEAR}(?:\s?[–—-]\s?(?:{YEAR})?)?",
)

# Told by their own form, or by what follows.
_FORMED = (
    # Statutes and register numbers: 1386/2010, 2016/679, 1234/05.01/2020, 5/2019 vp, 32 §.
    rf"(?<![\d/])(?:1[3-9]|[2-9]\d|\d{{3,4}}(?<!19\d\d)(?<!20\d\d))/{YEAR}(?:\s?vp)?(?![\d/])",
    rf"(?<![\d/])\d{{1,2}}/{YEAR}\s?vp|(?<![\d/])\d{{1,4}}\s?§[^.;]{{0,3}}",
    rf"(?<![\d/.-]){YEAR}/(?!(?:19|20)?\d\d(?:/\d|(?!\d)))\d+|(?<!\d)\d{{3,5}}/\d\d\.\d\d[/.]{YEAR}(?:[/-]\d+)?",
    # Phone numbers, long groups of digits, thousands and decimals: 040 123 4567, 3.000, 10 022, 2,5.
    rf"(?<![\d.,])(?!\d\d-\d\d-\d{{4}})(?:\+\s?\d|0\d)(?:[\d )-]|\((?!{YEAR}\b)){{4,30}}\d(?![.\d])",
    r"(?<![\d.])\d{1,3}(?:[. ]000)+(?!\d)",
    r"(?<![\d.])[1-9]\d{0,2} \d{3}(?=\s*(?:€|euro|henk|asuk|person|invån|people|kpl|чел))",
    r"(?<![\d.])\d{1,9},\d+|\d{5,}",
    # Times of day and opening hours: 7.30–8.15, 13:04.
    r"(?<![\d.])[0-2]?\d[.:][0-5]\d\s?[–—-]\s?[0-2]?\d[.:][0-5]\d(?![.\d])",
    r"(?<![\d.])[0-2]?\d:[0-5]\d(?!\d)",
    # Amounts that happen to look like a year.
    rf"(?<!\d)(?:\d{{1,3}}[ .])?{YEAR}\s?(?:{COUNTED})",
)


def _any(patterns: tuple[str, ...]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


WORDS_FIRST = rf"(?<!\w)(?:{_any(_TOLD)})"
NUMBERS_FIRST = rf"(?=[\d+])(?:{_any(_FORMED)})"

# Where one of WORDS_FIRST can begin: at the word right before a number, in a text that is read backwards, or at a sign.
_WORD_BEFORE = re.compile(r"\d(?=[\s(/-]*+\.?+([^\W\d]++(?::[^\W\d]++(?!\w))?+|№))")
SIGN = re.compile(r"[©(Cc](?:(?<=©)|(?<=\()[Cc]\)|(?<=[Cc])(?i:opyright)\b)")


@cache  # when it is first asked for: a run that meets no date waits for none
def compiled(pattern: str) -> re.Pattern[str]:
    """One of `WORDS_FIRST` and `NUMBERS_FIRST`."""
    return re.compile(pattern, re.IGNORECASE)


def blanked(found: re.Match[str]) -> str:
    """As many blanks as were found."""
    return BLANK * len(found[0])


def told_masked(text: str) -> str:
    """The text without what `WORDS_FIRST` finds; that is tried only where it can begin."""
    starts = [len(text) - word.end(1) for word in _WORD_BEFORE.finditer(text[::-1])]
    pieces: list[str] = []
    at = 0
    for start in sorted((*starts, *(sign.start() for sign in SIGN.finditer(text)))):
        if start >= at and (found := compiled(WORDS_FIRST).match(text, start)):
            pieces += (text[at:start], blanked(found))
            at = found.end()
    return "".join((*pieces, text[at:])) if pieces else text


def without_addresses(text: str) -> str:
    """The text with web and mail addresses replaced by blanks of the same length."""
    if "@" in text or "//" in text or "www." in text:
        return _ADDRESS.sub(blanked, text)
    return text


def mask(text: str) -> str:
    """The text with every number that only looks like a date replaced by blanks of the same length."""
    pieces: list[str] = []
    at = 0
    for week in weeks.EITHER.finditer(text):  # "viikolla 40/2026" looks like a statute
        pieces += (_masked(text[at : week.start()]), week[0])
        at = week.end()
    return "".join((*pieces, _masked(text[at:])))


def _masked(text: str) -> str:
    return compiled(NUMBERS_FIRST).sub(blanked, told_masked(text))
