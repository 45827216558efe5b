"""Words of a day that is gone. Rows that are of today first."""

from datetime import date

import pytest

from monitor.facts.narration import lives_on
from monitor.facts.then import dated_before, told_of_then
from monitor.model import Block, Meaning, Occurrence, Statement, TermFact

CHANGED = date(2025, 1, 1)


def mention(text: str, lang: str) -> Statement:
    """The words in brackets as a mention."""
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    fact = TermFact(start=start, end=end, text=plain[start:end], term="te-toimisto")
    return Statement(fact, Occurrence(Block(plain, lang)), Meaning())


@pytest.mark.parametrize(
    "lang, text",
    [
        pytest.param("fi", "Tiedote 12.3.2025: [TE-toimisto] avaa pisteen", id="after the change"),
        pytest.param("fi", "Päivitetty 12.3.2024: [TE-toimisto] palvelee", id="an update promises to be right"),
        pytest.param("fi", "1.1.2020 alkaen [TE-toimisto] palvelee", id="a beginning"),
        pytest.param("fi", "Raportti 2019 on verkossa. [TE-toimisto] neuvoo.", id="a report in another sentence"),
        pytest.param("fi", "Raportin 2019 saat [TE-toimistosta], jos se on auki.", id="a report in a sentence"),
        pytest.param("fi", "Tilaa julkaisu [TE-toimistosta].", id="a publication without a year"),
        pytest.param("fi", "Uusimaa, TE-palvelut: [TE-toimisto]", id="no author"),
    ],
)
def test_not_dated(lang: str, text: str) -> None:
    assert not dated_before(mention(text, lang), CHANGED)


@pytest.mark.parametrize(
    "lang, text",
    [
        pytest.param("fi", "Tiedote 12.3.2019: [TE-toimisto] avaa pisteen", id="a release"),
        pytest.param("fi", "Julkaistu 14.2.2018 – [TE-toimisto] etsii väkeä", id="the day of publishing"),
        pytest.param("fi", "14.9.2022 [TE-toimisto] kutsuu", id="a day and a capital"),
        pytest.param("fi", "Maaliskuu 2016 | [TE-toimisto] avataan", id="a month in a table"),
        pytest.param("fi", "2016: [TE-toimisto] avataan", id="a year"),
        pytest.param("sv", "Pressmeddelande 3.4.2018: [TE-byrån] öppnar", id="Swedish"),
        pytest.param("en", "Press release 3 April 2018 – [TE Office] opens", id="English"),
        pytest.param("ru", "Новость от 12.04.2019: [бюро] переезжает", id="Russian"),
        pytest.param("fi", "Uutisia\n12.3.2019: [TE-toimisto] avaa pisteen", id="one line of several"),
        pytest.param("fi", "Virtanen, M. (2015). [TE-toimiston] asiakkaana. Opinnäytetyö.", id="an author"),
        pytest.param("fi", "Nieminen, Kaisa: [TE-toimisto] ja arki. Gaudeamus 2009.", id="an author's whole name"),
        pytest.param("fi", "Julkaisu: [TE-toimiston] palvelut (2016)", id="a label"),
        pytest.param("fi", "[TE-toimiston] julkaisuja 5/2011: Miten haen työtä", id="a series"),
        pytest.param("en", "Publications of the [TE Office] 3/2012", id="a series, its body in between"),
    ],
)
def test_dated(lang: str, text: str) -> None:
    assert dated_before(mention(text, lang), CHANGED)


@pytest.mark.parametrize(
    "lang, text, then",
    [
        pytest.param("fi", "[TE-toimisto] auttaa (2016)", False, id="a verb of the present"),
        pytest.param("fi", "Hanke 2020–2027, [TE-toimisto]", False, id="a period that goes on"),
        pytest.param("fi", "[TE-toimiston] vuoden 2026 tilasto on käytössä", False, id="its year, after the change"),
        pytest.param("fi", "Arvio perustuu [TE-toimiston] vuoden 2018 tilastoon", True, id="its year"),
        pytest.param("en", "We use the [TE Office]'s 2019 statistics", True, id="its year, English"),
        pytest.param("fi", "Kirje [TE-toimistolta], 3.5.2017", True, id="a letter with its day"),
        pytest.param("fi", "Tervetuloa [TE-toimistoon] (2016, pdf)", True, id="a title with its year"),
        pytest.param("fi", "Harjoittelija, [TE-toimisto], 2015–2016", True, id="a period that is over"),
    ],
)
def test_told_of_then(lang: str, text: str, then: bool) -> None:  # noqa: FBT001 - a column of the table
    assert told_of_then(mention(text, lang), CHANGED) is then


@pytest.mark.parametrize(
    "lang, text, lives",
    [
        pytest.param("fi", "[TE-toimisto] avattiin 2009.", False, id="a beginning alone"),
        pytest.param("fi", "[TE-toimisto] avattiin 2009, ja se palveli kaikkia.", False, id="a second past"),
        pytest.param("fi", "[TE-toimisto] järjesti kurssin, ja se jatkuu nyt kunnassa.", False, id="no beginning"),
        pytest.param("fi", "[TE-toimisto] avattiin 2009, ja siellä palvellaan kaikkia.", True, id="Finnish"),
        pytest.param("sv", "[TE-byrån] öppnade 2009 och betjänar nu på engelska.", True, id="Swedish"),
        pytest.param("en", "The [TE Office] opened in 2009 and it serves everyone.", True, id="English"),
        pytest.param("ru", "[Бюро] открылось в 2009 году, и там помогают всем.", True, id="Russian"),
    ],
)
def test_lives_on(lang: str, text: str, lives: bool) -> None:  # noqa: FBT001 - a column of the table
    statement = mention(text, lang)
    assert lives_on(statement.fact, statement.occurrence.block) is lives
