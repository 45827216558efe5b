"""Where a link stands, as the evidence of a finding: the words a reader sees, their block, their heading."""

from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from monitor.model import Link, Page, Standing, Zone

HELSINKI = ZoneInfo("Europe/Helsinki")


class Evidence(NamedTuple):
    """The fields of a finding that say where it is; `quote` is the link's words, or its address where it has none."""

    quote: str
    context: str = ""
    start: int = -1
    end: int = -1
    heading: str = ""
    zone: Zone = Zone.MAIN
    lang: str = ""


def evidence(page: Page | None, link: Link, lang: str = "") -> Evidence:
    """The evidence for a link of this page; `lang` is that of the page."""
    words = link.text.strip()
    if page is None or not 0 <= link.block < len(page.occurrences):
        return Evidence(words or link.href, zone=link.zone, lang=lang)
    occurrence = page.occurrences[link.block]
    text = occurrence.block.text
    start = text.find(words) if words else -1
    for mark in occurrence.block.marks:
        if mark.kind == "link" and mark.value == link.href and text[mark.start : mark.end].strip():
            start, words = mark.start, text[mark.start : mark.end]
            break
    return Evidence(
        quote=words or link.href,
        context=text,
        start=start,
        end=start + len(words) if start >= 0 else -1,
        heading=occurrence.headings[-1] if occurrence.headings else "",
        zone=link.zone,
        lang=occurrence.block.lang or lang,
    )


def since(standing: Standing | None) -> date | None:
    """The day in Europe/Helsinki from which a standing has been what it is; None without history."""
    return standing.since.astimezone(HELSINKI).date() if standing else None
