"""A letter becomes sentences in the reader's language, cut to a length that is read."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from urllib.parse import urlsplit

from monitor.days import HELSINKI
from monitor.digest.letter import Entry, Kind, Letter, Watch
from monitor.digest.safe import clean, fragment, host, mailto, web_address
from monitor.digest.view import Line, Link, OnPage, Other, Point, Quote, Section, View, Why
from monitor.model import Because, Family, Finding
from monitor.page.excerpt import excerpt
from monitor.wording import FALLBACK, LANGUAGES, phrase, say

IN_FULL = 7  # more than seven things to do at once are not done at all
WIDTH = 240  # of the sentence around the stale words
TITLE, SENTENCE, PASTE, SOURCE, LINE, PLACES, REASONS, WORDS, OTHERS = 120, 400, 500, 200, 140, 3, 4, 5, 3
SILENT = 20  # hosts, or refusals, named one by one
NAMES = frozenset({Family.TERM, Family.STATUTE, Family.CONTACT})
DATED = frozenset({Kind.SOON, Kind.ACKNOWLEDGED, Kind.ATTESTED})
NO_BREAK = "\u00a0"
DOTTED_TIME = frozenset({"fi", "sv"})  # 6.10; the others write 06:10
COMMANDS = (
    "monitor issues show {issue}",
    'monitor issues ack {issue} --until DATE --reason "..."',
    "monitor issues attest {issue} --until DATE",
    "monitor issues reassign {issue} EDITOR",
)


def speak(letter: Letter, contact: str, *, lines: int) -> View:
    """The letter in words, with at most `lines` entries in one line each."""
    lang = letter.reader.lang if letter.reader.lang in LANGUAGES else FALLBACK
    counts = {kind: phrase(f"digest.count.{kind}", lang, count=n) for kind in Kind if (n := letter.count(kind))}
    told = tuple(counts.values()) or (phrase("digest.nothing", lang),)
    asked = tuple(count for kind, count in counts.items() if kind.asks) or told
    name = phrase("digest.name", lang)
    title = _targets(letter.targets, lang)
    subject = {"name": name, "counts": ", ".join(asked), "target": title}
    unsubscribe = phrase("digest.unsubscribe", lang)
    return View(
        lang=lang,
        name=name,
        subject=phrase("digest.subject", lang, subject),
        title=title,
        summary=_capital(" · ".join(count.replace(" ", NO_BREAK) for count in told)),
        coverage=tuple(_coverage(letter, lang)),
        sections=tuple(_sections(letter, lang, contact, lines)),
        watch=tuple(_watch(letter.watch, lang)) if letter.watch else (),
        footer=tuple(phrase(f"digest.{sentence}", lang) for sentence in _footer(letter)),
        contact=contact,
        unsubscribe=unsubscribe,
        unsubscribe_url=mailto(contact, unsubscribe),
    )


def _footer(letter: Letter) -> tuple[str, ...]:
    """What the letter is not about, and why it came; how to answer, where it asks something."""
    asks = any(entry.kind.asks for entry in letter.entries)
    answer = ("answer-admin" if letter.reader.admin else "answer",) if asks else ()
    limits = ("limits",) if letter.entries else ()
    return (*answer, *limits, "reason-admin" if letter.reader.admin else "reason")


def _watch(watch: Watch, lang: str) -> Iterator[str]:
    """How the monitor fares, a line each: what was read and what not, hosts that are silent, mail that is refused."""
    for target in watch.targets:
        name = {"target": clean(target.target, TITLE)}
        if target.at is None:
            yield phrase("digest.watch.never", lang, name)
            continue
        whole = target.coverage.pages_checked + target.coverage.pages_failed
        args = {**name, **_moment(target.at, lang), "checked": target.coverage.pages_checked}
        yield phrase("digest.watch.target", lang, args, whole)
        for silence in target.silent[:SILENT]:
            args = {"host": clean(silence.host, TITLE), "links": silence.links}
            kind = "silent" if silence.days else "blocked"
            yield phrase(f"digest.watch.{kind}", lang, args, silence.days or silence.links)
        if (rest := len(target.silent) - SILENT) > 0:
            yield phrase("digest.more", lang, count=rest)
    for editor, error in watch.refused[:SILENT]:
        yield phrase("digest.watch.refused", lang, {"editor": clean(editor, TITLE), "error": clean(error, SENTENCE)})
    for check, count in watch.held:
        yield phrase("digest.watch.held", lang, {"check": clean(check, LINE)}, count)


def _moment(when: datetime, lang: str) -> dict[str, str | int | date]:
    here = when.astimezone(HELSINKI)
    return {"day": here.date(), "time": f"{here.hour}.{here:%M}" if lang in DOTTED_TIME else f"{here:%H:%M}"}


def _targets(targets: tuple[str, ...], lang: str) -> str:
    first = clean("".join(targets[:1]), TITLE // 2) or phrase("digest.name", lang)
    rest = len(targets) - 1
    return phrase("digest.targets", lang, {"first": first}, rest) if rest > 0 else first


def _coverage(letter: Letter, lang: str) -> Iterator[str]:
    coverage = letter.coverage
    args: dict[str, str | int | date] = {"checked": coverage.pages_checked}
    whole = coverage.pages_checked + coverage.pages_failed
    if letter.checked_at is None:
        yield phrase("digest.coverage", lang, args, whole)
    else:
        yield phrase("digest.coverage-at", lang, {**args, **_moment(letter.checked_at, lang)}, whole)
    if coverage.pages_failed:
        yield phrase("digest.unchecked", lang, count=coverage.pages_failed)


def _sections(letter: Letter, lang: str, contact: str, lines: int) -> Iterator[Section]:
    full = 0
    for kind in Kind:
        entries = letter.ordered(kind)
        if not entries:
            continue
        shown = min(IN_FULL - full, len(entries)) if kind.asks else 0
        rest = entries[shown : shown + lines]
        more = len(entries) - shown - len(rest)
        points = ((e, _point(e, full + n, letter, lang, contact)) for n, e in enumerate(entries[:shown], start=1))
        yield Section(
            kind=kind,
            name=phrase(f"digest.section.{kind}", lang),
            pages=tuple(_on_page(tuple(group)) for _, group in groupby(points, key=lambda pair: pair[0].finding.page)),
            lines=tuple(_line(entry, lang) for entry in rest),
            more=phrase("digest.more", lang, count=more) if more else "",
        )
        full += shown
        lines -= len(rest)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _on_page(pairs: tuple[tuple[Entry, Point], ...]) -> OnPage:
    entry = pairs[0][0]
    return OnPage(
        title=_title(entry),
        url=web_address(entry.finding.page),
        edit_url=web_address(entry.edit_url),
        lang=_language(entry.finding),
        points=tuple(point for _, point in pairs),
    )


def _point(entry: Entry, number: int, letter: Letter, lang: str, contact: str) -> Point:
    finding = entry.finding
    issue = {"issue": entry.issue}
    admin = letter.reader.admin  # who would be writing to themselves
    more = max(0, 1 + len(entry.words) - WORDS) + max(0, len(entry.others) - OTHERS)
    return Point(
        issue=entry.issue,
        number=number,
        heading=clean(finding.heading, TITLE),
        quotes=tuple(map(_quote, (finding, *entry.words)[:WORDS])),
        why=tuple(_why(finding, lang)),
        suggestion=clean(finding.suggestion or _ask(finding, lang), PASTE),
        paste=bool(finding.suggestion),
        note=_capital(" · ".join((*_notes(entry, lang), phrase("digest.issue", lang, issue)))),
        others=tuple(_other(other, finding.page, lang) for other in entry.others[:OTHERS]),
        more=phrase("digest.more", lang, count=more) if more else "",
        places=tuple(_elsewhere(entry)),
        still_valid="" if admin else mailto(contact, phrase("digest.mail.still-valid", lang, issue)),
        not_mine="" if admin else mailto(contact, phrase("digest.mail.not-mine", lang, issue)),
        commands=tuple(command.format_map(issue) for command in COMMANDS) if admin else (),
    )


def _ask(finding: Finding, lang: str) -> str:
    """Whom to ask, where a new name or address is wanted and not known; elsewhere the reason says what to do."""
    return phrase("digest.ask-owner", lang) if finding.family in NAMES else ""


def _quote(finding: Finding) -> Quote:
    if finding.start < 0 or not finding.context:
        return Quote("", clean(finding.quote, WIDTH), "", _language(finding))
    before, marked, after = excerpt(finding.context, finding.start, finding.end, width=WIDTH)
    return Quote(fragment(before, WIDTH), clean(marked, WIDTH), fragment(after, WIDTH), _language(finding))


def _why(finding: Finding, lang: str) -> Iterator[Why]:
    own = Because(finding.check, finding.message, finding.severity, finding.source, finding.since)
    for reason in (finding.reasons or (own,))[:REASONS]:
        sentence = clean(say(reason.message, lang), SENTENCE)
        if reason.source and reason.source in sentence:
            yield Why(sentence, "", "")  # a dead address is no source, and stands in the sentence already
            continue
        url = web_address(reason.source)
        source = host(url) if url else clean(reason.source, SOURCE)
        yield Why(sentence, source, url)


def _other(finding: Finding, page: str, lang: str) -> Other:
    why = next(_why(finding, lang)).sentence
    link = _link(finding.page, page) if finding.page != page else None
    return Other(link, _quote(finding), why, clean(finding.suggestion or "", PASTE))


def _elsewhere(entry: Entry) -> Iterator[Link]:
    page = entry.finding.page
    for place in tuple(place for place in entry.places if place != page)[:PLACES]:
        if link := _link(place, page):
            yield link


def _link(place: str, page: str) -> Link | None:
    """A link to a place, by its path where it is on the host of the page; None where it has no address."""
    url = web_address(place)
    if not url:
        return None
    parts = urlsplit(url)
    near = host(url) == host(web_address(page))
    return Link(url, clean(parts.path if near else host(url) + parts.path, LINE))


def _notes(entry: Entry, lang: str) -> Iterator[str]:
    if entry.reminder:
        yield phrase("digest.reminder", lang)
    if entry.days and entry.kind.asks:  # what is mended is open no longer
        yield phrase("digest.days", lang, count=entry.days)
    if entry.until and entry.kind in DATED:
        yield phrase(f"digest.until.{entry.kind}", lang, {"day": entry.until})
    if entry.count > 1:
        yield phrase("digest.places", lang, count=entry.count)


def _line(entry: Entry, lang: str) -> Line:
    finding = entry.finding
    notes = ", ".join(_notes(entry, lang))
    return Line(
        title=_title(entry, LINE // 2),
        url=web_address(finding.page),
        subject=phrase(f"digest.family.{finding.family}", lang),
        quote=clean(finding.quote, LINE // 2),
        lang=_language(finding),
        note=notes,
    )


def _title(entry: Entry, limit: int = TITLE) -> str:
    return clean(entry.page_title, limit) or clean(entry.finding.page, limit)


def _language(finding: Finding) -> str:
    return finding.lang if finding.lang.isascii() and finding.lang.isalpha() and len(finding.lang) in {2, 3} else ""
