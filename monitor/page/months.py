"""Names of months beside a stated date, in Finnish, Swedish, English and Russian, by how they begin."""

from typing import Final

NAME: Final = r"[^\W\d_]{3,14}\.?"  # any word; `number` tells whether it is a month

_STEMS: Final = (
    ("tammik", "januar", "jan", "янв"),
    ("helmik", "februar", "feb", "фев"),
    ("maalisk", "mars", "march", "mar", "март", "мар"),
    ("huhtik", "april", "apr", "апр"),
    ("toukok", "maj", "may", "мая", "май", "мае"),
    ("kesäk", "juni", "june", "jun", "июн"),
    ("heinäk", "juli", "july", "jul", "июл"),
    ("elok", "august", "aug", "авг"),
    ("syysk", "september", "sept", "sep", "сен"),
    ("lokak", "oktober", "october", "okt", "oct", "окт"),
    ("marrask", "november", "nov", "ноя"),
    ("jouluk", "december", "dec", "дек"),
)
_LONG: Final = 4  # letters of a stem that no other word shares; shorter ones must be the whole name


def number(name: str) -> int | None:
    """1 to 12; None for a word that is no month."""
    low = name.casefold().rstrip(".")
    for month, stems in enumerate(_STEMS, 1):
        for stem in stems:
            inflected = len(stem) >= _LONG or not stem.isascii()
            if low == stem or (inflected and low.startswith(stem)):
                return month
    return None
