"""The weekday that stands right before a date, and the same word for another day.

Full words are known in every text; abbreviations only in their own language, since *la* and *to* are words of others.
A weekday that stands in a list or for many days (*ma–ke*, *every Thursday*, *avoinna ke … alkaen*) belongs to no date.
"""

import re
from functools import cache
from typing import NamedTuple

from monitor.model import Block, DateFact

_REACH = 48  # code points before the date
_FULL = {
    "fi": (
        "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
        "maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina",
        "maanantain tiistain keskiviikon torstain perjantain lauantain sunnuntain",
        "maanantaista tiistaista keskiviikosta torstaista perjantaista lauantaista sunnuntaista",
        "maanantaihin tiistaihin keskiviikkoon torstaihin perjantaihin lauantaihin sunnuntaihin",
        "maanantaille tiistaille keskiviikolle torstaille perjantaille lauantaille sunnuntaille",
        "maanantaiksi tiistaiksi keskiviikoksi torstaiksi perjantaiksi lauantaiksi sunnuntaiksi",
    ),
    "sv": (
        "måndag tisdag onsdag torsdag fredag lördag söndag",
        "måndagen tisdagen onsdagen torsdagen fredagen lördagen söndagen",
    ),
    "en": ("Monday Tuesday Wednesday Thursday Friday Saturday Sunday",),
    "ru": (
        "понедельник вторник среда четверг пятница суббота воскресенье",
        "понедельник вторник среду четверг пятницу субботу воскресенье",  # in the accusative, see `_IN`
        "понедельника вторника среды четверга пятницы субботы воскресенья",
    ),
}
_SHORT = {
    "fi": ("ma ti ke to pe la su",),
    "sv": ("mån tis ons tors fre lör sön",),
    "en": ("Mon Tue Wed Thu Fri Sat Sun", "Mon Tues Wed Thurs Fri Sat Sun"),
    "ru": ("пн вт ср чт пт сб вс",),
}
# Other words too (moved *to*, a month, a newspaper, "cf.", environment): weekdays only where a phrase begins.
_OTHER_WORDS = frozenset(("to", "mån", "sun", "ср", "сб", "вс", "среда", "среду", "среды"))
_PHRASE_BEGINS = re.compile(r"(?:\A|[.:;,|(–—•]\s*|\b(?:во?|на|до|со?|on)\s)\Z", re.IGNORECASE)
_FINNISH_DAY = re.compile(r"\d\d?\.")  # 3.12.2026 or 3. joulukuuta, unlike "moved to 2026-12-03"
_IN = re.compile(r"\b(?:во?|на)\s\Z", re.IGNORECASE)
_RIGHT_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_]+)(\.?)(,?)[ \u00a0\u202f]+(?:(?:den|the)\s)?\Z")
_COMMA = ("en", "ru")  # "Thursday, 3 December"; elsewhere a comma parts: "avoinna lauantaina, 6.12.2026 suljettu"
_BESIDE = re.compile(
    r"([^\W\d_]+)\.?\s?[,;&+/–—‑−-]*\s?(?:(?:ja|sekä|tai|och|samt|eller|and|or|to|till?|и|или|по)\s)?\Z", re.IGNORECASE
)
_EVERY = frozenset(("joka", "varje", "every", "each", "the", "каждый", "каждую", "каждое", "каждого", "каждой"))
_THROUGHOUT = re.compile(r"[\s,]*(?:alkaen|lähtien|asti|saakka|eteenpäin|onwards?|framåt)\b", re.IGNORECASE)


class Weekday(NamedTuple):
    """A word for a day of the week and its place; `number` is that of `date.weekday`, `forms` the word for each."""

    start: int
    end: int
    number: int
    forms: tuple[str, ...]


class _Word(NamedTuple):
    number: int
    forms: tuple[str, ...]
    lang: str
    short: bool
    bare: bool  # may also stand for all such days of a period


@cache
def _words() -> dict[str, _Word]:
    """Every form, also with a capital; of equal forms the first."""
    known: dict[str, _Word] = {}
    for short, rows_of in ((False, _FULL), (True, _SHORT)):
        for lang, rows in rows_of.items():
            for row in rows:
                small = tuple(row.split())
                for forms in (small, tuple(map(str.capitalize, small))):
                    for number, form in enumerate(forms):
                        known.setdefault(form, _Word(number, forms, lang, short, short or row is rows[0]))
    return known


def weekday_before(block: Block, fact: DateFact, lang: str) -> Weekday | None:
    """The weekday that the block gives to a date; None where none stands right before it, or none for certain."""
    text, low = block.text, max(0, fact.start - _REACH)
    found = _RIGHT_BEFORE.search(text, low, fact.start)
    word = _words().get(found[1]) if found else None
    if found is None or word is None or not _is_weekday(word, lang, fact):
        return None
    before = text[low : found.start()]
    if found[1].casefold() in _OTHER_WORDS and (found[2] or not _PHRASE_BEGINS.search(before)):
        return None
    parted = found[3] and word.lang not in _COMMA
    if parted or _is_one_of_many(before) or (word.bare and _THROUGHOUT.match(text, fact.end)):
        return None
    # "Четверг" does not show its case; the word for another day would.
    forms = tuple(_FULL["ru"][1].split()) if word.lang == "ru" and not word.short and _IN.search(before) else word.forms
    return Weekday(found.start(1), found.end(1), word.number, forms)


def _is_weekday(word: _Word, lang: str, fact: DateFact) -> bool:
    """Whether the word can be one in that language, before a date that is so written."""
    return not word.short or (word.lang == lang and (lang != "fi" or bool(_FINNISH_DAY.match(fact.text))))


def _is_one_of_many(before: str) -> bool:
    """Whether another weekday, or a word for every week, leads up to it."""
    beside = _BESIDE.search(before)
    return beside is not None and (beside[1] in _words() or beside[1].casefold() in _EVERY)
