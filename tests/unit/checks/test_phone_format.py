"""Numbers that work but are badly written; the verdicts of the labelled table."""

import json
from pathlib import Path
from typing import Any

import pytest

from monitor.checks.phone_format import PhoneFormat
from monitor.checks.phone_international import PhoneInternational
from monitor.checks.phone_invalid import PhoneInvalid
from monitor.checks.phone_link import PhoneLink
from monitor.facts.phones.linkstyle import LinkFlaw
from monitor.facts.phones.style import Flaw
from monitor.model import Family, Finding, Mark, MarkKind, Message, PageType, Severity, Zone
from monitor.wording import LANGUAGES, phrase
from tests.unit.checks.called import CONTEXT, seen

TABLE = Path(__file__).parents[2] / "site" / "tables" / "phones.jsonl"
ROWS = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
CHECKS = (PhoneInvalid(), PhoneFormat(), PhoneInternational(), PhoneLink())
FAMILY = {"phone-invalid": "invalid", "phone-format": "format", "phone-international": "format", "phone-link": "format"}


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in ROWS])
def test_verdicts_of_the_table(row: dict[str, Any]) -> None:
    view = seen(row["text"], row["lang"])
    findings = [f for check in CHECKS for f in check.judge(view, CONTEXT)]
    wanted = {row["verdict"]} - {"ok", "not-a-phone"}
    assert {FAMILY[f.check] for f in findings} == wanted
    assert all(f.quote and f.context[f.start : f.end] == f.quote for f in findings)
    assert all(f.start < row["end"] and row["start"] < f.end for f in findings if "pvm" not in f.quote)


@pytest.mark.parametrize(
    "where",
    [
        pytest.param({"page_type": PageType.NEWS}, id="news"),
        pytest.param({"page_type": PageType.MINUTES}, id="minutes"),
        pytest.param({"zone": Zone.ARCHIVE}, id="archive"),
        pytest.param({"marks": (Mark(MarkKind.DELETED, 0, 16),)}, id="deleted"),
    ],
)
def test_silent_where_words_promise_nothing(where: dict[str, Any]) -> None:
    assert list(PhoneFormat().judge(seen("puh. 040 1234567", "fi", **where), CONTEXT)) == []


@pytest.mark.parametrize(
    ("text", "lang", "reason", "severity", "quote", "suggestion"),
    [
        pytest.param("puh. 0400 123456", "fi", "grouping", "note", "0400 123456", "0400 123 456", id="grouping"),
        pytest.param("puh. 040-123 4567", "sv", "separators", "note", "040-123 4567", "040 123 4567", id="hyphen"),
        pytest.param(
            "tel. 040-123 4567", "en", "separators", "warning", "040-123 4567", "+358 40 123 4567", id="hyphen-abroad"
        ),
        pytest.param(
            "puh. +358 (0)40 123 4567",
            "fi",
            "bracketed-zero",
            "warning",
            "+358 (0)40 123 4567",
            "+358 40 123 4567",
            id="bracketed-zero",
        ),
        pytest.param(
            "Maija 040 123 4567/Matti",
            "fi",
            "glued",
            "warning",
            "040 123 4567/Matti",
            "040 123 4567 Matti",
            id="glued-after",
        ),
        pytest.param(
            "Maija040 123 4567", "fi", "glued", "warning", "Maija040 123 4567", "Maija 040 123 4567", id="glued"
        ),
        pytest.param(
            "Ks. puh.040 123 4567",
            "fi",
            "label-glued",
            "note",
            "puh.040 123 4567",
            "puh. 040 123 4567",
            id="label-glued",
        ),
        pytest.param("Soita 0600 12345", "fi", "price-missing", "note", "0600 12345", None, id="price-missing"),
        pytest.param("Vaihde 123 4567", "fi", "area-missing", "warning", "123 4567", None, id="area-missing"),
        pytest.param(
            "040 123 4567 09 123 456",
            "fi",
            "run-together",
            "warning",
            "040 123 4567 09 123 456",
            "040 123 4567, 09 123 456",
            id="run-together",
        ),
    ],
)
def test_what_is_said(  # noqa: PLR0917  columns of the table
    text: str, lang: str, reason: str, severity: str, quote: str, suggestion: str | None
) -> None:
    (finding,) = PhoneFormat().judge(seen(text, lang), CONTEXT)
    assert (finding.message.id, str(finding.severity)) == (f"phone-format.{reason}", severity)
    assert (finding.quote, finding.suggestion) == (quote, suggestion)


def test_a_finding_is_whole() -> None:
    (finding,) = PhoneFormat().judge(seen("puh. 0400 123456", "fi", headings=("Yhteystiedot",)), CONTEXT)
    assert finding == Finding(
        check="phone-format",
        family=Family.PHONE,
        severity=Severity.NOTE,
        page="https://www.example.fi/",
        subject="+358400123456",
        quote="0400 123456",
        message=Message("phone-format.grouping", {"quote": "0400 123456"}),
        context="puh. 0400 123456",
        start=5,
        end=16,
        heading="Yhteystiedot",
        lang="fi",
        suggestion="0400 123 456",
        source="https://kielitoimistonohjepankki.fi/ohje/puhelinnumerot/",
    )


@pytest.mark.parametrize(
    ("text", "suggestions"),
    [
        pytest.param("puh. +358 40 123 4567", [], id="as-the-house-writes"),
        pytest.param("Maksuton 0800 123 456", [], id="freephone-stays-national"),
        pytest.param("puh. 040 123 4567", ["+358 40 123 4567"], id="national"),
    ],
)
def test_house_style(text: str, suggestions: list[str]) -> None:
    found = PhoneFormat(house_style="international").judge(seen(text, "fi"), CONTEXT)
    assert [f.suggestion for f in found] == suggestions


DOUBTS = [
    "too-short",
    "too-long",
    "placeholder",
    "no-such-series",
    "no-such-number",
    "country-zero",
    "short-with-country",
    "retired",
    "russian-domestic",
]
SENTENCES = [
    *(f"phone-format.{flaw}" for flaw in (*Flaw, "run-together", "house-style")),
    *(f"phone-invalid.{doubt}" for doubt in DOUBTS),
    *(f"phone-international.{reason}" for reason in ("national", "price-words", "only-contact")),
    *(f"phone-link.{flaw}" for flaw in LinkFlaw),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("message", SENTENCES)
def test_every_reason_has_a_sentence_in_every_language(message: str, lang: str) -> None:
    sentence = phrase(message, lang, {"quote": "040 1234567", "href": "tel:0401234567"})
    assert sentence != message
    assert "040" in sentence
