"""Silent rows first."""

from datetime import date
from pathlib import Path

import pytest

from monitor.checks.term_superseded import TermSuperseded
from monitor.knowledge import load
from monitor.model import (
    Block,
    Family,
    Finding,
    Mark,
    MarkKind,
    Message,
    Occurrence,
    PageType,
    Severity,
    Zone,
)
from tests.unit.checks.superseded import TODAY, URL, judged, standing

CHECK = TermSuperseded()
EKSOTE = Block("Eksote koordinoi palveluita.", "fi")
OWN = """
- id: neuvonta
  kind: organisation
  from: 2027-01-01
  old: [Neuvontapiste Kielo*]
  new: {fi: Kielolan monikielinen neuvonta, en: null}
- id: maija
  kind: phone
  from: 2026-10-01
  old: ["040 123 4567"]
  new: "0295 333 200"
- id: viesti
  kind: service
  old: [Viestivakka*]
"""


@pytest.mark.parametrize(
    "occurrence",
    [
        pytest.param(Occurrence(EKSOTE, page_type=PageType.NEWS), id="news"),
        pytest.param(Occurrence(EKSOTE, page_type=PageType.MINUTES), id="minutes"),
        pytest.param(Occurrence(EKSOTE, page_type=PageType.LEGAL), id="legal text"),
        pytest.param(Occurrence(EKSOTE, zone=Zone.ARCHIVE), id="archive"),
        pytest.param(Occurrence(EKSOTE, headings=("Kielola", "Historia")), id="heading of history"),
        pytest.param(Occurrence(EKSOTE, header="Aiemmat toimijat"), id="lead-in of history"),
        pytest.param(
            Occurrence(EKSOTE, page_type=PageType.DOCUMENT, page_date=date(2021, 5, 3)), id="document of its own day"
        ),
        pytest.param(Occurrence(EKSOTE._replace(marks=(Mark(MarkKind.DELETED, 0, 6),))), id="struck through"),
        pytest.param(Occurrence(EKSOTE._replace(marks=(Mark(MarkKind.QUOTE, 0, 28),))), id="quotation"),
        pytest.param(Occurrence(EKSOTE._replace(marks=(Mark(MarkKind.IGNORE, 0, 28),))), id="ignored by all"),
        pytest.param(
            Occurrence(EKSOTE._replace(marks=(Mark(MarkKind.IGNORE, 0, 28, "term-superseded"),))), id="ignored here"
        ),
        pytest.param(standing("Termi ”kotouttamisohjelma” on tuttu."), id="a word that is spoken about"),
        pytest.param(standing("Kirjoita: etunimi.sukunimi@eksote.fi"), id="e-mail"),
        pytest.param(standing("Kirjoita: etunimi.sukunimi(at)eksote.fi"), id="e-mail with (at)"),
        pytest.param(standing("TEM, Kela, Migri ja HUS palvelevat 12 kielellä."), id="not superseded"),
        pytest.param(standing("Maahanmuuttajan kotouttaminen ja kotoutuminen alkavat neuvonnasta."), id="words"),
        pytest.param(standing("Laki kotoutumisen edistämisestä (1386/2010)"), id="a statute is another check's"),
        pytest.param(standing("Poliisin hätänumero on 10 022."), id="a number that phone-invalid tells of"),
    ],
)
def test_silent(occurrence: Occurrence) -> None:
    assert judged(CHECK, occurrence) == []


def test_whole_finding() -> None:
    occurrence = Occurrence(Block("Eksote koordinoi palveluita.", "fi"), headings=("Kielola", "Verkosto"))
    assert judged(CHECK, occurrence) == [
        Finding(
            check="term-superseded",
            family=Family.TERM,
            severity=Severity.WARNING,
            page=URL,
            subject="eksote",
            quote="Eksote",
            message=Message(
                "term-superseded.replaced",
                {"quote": "Eksote", "new": "Etelä-Karjalan hyvinvointialue", "day": date(2023, 1, 1)},
            ),
            context="Eksote koordinoi palveluita.",
            start=0,
            end=6,
            heading="Verkosto",
            lang="fi",
            since=date(2023, 1, 1),
            suggestion="Etelä-Karjalan hyvinvointialue",
            source="https://ekhva.fi/eksoten-toiminta-paattynyt-2022",
            confidence=99,
        )
    ]


@pytest.mark.parametrize(
    "text, told",
    [
        pytest.param(
            "Osa-alueet Eksotessa:",
            ("Eksotessa", "eksote", "warning", "replaced", "Etelä-Karjalan hyvinvointialue"),
            id="inflected",
        ),
        pytest.param("Kysy TE-palveluista.", ("TE-palveluista", "te-palvelut", "note", "replaced", None), id="a word"),
        pytest.param(
            "Kunta laatii kotouttamisohjelman.",
            (
                "kotouttamisohjelman",
                "kotouttamisohjelma",
                "note",
                "word",
                "kotoutumisen edistämisen toimenpideohjelma",
            ),
            id="a word of the old act",
        ),
        pytest.param(
            "Katso www.eksote.fi/ajat", ("www.eksote.fi", "eksote-fi", "warning", "moved", "ekhva.fi"), id="a domain"
        ),
        pytest.param(
            "Ministeriön kotouttaminen fi sivustolta",
            ("kotouttaminen fi", "kotouttaminen-fi", "warning", "moved-undated", "kotoutuminen.fi"),
            id="a domain without its dot",
        ),
        pytest.param(
            "Hae lupaa lääninhallituksesta.",
            ("lääninhallituksesta", "laaninhallitus", "warning", "handed-on", "Lupa- ja valvontavirasto"),
            id="its successor came later",
        ),
        pytest.param(
            "Hae tukea TE-keskuksesta.",
            ("TE-keskuksesta", "te-keskus", "warning", "handed-on", "elinvoimakeskus"),
            id="a chain of successors",
        ),
        pytest.param(
            "Ilmoittaudu työvoimatoimistoon.",
            ("työvoimatoimistoon", "tyovoimatoimisto", "note", "handed-on", None),
            id="a chain that is less sure",
        ),
        pytest.param("Luvat: avi.fi", ("avi.fi", "avi-fi", "note", "moved", None), id="a fact that is not sure"),
    ],
)
def test_told(text: str, told: tuple[str, str, str, str, str | None]) -> None:
    [found] = judged(CHECK, standing(text))
    message = found.message.id.removeprefix("term-superseded.")
    assert (found.quote, found.subject, found.severity.value, message, found.suggestion) == told


@pytest.mark.parametrize(
    "lang, text, suggestion",
    [
        pytest.param("sv", "Anmäl dig på TE-byrån.", "sysselsättningsområde", id="Swedish"),
        pytest.param("en", "Visit the TE Office.", "employment area", id="English"),
        pytest.param("ru", "Встаньте на учёт в бюро по трудоустройству.", None, id="no Russian name known"),
    ],
)
def test_suggestion_is_in_the_language_of_the_page(lang: str, text: str, suggestion: str | None) -> None:
    assert [f.suggestion for f in judged(CHECK, standing(text, lang))] == [suggestion]


def test_link_whose_words_hide_its_host() -> None:
    block = Block("Lue lisää tästä.", "fi", (Mark(MarkKind.LINK, 0, 9, "http://www.eksote.fi/ohjeet"),))
    assert [(f.quote, f.subject) for f in judged(CHECK, Occurrence(block))] == [("Lue lisää", "eksote-fi")]


def test_several_mentions_in_a_block_are_one_finding_and_in_two_blocks_two() -> None:
    once = standing("Eksote auttaa. Eksoten neuvonta on auki.")
    assert [f.quote for f in judged(CHECK, once, standing("Soita Eksoteen."))] == ["Eksote", "Eksoteen"]


@pytest.mark.parametrize(
    "as_of, told",
    [
        pytest.param(date(2026, 11, 1), [], id="more than sixty days ahead"),
        pytest.param(date(2026, 11, 2), [("note", "term-superseded.ending")], id="sixty days ahead"),
        pytest.param(date(2026, 12, 31), [("note", "term-superseded.ending")], id="the last day"),
        pytest.param(date(2027, 1, 1), [("warning", "term-superseded.replaced")], id="the day itself"),
    ],
)
def test_a_change_of_the_owners_that_lies_ahead(tmp_path: Path, as_of: date, told: list[tuple[str, str]]) -> None:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    found = judged(
        CHECK, standing("Neuvontapiste Kielossa autetaan."), as_of=as_of, knowledge=load([tmp_path / "own.yaml"])
    )
    assert [(f.severity.value, f.message.id) for f in found] == told


@pytest.mark.parametrize(
    "lang, text",
    [
        pytest.param("fi", "Oleskelulupaa haetaan poliisilta.", id="Finnish"),
        pytest.param("en", "Apply for a residence permit at the police station.", id="English"),
    ],
)
def test_a_whole_sentence_is_not_replaced_by_a_name(lang: str, text: str) -> None:
    [found] = judged(CHECK, standing(text, lang))
    assert (found.message.id, found.suggestion) == ("term-superseded.task", None)
    assert found.message.args["new"] in ("Maahanmuuttovirasto", "Finnish Immigration Service")


def test_what_stands_behind_a_link_alone_is_named(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    block = Block("Soita meille", "fi", (Mark(MarkKind.LINK, 0, 12, "tel:+358401234567"),))
    [found] = judged(CHECK, Occurrence(block), as_of=TODAY, knowledge=load([tmp_path / "own.yaml"]))
    assert (found.quote, found.message.args["quote"]) == ("Soita meille", "040 123 4567")
    assert found.suggestion == "tel:+358295333200"
    hidden = Block("Lue lisää", "fi", (Mark(MarkKind.LINK, 0, 9, "http://www.eksote.fi/ohjeet"),))
    [found] = judged(CHECK, Occurrence(hidden))
    assert (found.quote, found.message.args["quote"]) == ("Lue lisää", "www.eksote.fi")


def test_number_and_service_of_the_owners(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    texts = standing("Puh. 040 123 4567"), standing("Käytä Viestivakkaa.")
    found = judged(CHECK, *texts, as_of=TODAY, knowledge=load([tmp_path / "own.yaml"]))
    assert [(f.quote, f.message.id, f.suggestion) for f in found] == [
        ("040 123 4567", "term-superseded.moved", "0295 333 200"),
        ("Viestivakkaa", "term-superseded.ended-undated", None),
    ]
