from datetime import date

import pytest

from monitor.model import Page, PageDate
from monitor.page import excerpt, read
from monitor.page.charset import decode
from monitor.page.language import detect
from monitor.page.position import position

FI = "Hakemus jätetään kirjallisesti ja se käsitellään kuukauden aikana, jos liitteet ovat mukana."
SV = "Ansökan ska lämnas skriftligt och den behandlas inom en månad efter att alla bilagor finns."
EN = "The application must be made in writing and it will be decided within a month of that date."
RU = "Заявление подаётся в письменной форме и рассматривается в течение одного месяца."


@pytest.mark.parametrize(
    "text, declared, expected",
    [
        pytest.param("Kirjasto", "", "", id="short"),
        pytest.param("12.3.2024 12.4.2024 12.5.2024 12.6.2024 12.7.2024", "", "", id="no letters"),
        pytest.param("A B C D E F G H I J K L M N O P Q R S T U V W", "", "", id="no words"),
        pytest.param(FI, "fi", "", id="as declared"),
        pytest.param(FI, "et", "", id="a language that we do not know stands"),
        pytest.param(FI + " Welcome to the city of Espoo.", "fi", "", id="some other words"),
        pytest.param("Послуги для мешканців міста надаються щодня і безкоштовно всім", "", "", id="Ukrainian"),
        pytest.param(FI, "", "fi", id="Finnish"),
        pytest.param(SV, "", "sv", id="Swedish"),
        pytest.param(EN, "", "en", id="English"),
        pytest.param(RU, "", "ru", id="Russian"),
        pytest.param(EN, "fi", "en", id="English declared Finnish"),
        pytest.param(SV, "fi", "sv", id="Swedish declared Finnish"),
        pytest.param(RU, "fi", "ru", id="Russian declared Finnish"),
        pytest.param(FI, "en", "fi", id="Finnish declared English"),
    ],
)
def test_language(text: str, declared: str, expected: str) -> None:
    assert detect(text, declared) == expected


@pytest.mark.parametrize(
    "html, default, expected",
    [
        pytest.param("<p>x", "", ("", ["", "sv"]), id="nothing tells"),
        pytest.param("<p>x", "fi", ("fi", ["fi", "sv"]), id="default"),
        pytest.param("<html lang=en><p>x", "fi", ("en", ["en", "sv"]), id="declared"),
        pytest.param("<html lang=fi-FI><p>x", "", ("fi", ["fi", "sv"]), id="primary subtag"),
        pytest.param(f"<html lang=fi><p>{EN} {EN} {EN}", "", ("en", ["en", "sv"]), id="template lies"),
        pytest.param(f"<html lang=fi><p>{FI} {FI} {FI}<p>{EN}", "", ("fi", ["fi", "en", "sv"]), id="one block"),
        pytest.param(f"<h1>Maksut</h1><p>{FI}", "", ("fi", ["fi", "fi", "sv"]), id="short blocks follow the page"),
    ],
)
def test_language_of_page_and_blocks(html: str, default: str, expected: tuple[str, list[str]]) -> None:
    page = read(f"{html}<p lang=sv>öppet".encode(), url="https://www.example.fi/", default_lang=default)
    assert isinstance(page, Page)
    assert (page.lang, [o.block.lang for o in page.occurrences]) == expected


@pytest.mark.parametrize(
    "body, header, expected",
    [
        pytest.param(b"", "", "", id="empty"),
        pytest.param(b"\xef\xbb\xbf\xc3\xa4", "text/html; charset=iso-8859-1", "ä", id="mark before header"),
        pytest.param(b"\xff\xfe\xe4\x00", "", "ä", id="UTF-16 by its mark"),
        pytest.param(b"\xe4", "text/html; Charset='ISO-8859-1'", "ä", id="header"),
        pytest.param("д".encode("cp1251"), "text/html; charset=windows-1251", "д", id="Cyrillic header"),
        pytest.param(b"\xc3\xa4", "text/html; charset=no-such", "ä", id="header without meaning"),
        pytest.param(b"\xc3\xa4", "text/html; charset=unicode_escape", "ä", id="no encoding of pages"),
        pytest.param(b"<meta charset=iso-8859-1>\xc3\xa4", "", "<meta charset=iso-8859-1>ä", id="lying meta"),
        pytest.param(b"<meta charset=koi8-r>\xc4", "", "<meta charset=koi8-r>д", id="meta"),
        pytest.param(b"<meta charset=utf-16>\xc3\xa4", "", "<meta charset=utf-16>ä", id="meta cannot be UTF-16"),
        pytest.param(b"<meta charset=utf-8>\xc3\xa4\xe4.", "", "<meta charset=utf-8>ä\ufffd.", id="a wrong byte"),
        pytest.param(b"abc \xc3\xa4\xc3", "", "abc ä", id="cut in the middle of a letter"),
        pytest.param(b"p\xe4\xe4t\xf6s \x80", "", "päätös €", id="undeclared Latin"),
        pytest.param("услуги города".encode("cp1251"), "", "услуги города", id="undeclared windows-1251"),
        pytest.param("услуги города".encode("koi8-r"), "", "услуги города", id="undeclared KOI8-R"),
    ],
)
def test_charset(body: bytes, header: str, expected: str) -> None:
    assert decode(body, header) == expected


@pytest.mark.parametrize(
    "html, expected",
    [
        pytest.param("<p>Päätös 20.8.2024, kokous 3.9.2024", None, id="no label"),
        pytest.param("<footer>© 2024 Kunta</footer>", None, id="copyright"),
        pytest.param("<p>Ohjelma päivitetty 2024", None, id="only a year"),
        pytest.param("<p>Päivitetty 31.2.2024", None, id="no such day"),
        pytest.param("<p>Päivitetty 1.12.2026", None, id="in the future"),
        pytest.param("<p>Updated 12 Foo 2024", None, id="no such month"),
        pytest.param("<p>Kunta on siistinyt päivitetty 1.2.2024", None, id="a label inside a sentence"),
        pytest.param("<meta name=dcterms.modified content=pian>", None, id="no date"),
        pytest.param("<p>Sivu päivitetty 20.8.2024", (2024, 8, 20, "label"), id="Finnish"),
        pytest.param("<p>Päivitetty: ti 20. elokuuta 2024", (2024, 8, 20, "label"), id="Finnish month"),
        pytest.param("<p>Viimeksi muokattu 2024-08-20", (2024, 8, 20, "label"), id="ISO"),
        pytest.param("<p>Senast uppdaterad den 3 mars 2024", (2024, 3, 3, "label"), id="Swedish"),
        pytest.param("<p>Uppdaterad 3.3.2024", (2024, 3, 3, "label"), id="Swedish numbers"),
        pytest.param("<p>Last updated: 3 March 2024", (2024, 3, 3, "label"), id="English"),
        pytest.param("<p>Page last updated on March 3rd, 2024", (2024, 3, 3, "label"), id="American"),
        pytest.param("<p>Обновлено: 3 марта 2024", (2024, 3, 3, "label"), id="Russian"),
        pytest.param("<p>Дата обновления 03.03.2024", (2024, 3, 3, "label"), id="Russian numbers"),
        pytest.param("<dl><dt>Päivitetty<dd>3.3.2024</dl>", (2024, 3, 3, "label"), id="term"),
        pytest.param("<p>Päivitetty <time datetime=2024-03-03>eilen</time>", (2024, 3, 3, "time"), id="time"),
        pytest.param(
            "<p>Päivitetty 3.3.2024<meta name=DC.date.modified content=2024-02-02>", (2024, 2, 2, "dcterms"), id="meta"
        ),
        pytest.param(
            "<meta property=article:modified_time content=2024-03-02T22:30:00Z>",
            (2024, 3, 3, "article:modified_time"),
            id="the day in Helsinki",
        ),
        pytest.param(
            '<script type="application/ld+json">{"@graph": [{"@type": "Event", "dateModified": "2020-01-01"},'
            '{"@type": ["WebPage"], "dateModified": "2024-03-03"}]}</script>',
            (2024, 3, 3, "json-ld"),
            id="JSON-LD of the page",
        ),
    ],
)
def test_page_date(html: str, expected: tuple[int, int, int, str] | None) -> None:
    page = read(html.encode(), url="https://www.example.fi/2019/03/03/", today=date(2026, 11, 24))
    assert isinstance(page, Page)
    found = page.page_date
    assert (found and (*found.day.timetuple()[:3], found.source)) == expected


def test_the_words_of_a_page_date() -> None:
    page = read("<p>Teksti. Sivu päivitetty: 20.8.2024.".encode(), url="https://www.example.fi/")
    assert isinstance(page, Page)
    assert page.page_date == PageDate(date(2024, 8, 20), "label", "Sivu päivitetty: 20.8.2024")


TEXT = "yksi kaksi kolme neljä viisi kuusi seitsemän"


@pytest.mark.parametrize(
    "start, end, width, expected",
    [
        pytest.param(0, len(TEXT), 5, ("", TEXT, ""), id="the quote is never cut"),
        pytest.param(17, 22, 240, ("yksi kaksi kolme ", "neljä", " viisi kuusi seitsemän"), id="room for all"),
        pytest.param(17, 22, 21, ("… kolme ", "neljä", " viisi …"), id="cut between words"),
        pytest.param(17, 22, 5, ("… ", "neljä", " …"), id="no room"),
        pytest.param(0, 4, 16, ("", "yksi", " kaksi kolme …"), id="room left over is used on the other side"),
        pytest.param(-1, 99, 9, ("", TEXT, ""), id="outside"),
    ],
)
def test_excerpt(start: int, end: int, width: int, expected: tuple[str, str, str]) -> None:
    assert excerpt(TEXT, start, end, width=width) == expected


HTML = """<!DOCTYPE html>
<title>Otsikko</title>
<p>Hakuaika <b>päättyy</b>
   15.3.&nbsp;2019 kotout&shy;taminen</p>
<script>var a = "piilossa";</script>
<table><tr><td>Neuvonta</td><td>09&#160;123 456</td></tr></table>
<a href="/vanha
/sivu?a=1&amp;b=2" title="x">linkki</a>
"""


@pytest.mark.parametrize(
    "quote, expected",
    [
        pytest.param("", None, id="empty"),
        pytest.param("ei ole", None, id="absent"),
        pytest.param("piilossa", None, id="in a script"),
        pytest.param("Otsikko", (2, 8), id="title"),
        pytest.param("päättyy 15.3. 2019", (3, 16), id="over tags, lines and references"),
        pytest.param("kotouttaminen", (4, 20), id="soft hyphen"),
        pytest.param("Neuvonta | 09 123 456", (6, 16), id="a row"),
        pytest.param("/sivu?a=1&amp;b=2", (8, 1), id="in an attribute"),
        pytest.param("/sivu?a=1&b=2", (7, 1), id="in an attribute, decoded"),
    ],
)
def test_position(quote: str, expected: tuple[int, int] | None) -> None:
    assert position(HTML.encode(), quote) == expected


@pytest.mark.parametrize(
    "body, content_type",
    [
        pytest.param(b"%PDF-1.7", "", id="PDF by its bytes"),
        pytest.param(b"<p>x", "application/json; charset=utf-8", id="JSON by its type"),
        pytest.param(b"<p>x", "image/svg", id="picture"),
    ],
)
def test_not_html(body: bytes, content_type: str) -> None:
    assert read(body, url="https://www.example.fi/", content_type=content_type)[0] == "not-html"
