import pytest

from monitor.model import Page, PageType, Zone
from monitor.page import headline, read

URL = "https://www.example.fi/palvelut/"


def page(html: str, url: str = URL) -> Page:
    found = read(html.encode(), url=url)
    assert isinstance(found, Page)
    return found


@pytest.mark.parametrize(
    "html, expected",
    [
        pytest.param("<p>x", Zone.MAIN, id="bare"),
        pytest.param("<body class='has-sidebar footer'><p>x", Zone.MAIN, id="body is never a zone by name"),
        pytest.param("<div class='with-sidebar content-footer-wrap'><p>x", Zone.MAIN, id="only whole names"),
        pytest.param("<article><header><p>x", Zone.MAIN, id="header of an article"),
        pytest.param("<main><section><footer><p>x", Zone.MAIN, id="footer of a section"),
        pytest.param("<div class=sidebar><main><p>x", Zone.MAIN, id="main inside a wrapper"),
        pytest.param("<h2>Kaupunginarkisto</h2><p>x", Zone.MAIN, id="an archive that is a service"),
        pytest.param("<h2>Arkiston aukioloajat</h2><p>x", Zone.MAIN, id="its opening hours"),
        pytest.param("<h2>Arkisto</h2><p>a</p><h2>Nyt</h2><p>x", Zone.MAIN, id="after the archive"),
        pytest.param("<nav><p>x", Zone.NAVIGATION, id="nav"),
        pytest.param("<div role=navigation>x", Zone.NAVIGATION, id="role"),
        pytest.param("<main><ol class='wide breadcrumb'><li>x", Zone.NAVIGATION, id="breadcrumb"),
        pytest.param("<header><div>x", Zone.HEADER, id="header"),
        pytest.param("<footer><nav><p>x", Zone.FOOTER, id="a menu in the footer"),
        pytest.param("<div id=footer>x", Zone.FOOTER, id="footer by id"),
        pytest.param("<main><aside>x", Zone.ASIDE, id="aside"),
        pytest.param("<h2>Arkisto</h2><h3>2019</h3><p>x", Zone.ARCHIVE, id="under an archive"),
        pytest.param("<h2>Nyhetsarkiv</h2><p>x", Zone.ARCHIVE, id="Swedish"),
        pytest.param("<h2>News archive</h2><p>x", Zone.ARCHIVE, id="English"),
        pytest.param("<h2>Архив</h2><p>x", Zone.ARCHIVE, id="Russian"),
        pytest.param("<h2>Uutisten arkisto 2015–2019</h2><p>x", Zone.ARCHIVE, id="with years"),
        pytest.param("<title>Arkisto – Kunta</title><p>x", Zone.ARCHIVE, id="the title says so"),
    ],
)
def test_the_zone_of_the_last_block(html: str, expected: Zone) -> None:
    assert page(html).occurrences[-1].zone is expected


def test_an_address_in_an_archive() -> None:
    assert page("<p>x", "https://www.example.fi/arkisto/2019.html").occurrences[0].zone is Zone.ARCHIVE


def test_headings_of_a_menu_are_not_above_the_text() -> None:
    found = page("<h1>a</h1><nav><h2>b</h2><p>c</p></nav><p>d")
    assert [o.headings for o in found.occurrences] == [(), (), ("b",), ("a",)]


@pytest.mark.parametrize(
    "html, above",
    [
        pytest.param("<main><h1>a</h1></main><div><h3>b</h3><p>x</div>", ("b",), id="beside main"),
        pytest.param("<h2>a</h2><details><summary>b</summary><p>x</details>", ("a", "b"), id="in details"),
        pytest.param("<h2>a</h2><details><summary>b</summary><h3>c</h3><p>x", ("a", "b", "c"), id="deeper in details"),
        pytest.param("<h2>a</h2><details><summary>b</summary></details><p>x", ("a",), id="after details"),
        pytest.param("<details><summary>b</summary></details><details><summary>c</summary>x", ("c",), id="the next"),
    ],
)
def test_headings_above_the_last_block(html: str, above: tuple[str, ...]) -> None:
    assert page(html).occurrences[-1].headings == above


@pytest.mark.parametrize(
    "path, html, expected",
    [
        pytest.param("palvelut/", "<p>x", PageType.STANDING, id="plain"),
        pytest.param("uutiset/", "<p>x", PageType.STANDING, id="a listing of news"),
        pytest.param("uutiset/index.html", "<p>x", PageType.STANDING, id="a listing by file name"),
        pytest.param("x", "<meta property=og:type content=article>", PageType.STANDING, id="article without a date"),
        pytest.param("kokoustilat/varaa", "<p>x", PageType.STANDING, id="rooms for meetings"),
        pytest.param("uutiset/2024/uusi-silta", "<p>x", PageType.NEWS, id="Finnish news"),
        pytest.param("sv/nyheter/ny-bro", "<p>x", PageType.NEWS, id="Swedish news"),
        pytest.param(
            "x",
            "<meta property=og:type content=article><meta property=article:published_time content=2024-01-01>",
            PageType.NEWS,
            id="article with a date",
        ),
        pytest.param(
            "x", '<script type="application/ld+json">{"@type": "NewsArticle"}</script>', PageType.NEWS, id="JSON-LD"
        ),
        pytest.param("x", "<body class='page single-post'>", PageType.NEWS, id="body class"),
        pytest.param("x", "<title>Ny bro - Nyheter - Granvik</title>", PageType.NEWS, id="below news by its title"),
        pytest.param("x", "<title>Nyheter - Granvik</title>", PageType.STANDING, id="the listing by its title"),
        pytest.param("x", "<title>Protokoll och beslut</title>", PageType.STANDING, id="a page about minutes"),
        pytest.param("x", "<title>Protokoll 22.2.2023 – Stadsstyrelsen</title>", PageType.MINUTES, id="protokoll"),
        pytest.param("x", "<title>Pöytäkirja 3/2023, 2.3.2023</title>", PageType.MINUTES, id="pöytäkirja"),
        pytest.param("x", "<title>Minutes of 22 February 2023</title>", PageType.MINUTES, id="minutes by title"),
        pytest.param("p%C3%B6yt%C3%A4kirjat/2023-05-15.html", "<p>x", PageType.MINUTES, id="minutes"),
        pytest.param("kokous-2024-3/pykala-5", "<p>x", PageType.MINUTES, id="a meeting"),
        pytest.param("fi/lainsaadanto/2010/1386", "<p>x", PageType.LEGAL, id="legislation"),
    ],
)
def test_page_types(path: str, html: str, expected: PageType) -> None:
    assert page(html, f"https://www.example.fi/{path}").page_type is expected


def test_finlex_is_legal() -> None:
    assert page("<p>x", "https://www.finlex.fi/fi/").page_type is PageType.LEGAL


@pytest.mark.parametrize(
    "html, expected",
    [
        pytest.param("<title>a</title><h2>b</h2><h1>c</h1>", "b", id="the first that stands under none"),
        pytest.param("<title>a</title><p>b", "a", id="title"),
        pytest.param("<p>b", "", id="neither"),
    ],
)
def test_headline(html: str, expected: str) -> None:
    assert headline(page(html)) == expected


@pytest.mark.parametrize(
    "html, expected",
    [
        pytest.param("<div id=root></div><p>" + "sana " * 60 + "</p><script></script>", False, id="full of text"),
        pytest.param("<p>lyhyt</p><script></script>", False, id="short, not a shell"),
        pytest.param("<div id=root></div>", False, id="no script"),
        pytest.param("<div id=app></div><noscript>Salli</noscript><script src=a.js></script>", True, id="a shell"),
    ],
)
def test_built_by_script(html: str, expected: bool) -> None:  # noqa: FBT001 - a row of the table
    assert page(html).built_by_script is expected


@pytest.mark.parametrize(
    "html, expected",
    [
        pytest.param("<p>Sisällöstä puhutaan paljon.", "", id="nobody"),
        pytest.param("<meta name=author content=' Kirjaamo '>", "Kirjaamo", id="meta"),
        pytest.param("<p>Sivun sisällöstä vastaa: viestintä", "viestintä", id="Finnish"),
        pytest.param("<dl><dt>Innehållsansvarig<dd>kansliet</dl>", "kansliet", id="Swedish, as a term"),
    ],
)
def test_author(html: str, expected: str) -> None:
    assert page(html).author == expected


def test_alternates_are_resolved() -> None:
    html = "<link rel=alternate hreflang=SV href=/sv/><link rel=alternate type=application/rss+xml href=/rss>"
    assert page(html).alternates == (("sv", "https://www.example.fi/sv/"),)


def test_ids_and_names() -> None:
    html = "<p id=a><a name=b></a><svg><g id=c></g></svg><p hidden id=d><template><p id=e></template><input name=f>"
    assert page(html).ids == {"a", "b", "c", "d"}
