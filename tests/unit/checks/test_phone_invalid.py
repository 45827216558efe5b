"""Numbers that reach nobody, or not the one who is meant."""

import pytest

from monitor.checks.phone_invalid import SOURCE, PhoneInvalid
from monitor.model import Family, Finding, Mark, MarkKind, Message, Severity
from tests.unit.checks.called import CONTEXT, PAGE, seen


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        pytest.param("puh. 040 123 4567", "fi", id="mobile"),
        pytest.param("puh. 073 123 4567", "fi", id="unusual-series"),
        pytest.param("Palvelunumero 0700 123 4567", "fi", id="unusual-premium"),
        pytest.param("puh. 050 123 456", "fi", id="old-short-mobile"),
        pytest.param("PL 10022", "fi", id="post-box"),
        pytest.param("Poliisin avustus on 10 022 euroa", "fi", id="sum"),
        pytest.param("alanro 1234", "fi", id="extension"),
        pytest.param("puh. 123 4567", "fi", id="area-missing"),
        pytest.param("Soita 112", "fi", id="emergency"),
        pytest.param("Ring 116 117", "sv", id="short"),
        pytest.param("See p. 123", "en", id="page"),
        pytest.param("т. 5, с. 040", "ru", id="volume"),
    ],
)
def test_silent(text: str, lang: str) -> None:
    assert list(PhoneInvalid().judge(seen(text, lang), CONTEXT)) == []


def test_silent_when_struck_out_and_when_only_the_link_is_wrong() -> None:
    struck = seen("puh. 040 123", "fi", marks=(Mark(MarkKind.DELETED, 0, 12),))
    link = seen("Soita meille", "fi", marks=(Mark(MarkKind.LINK, 0, 12, "tel:123"),))
    assert [*PhoneInvalid().judge(struck, CONTEXT), *PhoneInvalid().judge(link, CONTEXT)] == []


@pytest.mark.parametrize(
    ("text", "lang", "doubt", "severity", "suggestion"),
    [
        pytest.param("puh. 040 123 456", "fi", "too-short", "warning", None, id="one-digit-short"),
        pytest.param("puh. 040 123", "fi", "too-short", "error", None, id="too-short"),
        pytest.param("puh. 040 123 45678", "fi", "too-long", "warning", None, id="one-digit-long"),
        pytest.param("puh. 040 1234 567 89", "fi", "too-long", "error", None, id="too-long"),
        pytest.param("puh. 01 234 5678", "fi", "no-such-series", "error", None, id="no-area-01"),
        pytest.param("tel. +44 1 234", "en", "no-such-number", "error", None, id="no-such-number-abroad"),
        pytest.param("tfn 000 000 000", "sv", "placeholder", "error", None, id="zeros"),
        pytest.param("puh. 040 XXX XXXX", "fi", "placeholder", "error", None, id="letters"),
        pytest.param("puh. 0358 40 123 4567", "fi", "country-zero", "error", "040 123 4567", id="0358"),
        pytest.param(
            "Vieno Luonnos | 0358 40 123 4567", "fi", "country-zero", "error", "040 123 4567", id="0358-in-a-row"
        ),
        pytest.param("puh. 040 123 4567 99 88", "fi", "too-long", "error", None, id="too-long-by-pairs"),
        pytest.param("Emergency number +358 112", "en", "short-with-country", "error", "112", id="112-with-country"),
        pytest.param("Helpline +358 116 117", "en", "short-with-country", "error", "116 117", id="116-with-country"),
        pytest.param("Hätänumero 10 022", "fi", "retired", "error", "112", id="before-112"),
        pytest.param(
            "тел. 8 (812) 331-76-00", "ru", "russian-domestic", "error", "+7 812 331 76 00", id="russian-domestic"
        ),
    ],
)
def test_what_is_said(text: str, lang: str, doubt: str, severity: str, suggestion: str | None) -> None:
    (finding,) = PhoneInvalid().judge(seen(text, lang), CONTEXT)
    assert (finding.message.id, str(finding.severity)) == (f"phone-invalid.{doubt}", severity)
    assert finding.suggestion == suggestion


def test_a_finding_is_whole() -> None:
    (finding,) = PhoneInvalid().judge(seen("Hätänumero 10 022", "fi"), CONTEXT)
    assert finding == Finding(
        check="phone-invalid",
        family=Family.PHONE,
        severity=Severity.ERROR,
        page=PAGE,
        subject="10022",
        quote="10 022",
        message=Message("phone-invalid.retired", {"quote": "10 022"}),
        context="Hätänumero 10 022",
        start=11,
        end=17,
        lang="fi",
        suggestion="112",
        source=SOURCE,
        confidence=95,
    )
