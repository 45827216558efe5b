"""Silent rows first."""

from datetime import date

import pytest

from monitor.checks.statute_repealed import StatuteRepealed
from monitor.model import Block, Family, Finding, Mark, MarkKind, Message, Occurrence, PageType, Severity
from tests.unit.checks.superseded import URL, judged, standing

CHECK = StatuteRepealed()
FINLEX = "http://www.finlex.fi/fi/laki/ajantasa/2010/20101386"
SEED = "Kotouttamista ohjaa laki kotoutumisen edistämisestä( 1386/2010)."


@pytest.mark.parametrize(
    "occurrence",
    [
        pytest.param(standing("Laki kotoutumisen edistämisestä (681/2023)"), id="in force"),
        pytest.param(standing("Laki 380/2023 koskee kuntia."), id="like 380/1987"),
        pytest.param(standing("Kotoutumislaki velvoittaa kuntaa."), id="the name that both acts bear"),
        pytest.param(standing("Laki (1386/2010) kumottiin 1.1.2025."), id="tells of the repeal"),
        pytest.param(standing("Laki kotoutumisen edistämisestä (681/2023) korvasi lain 1386/2010."), id="names both"),
        pytest.param(standing("Kotoutumislait 1386/2010 ja 681/2023"), id="beside its successor"),
        pytest.param(standing("Sosiaalihuoltolain (710/1982) 40 § koskee erityishuoltoa."), id="a section that stays"),
        pytest.param(standing("HE 1386/2010 vp laiksi"), id="a bill"),
        pytest.param(standing("Tilausnumero 1386/2010"), id="no word of law"),
        pytest.param(Occurrence(Block(SEED, "fi"), page_type=PageType.MINUTES), id="minutes"),
        pytest.param(Occurrence(Block(SEED, "fi"), headings=("Lainsäädännön historia",)), id="heading of history"),
        pytest.param(
            Occurrence(Block(SEED, "fi"), page_type=PageType.DOCUMENT, page_date=date(2020, 1, 1)), id="old document"
        ),
    ],
)
def test_silent(occurrence: Occurrence) -> None:
    assert judged(CHECK, occurrence) == []


def test_whole_finding() -> None:
    new = "laki kotoutumisen edistämisestä (681/2023)"
    assert judged(CHECK, standing(SEED)) == [
        Finding(
            check="statute-repealed",
            family=Family.STATUTE,
            severity=Severity.WARNING,
            page=URL,
            subject="1386/2010",
            quote="1386/2010",
            message=Message("statute-repealed.repealed", {"quote": "1386/2010", "new": new, "day": date(2025, 1, 1)}),
            context=SEED,
            start=53,
            end=62,
            lang="fi",
            since=date(2025, 1, 1),
            suggestion=new,
            source="https://www.finlex.fi/fi/lainsaadanto/2010/1386",
            confidence=99,
        )
    ]


@pytest.mark.parametrize(
    "text, lang, quote, subject, suggestion",
    [
        pytest.param(
            "Lagen om främjande av integration (1386/2010) gäller.", "sv", "1386/2010", "1386/2010",
            "lagen om främjande av integration (681/2023)", id="Swedish",
        ),
        pytest.param("Закон 1386/2010 действует.", "ru", "1386/2010", "1386/2010", None, id="no Russian name known"),
        pytest.param(
            "Henkilötietolain 10 §:n mukainen seloste", "fi", "Henkilötietolain", "523/1999",
            "tietosuojalaki (1050/2018)", id="by its name",
        ),
        pytest.param(
            "Henkilötietolaki (523/1999) suojaa.", "fi", "523/1999", "523/1999", "tietosuojalaki (1050/2018)",
            id="name and number are one",
        ),
    ],
)  # fmt: skip
def test_told(text: str, lang: str, quote: str, subject: str, suggestion: str | None) -> None:
    found = judged(CHECK, standing(text, lang))
    assert [(f.quote, f.subject, f.suggestion) for f in found] == [(quote, subject, suggestion)]


def test_link_alone_quotes_its_words_and_the_number_beside_it_is_the_better_quote() -> None:
    marks = (Mark(MarkKind.LINK, 20, 51, FINLEX),)
    alone, beside = Block(SEED[:51], "fi", marks), Block(SEED, "fi", marks)
    assert [f.quote for f in judged(CHECK, Occurrence(alone), Occurrence(beside))] == [
        "laki kotoutumisen edistämisestä",
        "1386/2010",
    ]


@pytest.mark.parametrize(
    "as_of, told",
    [
        pytest.param(date(2024, 11, 1), [], id="long before"),
        pytest.param(date(2024, 12, 31), [("note", "statute-repealed.ending")], id="the day before"),
        pytest.param(date(2025, 1, 1), [("warning", "statute-repealed.repealed")], id="the day"),
    ],
)
def test_from_its_day_on(as_of: date, told: list[tuple[str, str]]) -> None:
    assert [(f.severity.value, f.message.id) for f in judged(CHECK, standing(SEED), as_of=as_of)] == told


def test_partly_repealed() -> None:
    found = judged(CHECK, standing("Sosiaalihuoltolaki (710/1982) ohjaa työtä."))
    assert [(f.severity.value, f.message.id) for f in found] == [("warning", "statute-repealed.partial")]
