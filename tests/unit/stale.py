"""Findings for tests: invented places, people and numbers."""

from dataclasses import replace

from monitor.model import Family, Finding, Message, Severity

TEXT = "Koivulahden kotouttamisohjelma 2017-2020 ohjaa työtä. Puh. 0400 123456."


def finding(quote: str, **changes: object) -> Finding:
    start = TEXT.find(quote)
    base = Finding(
        check="programme-ended",
        family=Family.VALIDITY,
        severity=Severity.WARNING,
        page="https://koivulahti.example/a",
        subject=quote,
        quote=quote,
        message=Message("programme-ended"),
        context=TEXT,
        start=start,
        end=start + len(quote) if start >= 0 else -1,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


PROGRAMME = finding("2017-2020")
TERM = finding("kotouttamisohjelma", check="term-superseded", family=Family.TERM, severity=Severity.NOTE)
PHONE = finding("0400 123456", check="phone-format", family=Family.PHONE, severity=Severity.NOTE)
LINK = finding("2017-2020", check="link-broken", family=Family.LINK, severity=Severity.ERROR)
