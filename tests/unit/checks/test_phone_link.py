"""Links that dial wrongly."""

import pytest

from monitor.checks.contract import PageView
from monitor.checks.phone_link import SOURCE, PhoneLink
from monitor.model import Family, Finding, Mark, MarkKind, Message, Severity
from tests.unit.checks.called import CONTEXT, PAGE, seen


def linked(text: str, href: str, lang: str = "fi") -> PageView:
    return seen(text, lang, marks=(Mark(MarkKind.LINK, 0, len(text), href),))


@pytest.mark.parametrize(
    ("text", "href"),
    [
        pytest.param("040 123 4567", "tel:+358401234567", id="agrees"),
        pytest.param("040 123 4567 tai 09 123 456", "tel:+358401234567", id="dials-one-of-two"),
        pytest.param("Soita meille", "tel:+358401234567", id="words-only"),
        pytest.param("0800 123 456", "tel:0800123456", id="freephone"),
        pytest.param("Soita 112", "tel:112", id="emergency"),
        pytest.param("040 123 4567", "https://www.example.fi/", id="another-link"),
    ],
)
def test_silent(text: str, href: str) -> None:
    assert list(PhoneLink().judge(linked(text, href), CONTEXT)) == []


def test_national_links_may_be_accepted_but_not_on_pages_for_readers_abroad() -> None:
    check = PhoneLink(national_links=True)
    assert list(check.judge(linked("040 123 4567", "tel:0401234567"), CONTEXT)) == []
    assert len(list(check.judge(linked("+358 40 123 4567", "tel:0401234567", "en"), CONTEXT))) == 1


@pytest.mark.parametrize(
    ("text", "href", "lang", "flaw", "severity", "suggestion"),
    [
        pytest.param("040 123 4567", "tel:+358401234568", "fi", "disagrees", "error", None, id="disagrees"),
        pytest.param("040 123 4567", "tel:0401234567", "fi", "national", "note", "tel:+358401234567", id="national"),
        pytest.param(
            "Call us", "tel:0401234567", "en", "national", "warning", "tel:+358401234567", id="national-abroad"
        ),
        pytest.param(
            "040 123 4567", "tel:+358(0)401234567", "fi", "bracketed-zero", "warning", "tel:+358401234567", id="(0)"
        ),
        pytest.param(
            "040 123 4567", "tel:+3580401234567", "fi", "kept-zero", "warning", "tel:+358401234567", id="kept-zero"
        ),
        pytest.param(
            "040 123 4567", "tel:358401234567", "fi", "plus-missing", "warning", "tel:+358401234567", id="no-plus"
        ),
        pytest.param("Soita", "tel:puhelin", "fi", "unreadable", "error", None, id="unreadable"),
    ],
)
def test_what_is_said(  # noqa: PLR0917  columns of the table
    text: str, href: str, lang: str, flaw: str, severity: str, suggestion: str | None
) -> None:
    (finding,) = PhoneLink().judge(linked(text, href, lang), CONTEXT)
    assert (finding.message.id, str(finding.severity)) == (f"phone-link.{flaw}", severity)
    assert (finding.quote, finding.suggestion) == (text, suggestion)


def test_a_finding_is_whole() -> None:
    (finding,) = PhoneLink().judge(linked("040 123 4567", "tel:+358401234568"), CONTEXT)
    assert finding == Finding(
        check="phone-link",
        family=Family.PHONE,
        severity=Severity.ERROR,
        page=PAGE,
        subject="+358401234567",
        quote="040 123 4567",
        message=Message("phone-link.disagrees", {"quote": "040 123 4567", "href": "tel:+358401234568"}),
        context="040 123 4567",
        start=0,
        end=12,
        lang="fi",
        source=SOURCE,
    )


def test_the_source_of_a_link_that_stands_in_the_text_is_quoted() -> None:
    (finding,) = PhoneLink().judge(seen('<a href="tel:0401234567">040 123 4567</a>', "fi"), CONTEXT)
    assert finding.quote == 'tel:0401234567">040 123 4567'
