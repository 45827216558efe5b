"""In which language words are, offline: Russian by its script, Finnish, Swedish and English by words and letters.

Only words that the other three do not use are counted ("on" is Finnish and English, "ja" Finnish and Swedish), so one
hit tells something. Under forty letters nothing is said: names and menus look alike in all of them.
"""

import re
from typing import Final

from monitor.page.words import words as word_list

FEWEST_LETTERS: Final = 40
_STRONG: Final = 3  # words more than the declared language has

_FI: Final = word_list(
    "että sekä tai ovat myös joka jotka mukaan kanssa ei eivät olla oli voi voit voivat kun kuin jos mutta hän he ne"
    " tämä tämän nämä sen sitä siitä niin vain sinun sinä me te itse kaikki ennen jälkeen aikana kautta vuoden vuonna"
    " tulee saa saada pitää mikä miten missä asti alkaen koko muu muut useita palvelut palvelu kunnan kaupungin"
    " lisätietoja puhelin sähköposti yhteystiedot hakemus lomake maksu päätös ohje osoite kunta kaupunki laki avoinna"
    " varhaiskasvatus asukas asiakas viranomainen kokous pöytäkirja ohjelma"
)
_SV: Final = word_list(
    "och att är för som till med på inte eller av ett från har den det de om kan ska skall vi du ni sig vid även"
    " också efter under mellan utan när där här vilken vilka detta dessa din ditt dina alla mer kommer finns får"
    " måste kommunen staden tjänster ansökan uppgifter mera enligt genom samt blir"
)
_EN: Final = word_list(
    "the and of with that this for are is from you your by be not have has will can or which as at it an their more"
    " services information please should been these those there when where about other only also its was were any"
    " city contact application service hours guide school family health support"
)
_OVERLAP: Final = (_FI & _SV) | (_FI & _EN) | (_SV & _EN)
_CODES: Final = ("fi", "sv", "en")
LANGUAGES: Final = (*_CODES, "ru")
_OWN: Final = {"fi": _FI - _OVERLAP, "sv": _SV - _OVERLAP, "en": _EN - _OVERLAP}
_WORDS: Final = frozenset().union(*_OWN.values())
_OTHERS: Final = {code: _WORDS - own for code, own in _OWN.items()}
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_CYRILLIC: Final = re.compile("[а-яё]+")
_CYRILLIC_LETTER: Final = re.compile("[а-яё]")  # found in half the time
_NOT_RUSSIAN: Final = re.compile("[іїєўђћљњј]")  # Ukrainian, Belarusian, Serbian
_EDGES: Final = ".,;:!?()\"'”“»«–-"
_SAMPLE: Final = 600  # characters
_BEGINNING: Final = 200  # of them, in which a Russian text has shown its script


def detect(text: str, declared: str = "") -> str:
    """`fi`, `sv`, `en` or `ru`, or "" where the words do not tell.

    With a declared language the evidence must be strong against it; a language that is none of the four stands.
    """
    if len(text) < FEWEST_LETTERS or (declared and declared not in LANGUAGES):
        return ""
    sample = text[:_SAMPLE].lower()
    words = sample.split()
    if declared == "ru" and _WORDS.isdisjoint(words):
        return ""  # nothing in it is evidence against Russian
    if _CYRILLIC_LETTER.search(sample, 0, _BEGINNING):
        cyrillic = _letters(_CYRILLIC, sample)
        if cyrillic >= FEWEST_LETTERS and 2 * cyrillic > _letters(_LETTERS, sample):
            return "" if declared == "ru" or _NOT_RUSSIAN.search(sample) else "ru"
    own = _OWN.get(declared)
    if own is not None and not own.isdisjoint(words) and len(_OTHERS[declared].intersection(words)) <= _STRONG:
        return ""
    return _latin(words, declared, sample)


def _letters(kind: re.Pattern[str], sample: str) -> int:
    return sum(map(len, kind.findall(sample)))


def _latin(words: list[str], declared: str, sample: str) -> str:
    score = [len(known.intersection(words)) for known in _OWN.values()]
    if not any(score):
        return _by_letters(words, declared, sample)
    best = max(range(3), key=score.__getitem__)
    rival = max(count for which, count in enumerate(score) if which != best)
    own = score[_CODES.index(declared)] if declared in _OWN else 0
    if declared == _CODES[best]:
        return ""
    if declared:
        strong = score[best] >= own + _STRONG and score[best] >= 3 * own and score[best] >= 2 * rival
        return _CODES[best] if strong else ""
    return _CODES[best] if score[best] > rival and score[best] * 15 >= len(words) else ""


def _by_letters(words: list[str], declared: str, sample: str) -> str:
    """Finnish without any small word: long words with doubled letters and ä, and never an å of its own."""
    if declared or _letters(_LETTERS, sample) < FEWEST_LETTERS:
        return ""
    doubled = sum(pair in sample for pair in ("aa", "ää", "ii", "uu", "kk", "tt"))
    endings = sum(word.strip(_EDGES).endswith(("a", "ä", "n", "i", "t", "us", "ys", "o", "ö")) for word in words)
    finnish = "å" not in sample and doubled >= 3 and endings * 10 >= 8 * len(words)  # noqa: PLR2004 - measured
    return "fi" if finnish else ""
