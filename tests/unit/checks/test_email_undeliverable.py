"""Addresses at domains that take no mail. Silent rows first."""

from dataclasses import replace

import pytest

from monitor.checks.contract import Context
from monitor.checks.email_undeliverable import EmailUndeliverable
from monitor.knowledge import load
from monitor.model import Block, Family, Finding, Message, Occurrence, PageType, Severity
from tests.unit.checks.superseded import TODAY, URL, standing, view

CONTEXT = Context(as_of=TODAY, knowledge=load(), undeliverable=frozenset({"poissa.example", "eksote.fi"}))


def judged(occurrence: Occurrence, context: Context = CONTEXT) -> list[Finding]:
    return list(EmailUndeliverable().judge(view([occurrence], context.knowledge), context))


@pytest.mark.parametrize(
    "occurrence",
    [
        pytest.param(standing("info@example.fi"), id="takes mail"),
        pytest.param(standing("etunimi.sukunimi@eksote.fi"), id="moved: email-superseded"),
        pytest.param(Occurrence(Block("info@poissa.example", "fi"), page_type=PageType.NEWS), id="news"),
    ],
)
def test_silent(occurrence: Occurrence) -> None:
    assert judged(occurrence) == []


def test_silent_where_nobody_asked() -> None:
    assert judged(standing("info@poissa.example"), replace(CONTEXT, undeliverable=frozenset())) == []


def test_whole_finding() -> None:
    assert judged(standing("Kirjoita: info(at)poissa.example")) == [
        Finding(
            check="email-undeliverable",
            family=Family.CONTACT,
            severity=Severity.ERROR,
            page=URL,
            subject="info@poissa.example",
            quote="info(at)poissa.example",
            message=Message(
                "email-undeliverable.domain", {"quote": "info(at)poissa.example", "domain": "poissa.example"}
            ),
            context="Kirjoita: info(at)poissa.example",
            start=10,
            end=32,
            lang="fi",
            source="RFC 5321",
        )
    ]
