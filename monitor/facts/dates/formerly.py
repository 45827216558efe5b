"""A former name with the day until which it was borne: "elinvoimakeskus (31.12.2025 saakka ELY-keskus)"."""

import re

from monitor.facts.dates.bounds import LEFT, RIGHT
from monitor.facts.dates.masks import BLANK

_LONGEST = 90  # code points to each side
_BODY = (
    r"(?:\w*(?:keskus|virasto|toimisto|kuntayhtymä|piiri|maistraatti|laitos|ministeriö|hallitus|kokeilu|sote|eskus)"
    r"|\w*(?:byrån?|verket?|centralen?|distrikt(?:et)?|magistraten?|förvaltning(?:en)?|samkommun(?:en)?)"
    r"|office|agency|cent(?:re|er)|authority|district|board|register|institute"
    r"|бюро|магистрат|центр|управление|агентство|ведомство|округ|объединение)(?:\s(?:по|for|of|för)\s[^\d:;]{3,40})?"
)
_NAMED = re.compile(
    rf"[\s,:{BLANK}–—-]*(?:the\s|nimellä\s|namnet\s|под названием\s)?"
    rf"(?:(?:[^\W\d][\w-]*\s){{0,4}}?{_BODY}|(?-i:[A-ZÅÄÖА-ЯЁ][\w-]+))\s*",
    re.IGNORECASE,
)
_OPENED = re.compile(r"\(|\s[–—-]\s")
_AGE = re.compile(r"\s*(?:г\.|года|год)?\s*[–—,:-]?\s*")  # between the day and the name
_CLOSED = re.compile(r"[);.](?=\W|$)|\s[–—-]\s")
_SAYS = re.compile(
    r"(?<!\w)(?:voimassa|auki|avoinna|palvelee|toimii|suljettu|gäller|öppe[nt]|stängt?|valid|open|closed|only|vain|endast"
    r"|действует|открыт\w*|закрыт\w*|только)(?!\w)",
    re.IGNORECASE,
)


def former_name(masked: str, start: int, end: int) -> str:
    """The name set apart with a date, where nothing else is but the "until" beside it; "" for none."""
    opened = [found.end() for found in _OPENED.finditer(masked, max(0, start - _LONGEST), start)][-1:]
    if not opened:
        return ""
    left, right = LEFT.search(masked, opened[0], start), RIGHT.match(masked, end)
    behind = _AGE.match(masked, right.end() if right else end)
    begins = behind.end() if behind else end
    closed = _CLOSED.search(masked, begins, begins + _LONGEST)
    before = masked[opened[0] : left.start() if left else start].strip()
    after = masked[begins : closed.start() if closed else begins + _LONGEST].strip()
    name = before or after
    return name if not (before and after) and _NAMED.fullmatch(name) and not _SAYS.search(name) else ""
