"""A page of a municipality with everything on it, the labelled sentences, and the words for people."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from monitor.checks.email_superseded import EmailSuperseded
from monitor.checks.phone_invalid import PhoneInvalid
from monitor.checks.statute_repealed import StatuteRepealed
from monitor.checks.term_superseded import TermSuperseded
from monitor.model import Block, Occurrence, Page, PageType, Zone
from monitor.page.html import read
from monitor.wording import LANGUAGES, catalogue, phrase
from tests.unit.checks.superseded import judged

SITE = Path(__file__).parents[2] / "site"
CHECKS = (StatuteRepealed(), TermSuperseded(), EmailSuperseded())
PAGE_TYPES = {"dated-news": PageType.NEWS, "minutes": PageType.MINUTES, "legal": PageType.LEGAL}


def test_the_page() -> None:
    page = read((SITE / "superseded/kielola.html").read_bytes(), url="https://www.example.fi/")
    assert isinstance(page, Page)
    told = [
        (f.check, f.severity.value, f.quote, f.subject) for check in CHECKS for f in judged(check, *page.occurrences)
    ]
    assert told == [
        ("statute-repealed", "warning", "1386/2010", "1386/2010"),
        ("term-superseded", "note", "alkukartoitukseen", "alkukartoitus"),
        ("term-superseded", "warning", "Eksote", "eksote"),
        ("term-superseded", "warning", "Eksotessa", "eksote"),
        ("term-superseded", "warning", "kotouttaminen fi", "kotouttaminen-fi"),
        ("email-superseded", "warning", "etunimi.sukunimi@eksote.fi", "eksote-fi"),
    ]


def wrong(row: dict[str, Any]) -> bool:
    occurrence = Occurrence(
        Block(row["text"], row["lang"]),
        zone=Zone.ARCHIVE if row["page_type"] == "archive" else Zone.MAIN,
        page_type=PAGE_TYPES.get(row["page_type"], PageType.STANDING),
    )
    found = [f for check in (*CHECKS[:2], PhoneInvalid()) for f in judged(check, occurrence)]
    told = {
        "police-10022" if f.check == "phone-invalid" else f.subject
        for f in found
        if f.start < int(row["end"]) and int(row["start"]) < f.end
    }
    named = {row["entry"]} if row["entry"] else told
    return told != (named if row["stale"] else set()) or bool(told) is not row["stale"]


def test_labelled_sentences() -> None:
    rows = [json.loads(line) for line in (SITE / "tables/terms.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 150
    assert [row["stale"] for row in rows] == sorted(row["stale"] for row in rows)
    assert {row["id"] for row in rows if row["text"][row["start"] : row["end"]] != row["span"]} == set()
    assert [(row["id"], row["text"]) for row in rows if wrong(row)] == []


WORDS = {
    "term-superseded": ("replaced", "word", "moved", "ended"),
    "statute-repealed": ("repealed", "repealed-alone", "partial", "partial-alone"),
    "email-superseded": ("domain", "domain-alone", "address", "address-alone"),
}
IDS = [
    f"{check}.{name}"
    for check, names in WORDS.items()
    for name in (*(n + u for n in names for u in ("", "-undated")), "ending", "ending-alone")
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("message", IDS)
def test_words(lang: str, message: str) -> None:
    assert catalogue(lang).gettext(message) != message
    args: dict[str, str | int | date] = {"quote": "Eksote", "day": date(2023, 1, 1), "new": "hyvinvointialue"}
    said = phrase(message, lang, args)
    assert "Eksote" in said
    assert ("2023" in said) == (not message.endswith("-undated"))
    assert "{" not in said
