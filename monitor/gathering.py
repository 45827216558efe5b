"""Findings become things to mend: those in the same words, those of one subject, those of which the same is said. Pure.

`merge` makes one finding of several that hit the same words; `gather` puts findings of one subject together as one
thing to mend, with its places; `said` parts its places by what is to be said of them, so that none is lost.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from monitor.model import Because, Family, Finding, Listed, Zone

# Faults of these families are mended by one change where they share words; a dead link in those words is another.
# Those of one group are, too, where nothing stands between their words.
TOGETHER = (
    frozenset({Family.VALIDITY, Family.STATUTE, Family.TERM}),
    frozenset({Family.PHONE}),
    frozenset({Family.CONTACT}),
)

_TOGETHER = {family: group for group, families in enumerate(TOGETHER) for family in families}
_FAMILIES = {family: place for place, family in enumerate(Family)}

EVERY_PAGE = 20  # a block outside main on more pages than this is one place ...
EVERY_TENTH = 0.1  # ... as it is on more than this share of the target
INSIDE = frozenset({Zone.MAIN, Zone.ARCHIVE})

Key = tuple[str, str]  # family, subject
DANGER = frozenset({"link-hijacked"})  # readers come to harm while it stands


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for the same words of one page: the worst leads, the others become its reasons.

    Words are the same where their spans overlap or, for faults of one kind, are parted by white space only. How a
    number is written is no matter where it is another one by now: then only that one is advised.
    """
    merged: list[Finding] = []
    groups: list[list[Finding]] = []
    for finding in in_reading_order(findings):
        last = groups[-1] if groups else None
        if last and any(_same_words(finding, other) for other in last):
            last.append(finding)
        else:
            groups.append([finding])
    for group in groups:
        ranked = sorted(group, key=_rank)
        lead = ranked[0]
        reasons: list[Because] = []
        for finding in ranked:
            reasons += [reason for reason in _reasons(finding) if reason not in reasons]
        advising = [f for f in ranked if f.family is not Family.PHONE] or ranked
        # What to write instead of other words must not be offered for these.
        same = (f.suggestion for f in advising if f.suggestion and (f.start, f.end) == (lead.start, lead.end))
        merged.append(replace(lead, reasons=tuple(reasons), suggestion=next(same, None)))
    return merged


def in_reading_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings as their words follow each other: page, whether words or others are mended, block, place in it."""
    return sorted(findings, key=_reading_order)


def _reading_order(finding: Finding) -> tuple[str, bool, str, int, int]:
    return (finding.page, finding.family not in _TOGETHER, finding.context, finding.start, finding.end)


def _rank(finding: Finding) -> tuple[int, bool, int]:
    return (finding.severity.rank, finding.family is Family.PHONE, _FAMILIES[finding.family])


def _same_words(one: Finding, other: Finding) -> bool:
    if one.family not in _TOGETHER or other.family not in _TOGETHER:
        return False
    if one.start < 0 or other.start < 0 or (one.page, one.context) != (other.page, other.context):
        return False
    first, second = sorted((one, other), key=lambda f: f.start)
    if first.end > second.start:
        return True
    alike = _TOGETHER[one.family] == _TOGETHER[other.family]
    return alike and not first.context[first.end : second.start].strip()


def _reasons(finding: Finding) -> tuple[Because, ...]:
    own = Because(finding.check, finding.message, finding.severity, finding.source, finding.since)
    return finding.reasons or (own,)


def gather(findings: Iterable[Finding], pages: int) -> dict[Key, dict[str, Finding]]:
    """Things to mend, each with its places. `pages` is how many pages of the target are known.

    A block outside main that stands on more than 20 pages or a tenth of them is one place, named after its zone.
    """
    things: dict[Key, dict[str, list[Finding]]] = {}
    for finding in findings:
        things.setdefault((finding.family, finding.subject), {}).setdefault(finding.page, []).append(finding)
    return {
        key: {place: _one(found) for place, found in _everywhere(places, pages).items()}
        for key, places in things.items()
    }


def _everywhere(places: dict[str, list[Finding]], pages: int) -> dict[str, list[Finding]]:
    outside: dict[tuple[Zone, str], dict[str, list[Finding]]] = {}
    for page, found in places.items():
        for finding in found:
            if finding.zone not in INSIDE:
                blocks = outside.setdefault((finding.zone, finding.context), {})
                blocks.setdefault(page, []).append(finding)
    for (zone, _), where in outside.items():
        if len(where) > most_places(pages):
            for page, there in where.items():
                places[page] = [finding for finding in places[page] if finding not in there]
                if not places[page]:
                    del places[page]
            places.setdefault(every_page(zone), []).extend(next(iter(where.values())))
    return places


def _one(found: list[Finding]) -> Finding:
    """The worst of what was found of one thing on one page, with the others; of the same words the worst alone."""
    if len(found) == 1:
        return found[0]
    words: dict[tuple[str, int, int, str], Finding] = {}
    for finding in sorted(found, key=lambda finding: finding.severity.rank):
        words.setdefault((finding.context, finding.start, finding.end, finding.quote), finding)
    before = Counter[str]()
    each = []
    for finding in words.values():
        each.append(replace(finding, nth=before[finding.check]))
        before[finding.check] += 1
    return replace(each[0], also=tuple(each[1:]))


def most_places(pages: int) -> int:
    """On more pages than this, of so many, a block outside main is one place."""
    return min(EVERY_PAGE, max(1, int(pages * EVERY_TENTH)))


def every_page(zone: Zone) -> str:
    """The name of the one place that a block of every page is."""
    return f"*{zone}"


def listed(things: Mapping[Key, Mapping[str, Finding]], states: Mapping[Key, str]) -> tuple[Listed, ...]:
    """For a report: danger first, then the worst, then as the pages come.

    Places of which something else is to be said stand apart: a number may be badly written on one page and, for the
    readers of another, lack the country code.
    """
    rows = [
        Listed(found[0], tuple(found), states.get(key, "new"))
        for key, places in things.items()
        for found in said(places.values())
    ]
    return tuple(sorted(rows, key=lambda row: (row.finding.check not in DANGER, row.finding.severity.rank)))


def said(places: Collection[Finding]) -> list[list[Finding]]:
    """What is to be said of one thing to mend, the worst first: together stand the findings that say the same.

    A date of which only the heading tells what it is the date of is the same elsewhere if its sentences are.
    """
    if len(places) == 1 and not any(place.also for place in places):
        return [list(places)]
    told: dict[object, list[Finding]] = {}
    for place in places:
        here: dict[object, list[Finding]] = {}
        for finding in place.each:
            here.setdefault(_saying(finding), []).append(finding)
        for saying, found in here.items():
            sentences = frozenset(f.context for f in found) if _unnamed(found[0]) else None
            told.setdefault((saying, sentences), []).extend(found)
    return sorted(told.values(), key=lambda found: found[0].severity.rank)


def _saying(finding: Finding) -> tuple[object, ...]:
    """All that is said of the words, but the words."""
    said: list[object] = [finding.suggestion]
    for check, message, severity, *_ in _reasons(finding):
        said += (check, severity, message.id, message.count)
        said += (argument for argument in message.args.items() if argument[0] != "quote")
    return tuple(said)


def _unnamed(finding: Finding) -> bool:
    owner = finding.subject.partition(" ")[2]
    return finding.family is Family.VALIDITY and " ".join(finding.heading.casefold().split()).startswith(owner)
