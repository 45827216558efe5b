"""Silent rows first."""

from datetime import date
from pathlib import Path

import pytest

from monitor.checks.email_superseded import EmailSuperseded
from monitor.checks.term_superseded import TermSuperseded
from monitor.knowledge import load
from monitor.model import Block, Family, Finding, Mark, MarkKind, Message, Occurrence, PageType, Severity
from tests.unit.checks.superseded import URL, judged, standing

CHECK = EmailSuperseded()
TEXT = "Sähköposti: etunimi.sukunimi@eksote.fi"


@pytest.mark.parametrize(
    "occurrence",
    [
        pytest.param(standing("etunimi.sukunimi@ekhva.fi"), id="the present domain"),
        pytest.param(standing("etunimi.sukunimi@eksote.example.fi"), id="another domain"),
        pytest.param(standing("Katso www.eksote.fi"), id="no address"),
        pytest.param(standing("Aiemmin osoite oli maija.esimerkki@eksote.fi"), id="says earlier"),
        pytest.param(Occurrence(Block(TEXT, "fi"), page_type=PageType.NEWS), id="news"),
        pytest.param(Occurrence(Block(TEXT, "fi"), headings=("Arkisto",)), id="heading of history"),
    ],
)
def test_silent(occurrence: Occurrence) -> None:
    assert judged(CHECK, occurrence) == []


def test_whole_finding_and_nothing_from_the_other_check() -> None:
    assert judged(TermSuperseded(), standing(TEXT)) == []
    assert judged(CHECK, standing(TEXT)) == [
        Finding(
            check="email-superseded",
            family=Family.CONTACT,
            severity=Severity.WARNING,
            page=URL,
            subject="eksote-fi",
            quote="etunimi.sukunimi@eksote.fi",
            message=Message(
                "email-superseded.domain",
                {"quote": "etunimi.sukunimi@eksote.fi", "new": "ekhva.fi", "day": date(2023, 1, 1)},
            ),
            context=TEXT,
            start=12,
            end=38,
            lang="fi",
            since=date(2023, 1, 1),
            source="https://ekhva.fi/eksoten-toiminta-paattynyt-2022",
            confidence=95,
        )
    ]


@pytest.mark.parametrize(
    "block, quote",
    [
        pytest.param(Block("maija.esimerkki(at)eksote.fi", "fi"), "maija.esimerkki(at)eksote.fi", id="(at)"),
        pytest.param(
            Block("Kirjoita meille", "fi", (Mark(MarkKind.LINK, 0, 15, "mailto:neuvonta@eksote.fi?subject=Hei"),)),
            "Kirjoita meille",
            id="behind a link",
        ),
        pytest.param(Block("a@eksote.fi, b@eksote.fi", "fi"), "a@eksote.fi", id="one finding for a domain in a block"),
    ],
)
def test_told_once(block: Block, quote: str) -> None:
    assert [f.quote for f in judged(CHECK, Occurrence(block))] == [quote]


def test_what_stands_behind_a_link_alone_is_named(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "- {id: maija, kind: address, old: [maija@example.fi], new: neuvonta@example.fi}\n", encoding="utf-8"
    )
    block = Block("Kirjoita", "fi", (Mark(MarkKind.LINK, 0, 8, "mailto:Maija@example.fi"),))
    [found] = judged(CHECK, Occurrence(block), knowledge=load([own]))
    assert (found.quote, found.message.args["quote"]) == ("Kirjoita", "maija@example.fi")
    assert found.suggestion == "mailto:neuvonta@example.fi"


def test_address_of_the_owners(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "- {id: maija, kind: address, from: 2027-01-01, old: [maija@example.fi], new: neuvonta@example.fi}\n",
        encoding="utf-8",
    )
    told = {
        as_of: [(f.severity.value, f.message.id, f.suggestion) for f in found]
        for as_of in (date(2026, 12, 31), date(2027, 1, 1))
        for found in [judged(CHECK, standing("Maija@example.fi"), as_of=as_of, knowledge=load([own]))]
    }
    assert told == {
        date(2026, 12, 31): [("note", "email-superseded.ending", "neuvonta@example.fi")],
        date(2027, 1, 1): [("warning", "email-superseded.address", "neuvonta@example.fi")],
    }
