"""A report with one of everything. People, hosts and numbers are invented."""

from datetime import UTC, date, datetime

from monitor.model import (
    Because,
    Coverage,
    Family,
    Finding,
    Hop,
    LinkRow,
    Listed,
    Message,
    Outcome,
    PageRow,
    Reason,
    Report,
    Severity,
    Verdict,
    Zone,
)

PAGE = "https://www.example.fi/maahanmuutto"
CONTACTS = "https://www.example.fi/yhteystiedot"
BROKEN = "https://www.example.fi/rikki"

# An id that no catalogue has comes back as it is, so these are the sentences themselves.
ENDED = Message("Ohjelmakausi 2017-2020 on päättynyt 31.12.2020.")
REPEALED = Message("Laki 1386/2010 on kumottu lailla 681/2023.")
STYLE = Message("Puhelinnumeron ryhmittely poikkeaa suosituksesta.")
DEAD = Message("Linkin takana ei ole enää sivua (404).")

PLAN = "Etelä-Karjalan kotouttamisohjelma 2017-2020 perustuu lakiin kotoutumisen edistämisestä (1386/2010)."


def finding(
    check: str,
    severity: Severity,
    context: str,
    quote: str,
    message: Message,
    *,
    family: Family = Family.VALIDITY,
    page: str = PAGE,
    heading: str = "",
    suggestion: str | None = None,
    source: str = "",
    since: date | None = None,
    zone: Zone = Zone.MAIN,
    lang: str = "fi",
    reasons: tuple[Because, ...] = (),
) -> Finding:
    start = context.find(quote) if context else -1
    return Finding(
        check=check,
        family=family,
        severity=severity,
        page=page,
        subject=quote,
        quote=quote,
        message=message,
        context=context,
        start=start,
        end=start + len(quote) if context else -1,
        heading=heading,
        zone=zone,
        lang=lang,
        since=since,
        suggestion=suggestion,
        source=source,
        reasons=reasons,
    )


PROGRAMME = finding(
    "programme-ended",
    Severity.WARNING,
    PLAN,
    "2017-2020",
    ENDED,
    heading="Kotouttaminen",
    since=date(2021, 1, 1),
)
STATUTE = finding(
    "statute-repealed",
    Severity.WARNING,
    PLAN,
    "1386/2010",
    REPEALED,
    family=Family.STATUTE,
    heading="Kotouttaminen",
    suggestion="681/2023",
    source="https://www.finlex.fi/fi/lainsaadanto/2010/1386",
    since=date(2025, 1, 1),
    reasons=(
        Because("statute-repealed", REPEALED, Severity.WARNING, "https://www.finlex.fi/fi/lainsaadanto/2010/1386"),
        Because("term-superseded", Message("Sama nimi on uudella lailla."), Severity.NOTE),
    ),
)
PHONE = finding(
    "phone-format",
    Severity.NOTE,
    "Neuvonta: 040 1234567 arkisin.",
    "040 1234567",
    STYLE,
    family=Family.PHONE,
    page=CONTACTS,
    suggestion="040 123 4567",
    source="Kielitoimiston ohjepankki",
)
LINK = finding(
    "link-broken", Severity.ERROR, "", "Lomakkeet", DEAD, family=Family.LINK, page=CONTACTS, zone=Zone.FOOTER
)
ELSEWHERE = finding(
    "link-broken", Severity.ERROR, "", "Lomakkeet", DEAD, family=Family.LINK, page=PAGE, zone=Zone.FOOTER
)

REPORT = Report(
    generated_at=datetime(2026, 11, 24, 6, 30, tzinfo=UTC),
    as_of=date(2026, 11, 24),
    coverage=Coverage(pages_checked=2, pages_failed=1, links_checked=9, links_unchecked=1),
    pages=(
        PageRow(PAGE, PAGE, 200, "Maahanmuuttajapalvelut", "fi"),
        PageRow(CONTACTS, CONTACTS, 200, "Yhteystiedot", "fi"),
        PageRow(BROKEN, BROKEN, 503, checked=False, reason="server-error"),
    ),
    links=(
        LinkRow(CONTACTS, "/lomakkeet", "https://www.example.fi/lomakkeet", "Lomakkeet",
                Verdict(Outcome.BROKEN, Reason.NOT_FOUND), "broken", 404, "https://www.example.fi/lomakkeet"),
        LinkRow(None, "http://example.fi/", "http://example.fi/", "", Verdict(Outcome.REDIRECTED, Reason.MOVED),
                "", 200, "https://www.example.fi/", (Hop("http://example.fi/", 301, "https://www.example.fi/"),)),
        LinkRow(PAGE, "https://slow.example.fi/", "https://slow.example.fi/", "Hidas",
                Verdict(Outcome.UNREACHABLE, Reason.TIMEOUT)),
    ),
    findings=(
        Listed(PHONE, (PHONE,)),
        Listed(STATUTE, (STATUTE,), "open"),
        Listed(PROGRAMME, (PROGRAMME,)),
        Listed(LINK, (LINK, ELSEWHERE)),
    ),
)  # fmt: skip

CLEAN = Report(
    generated_at=datetime(2026, 11, 24, 6, 30, tzinfo=UTC),
    as_of=date(2026, 11, 24),
    coverage=Coverage(pages_checked=2),
    pages=(PageRow(PAGE, PAGE, 200, "Maahanmuuttajapalvelut", "fi"),),
)


def hostile(words: str) -> Report:
    """A report into which these words have come everywhere that a page or a server can put them."""
    bad = finding(
        "phone-format",
        Severity.NOTE,
        f"a {words} b",
        words,
        STYLE,
        page=f"https://www.example.fi/{words}",
        heading=words,
        suggestion=words,
        source=words,
        lang="fi",
    )
    return Report(
        generated_at=datetime(2026, 11, 24, 6, 30, tzinfo=UTC),
        as_of=date(2026, 11, 24),
        pages=(
            PageRow(bad.page, bad.page, 200, words, "fi"),
            PageRow(words, words, None, words, "fi", checked=False, reason=words),
        ),
        links=(LinkRow(words, words, words, words, Verdict(Outcome.BROKEN, Reason.NOT_FOUND), "", 404, words),),
        findings=(Listed(bad, (bad,), words),),
    )
