"""Whether the words around a mention are of a day that is gone: a dated line, a publication, a year that is named.

What was right on that day is no fault. The whole line counts where its opening dates it ("Tiedote 12.3.2019: Eksote
avaa uuden pisteen") or names a publication ("Virtanen, M. (2015). ..."), the clause of the mention elsewhere.
"""

import re
from datetime import date

from monitor.facts.dates import cues
from monitor.facts.dates.lexicon import LANGUAGES
from monitor.knowledge import clause, sentence
from monitor.model import Fact, Statement

_YEAR = r"(?:19|20)\d\d"
# When something was, in a year that is named: "vuonna 2019", "3.2.2020", "hösten 2021", "in May 2019", "в 2019 году".
# What began or will end then may go on: "vuoden 2020 alusta", "1.1.2020 alkaen", "until 31 December 2024".
_WHEN = re.compile(
    r"(?:\b(?:vuonna|vuoden|vuosina|vuosien|vuoteen|\w+kuu(?:ssa|n)|(?:kevää|kesä|syksy|talve)(?:llä|lla|n)"
    r"|år(?:et|en)?|(?:våren|sommaren|hösten|vintern)(?: år)?|i \w+"
    r"|(?:in|on|during|between)(?: \w+){0,3}?|(?:в|за)(?: \w+)?) "
    r"|(?<![\d.])\d{1,2}\.\d{1,2}\.|(?<!until )(?<!till )(?<!до )(?<!\d)\d{1,2} [^\W\d]+ )"
    rf"({_YEAR})(?![\d/])(?! (?:alusta|alkaen|lähtien|asti|saakka|loppuun|mennessä|on\b))",
    re.IGNORECASE,
)
# "Tiedote 12.3.2019: ", "14.9.2022 Eksote kutsuu", "Press release 3 April 2018 – ", "2016: ", "Maaliskuu 2016 | ".
_DATELINE = re.compile(
    rf"\W*(?P<label>(?:[^\W\d][\w-]*,?\s){{0,3}}?)(?:(?P<day>\d{{1,2}}\.\s?\d{{1,2}}\.|\d{{1,2}}\.? [^\W\d]{{3,}} "
    rf"|[^\W\d]{{3,}} \d{{1,2}}, )|[^\W\d]{{3,}} )?(?:{_YEAR}\s?[–-]\s?)?(?P<year>{_YEAR})(?: ?г\.| года)?"
    r"(?:\s?[:|–—]|,|\s-)?\s(?P<rest>\S)"
)
_OF_A_DATELINE = re.compile(r"[:|–—]\s\S\Z|\s-\s\S\Z")
_PUBLISHED = re.compile(r"\b(?:julkais|publicera|publish|posted|опубликован)", re.IGNORECASE)
_OPENS = {"updated", "application", "validity", "start", "end", "closed"}  # labels of a day that is not the text's own
# How a book or a thesis is cited: Virtanen, M. (2015); Korhonen, A. & Laine, P. (2014); Nieminen, Kaisa: Teoksen nimi.
_AUTHOR = re.compile(r"\W*[A-ZÅÄÖÉА-ЯЁ][\w'’-]+, (?:[A-ZÅÄÖА-ЯЁ]\.|[A-ZÅÄÖА-ЯЁ]\w+(?: \w+)?(?::| \())")
_WORKS = (
    r"\w*julkaisu\w*|\w*raport\w*|moniste\w*|selvity\w*|tutkimu\w*|yleiskir\w*|opinnäyt\w*|(?:pro )?gradu\w*|väitös\w*"
    r"|lisensiaat\w*|artikkeli\w*|\w*kertomus|muistio\w*|publikation\w*|\w*rapport\w*|\w*berättelse|avhandling\w*"
    r"|examensarbete\w*|artikel\w*|utredning\w*|skrift(?:er|serie)?|publications?|reports?|working papers?"
    r"|(?:\w+ )?thesis|dissertation|articles?|stud(?:y|ies)|публикаци\w*|отч[её]т\w*|доклад\w*|диссертаци\w*"
    r"|(?:дипломная|курсовая) работа|стать[яи]|исследовани\w*"
)
_SHORT_WORKS = r"opas|esite|kirja|video|podcast|guide|broschyr|bok|brochure|leaflet|book|брошюра|буклет|книга|видео"
_LABEL = re.compile(rf"\W*(?:[\w-]+ )?(?:{_WORKS}|{_SHORT_WORKS})\s?:", re.IGNORECASE)
# "julkaisuja 5/2011", "reports of the Population Register Centre 3/2012", "årsberättelse 2012"; no act of a report.
_SERIES = re.compile(
    rf"\b(?:{_WORKS})(?:(?: (?:nro|nr|no\.?|№))?|(?:(?!\b\w*la[ki]|\blag|\bact\b|закон)[^.:;]){{1,60}}) "
    rf"(?P<issue>\d{{1,3}}\s?/\s?)?{_YEAR}\b",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(rf"(?<![\d/])({_YEAR})(?![\d/])|\b\d{{1,3}}/({_YEAR})(?!\d)")
_STAMP = re.compile(
    rf"(?:\([^()\d]*|[(,]\s?\d{{1,2}}\.\d{{1,2}}\.|(?<!\d){_YEAR}\s?[–-]\s?)({_YEAR})(?:[^()\d]{{0,20}}\)|\)?)[\s.]*\Z"
)  # "... (2016)", "..., 3.5.2017", "... 2015–2016"
# "Valviran vuoden 2018 tiedot", "the TE Office's 2019 report": what was of that year is of it, whoever uses it today.
_ITS_YEAR = re.compile(
    rf"(?:\s(?:\w+\s)?vuo(?:den|delta|sien|silta)|['’]s)\s({_YEAR})(?![\d/]| (?:alusta|alkaen|lähtien))"
)
_OF_NOW = {"present", "change", "happens", "future", "updated", "application"}
# "Training organised by the TE Office", "the TE Office located in Lahti": a participle, no verb, unlike "agreed with".
# So are those of "annetun lain (1386/2010)", the name of an act.
_NO_VERB = re.compile(
    r"(?<!was )(?<!were )\b(?!(?:agreed|worked|cooperated|collaborated|merged) with)"
    r"(?:\w+ed(?= (?:by|with)\b)|(?:located|situated|based)(?= (?:in|at|on)\b))"
    r"|\bannet\w+(?= (?:la[ki]\w*|asetu\w+|päätö\w+))"
)
# Whose past it is: what the reader has done is told in the past tense too ("Olet saanut kutsun TE-toimistosta").
_READER = re.compile(
    r"\b(?:sinu\w+|sinä|olet|oletko|saitko|sait|olit|te|teidän|teidät|teille|du|dig|din|ditt|dina|ni|er|you|your|yours"
    r"|вы|вас|вам|вами|ваш\w*)\b",
    re.IGNORECASE,
)


def kinds(words: str, lang: str) -> set[str]:
    """The kinds of cue in the language of the block alone: "Visit" would be a past tense in Finnish."""
    words = _NO_VERB.sub("", words)
    if lang not in LANGUAGES:
        return {cue.kind for cue in cues.heard(words, lang)}
    return {cue.kind for cue in cues.words_of(words, lang)}


def to_the_reader(words: str) -> bool:
    """Whether the words speak to the reader."""
    return _READER.search(words) is not None


def dated_before(statement: Statement, changed: date) -> bool:
    """Whether the mention's line is of a day in a year before the change, or cites a publication: a title stays."""
    fact, block = statement.fact, statement.occurrence.block
    begins, ends = _line(block.text, fact)
    line = block.text[begins:ends]
    begins, ends = sentence(block.text, fact.start, fact.end)
    if _is_cited(line) or _is_of_a_series(block.text[begins:ends], block.lang):
        return True
    return 0 < _dated(line, block.lang) < changed.year


def told_of_then(statement: Statement, changed: date) -> bool:
    """Whether the words are of a year before the change, and no verb in them is known to be of the present.

    Verbs that nobody listed are no evidence of the present: "Ohjelman laativat kunta, Eksote ja Kela vuonna 2016".
    """
    fact, block = statement.fact, statement.occurrence.block
    begins, ends = sentence(block.text, fact.start, fact.end)
    low, high = clause(block.text, fact.start, fact.end, wide=True)
    if block.text[:low].endswith(": "):  # "Rahoittajat vuonna 2021: ELY-keskus"
        low = begins
    if stamp := _STAMP.search(block.text, fact.end, ends):
        low, high = begins, ends
    if (its := _ITS_YEAR.match(block.text, fact.end)) and int(its[1]) < changed.year:
        return True
    own = f"{block.text[low : fact.start]}¤{block.text[fact.end : high]}"
    years = [int(year) for year in ([stamp[1]] if stamp else _WHEN.findall(own))]
    if not years or max(years) >= changed.year or to_the_reader(own):
        return False
    return not kinds(own, block.lang) & _OF_NOW


def _line(text: str, fact: Fact) -> tuple[int, int]:
    """Start and end of the line of the block in which a mention stands."""
    ends = text.find("\n", fact.end)
    return text.rfind("\n", 0, fact.start) + 1, len(text) if ends < 0 else ends


def _dated(line: str, lang: str) -> int:
    """The year of the day that opens the line, 0 where none does."""
    found = _DATELINE.match(line)
    if not found:
        return 0
    named = found["day"] and found["rest"].isupper()
    label = found["label"]
    own = _PUBLISHED.search(label) or not kinds(label, lang) & _OPENS
    return int(found["year"]) if own and (named or _OF_A_DATELINE.search(found[0])) else 0


def _is_cited(line: str) -> bool:
    """Whether a line cites a publication by its author, or calls it one, and names its year."""
    return bool((_AUTHOR.match(line) or _LABEL.match(line)) and _ANY_YEAR.search(line))


def _is_of_a_series(words: str, lang: str) -> bool:
    """Whether a sentence is the title of a publication that has a number, or a year and no verb."""
    series = _SERIES.search(words)
    if not series or series["issue"]:
        return bool(series)
    return not kinds(words, lang) & {*_OF_NOW, "state"} and not to_the_reader(words)
