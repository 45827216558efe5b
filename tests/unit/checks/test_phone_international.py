"""Numbers that readers abroad cannot dial."""

from typing import Any

import pytest

from monitor.checks.phone_international import SOURCE, PhoneInternational
from monitor.model import Family, Finding, Message, PageType, Severity
from tests.unit.checks.called import CONTEXT, PAGE, seen


@pytest.mark.parametrize(
    ("text", "lang", "page"),
    [
        pytest.param("puh. 040 123 4567", "fi", {}, id="domestic-readers-fi"),
        pytest.param("tfn 040 123 4567", "sv", {}, id="domestic-readers-sv"),
        pytest.param("tel. +358 40 123 4567", "en", {}, id="international"),
        pytest.param("tel. 040 123 4567, from abroad +358 40 123 4567", "en", {}, id="both-forms"),
        pytest.param("Call 112", "en", {}, id="emergency"),
        pytest.param("Free: 0800 123 456", "en", {}, id="freephone"),
        pytest.param("tel. 040-123 4567", "en", {}, id="left-to-phone-format"),
        pytest.param("tel. 040 123", "en", {}, id="left-to-phone-invalid"),
        pytest.param("tel. +44 20 7123 4567", "en", {}, id="foreign"),
        pytest.param("тел. 040 123 4567", "ru", {"page_type": PageType.NEWS}, id="news"),
        pytest.param("Free: 0800 123 456", "en", {"words": 9}, id="only-contact-of-a-fragment"),
        pytest.param("Free: 0800 123 456, +358 9 123 456", "en", {"words": 60}, id="another-number-reaches"),
        pytest.param("Free: 0800 123 456", "en", {"words": 60, "contact": "neuvonta@example.fi"}, id="mail-reaches"),
        pytest.param("Call 112", "en", {"words": 60}, id="only-emergency"),
    ],
)
def test_silent(text: str, lang: str, page: dict[str, Any]) -> None:
    assert list(PhoneInternational().judge(seen(text, lang, **page), CONTEXT)) == []


@pytest.mark.parametrize(
    ("text", "lang", "reason", "severity", "quote", "suggestion"),
    [
        pytest.param(
            "tel. 040 123 4567", "en", "national", "warning", "040 123 4567", "+358 40 123 4567", id="english"
        ),
        pytest.param(
            "тел. 0295 333 200", "ru", "national", "warning", "0295 333 200", "+358 295 333 200", id="russian"
        ),
        pytest.param(
            "Phone +358 20 123 4567 (pvm/mpm)", "en", "price-words", "note", "pvm/mpm", None, id="finnish-price-words"
        ),
        pytest.param("Free: 0800 123 456", "en", "only-contact", "note", "0800 123 456", None, id="only-contact"),
    ],
)
def test_what_is_said(  # noqa: PLR0917  columns of the table
    text: str, lang: str, reason: str, severity: str, quote: str, suggestion: str | None
) -> None:
    (finding,) = PhoneInternational().judge(seen(text, lang, words=60), CONTEXT)
    assert (finding.message.id, str(finding.severity)) == (f"phone-international.{reason}", severity)
    assert (finding.quote, finding.suggestion) == (quote, suggestion)


def test_languages_are_an_option() -> None:
    view = seen("tfn 040 123 4567", "sv")
    assert [f.suggestion for f in PhoneInternational(languages=("sv",)).judge(view, CONTEXT)] == ["+358 40 123 4567"]
    assert list(PhoneInternational(languages=()).judge(seen("tel. 040 123 4567", "en"), CONTEXT)) == []


def test_a_finding_is_whole() -> None:
    (finding,) = PhoneInternational().judge(seen("tel. 040 123 4567", "en"), CONTEXT)
    assert finding == Finding(
        check="phone-international",
        family=Family.PHONE,
        severity=Severity.WARNING,
        page=PAGE,
        subject="+358401234567",
        quote="040 123 4567",
        message=Message("phone-international.national", {"quote": "040 123 4567"}),
        context="tel. 040 123 4567",
        start=5,
        end=17,
        lang="en",
        suggestion="+358 40 123 4567",
        source=SOURCE,
    )
