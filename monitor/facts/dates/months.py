"""The names of months in Finnish, Swedish, English and Russian, in every inflection that stands beside a number.

Finnish names are compounds of `kuu`, so that one ending covers all cases; Russian ones are stems with their endings.
English names are written with a capital, which keeps the verb *may* and the verb *march* apart from months.
"""

import re
from functools import cache, lru_cache

from monitor.facts.dates import weeks

STEMS: tuple[tuple[str, ...], ...] = (
    ("tammikuu", "januari", "january", "jan", "янв"),
    ("helmikuu", "februari", "february", "feb", "фев"),
    ("maaliskuu", "mars", "march", "mar", "мар"),
    ("huhtikuu", "april", "apr", "апр"),
    ("toukokuu", "maj", "may", "май", "мая", "мае", "маю"),
    ("kesäkuu", "juni", "june", "jun", "июн"),
    ("heinäkuu", "juli", "july", "jul", "июл"),
    ("elokuu", "augusti", "august", "aug", "авг"),
    ("syyskuu", "september", "sep", "сен"),
    ("lokakuu", "oktober", "october", "okt", "oct", "окт"),
    ("marraskuu", "november", "nov", "ноя"),
    ("joulukuu", "december", "dec", "дек"),
)

NAME = (
    r"(?:(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu|Tammi|Helmi|Maalis|Huhti|Touko|Kesä"
    r"|Heinä|Elo|Syys|Loka|Marras|Joulu)kuu\w*"
    r"|(?:[Jj]anuari|[Ff]ebruari|[Mm]ars|[Aa]pril|[Mm]aj|[Jj]uni|[Jj]uli|[Aa]ugusti|[Ss]eptember|[Oo]ktober"
    r"|[Nn]ovember|[Dd]ecember)(?!\w)"
    r"|(?:January|February|March|May|June|July|August|October|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Okt|Nov|Dec)"
    r"(?!\w)\.?"
    r"|(?:[Яя]нвар|[Фф]еврал|[Аа]прел|[Ии]юн|[Ии]юл|[Сс]ентябр|[Оо]ктябр|[Нн]оябр|[Дд]екабр)(?:[ьяеюи]|ем|ём)(?!\w)"
    r"|(?:[Мм]арт|[Аа]вгуст)(?:[ауе]|ом)?(?!\w)|[Мм]а[йяею](?!\w)"
    r"|(?:янв|фев|февр|мар|апр|июн|июл|авг|сен|сент|окт|ноя|нояб|дек)\.)"
)

_NUMBERS = tuple((stem, number) for number, stems in enumerate(STEMS, 1) for stem in stems)
_BY_LENGTH = sorted(_NUMBERS, key=lambda pair: -len(pair[0]))
_STEMS = (*(stem for stem, _ in _NUMBERS), *weeks.STEMS)
_STEM = re.compile(
    r"kuu|\b(?:jan|feb|mar|apr|ma[jy]|ju[nl]|aug|sep|o[kc]t|nov|dec|янв|фев|мар|апр|ма[йяею]|ию[нл]|авг|сен|окт|ноя|дек|viik|vko?|v\b|veck|we?e?k|нед)",
    re.IGNORECASE,
)
# The last word before a number, in a text that is read backwards.
_BEFORE_A_NUMBER = re.compile(r"\d(?=\s(?:(?:fo|annouv|nedouv)\s)?[.,]*+(\w++))")


def number(name: str) -> int:
    """1 to 12; the name is one that `NAME` matched."""
    low = name.casefold()
    return next(month for stem, month in _BY_LENGTH if low.startswith(stem))


@lru_cache(maxsize=16_384)
def may_name(word: str) -> bool:
    """Whether it begins like the name of a month or a week; words repeat, though texts do not."""
    return word.casefold().startswith(_STEMS) or word in ("v", "V")


@lru_cache(maxsize=16_384)
def may_hold_a_name(words: str) -> bool:
    """Whether the beginning of the name of a month or a week stands anywhere in it."""
    return _STEM.search(words) is not None


@cache  # when it is first asked for
def _beside_a_number() -> re.Pattern[str]:
    return re.compile(rf"\d\W{{0,4}}(?:(?:st|nd|rd|th|of)\W{{0,2}})*{NAME}|(?<!\w)(?=[^\W\d]){NAME}\W{{0,3}}\d")


def beside_a_number(text: str) -> bool:
    """Whether the name of a month stands beside a number."""
    return any(map(may_hold_a_name, text.split())) and _beside_a_number().search(text) is not None


def named_before_a_number(text: str) -> bool:
    """Whether a point can begin with the name of its month: one that stands before a year or a day."""
    return any(may_name(word[::-1]) for word in _BEFORE_A_NUMBER.findall(text[::-1]))
