"""Letters for tests: invented pages, people and numbers; the laws and reforms are public facts."""

from dataclasses import replace
from datetime import UTC, date, datetime

from monitor.digest import Entry, Kind, Letter, Reader, Sender, Silence, Watch, Watched
from monitor.model import Because, Coverage, Family, Finding, Message, Severity

SENDER = Sender(address="vahti@kunta.example.fi", domain="kunta.example.fi", contact="verkko@kunta.example.fi")
AT = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
SITE = "https://kunta.example.fi"
PROGRAMME = "Kunnan kotouttamisohjelma 2017–2020 ohjaa työtä kaikissa palveluissa, ja sitä noudattavat myös järjestöt."
NUMBERS = "Maahanmuuttajien neuvonta palvelee arkisin numerossa 0401234567 kaikilla kielillä."

# Sentences stand for themselves: an id that no catalogue has comes back as it is.
SAY = {
    "fi": (
        "Numerosta puuttuu väli, joten sitä on vaikea lukea.",
        "Ohjelmakausi päättyi 31.12.2020, joten teksti näyttää vanhentuneelta.",
        "Kunnan kotouttamisohjelma poistui käsitteenä laista 1.1.2025.",
        "Linkki ei johda enää mihinkään: palvelin vastaa 404 (nähty kahdesti).",
        "Hakuaika päättyy 31.12.2026.",
    ),
    "sv": (
        "Numret saknar mellanslag och är svårt att läsa.",
        "Programperioden upphörde den 31.12.2020, så texten ser inaktuell ut.",
        "Begreppet integrationsprogram för kommunen ströks ur lagen den 1.1.2025.",
        "Länken leder inte längre någonstans: servern svarar 404 (sett två gånger).",
        "Ansökningstiden upphör den 31.12.2026.",
    ),
    "en": (
        "The number has no spaces and is hard to read.",
        "The programme ended on 31 December 2020, so the text looks out of date.",
        "The law has had no municipal integration programme since 1 January 2025.",
        "The link leads nowhere any more: the server answers 404 (seen twice).",
        "Applications close on 31 December 2026.",
    ),
    "ru": (
        "Номер написан без пробелов, его трудно прочитать.",
        "Срок программы истёк 31.12.2020, поэтому текст выглядит устаревшим.",
        "С 01.01.2025 закон больше не знает муниципальной программы интеграции.",
        "Ссылка больше никуда не ведёт: сервер отвечает 404 (проверено дважды).",
        "Приём заявлений заканчивается 31.12.2026.",
    ),
}
TARGETS = {
    "fi": "Maahanmuuttajapalvelut",
    "sv": "Invandrarservice",
    "en": "Immigrant services",
    "ru": "Услуги для иммигрантов",
}


def finding(sentence: str, quote: str = "0401234567", context: str = NUMBERS, **more: object) -> Finding:
    start = context.find(quote)
    given: dict[str, object] = {
        "check": "phone-format",
        "family": Family.PHONE,
        "severity": Severity.WARNING,
        "page": f"{SITE}/maahanmuuttajat/neuvonta",
        "subject": quote,
        "quote": quote,
        "context": context,
        "start": start,
        "end": start + len(quote) if start >= 0 else -1,
        "heading": "Ota yhteyttä",
        "lang": "fi",
        "message": Message(sentence),
    }
    return Finding(**(given | more))  # type: ignore[arg-type]


def entries(lang: str) -> tuple[Entry, ...]:
    number, ended, concept, dead, closing = SAY[lang]
    law = "https://www.finlex.fi/fi/laki/alkup/2023/20230681"
    programme = finding(
        ended,
        "kotouttamisohjelma 2017–2020",
        PROGRAMME,
        page=f"{SITE}/maahanmuuttajat/kotoutuminen",
        heading="Ohjelmat",
        suggestion="Poista lause, tai nimeä siinä voimassa oleva suunnitelma ja linkitä siihen.",
        reasons=(
            Because("programme-ended", Message(ended), Severity.WARNING),
            Because("statute-repealed", Message(concept), Severity.WARNING, law),
        ),
    )
    link = finding(dead, "Kurssit syksyllä", "Kurssit syksyllä", heading="Suomen kielen kurssit", page=programme.page)
    soon = finding(closing, "31.12.2026", "Hae viimeistään 31.12.2026.", page=f"{SITE}/tuet", heading="")
    spaced = finding(number, suggestion="040 123 4567")
    places = tuple(f"{SITE}/{path}" for path in ("yhteystiedot", "kurssit", "asuminen"))
    older = finding(number, "0401234568", "Puh. 0401234568")
    edit = "https://cms.kunta.example.fi/muokkaa/812"
    return (
        Entry(issue=12, kind=Kind.URGENT, finding=link, page_title="Kotoutuminen", edit_url=edit, days=2),
        Entry(issue=9, kind=Kind.NEW, finding=programme, page_title="Kotoutuminen", edit_url=edit),
        Entry(issue=15, kind=Kind.NEW, finding=spaced, page_title="Neuvonta", places=places, count=4),
        Entry(issue=3, kind=Kind.OPEN, finding=older, page_title="Kurssit", days=41),
        Entry(issue=21, kind=Kind.SOON, finding=soon, page_title="Tuet", until=date(2026, 12, 31)),
        Entry(issue=2, kind=Kind.FIXED, finding=finding(number, "040-1234567"), page_title="Asuminen"),
        Entry(issue=1, kind=Kind.ACKNOWLEDGED, finding=spaced, page_title="Yhteystiedot", until=date(2027, 1, 15)),
    )  # fmt: skip


WATCH = Watch(
    targets=(
        Watched(
            "Maahanmuuttajapalvelut",
            Coverage(pages_checked=412, pages_failed=6),
            AT,
            (Silence("vanha.example.fi", 3, 21), Silence("estaja.example", 1)),
        ),
        Watched("Asuminen", Coverage(), None),
    ),
    refused=(("Neuvonnan tiimi", "neuvonta@kunta.example.fi: 550 No such user"),),
    held=(("term-superseded", 34),),
)


def admins(lang: str = "fi") -> Letter:
    """What an admin hears: whose is it, what comes and goes, reminders that were in vain, and how the monitor does."""
    link, _, spaced, older, soon, *_ = entries(lang)
    shown = (
        replace(spaced, kind=Kind.NOT_MINE),
        replace(link, kind=Kind.FLAPPING, days=8),
        replace(older, days=1, reminder=True),
        replace(soon, reminder=True),
    )
    return replace(letter(lang, admin=True, shown=shown), watch=WATCH)


def letter(lang: str = "fi", *, admin: bool = False, shown: tuple[Entry, ...] | None = None) -> Letter:
    return Letter(
        digest="2026-11-24",
        reader=Reader(name="Neuvonnan tiimi", addresses=("neuvonta@kunta.example.fi",), lang=lang, admin=admin),
        targets=(TARGETS[lang],),
        at=AT,
        checked_at=datetime(2026, 11, 24, 4, 10, tzinfo=UTC),
        coverage=Coverage(pages_checked=412, pages_failed=6),
        entries=entries(lang) if shown is None else shown,
    )
