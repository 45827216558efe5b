"""Whether a mention is the subject of a verb in the past tense: the verb beside it, known by its form alone.

"ELY-keskus totesi", "selvityksen tilasi ELY-keskus", "The ELY Centre granted the permit", "Эксоте расторгло договор".
"""

import re

from monitor.facts.then import kinds
from monitor.knowledge import sentence
from monitor.model import Block, Fact

_FARTHEST_VERB = 60  # code points before its subject

# The Finnish imperfect. Verbs in -oi, -öi and -ii are in the present tense as often as not.
_IMPERFECT = (
    r"(?!(?:ei|tai|eli|vai|kai|yksi|paitsi|mikäli|moni|uusi|suuri|voi)\b)[a-zåäö]{3,}(?<!ks)(?<![oöi])i(?:vat|vät)?"
)
_AFTER = {
    "fi": re.compile(rf"\s{_IMPERFECT}(?!\w)"),
    # A participle has no object.
    "en": re.compile(
        r"\s(?:\w+ly )?(?:\w{2,}ed|sent|paid|left|found|lent|put|cut)"
        r" (?:the|an?|its|their|his|her|our|this|that|these|those|\d[\d.,]*)(?!\w)"
    ),
    # Nouns in -ло and -ла follow no name in the nominative; those in -ал do ("портал").
    "ru": re.compile(r"\s[а-яё]{2,}(?:[бгзкпрстх]л[аои]|[аеиуыя]л[ои]|[иы]ла?)(?!\w)"),
}
_BEFORE = re.compile(rf"(?<!\w){_IMPERFECT}\s\Z")
_TOGETHER = re.compile(r"\b(?:olivat|\w+(?:tt|st|u|y)iv[aä]t)\s[^.;:]*\Z")  # "osallistuivat kunta, Kymsote ja Kela"
_SUBJECT = re.compile(r"(?:us|[aeiouyäö])\Z(?<!ss[aä])(?<!st[aä])(?<!ll[aä])(?<!lt[aä])(?<!lle)(?<!oa)(?<!ia)(?<!ksi)")
# "TE-toimiston virkailija esitteli": the verb of somebody who belongs to the mention.
_OF_IT = re.compile(rf"\s[a-zåäö-]+[aäouyö]{_AFTER['fi'].pattern}")

# "TE-toimisto aloitti 2009, ja siellä palvellaan", "opened in 2013 and it serves": how it began, and that it goes on.
_BEGAN = re.compile(
    r"\b(?:aloitti|avattiin|avasi ovensa|avautui|perustettiin|muutti|öppnades?|grundades|inrättades|flyttade|inledde"
    r"|opened|founded|established|set up|moved|started|began|открыл(?:ось|ся|ась|ись)|основан[ао]?|создан[ао]?"
    r"|переехал[аои]?|начал[аои]? работу)\b",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\b(?:ja|och|and|и|(?P<relative>jossa|josta|johon|joka|där|som|where|which|где|котор\w+))\b(?P<told>.*)",
    re.IGNORECASE,
)
_IT = re.compile(
    r"\W*(?:siellä|sieltä|sinne|se|nyt|nykyään|edelleen|yhä|där|den|det|nu|fortfarande|it|there|now|still"
    r"|там|туда|он|она|оно|сейчас|теперь)\b|.*\b(?:nykyään|nykyisin|nu|nuförtiden|now|today|сейчас|теперь)\b",
    re.IGNORECASE,
)
_PAST = re.compile(rf"(?<!\w){_IMPERFECT}(?!\w)")


def lives_on(fact: Fact, block: Block) -> bool:
    """Whether the mention's sentence tells how it began, and then what it does today.

    A verb that nobody listed is of today where the words take up the mention again and none in them is of the past.
    """
    _, ends = sentence(block.text, fact.start, fact.end)
    began = _BEGAN.search(block.text, fact.end, ends)
    rest = began and _AND.search(block.text, began.end(), ends)
    if not rest:
        return False
    heard = kinds(rest["told"], block.lang)
    again = rest["relative"] or _IT.match(rest["told"])
    if "past" in heard or (block.lang == "fi" and _PAST.search(rest["told"])):
        return False
    return bool(again or heard & {"present", "state"})


def narrates(fact: Fact, block: Block) -> bool:
    """Whether the words beside the mention are such a verb; in Finnish it may also stand before a list of subjects."""
    if block.lang != "fi":
        after = _AFTER.get(block.lang)
        return bool(after and after.match(block.text, fact.end))
    if fact.text.endswith("n"):
        return bool(_OF_IT.match(block.text, fact.end))
    if not _SUBJECT.search(fact.text):
        return False
    before = block.text[max(0, fact.start - _FARTHEST_VERB) : fact.start]
    beside = _AFTER["fi"].match(block.text, fact.end) or _BEFORE.search(before)
    return bool(beside or _TOGETHER.search(before))
