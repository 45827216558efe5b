"""The names of months in Finnish, Swedish, English and Russian, in every inflection that stands beside a number.

Finnish names are compounds of `kuu`, so that one ending covers all cases; Russian ones are stems with their endings.
English names are written with a capital, which keeps the verb *may* and the verb *march* apart from months.
"""

import re

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

MAY_HOLD_A_NAME = re.compile(
    r"kuu|\b(?:jan|feb|mar|apr|ma[jy]|ju[nl]|aug|sep|o[kc]t|nov|dec|янв|фев|мар|апр|ма[йяею]|ию[нл]|авг|сен|окт|ноя|дек)",
    re.IGNORECASE,
)

_NUMBERS = tuple((stem, number) for number, stems in enumerate(STEMS, 1) for stem in stems)
_BY_LENGTH = sorted(_NUMBERS, key=lambda pair: -len(pair[0]))
BESIDE_A_NUMBER = re.compile(rf"\d\W{{0,4}}(?:(?:st|nd|rd|th|of)\W{{0,2}})*{NAME}|(?<!\w)(?=[^\W\d]){NAME}\W{{0,3}}\d")


def number(name: str) -> int:
    """1 to 12; the name is one that `NAME` matched."""
    low = name.casefold()
    return next(month for stem, month in _BY_LENGTH if low.startswith(stem))
