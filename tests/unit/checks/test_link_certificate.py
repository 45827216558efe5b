"""Certificates: what is told, and what is not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.checks.contract import LinkLook
from monitor.checks.link_certificate import LinkCertificate
from monitor.model import Family, Finding, Look, Message, Outcome, Severity, Verdict, Zone
from tests.unit.checks.linked import CONTEXT, NOON, PAGE, judged, seen, told, view

CHECK = LinkCertificate()


@pytest.mark.parametrize(
    ("link", "findings"),
    [
        pytest.param(seen("ok"), [], id="ok"),
        pytest.param(seen("unreachable/timeout"), [], id="timeout"),
        pytest.param(seen("unreachable/tls-expired", state="failing"), [], id="failing"),
        pytest.param(seen("unreachable/timeout", state="broken"), [], id="down"),
        pytest.param(seen("unreachable/tls-expired"), [("note", "link-certificate.expired")], id="one-look"),
        pytest.param(
            seen("unreachable/tls-expired", state="broken"), [("error", "link-certificate.expired")], id="expired"
        ),
        pytest.param(seen("unreachable/tls-host", state="broken"), [("error", "link-certificate.host")], id="host"),
        pytest.param(
            seen("unreachable/tls-untrusted", state="broken"),
            [("warning", "link-certificate.untrusted")],
            id="untrusted",
        ),
    ],
)
def test_one_link(link: LinkLook, findings: list[tuple[str, str]]) -> None:
    assert told(judged(CHECK, link)) == findings


def test_a_host_is_told_once() -> None:
    links = [seen("unreachable/tls-expired", f"https://vanha.example/{n}", state="broken") for n in range(3)]
    assert [finding.subject for finding in judged(CHECK, *links)] == ["vanha.example"]


@pytest.mark.parametrize(("days", "warned"), [(15, False), (-1, False), (14, True), (0, True)])
def test_a_certificate_of_our_own_that_runs_out(days: int, warned: bool) -> None:  # noqa: FBT001
    expires = NOON + timedelta(days=days)
    page = replace(view(), look=Look(PAGE, NOON, Verdict(Outcome.OK), 200, PAGE, tls_expires=expires))
    finding = Finding(
        check="link-certificate",
        family=Family.LINK,
        severity=Severity.WARNING,
        page=PAGE,
        subject="www.example.fi",
        quote="www.example.fi",
        zone=Zone.HEADER,
        message=Message(
            "link-certificate.expires",
            {"host": "www.example.fi", "day": date(2026, 11, 24) + timedelta(days=days)},
        ),
        source=PAGE,
        technical=True,
    )
    assert list(CHECK.judge(page, CONTEXT)) == ([finding] if warned else [])
