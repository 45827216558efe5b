"""Silent rows first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.facts import statutes
from monitor.model import Block, Mark, MarkKind, StatuteFact


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("HE 9/2023 vp vammaispalvelulaiksi", id="a bill"),
        pytest.param("Hallituksen esitys 208/2009 laiksi kotoutumisesta", id="a bill in words"),
        pytest.param("Säädöksiä seurattu SDK 59/2025 saakka", id="the statute book"),
        pytest.param("Laki eduskunnassa (12/2025 vp)", id="a matter of parliament"),
        pytest.param("Tiedote 21/2004: laki muuttuu", id="a press release"),
        pytest.param("Dnro 1386/2010, lakiasiat", id="a diary number"),
        pytest.param("Pöytäkirja 5/2020, lakimuutokset", id="minutes"),
        pytest.param("Förslag 21/2004 till fullmäktige", id="a proposal is no lag"),
        pytest.param("RP 148/1922 rd, lagen", id="a Swedish bill"),
        pytest.param("Lehti 3/2021", id="a magazine"),
        pytest.param("Kaupunginhallitus 36/1973 §", id="minutes of a board"),
        pytest.param("Suomen säädöskokoelma 1386/2010, laki", id="an issue of the statute book"),
        pytest.param("Laki tuli. Tuotenumero 1386/2010.", id="a law in another sentence"),
        pytest.param("lukuvuosi 2019/2020 ja laki", id="a school year"),
    ],
)
def test_nothing(text: str) -> None:
    assert [f.text for f in statutes.find(Block(text))] == []


@pytest.mark.parametrize(
    "text, found",
    [
        pytest.param("laki kotoutumisen edistämisestä( 1386/2010)", [("1386/2010", "1386/2010")], id="a stray space"),
        pytest.param("laissa (1386 / 2010)", [("1386 / 2010", "1386/2010")], id="spaces around the stroke"),
        pytest.param("kotoutumislain 681/2023 30 §", [("681/2023", "681/2023")], id="a section"),
        pytest.param("kotoutumisen edistämisestä annettu laki (1386/2010)", [("1386/2010", "1386/2010")], id="annettu"),
        pytest.param("kotoutumislaki (30.12.2010/1386)", [("30.12.2010/1386", "1386/2010")], id="by its day"),
        pytest.param("L 1386/2010", [("1386/2010", "1386/2010")], id="the jurists' letter"),
        pytest.param("lagen om barndagvård (36/1973)", [("36/1973", "36/1973")], id="Swedish"),
        pytest.param("päivähoitolaki (36/73)", [("36/73", "36/1973")], id="a two-digit year"),
        pytest.param("the Aliens Act (301/2004)", [("301/2004", "301/2004")], id="English"),
        pytest.param("Закон № 1386/2010 обязывает", [("1386/2010", "1386/2010")], id="Russian"),
        pytest.param("asetus (EU) 2018/1724", [("2018/1724", "2018/1724")], id="EU, year first"),
        pytest.param("asetus (EY) N:o 883/2004", [("883/2004", "2004/883")], id="EC, number first"),
        pytest.param("direktiivi 95/46/EY", [("95/46/EY", "1995/46")], id="an old directive"),
        pytest.param(
            "lait 681/2023 ja 746/2011", [("681/2023", "681/2023"), ("746/2011", "746/2011")], id="two in a sentence"
        ),
    ],
)
def test_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(f.text, f.number) for f in statutes.find(Block(text))] == found


@pytest.mark.parametrize(
    "href, number",
    [
        pytest.param("https://www.finlex.fi/", "", id="the front page"),
        pytest.param("https://www.finlex.fi/fi/laki/ajantasa/2010/", "", id="a year"),
        pytest.param("https://example.fi/flex/2010/20101386", "", id="another host"),
        pytest.param("http://www.finlex.fi/fi/laki/ajantasa/2010/20101386#L3P30", "1386/2010", id="the old form"),
        pytest.param("https://finlex.fi/fi/lainsaadanto/2010/1386", "1386/2010", id="the new form"),
        pytest.param("https://www.finlex.fi/fi/lainsaadanto/saadoskokoelma/2023/681", "681/2023", id="as published"),
        pytest.param("https://www.finlex.fi/sv/lagstiftning/1999/493", "493/1999", id="Swedish"),
        pytest.param("https://www.finlex.fi/en/laki/kaannokset/2010/en20101386.pdf", "1386/2010", id="a translation"),
        pytest.param("https://eur-lex.europa.eu/eli/reg/2016/679/oj", "2016/679", id="EU, ELI"),
        pytest.param(
            "https://eur-lex.europa.eu/legal-content/FI/TXT/?uri=CELEX:32018R1724", "2018/1724", id="EU, CELEX"
        ),
    ],
)
def test_address(href: str, number: str) -> None:
    found = statutes.find(Block("lue laki", "fi", (Mark(MarkKind.LINK, 4, 8, href),)))
    assert [(f.text, f.number, f.in_link) for f in found] == ([("laki", number, True)] if number else [])


@pytest.mark.parametrize(
    "text, found",
    [
        pytest.param("finlex.fi/fi/laki/ajantasa/2010/", [], id="a year"),
        pytest.param("example.fi/finlex.fi/fi/laki/ajantasa/2010/20101386", [], id="a path of another host"),
        pytest.param(
            "Laki: https://www.finlex.fi/fi/laki/ajantasa/2010/20101386.",
            [("https://www.finlex.fi/fi/laki/ajantasa/2010/20101386", "1386/2010")],
            id="a sentence ends",
        ),
        pytest.param(
            "(finlex.fi/sv/lagstiftning/1999/493)", [("finlex.fi/sv/lagstiftning/1999/493", "493/1999")], id="no scheme"
        ),
    ],
)
def test_an_address_that_is_written_out(text: str, found: list[tuple[str, str]]) -> None:
    assert [(fact.text, fact.number) for fact in statutes.find(Block(text))] == found


def test_an_address_that_is_written_out_as_a_link_is_one_reference() -> None:
    address = "https://finlex.fi/fi/lainsaadanto/2010/1386"
    block = Block(address, marks=(Mark(MarkKind.LINK, 0, len(address), address),))
    assert [fact.in_link for fact in statutes.find(block)] == [True]


def test_whole_fact() -> None:
    assert statutes.find(Block("Aiempi kotoutumislaki (1386/2010) kumottiin.")) == (
        StatuteFact(
            start=23,
            end=32,
            text="1386/2010",
            number="1386/2010",
            name="kotoutumislaki",
            cues=("history:aiempi kotoutumislaki (", "announcement:kumottiin"),
        ),
    )


PIECES = st.sampled_from(
    ["laki", "1386/2010", "(", ")", " ", "EU", "2018/1724", "95/46/EY", "§", "HE", "/", ".", "0", "Ⅷ", "٣/٢٠١٠"]
)
HOSTILE = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=20).map("".join))


@given(HOSTILE, st.text(max_size=40))
def test_never_raises_and_offsets_index_the_text(text: str, href: str) -> None:
    marks = (Mark(MarkKind.LINK, 0, len(text), "https://finlex.fi/fi/" + href),)
    for fact in statutes.find(Block(text, "fi", marks)):
        assert 0 <= fact.start < fact.end <= len(text)
        assert fact.text == text[fact.start : fact.end]
