"""The words beside a date that leave one end open: until, since, before, after, in four languages."""

import re

from monitor.facts.dates.masks import BLANK
from monitor.facts.dates.openings import openings
from monitor.facts.dates.weeks import YEAR
from monitor.facts.words import Words
from monitor.model import PartialDate

_WEEKDAYS = (
    r"(?:(?:maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai)\w*"
    r"|(?:mån|tis|ons|tors|fre|lör|sön)dag\w*|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?|(?:ma|ti|ke|to|pe|la|su)"
    r"|(?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)\w*,?)"
)
_BETWEEN = (
    r"vuoden|vuosi|året|år|year|den|the|end of|slutet av|utgången av|конца|начала|the beginning of"
    r"|början av|ingången av"
    rf"|and including|och med|{_WEEKDAYS}"
)

_LEFT = {
    "before": r"ennen|before|prior to|före|innan|перед|ранее",
    "after": r"after|efter|после|jälkeen",
    "start": r"fr\.?\s?o\.?\s?m\.?|från(?: och med)?|sedan|from|since|as of|as from|starting(?: from| on)?|beginning"
    r"|effective(?: from)?|начиная с|со?|vuodesta|alkaen|lähtien",
    "end": r"t\.?\s?o\.?\s?m\.?|fram till(?: och med)?|till och med|ända till|till|senast|until|til|by|through"
    r"|up to|no later than|not later than|at the latest|latest|extended to|expires on|expires|не позднее|вплоть до|до"
    r"|по|к|viimeistään|vuoteen|asti|saakka|går ut|löper ut|enintään",
    "during": r"vuonna|keväällä|kesällä|syksyllä|talvella|under|år|våren|sommaren|hösten|vintern|början av|slutet av|in"
    r"|during|spring|summer|autumn|fall|winter|early|late|beginning of|end of|в|весной|летом|осенью|зимой"
    r"|на (?:весну|лето|осень|зиму)",
    # Whom it is for, what it tells of or rests on, not when: "born in 2019", "about the war years 1939–1945",
    # "31.12.2025 jäsenmäärän perusteella".
    "about": r"about (?:the )?(?:\w+ )?years|(?:om|från) \w*åren|о \w+ годах|\w*vuosi(?:sta|lta)"
    r"|born(?: in| on| between| after| before)?|född\w*(?: år| åren| under| mellan| efter| före)?"
    r"|syntyn\w+(?: vuonna| vuosina| ennen)?|(?:родивш|рожд[её]нн)\w+(?: в| с| между| после| до)?",
    # Names what belongs to the season: "kevään 2026 ryhmät".
    "season": r"kevään|kesän|syksyn|(?:kevät|kesä|syys)kauden|kevät|kesä|syksy|vårens|sommarens|höstens|vår|höst"
    r"|весна|лето|осень|весны|осени",
}
_RIGHT = {
    "about": rf"(?:(?:ja |sekä |tai )?{YEAR}[\s,]*)*(?:jälkeen |-)?syntyn\w+|(?:годов|гг?\.) рождения|рождения|г\.\s?р"
    r"|\w+(?<!taulu)(?<!ohjelma)(?<!järjestykse)n (?:perusteella|mukaan|mukaisesti)",
    "after": r"jälkeen|jälkeis\w+",
    "before": r"edeltäv\w+",
    "start": r"alusta(?: alkaen| lähtien)?|alkaen|lähtien|onwards?|и далее|framåt",
    "end": r"(?:vuoden )?loppuun(?: asti| saakka| mennessä)?|asti|saakka|mennessä|viimeistään|включительно"
    rf"|at the latest|klo \S+ mennessä|{BLANK}+ (?:asti|saakka|mennessä)",
}


def _either(words: dict[str, str]) -> str:
    return "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in words.items())


# The last month of a season: courses of the spring end in May. Winter lies in two years and ends in none.
_LAST_MONTHS = {"kev": 5, "vår": 5, "spr": 5, "вес": 5, "kes": 8, "som": 8, "sum": 8, "лет": 8, "syk": 12, "hös": 12}
_LAST_MONTHS |= {"syy": 12, "aut": 12, "fal": 12, "осе": 12}
LEFT = re.compile(rf"(?<!\w)(?:{_either(_LEFT)})\s*(?:(?:{_BETWEEN})\s+)*$", re.IGNORECASE)
RIGHT = re.compile(rf"[\s,]*(?:(?:г\.|года|год|y\.|\(\w+\))\s*)?(?:{_either(_RIGHT)})(?!\w)", re.IGNORECASE)
_OPENINGS = re.compile(rf"(?:{openings('|'.join(_LEFT.values()))})(?:{openings(_BETWEEN)})?", re.IGNORECASE)
_WORD = re.compile(r"\w+")
FARTHEST = 48  # code points to the left
_INTO = re.compile(r"päivään|kuuhun")  # "syyskuun 14. päivään": the case says until
_DASH_AFTER = re.compile(r"\s?[–—-](?=\s*(?:$|[),;.]))")


_OPENS = Words(lambda words: any(map(_OPENINGS.fullmatch, _WORD.findall(words))))


def may_stand_before(text: str, start: int) -> bool:
    """Whether one of `LEFT` can stand before that place: asked once for each word, since words repeat."""
    return any(map(_OPENS.__getitem__, text[max(0, start - FARTHEST) : start].split()))


def bound(text: str, start: int, end: int) -> tuple[str, str]:
    """Which end the words beside `text[start:end]` leave open, and the words; two empty strings where none does."""
    right = RIGHT.match(text, end)
    left = LEFT.search(text, max(0, start - FARTHEST), start) if may_stand_before(text, start) else None
    for found in (right, left):
        if found and found.lastgroup:
            return found.lastgroup, found[found.lastgroup].strip()
    if into := _INTO.search(text, start, end):
        return "end", into[0]
    if _DASH_AFTER.match(text, end):
        return "start", "–"
    return "", ""


def last_of_season(words: str, year: PartialDate) -> PartialDate:
    """The month in which the season that `words` name ends; the year itself where they name none."""
    month = _LAST_MONTHS.get(words.rsplit(maxsplit=1)[-1].casefold()[:3]) if words and year.month is None else None
    return year._replace(month=month) if month else year
