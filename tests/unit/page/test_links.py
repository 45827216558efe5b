import pytest

from monitor.model import Link, Page, Zone
from monitor.page import read
from monitor.page.links import candidates

URL = "https://www.example.fi/a/b.html?c=1"


def links(html: str, url: str = URL) -> tuple[Link, ...]:
    page = read(html.encode(), url=url)
    assert isinstance(page, Page)
    return page.links


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<a name=x>y</a>", id="no href"),
        pytest.param("<a href='javascript:void(0)'>x</a>", id="javascript"),
        pytest.param("<a href=' jAva\nscript:x'>x</a>", id="javascript in disguise"),
        pytest.param("<img src='data:image/gif;base64,R0lGOD'>", id="data"),
        pytest.param("<iframe src='about:blank'></iframe>", id="about"),
        pytest.param("<video src='blob:https://x/1'></video>", id="blob"),
        pytest.param("<img src=''><img src=' '><form action=''>", id="empty"),
        pytest.param("<p style='fill:url(#kuvio)'>x", id="part-of-a-drawing"),
        pytest.param("<div data-monitor-ignore><p><a href=/x>x</a><img src=/y></div>", id="ignored"),
        pytest.param("<a data-monitor-ignore='link-broken' href=/x>x</a>", id="ignored-for-a-check-of-links"),
        pytest.param("<link rel=preconnect href=//x.example><link rel=dns-prefetch href=//x.example>", id="hints"),
        pytest.param("<!-- <a href=/x>x</a> --><template><a href=/x>x</a></template>", id="dead markup"),
        pytest.param("<script>'<a href=/x>x</a>'</script><textarea><a href=/x></textarea>", id="text, not markup"),
        pytest.param("<noscript><img src=/x></noscript>", id="noscript"),
        pytest.param("<meta http-equiv=refresh content=30>", id="reload"),
        pytest.param("<p style='color: red'>", id="style without address"),
    ],
)
def test_no_link(html: str) -> None:
    assert links(html) == ()


@pytest.mark.parametrize(
    "html, element, attribute",
    [
        pytest.param("<a href=/x>k</a>", "a", "href", id="a"),
        pytest.param("<map name=m><area href=/x alt=k></map>", "area", "href", id="area"),
        pytest.param("<link rel=stylesheet href=/x>", "link", "href", id="stylesheet"),
        pytest.param("<link rel=canonical href=/x>", "link", "href", id="canonical"),
        pytest.param("<link rel=alternate hreflang=sv href=/x>", "link", "href", id="alternate"),
        pytest.param("<img src=/x>", "img", "src", id="img"),
        pytest.param("<img srcset='/x 2x'>", "img", "srcset", id="srcset"),
        pytest.param("<picture><source srcset=/x></picture>", "source", "srcset", id="source srcset"),
        pytest.param("<iframe src=/x></iframe>", "iframe", "src", id="iframe"),
        pytest.param("<frameset><frame src=/x></frameset>", "frame", "src", id="frame"),
        pytest.param("<form action=/x></form>", "form", "action", id="form"),
        pytest.param("<form method=POST action=/x></form>", "form", "post", id="form-that-posts"),
        pytest.param("<button formaction=/x>k</button>", "button", "formaction", id="button"),
        pytest.param("<input type=image src=/x>", "input", "src", id="image input"),
        pytest.param("<video src=/x></video>", "video", "src", id="video"),
        pytest.param("<video poster=/x></video>", "video", "poster", id="poster"),
        pytest.param("<audio><source src=/x></audio>", "source", "src", id="source"),
        pytest.param("<video><track src=/x></video>", "track", "src", id="track"),
        pytest.param("<object data=/x></object>", "object", "data", id="object"),
        pytest.param("<embed src=/x>", "embed", "src", id="embed"),
        pytest.param("<script src=/x></script>", "script", "src", id="script"),
        pytest.param("<meta http-equiv=Refresh content='5; URL=/x'>", "meta", "content", id="refresh"),
        pytest.param("<meta http-equiv=refresh content=\"0;url='/x'\">", "meta", "content", id="refresh in quotes"),
        pytest.param("<p style='background: URL( \"/x\" )'>", "p", "style", id="style"),
        pytest.param("<svg><a xlink:href=/x>k</a></svg>", "a", "href", id="in a picture"),
        pytest.param("<div hidden><a href=/x>k</a></div>", "a", "href", id="in a closed menu"),
    ],
)
def test_every_form_of_link(html: str, element: str, attribute: str) -> None:
    assert [(link.url, link.element, link.attribute) for link in links(html)] == [
        ("https://www.example.fi/x", element, attribute)
    ]


@pytest.mark.parametrize(
    "href, url, fragment",
    [
        pytest.param("", "https://www.example.fi/a/b.html?c=1", "", id="empty"),
        pytest.param("#", "https://www.example.fi/a/b.html?c=1", "", id="hash"),
        pytest.param("#%C3%A4-1", "https://www.example.fi/a/b.html?c=1", "%C3%A4-1", id="fragment"),
        pytest.param("c.html", "https://www.example.fi/a/c.html", "", id="sibling"),
        pytest.param("../c", "https://www.example.fi/c", "", id="up"),
        pytest.param("?d=2", "https://www.example.fi/a/b.html?d=2", "", id="query"),
        pytest.param("//ex.example/x", "https://ex.example/x", "", id="scheme-relative"),
        pytest.param("\\x\\y", "https://www.example.fi/x/y", "", id="backslashes"),
        pytest.param(" /x\n/y\t ", "https://www.example.fi/x/y", "", id="space and breaks"),
        pytest.param("/a?b=1&amp;c=2&copy=3", "https://www.example.fi/a?b=1&c=2&copy=3", "", id="entities"),
        pytest.param("/ä ö", "https://www.example.fi/%C3%A4%20%C3%B6", "", id="letters"),
        pytest.param("https://äö.example/", "https://xn--4ca0b.example/", "", id="IDN"),
        pytest.param("HTTPS://EX.example:443/%c3", "https://ex.example/%C3", "", id="normal form"),
        pytest.param("http://[::1/", "", "", id="none"),
        pytest.param("https://", "", "", id="no host"),
        pytest.param(
            " mailto:Kirjaamo@example.fi?subject=a b ", "mailto:Kirjaamo@example.fi?subject=a b", "", id="mail"
        ),
        pytest.param("tel:+358 40 123 4567", "tel:+358 40 123 4567", "", id="phone as written"),
    ],
)
def test_resolution(href: str, url: str, fragment: str) -> None:
    (link,) = links(f'<a href="{href}">k</a>')
    assert (link.url, link.fragment) == (url, fragment)


@pytest.mark.parametrize(
    "base, expected",
    [
        pytest.param("", "https://www.example.fi/a/x", id="empty"),
        pytest.param("javascript:x", "https://www.example.fi/a/x", id="no address"),
        pytest.param("/juuri/", "https://www.example.fi/juuri/x", id="folder"),
        pytest.param("https://ex.example", "https://ex.example/x", id="another host"),
    ],
)
def test_base(base: str, expected: str) -> None:
    assert links(f"<a href=x>k</a><base href='{base}'><base href=/toinen/>")[0].url == expected


@pytest.mark.parametrize(
    "html, expected",
    [
        pytest.param("<a href=/x> a <b>b</b>\n</a>", "a b", id="words"),
        pytest.param("<a href=/x><img src=/i alt='Kuva kunnasta'></a>", "Kuva kunnasta", id="alternative text"),
        pytest.param("<a href=/x aria-label='Lue lisää'><i></i></a>", "Lue lisää", id="label"),
        pytest.param("<a href=/x title='Etusivu'></a>", "Etusivu", id="title"),
        pytest.param("<a href=/x><svg><title>Etusivu</title></svg></a>", "Etusivu", id="title of a picture"),
        pytest.param("<a href=/x><h3>a</h3> <p>b</p></a>", "a b", id="a card"),
    ],
)
def test_text(html: str, expected: str) -> None:
    assert links(html)[0].text == expected


def test_where_a_link_stands() -> None:
    html = "<title>t</title><nav><a href=/1>a</a></nav><p>b</p><div><a href=/2><img></a></div><p>c <a href=/3>d</a>"
    assert [(link.block, link.zone) for link in links(html)] == [
        (1, Zone.NAVIGATION),
        (-1, Zone.MAIN),
        (3, Zone.MAIN),
    ]


@pytest.mark.parametrize(
    "srcset, expected",
    [
        pytest.param("", [], id="empty"),
        pytest.param(" , ,", [], id="commas"),
        pytest.param("a.png", ["a.png"], id="one"),
        pytest.param("a.png 1x, b.png 2x", ["a.png", "b.png"], id="density"),
        pytest.param("a.png, b.png", ["a.png", "b.png"], id="bare"),
        pytest.param("a,b.png 100w,c.png 200w", ["a,b.png", "c.png"], id="comma in an address"),
    ],
)
def test_srcset(srcset: str, expected: list[str]) -> None:
    assert list(candidates(srcset)) == expected
