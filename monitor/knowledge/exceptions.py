"""Words near a mention that say it is history, or that announce the change itself. The words stand in exceptions.yaml.

"entinen Eksote", "Eksoten aikana", "TE-toimistojen tehtävät siirtyivät kunnille", "käsitteestä luovutaan": whoever
writes so knows, and a monitor that tells them anyway is not read for long.
"""

import re
from functools import cache, lru_cache
from hashlib import blake2b

from monitor.knowledge.bundle import bundled
from monitor.knowledge.forms import either

RULES = "1"  # of hearing; a part of the version
BEFORE = 45  # code points before and after a mention within which its own words are looked for
AFTER = 60
REACH = 400  # of a sentence to each side

# A full stop after one letter, a number or one of these does not end a sentence.
_ABBREVIATIONS = (
    "ent",
    "aik",
    "nyk",
    "esim",
    "puh",
    "ks",
    "nro",
    "mm",
    "ym",
    "klo",
    "tfn",
    "tel",
    "nr",
    "bl.a",
    "No",
    "ул",
    "тел",
)
_SENTENCE_END = re.compile(
    r"(?<!\b[a-zåäöа-я])(?<!\d)"
    + "".join(rf"(?<!\b(?i:{re.escape(word)}))" for word in _ABBREVIATIONS)
    + r"[.!?…]+[\s”\"»)]+(?=[\"”«(]?[A-ZÅÄÖА-ЯЁ\d])|\n|(?<=\d\d)\.\s+(?=[A-ZÅÄÖА-ЯЁ])"
)
# A clause has a verb of its own: it ends at a comma, a colon, a dash or a word that begins the next.
_BREAK = (
    r"[,;:|]\s|\s[–—-]\s"
    r"|\s(?=(?:jos|kun|jo[knst]\w*|että|om|när|som|att|if|when|which|who|that|если|когда|котор\w+|что)\s)"
)
_WIDE = re.compile(_BREAK, re.IGNORECASE)
_CLAUSE = re.compile(rf"{_BREAK}|\s(?:ja|sekä|mutta|vaan|och|men|utan|and|but|и|но|а)\s", re.IGNORECASE)
# A condition after the mention speaks of somebody else: "TE-toimisto auttaa, jos työ päättyi".
_CONDITION = re.compile(r"\b(?:jos|kun|mikäli|että|if|when|because|om|när|ifall|att|если|когда|что)\b", re.IGNORECASE)


@cache
def _words(*wanted: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """(kind, place, pattern) for each list of words of these places, all languages together: pages mix them."""
    return tuple(
        (kind, place, either(tuple(_spelt(form, lang) for lang, forms in languages.items() for form in forms)))
        for kind, places in bundled("exceptions").items()
        for place, languages in places.items()
        if languages and place in wanted
    )


def _spelt(form: str, lang: str) -> str:
    """The form with the places of its language in their stead."""
    for name, places in bundled("abroad").items():
        form = form.replace(f"{{{name}}}", f"(?:{'|'.join(places.get(lang, ()))})")
    return form


@lru_cache(maxsize=1)
def exceptions_version() -> str:
    """The hash of the words: facts hold what was heard, so they are read again when the words change."""
    return blake2b(f"{RULES}{bundled('exceptions')!r}{bundled('abroad')!r}".encode(), digest_size=8).hexdigest()


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Start and end of the sentence, or line, around `text[start:end]`; at most `REACH` to each side."""
    begins, ends = max(0, start - REACH), min(len(text), end + REACH)
    for stop in _SENTENCE_END.finditer(text, begins, ends):
        if stop.end() <= start:
            begins = stop.end()
        elif stop.start() >= end:
            return begins, stop.start()
    return begins, ends


def clause(text: str, start: int, end: int, *, wide: bool = False) -> tuple[int, int]:
    """Start and end of the part of its sentence in which `text[start:end]` has its verb.

    An "and" joins two clauses or two names; `wide` takes it for names.
    """
    stops = _WIDE if wide else _CLAUSE
    begins, ends = sentence(text, start, end)
    low = max((stop.end() for stop in stops.finditer(text, begins, start)), default=begins)
    after = stops.search(text, end, ends)
    return low, after.start() if after else ends


def heard(text: str, start: int, end: int) -> tuple[str, ...]:
    """What is heard around the mention `text[start:end]`, each as "history:word" or "announcement:word"."""
    begins, ends = sentence(text, start, end)
    low, high = clause(text, start, end)
    stretches = {
        "before": text[max(begins, start - BEFORE) : start],
        "after": _CONDITION.split(text[end : min(ends, end + AFTER)], 1)[0],
        "clause": f"{text[low:start]} | {text[end:high]}",
        "sentence": f"{text[begins:start]} | {text[end:ends]}",
    }
    found = []
    for kind, place, pattern in _words(*stretches):
        match = pattern.search(stretches[place])
        if match:
            found.append(f"{kind}:{match.group().lower()}")
    return tuple(dict.fromkeys(found))
