"""What a fact means where it stands: its role, its tense, its days and whose it is. Pure; knows no clock.

What the place tells of the past goes before all. Then the block's own words decide, then the column header or the words
that lead a list in, then the nearest heading.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from monitor.facts.dates.cues import ROLES
from monitor.facts.place import BREAK, column, kinds_heard, lead_in, notice, of_the_past
from monitor.model import (
    BlockKind,
    ContactFact,
    DateFact,
    Fact,
    Meaning,
    Occurrence,
    PageType,
    PartialDate,
    PhoneFact,
    Role,
    Statement,
    StatuteFact,
    Tense,
    TermFact,
)

TENSES = {
    "future": Tense.FUTURE,
    "change": Tense.PRESENT,
    "happens": Tense.PRESENT,
    "adopted": Tense.PRESENT,
    "present": Tense.PRESENT,
    "state": Tense.PRESENT,
    "past": Tense.PAST,
}
_HOLDING = ("on voimassa", "ovat voimassa", "kelpaa", "kelpaavat", "pätee", "gäller", "is valid", "are valid")
HOLDS = frozenset(f"validity:{verb}" for verb in (*_HOLDING, "действует", "действуют"))
_PLAIN, _TOLD = Meaning(), Meaning(Role.HISTORY, Tense.PAST)
_STALE_AT_MOST = timedelta(days=30)  # a page that was updated may still tell of last month
_OWNER_WORDS = 8
_SITE = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CHRISTMAS = re.compile(r"\b(?:joulu|jul(?!i\b|y\b)|christmas|december|рождеств|новогод|декабр)", re.IGNORECASE)


def stand(fact: Fact, occurrence: Occurrence) -> Meaning:
    """The fact as it stands there. Days are whole days in Europe/Helsinki, both ends included."""
    past = is_past(fact, occurrence)
    if isinstance(fact, DateFact):
        return _date(fact, occurrence, past=past)
    if isinstance(fact, StatuteFact | TermFact):
        kinds = _kinds(fact.cues)
        past = past or "history" in kinds or "past" in kinds
    if isinstance(fact, StatuteFact):
        return Meaning(Role.STATUTE, Tense.PAST if past else Tense.NONE)
    return _TOLD if past else _PLAIN


def is_past(fact: Fact, occurrence: Occurrence) -> bool:
    """Whether the place itself tells that the fact was true at another time."""
    contact = occurrence.page_type is PageType.DOCUMENT and is_contact(fact)
    return of_the_past(occurrence, fact.start, fact.end, contact=contact)


def is_contact(fact: Fact) -> bool:
    """Whether it is where to call, to write or to look: a number, an e-mail address, the address of a site."""
    return isinstance(fact, PhoneFact | ContactFact) or _SITE.fullmatch(fact.text) is not None


def whose(statement: Statement) -> str:
    """The programme of a date; of a number, an address or a name the words of its sentence or cell before it.

    Where there are none, the heading tells. Nothing is judged by it: it is worked out for who asks to see it.
    """
    fact, occurrence, meaning = statement
    return meaning.owner if isinstance(fact, DateFact) else _words_before(fact.start, occurrence)


def _date(fact: DateFact, occurrence: Occurrence, *, past: bool) -> Meaning:
    kinds = _kinds(fact.cues)
    begins, ends = _days(fact, kinds, occurrence)
    tense = TENSES.get(_leading(kinds)[1], Tense.NONE)
    if tense in (Tense.PAST, Tense.NONE) and _holds(fact.cues):
        tense = Tense.PRESENT
    if past or "about" in kinds or "first" in kinds:
        return Meaning(Role.HISTORY, Tense.PAST, begins, ends, fact.owner)
    if notice(occurrence) == fact:
        return Meaning(Role.UPDATED, tense, begins, ends, fact.owner)
    role = _role(fact, kinds, tense) or _role_of_place(fact, kinds, tense, occurrence) or Role.OTHER
    if role is Role.VALIDITY and "extended" in kinds:
        tense = Tense.PRESENT  # what was extended until a day holds until that day
    if role is Role.EXCEPTIONAL_HOURS and _is_of_applications(fact, occurrence):
        role = Role.HISTORY  # "closed on 1 May" in a column of application periods
    if role in (Role.APPLICATION, Role.ANNOUNCEMENT) and fact.ends is None:
        ends = begins
    if role is Role.HISTORY:
        tense = Tense.PAST
    return Meaning(role, tense, begins, ends, fact.owner or _named_by(occurrence, role))


def _holds(cues: tuple[str, ...]) -> bool:
    """Whether a verb that says "holds" stands nearer than one of the past: "ingicks 2021 och gäller till"."""
    spoken = next((at for at, cue in enumerate(cues) if cue.casefold() in HOLDS), len(cues))
    return spoken < next((at for at, cue in enumerate(cues) if cue.startswith("past:")), len(cues))


def _kinds(cues: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([cue.partition(":")[0] for cue in cues])


@lru_cache(maxsize=4096)
def _leading(kinds: tuple[str, ...]) -> tuple[str, str]:
    """The nearest kind that gives a role, and the nearest that gives a tense; "" where there is none."""
    role = next((kind for kind in kinds if kind in (*ROLES, "history", "archive")), "")
    return role, next((kind for kind in kinds if kind in TENSES), "")


def _whole_day(fact: DateFact) -> bool:
    edge = fact.ends or fact.begins
    return edge is not None and edge.month is not None


def _role(fact: DateFact, kinds: tuple[str, ...], tense: Tense) -> Role | None:
    """The role that the block's own words give; None where they say nothing."""
    first, verb = _leading(kinds)
    announces = verb in ("change", "happens", "future")
    if first == "updated":
        return Role.UPDATED
    if "extended" in kinds and "end" in kinds[:1]:
        return Role.VALIDITY
    # "Tickets bought earlier are valid until": what holds until a day is not over because it began before.
    holds = "end" in kinds[:1] and tense is Tense.PRESENT and "validity" in kinds
    earlier = "archive" in kinds and not (holds and _nearer("validity", "archive", kinds))
    if tense is Tense.PAST or (not announces and ("history" in kinds or earlier)):
        return Role.HISTORY
    if "before" in kinds[:1] or "after" in kinds[:1]:
        demanded = _applies(fact, kinds, verb) or verb == "future"
        return Role.APPLICATION if demanded and "before" in kinds[:1] else Role.OTHER
    if "season" in kinds[:1]:
        return _seasonal(first, verb)
    return _open_start(verb, kinds) if "start" in kinds[:1] else _dated(fact, kinds, first, verb)


def _seasonal(first: str, verb: str) -> Role | None:
    """What is offered in a season is over with it ("kevään 2026 kurssit"); what is told of the season is not."""
    if first in ("programme", "school"):
        return Role.PROGRAMME
    if first == "event":
        return Role.EVENT
    return Role.ANNOUNCEMENT if verb in ("change", "happens", "future") else None


def _open_start(verb: str, kinds: tuple[str, ...]) -> Role:
    """A beginning without an end is over only where the words still announce it."""
    if verb not in ("change", "future"):
        return Role.OTHER
    return Role.APPLICATION if "application" in kinds else Role.ANNOUNCEMENT


def _applies(fact: DateFact, kinds: tuple[str, ...], verb: str) -> bool:
    """Whether it is a time to apply; a bare day beside an application or a survey may be the day of the paper."""
    return "application" in kinds or ("paper" in kinds and (not fact.single or bool(verb)))


def _dated(fact: DateFact, kinds: tuple[str, ...], first: str, verb: str) -> Role | None:  # noqa: PLR0911 - a line a rule
    is_range = not fact.single and fact.begins is not None
    ends = "end" in kinds[:1]
    if _applies(fact, kinds, verb) and _whole_day(fact):
        return Role.APPLICATION
    if "closed" in kinds and _whole_day(fact) and not (ends and _nearer("validity", "closed", kinds)):
        return Role.EXCEPTIONAL_HOURS
    if ends and "validity" in kinds and verb != "change":
        return Role.VALIDITY
    if ("programme" in kinds or "school" in kinds) and (not fact.single or _only_a_year(fact)):
        return Role.PROGRAMME
    if first in ("programme", "school") and _in_season(fact):
        return Role.PROGRAMME
    if ends and (len(kinds) > 1 or _whole_day(fact)):  # "(vähemmistövaltuutettu vuoteen 2014)" promises nothing
        return Role.VALIDITY
    if verb in ("change", "happens", "future"):
        told = Role.UPDATED if "dateline" in kinds else Role.ANNOUNCEMENT
        return Role.EVENT if "event" in kinds else told
    if (
        "dateline" not in kinds
        and fact.single
        and verb == "present"
        and first == ""
        and ("during" in kinds or (fact.ends and fact.ends.day))
    ):
        return Role.ANNOUNCEMENT
    if first == "event" and _whole_day(fact):
        return Role.EVENT
    if is_range and ("validity" in kinds or verb == "present" or (verb == "state" and _whole_day(fact))):
        return Role.VALIDITY
    return None


def _nearer(kind: str, other: str, kinds: tuple[str, ...]) -> bool:
    return kind in kinds and kinds.index(kind) < kinds.index(other)


def _only_a_year(fact: DateFact) -> bool:
    return fact.single and fact.ends is not None and fact.ends.month is None


def _in_season(fact: DateFact) -> bool:
    """Whether it is the spring, summer or autumn of a year: it has a last month and no first one."""
    return fact.single and bool(fact.begins and fact.begins.month is None and fact.ends and fact.ends.month)


def _role_of_place(fact: DateFact, kinds: tuple[str, ...], tense: Tense, occurrence: Occurrence) -> Role | None:
    """The role that the column header, the lead-in or the nearest heading gives to a date that stands alone."""
    if set(kinds) & {"start", "before", "after"}:
        return None
    for words in filter(None, _places(fact, occurrence)):
        above = kinds_heard(words, occurrence.block.lang)
        role = _role(fact, (*kinds, *(kind for kind in above if kind not in TENSES)), tense) if above else None
        if role is not None:
            return None if fact.single and (role is Role.PROGRAMME or _byline(fact, role, occurrence)) else role
    return None


def _is_of_applications(fact: DateFact, occurrence: Occurrence) -> bool:
    """Whether it is a single day of which the place outside the block says that one applies, and nothing of hours."""
    told = [set(kinds_heard(words, occurrence.block.lang)) for words in _places(fact, occurrence) if words]
    return fact.single and any(kinds & {"application", "paper"} and "closed" not in kinds for kinds in told[:1])


def _byline(fact: DateFact, role: Role, occurrence: Occurrence) -> bool:
    """Whether it is the day of the text: a paragraph of nothing but a day under a heading about opening hours."""
    alone = occurrence.block.text.strip() == fact.text
    return role is Role.EXCEPTIONAL_HOURS and alone and occurrence.kind is BlockKind.PARAGRAPH


def _places(fact: DateFact, occurrence: Occurrence) -> Iterator[str]:
    """The words outside the block that speak of the date, nearest first."""
    yield column(occurrence, fact.start)
    yield lead_in(occurrence)
    yield from occurrence.headings[-1:]


def _days(fact: DateFact, kinds: tuple[str, ...], occurrence: Occurrence) -> tuple[date | None, date | None]:
    begins, ends = fact.begins, fact.ends
    edge = ends or begins
    year = _year_of_place(edge, occurrence) if edge and edge.year is None else None
    if year:
        begins, ends = _in_year(begins, ends, year)
    first, last = _edges(begins, ends)
    if "school" in kinds and not fact.single and first and last and begins and begins.month is None:
        return date(first.year, 8, 1), date(last.year, 7, 31)
    return first, last


@lru_cache(maxsize=4096)
def _edges(begins: PartialDate | None, ends: PartialDate | None) -> tuple[date | None, date | None]:
    return begins.first() if begins else None, ends.last() if ends else None


def _in_year(
    begins: PartialDate | None, ends: PartialDate | None, year: int
) -> tuple[PartialDate | None, PartialDate | None]:
    if begins and ends and (begins.month or 1) > (ends.month or 12):
        return begins._replace(year=year - 1), ends._replace(year=year)
    return begins and begins._replace(year=year), ends and ends._replace(year=year)


def _year_of_place(partial: PartialDate | None, occurrence: Occurrence) -> int | None:
    """The year of `5.1.`: the one that the headings name, else the next such day after the page's own date.

    January under "Christmas 2026" or "December 2026" is the January that comes after it.
    """
    years = {int(year) for words in occurrence.headings for year in _YEAR.findall(words)}
    if len(years) == 1:
        christmas = any(_CHRISTMAS.search(words) for words in occurrence.headings)
        return years.pop() + (christmas and partial is not None and partial.month == 1)
    stated = occurrence.page_date
    if partial is None or stated is None:
        return None
    for year in (stated.year - 1, stated.year, stated.year + 1):
        last = partial._replace(year=year).last()
        if last and last >= stated - _STALE_AT_MOST:
            return year
    return None


def _named_by(occurrence: Occurrence, role: Role) -> str:
    """The heading that names what a date without a name of its own is of."""
    if role in (Role.OTHER, Role.HISTORY, Role.UPDATED) or not occurrence.headings:
        return ""
    return " ".join(occurrence.headings[-1].split()[:_OWNER_WORDS])


def _words_before(start: int, occurrence: Occurrence) -> str:
    """The words of the block before a fact, as far as its sentence or cell reaches, else those of its heading."""
    before = occurrence.block.text[:start].rstrip(" ,:–-(")
    begins = 0
    for found in BREAK.finditer(before):
        begins = found.end()
    named = before[begins:].strip(" ,:–-(") or (occurrence.headings[-1] if occurrence.headings else "")
    return " ".join(named.split(None, _OWNER_WORDS)[:_OWNER_WORDS])
