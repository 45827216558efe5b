"""What is heard around a mention, marked by brackets in the rows. Rows that must not be heard first."""

import pytest

from monitor.knowledge import heard, is_history, sentence


def around(text: str) -> tuple[str, ...]:
    start, end = text.index("["), text.index("]") - 1
    return heard(text.replace("[", "").replace("]", ""), start, end)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[Eksote] koordinoi palveluja.", id="present or past, so present"),
        pytest.param("Jos olet aiemmin asunut Suomessa, soita [TE-toimistoon].", id="the reader's past"),
        pytest.param("[TE-toimisto] auttaa, jos työsuhteesi päättyi.", id="a condition after it"),
        pytest.param("Entinen työnantajasi lähettää todistuksen [TE-toimistoon].", id="another former thing"),
        pytest.param("Kela korvaa matkat [TE-toimistoon].", id="another object"),
        pytest.param("Palvelu lakkasi. [Valvira] auttaa.", id="another sentence"),
        pytest.param("Om ditt arbete upphör, kontakta [TE-byrån].", id="the reader's end, Swedish"),
        pytest.param("If you were born abroad, contact the [TE Office].", id="the reader's past, English"),
        pytest.param("Jos tulet Virosta Suomeen, käy [TE-toimistossa].", id="from another country"),
        pytest.param("Virolaiset rekisteröityvät [maistraatissa].", id="people of another country"),
        pytest.param("Järjestäjät: [ELY-keskus] ja Martat ry", id="another body's club"),
        pytest.param("Kahvila on [maistraatin] vieressä.", id="a café beside it"),
        pytest.param("Jos passisi on vanhentunut, kysy [TE-toimistosta].", id="another thing is out of date"),
        pytest.param("Если вы заменили паспорт, сообщите в [магистрат].", id="the reader's change, Russian"),
    ],
)
def test_not_heard(text: str) -> None:
    assert around(text) == ()


@pytest.mark.parametrize(
    "text, kind",
    [
        pytest.param("Entinen [Eksote] auttoi.", "history", id="entinen"),
        pytest.param("(ent. [Eksote])", "history", id="ent."),
        pytest.param("[Eksoten] aikana", "history", id="aikana"),
        pytest.param("[Eksote] tuotti palvelut.", "history", id="past tense"),
        pytest.param("[kotouttamisohjelma]-käsitteestä luovutaan", "announcement", id="luovutaan"),
        pytest.param("[TE-toimistojen] tehtävät siirtyivät kunnille", "announcement", id="siirtyivät"),
        pytest.param("[Valviran] entiset tehtävät", "history", id="entiset"),
        pytest.param("Tidigare [Eksote]", "history", id="tidigare"),
        pytest.param("[TE-byråerna] upphörde", "announcement", id="upphörde"),
        pytest.param("The former [TE Office]", "history", id="former"),
        pytest.param("[TE Offices] have been replaced by employment areas", "announcement", id="replaced by"),
        pytest.param("Бывший [магистрат]", "history", id="бывший"),
        pytest.param("[Закон] утратил силу", "announcement", id="утратил силу"),
        pytest.param("Skånen [lääninhallitus] neuvoo.", "elsewhere", id="a region"),
        pytest.param("Luvan Norjaan myöntää maan oma [virasto].", "elsewhere", id="a country earlier in the sentence"),
        pytest.param("Saksalainen [työvoimatoimisto]", "elsewhere", id="of a country"),
        pytest.param("Kahvila [Maistraatti] on auki.", "named", id="a café"),
        pytest.param("[Sairaanhoitopiirin] eläkeläiset ry", "named", id="a club"),
        pytest.param("Sana ”[maistraatti]” on vanha.", "spoken", id="a word"),
        pytest.param("Oppaan ohje ”käy [TE-toimistossa]” on vanhentunut.", "spoken", id="an old instruction"),
        pytest.param("The old leaflet says “visit the [TE Office]”.", "spoken", id="an old leaflet"),
    ],
)
def test_heard(text: str, kind: str) -> None:
    assert around(text)[0].partition(":")[0] == kind


@pytest.mark.parametrize(
    "then, now",
    [
        ("Keskus (31.12.2025 saakka [ELY-keskus]) auttaa", "Keskus (1.1.2020 alkaen [ELY-keskus]) auttaa"),
        ("Keskus ([ELY-keskus] vuoteen 2025 asti) auttaa", "Keskus ([ELY-keskus] vuodesta 2010) auttaa"),
        ("Opas työnhakijalle ([TE-toimisto] 2021, pdf)", "Opas työnhakijalle ([TE-toimisto], pdf)"),
        ("Tillsyn (t.o.m. 31.12.2025 [Valvira]) ges", "Tillsyn (från 1.1.2009 [Valvira]) ges"),
        (
            "The office (before 2020 the [Local Register Office]) helps",
            "The office (the [Local Register Office]) helps",
        ),
        ("The office (from 2015 to 2022 the [Hospital District]) helps", "Open 2015 to 2022. The [Hospital District]"),
        ("Область (до конца 2022 года – [Эксоте]) отвечает", "Область (с 2010 года – [Эксоте]) отвечает"),
    ],
)
def test_a_name_with_its_time_in_brackets(then: str, now: str) -> None:
    assert "formerly" in [kind.partition(":")[0] for kind in around(then)]
    assert around(now) == ()


def test_an_office_with_a_german_name() -> None:
    assert around("till exempel [Magistrat] der Stadt Kassel")[0].partition(":")[0] == "elsewhere"


@pytest.mark.parametrize(
    "held, asked_for",
    [
        ("Minulla on [TE-toimiston] päätös", "Pyydä [TE-toimiston] päätös"),
        ("Lain [1386/2010] mukaan laaditut suunnitelmat", "Suunnitelma laaditaan lain [1386/2010] mukaan"),
        ("Jag har ett beslut från [TE-byrån]", "Be om ett beslut från [TE-byrån]"),
        ("Planer som gjorts upp enligt lag [1386/2010]", "Planer görs upp enligt lag [1386/2010]"),
        ("I have a decision from the [TE Office]", "Ask the [TE Office] for a decision"),
        ("Plans made under Act [1386/2010]", "Plans are made under Act [1386/2010]"),
        ("У меня есть решение [бюро по трудоустройству]", "Получите решение [бюро по трудоустройству]"),
        ("Планы, составленные по закону [1386/2010]", "Планы составляются по закону [1386/2010]"),
    ],
)
def test_papers_of_then(held: str, asked_for: str) -> None:
    assert around(held)[0].partition(":")[0] == "papers"
    assert around(asked_for) == ()


@pytest.mark.parametrize(
    "heading, history",
    [
        pytest.param("Palvelut", False, id="services"),
        pytest.param("Esihistoria", False, id="a part of a word"),
        pytest.param("Kaupungin historia", True, id="historia"),
        pytest.param("Arkisto 2019", True, id="arkisto"),
        pytest.param("Tidigare program", True, id="tidigare"),
        pytest.param("Past programmes", True, id="past"),
        pytest.param("Архив новостей", True, id="архив"),
    ],
)
def test_headings(heading: str, history: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_history(heading) is history


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param("Yksi. Kaksi X on. Kolme.", "Kaksi X on", id="full stops"),
        pytest.param("Puh. Maija X", "Puh. Maija X", id="an abbreviation"),
        pytest.param("1. Luku X", "1. Luku X", id="a number"),
        pytest.param("rivi\nX täällä\nrivi", "X täällä", id="lines"),
    ],
)
def test_sentence(text: str, expected: str) -> None:
    at = text.index("X")
    begins, ends = sentence(text, at, at + 1)
    assert text[begins:ends] == expected
