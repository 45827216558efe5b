"""Silent rows first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.facts import terms
from monitor.knowledge import load
from monitor.model import Block, Mark, MarkKind, TermFact

LEXICON = load().lexicon


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Reaktio on eksoterminen.", id="another word"),
        pytest.param("Kunnassa asuu 10 022 henkeä.", id="a number of people"),
        pytest.param("Poliisi: PL 10022, 00099 Helsinki", id="a box"),
        pytest.param("The nurse makes an initial assessment of your health.", id="health"),
        pytest.param("Magistraten i Prag ger intyg.", id="another country"),
        pytest.param("Обучение в магистратуре", id="studies"),
        pytest.param("Tallenna AVI-muodossa", id="a file format"),
        pytest.param("Avi Cohen", id="a first name"),
        pytest.param("Liikenne- ja viestintävirasto", id="the present name holds the old one"),
        pytest.param("Transport- och kommunikationsverket", id="the Swedish one as well"),
        pytest.param("eksote@example.fi", id="inside an address"),
        pytest.param("https://example.fi/eksote/ohje", id="inside a path"),
        pytest.param("a.b@eksote.fi ja a.b (at) eksote.fi", id="e-mail"),
        pytest.param("xeksote.fi", id="another domain"),
        pytest.param("Miten te toimistossa toimitte, kun te keskustelette?", id="you in an office"),
        pytest.param("Kaffe- och te-service", id="tea"),
        pytest.param("Maistraatinkatu 2, Lääninhallituksentie 4", id="streets"),
        pytest.param("35 €/VRK, 3 VRK", id="a day and night"),
        pytest.param("The Ely Centre for the Arts", id="a town"),
        pytest.param("", id="nothing"),
    ],
)
def test_nothing(text: str) -> None:
    assert terms.find(Block(text), LEXICON) == ()


@pytest.mark.parametrize(
    "text, found",
    [
        pytest.param("Eksotessa ja EKSOTEEN", [("Eksotessa", "eksote"), ("EKSOTEEN", "eksote")], id="cases"),
        pytest.param(
            "te-toimistot, TE toimistoja",
            [("te-toimistot", "te-toimisto"), ("TE toimistoja", "te-toimisto")],
            id="hyphens",
        ),
        pytest.param(
            "maistraattiin, maistraatista",
            [("maistraattiin", "maistraatti"), ("maistraatista", "maistraatti")],
            id="a grade change",
        ),
        pytest.param("VRK:n, vrk:n", [("VRK:n", "vaestorekisterikeskus")], id="capitals are taken as written"),
        pytest.param(
            "Etelä-Karjalan sosiaali- ja terveyspiirin",
            [("Etelä-Karjalan sosiaali- ja terveyspiirin", "eksote")],
            id="the longest form is meant",
        ),
        pytest.param("mfiles.eksote.fi", [("mfiles.eksote.fi", "eksote-fi")], id="a subdomain"),
        pytest.param("Ota yhteyttä AVIin", [("AVIin", "avi")], id="an ending is a cue"),
        pytest.param(
            "TE-byråns och NTM-centralerna",
            [("TE-byråns", "te-toimisto"), ("NTM-centralerna", "ely-keskus")],
            id="Swedish",
        ),
        pytest.param("Зарегистрируйте адрес в магистрате", [("магистрате", "maistraatti-sv-ru")], id="Russian"),
    ],
)
def test_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(fact.text, fact.term) for fact in terms.find(Block(text), LEXICON)] == found


def test_what_is_ruled_out_is_heard() -> None:
    (fact,) = terms.find(Block("Услуги оказывают муниципалитеты, а не TE-toimisto.", "ru"), LEXICON)
    assert fact.cues == ("history: а не ",)


def test_whole_fact() -> None:
    assert terms.find(Block("Entinen Eksote"), LEXICON) == (
        TermFact(start=8, end=14, text="Eksote", term="eksote", cues=("history:entinen ",)),
    )


@pytest.mark.parametrize(
    "text, cue",
    [
        pytest.param("TE-toimisto auttaa, jos työ päättyi.", (), id="the past of the reader"),
        pytest.param("Kela korvaa matkat, kun TE-toimisto puoltaa.", (), id="another verb's object"),
        pytest.param("Hän sanoi: ”Eksote palvelee meitä hyvin.”", ("quotation",), id="inside a quotation"),
        pytest.param("Eksoten tilat ovat nyt Etelä-Karjalan hyvinvointialueella.", ("successor",), id="names both"),
        pytest.param("Soita ”Eksoteen”.", (), id="a name between quotation marks"),
        pytest.param("Eksote lakkasi. Valvira auttaa.", ("history:lakkasi",), id="the cue of its own sentence"),
    ],
)
def test_cues_of_the_first_mention(text: str, cue: tuple[str, ...]) -> None:
    assert terms.find(Block(text), LEXICON)[0].cues == cue


def test_link_is_a_mention_unless_its_words_show_the_host() -> None:
    marks = (Mark(MarkKind.LINK, 0, 4, "//www.eksote.fi/x"), Mark(MarkKind.LINK, 5, 14, "https://eksote.fi"))
    found = terms.find(Block("Ohje eksote.fi", "fi", marks), LEXICON)
    assert [(f.text, f.term) for f in found] == [("Ohje", "eksote-fi"), ("eksote.fi", "eksote-fi")]


PIECES = st.sampled_from(
    [
        "Eksote",
        "TE-toimisto",
        "avi",
        "AVI",
        "10 022",
        "poliisi",
        "@",
        "(at)",
        "eksote.fi",
        ".",
        "”",
        "«",
        " ",
        "\n",
        "İ",
        "entinen",
    ]
)
HOSTILE = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=20).map("".join))


@given(HOSTILE, st.integers(0, 40), st.integers(0, 40), st.text(max_size=30))
def test_never_raises_and_offsets_index_the_text(text: str, start: int, length: int, href: str) -> None:
    marks = (Mark(MarkKind.LINK, start, start + length, "//eksote.fi" + href),) if start + length <= len(text) else ()
    for fact in terms.find(Block(text, "fi", marks), LEXICON):
        assert 0 <= fact.start < fact.end <= len(text)
        assert fact.text == text[fact.start : fact.end]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Eksote " * 20_000, id="mentions"),
        pytest.param("eksote." * 20_000, id="a host without end"),
        pytest.param("”Eksote” " * 10_000, id="quotation marks"),
    ],
)
def test_block_of_mentions_without_end_gives_fifty(text: str) -> None:
    assert len(terms.find(Block(text), LEXICON)) <= terms.MOST
