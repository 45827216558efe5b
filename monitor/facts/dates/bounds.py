"""The words beside a date that leave one end open: until, since, before, after, in four languages."""

import re

_WEEKDAYS = (
    r"(?:(?:maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai)\w*|(?:mån|tis|ons|tors|fre|lör|sön)dag\w*"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?|(?:ma|ti|ke|to|pe|la|su)|(?:понедельник|вторник|сред|четверг|пятниц|суббот"
    r"|воскресень)\w*,?)"
)
_BETWEEN = (
    r"(?:vuoden|vuosi|året|år|year|den|the|end of|slutet av|utgången av|конца|начала|the beginning of|början av|ingången av|and including|and with|och med|"
    + _WEEKDAYS
    + r")\s+"
)

_LEFT: tuple[tuple[str, str], ...] = (
    ("before", r"ennen|before|prior to|före|innan|перед|ранее"),
    ("after", r"after|efter|после|jälkeen"),
    (
        "start",
        r"fr\.?\s?o\.?\s?m\.?|från(?: och med)?|sedan|from|since|as of|as from|starting(?: from| on)?|beginning|effective(?: from)?"
        r"|начиная с|со?|vuodesta|alkaen|lähtien",
    ),
    (
        "end",
        r"t\.?\s?o\.?\s?m\.?|fram till(?: och med)?|till och med|ända till|till|senast|until|till|til|by|through|up to|no later than"
        r"|not later than|at the latest|latest|extended to|expires on|expires|не позднее|вплоть до|до|по|к|viimeistään|vuoteen|asti|saakka"
        r"|går ut|löper ut|enintään",
    ),
    (
        "during",
        r"vuonna|keväällä|kesällä|syksyllä|talvella|under|år|våren|sommaren|hösten|vintern|början av|slutet av|in|during|spring"
        r"|summer|autumn|winter|early|late|beginning of|end of|в|весной|летом|осенью|зимой",
    ),
)
_RIGHT: tuple[tuple[str, str], ...] = (
    ("after", r"jälkeen|jälkeis\w+"),
    ("before", r"edeltäv\w+"),
    ("start", r"alusta(?: alkaen| lähtien)?|alkaen|lähtien|onwards?|и далее|framåt"),
    (
        "end",
        r"(?:(?:vuoden )?loppuun(?: asti| saakka| mennessä)?|asti|saakka|mennessä|viimeistään|включительно|at the latest"
        r"|klo \S+ mennessä|¤+ (?:asti|saakka|mennessä))",
    ),
)

LEFT = re.compile(
    rf"(?<!\w)(?:{'|'.join(f'(?P<{kind}>{words})' for kind, words in _LEFT)})\s*(?:{_BETWEEN})*$", re.IGNORECASE
)
RIGHT = re.compile(
    rf"[\s,]*(?:(?:г\.|года|год|y\.|\(\w+\))\s*)?(?:{'|'.join(f'(?P<{kind}>{words})' for kind, words in _RIGHT)})(?!\w)",
    re.IGNORECASE,
)
_DASH_AFTER = re.compile(r"\s?[–—-](?=\s*(?:$|[),;.]))")
_DASH_BEFORE = re.compile(r"(?:^|[\s(])[–—-]\s?$")


def bound(text: str, start: int, end: int) -> tuple[str, str]:
    """Which end the words beside `text[start:end]` leave open, and the words; two empty strings where none does."""
    right = RIGHT.match(text, end)
    left = LEFT.search(text, max(0, start - 48), start)
    for found in (right, left):
        if found and found.lastgroup:
            return found.lastgroup, found[found.lastgroup].strip()
    if _DASH_AFTER.match(text, end):
        return "start", "–"
    return "", ""
