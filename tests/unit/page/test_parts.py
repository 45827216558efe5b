"""Parts that were read before say what they said: pages in any order are read as if each were the first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model import Page, Unreadable
from monitor.page import read
from monitor.page.draft import Draft
from monitor.page.parts import Part, Parts
from tests.unit.page import course
from tests.unit.page.test_equality import FRAGMENT
from tests.unit.page.test_hostile import TAGS

URL = "https://www.example.fi/palvelut/sivu.html"
MENU = '<nav><h2>Valikko</h2><ul><li><a href="/a" id="a">Asuminen</a><li><a href="/b">Kirjasto</a></ul></nav>'

LIST = "<nav><ul><li>x</ul></nav>"
DEEPER = f"<div>{MENU}</div>"


def page(body: str, lang: str = "fi") -> bytes:
    return f"<!DOCTYPE html><html lang={lang}><title>Sivu</title><body>{body}</body></html>".encode()


def first(body: bytes) -> Page | Unreadable:
    return read(body, url=URL, parts=Parts(room=0))


def alike_in_a_row(bodies: list[bytes]) -> None:
    parts = Parts()
    for body in bodies:
        assert read(body, url=URL, parts=parts) == first(body)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(MENU, f"<p>alussa</p>{MENU}", id="further-down"),
        pytest.param(DEEPER, f"<main><h2>Toinen</h2>{MENU}</main>", id="inside-main"),
        pytest.param(DEEPER, f"<del>{MENU}</del>", id="deleted"),
        pytest.param(DEEPER, f'<div data-monitor-ignore="">{MENU}</div>', id="ignored"),
        pytest.param(DEEPER, f"<div hidden>{MENU}</div>", id="hidden"),
        pytest.param(DEEPER, f"<div lang=sv>{MENU}</div>", id="in-another-language"),
        pytest.param(DEEPER, f"<a href=/x>{MENU}</a>", id="inside-a-link"),
        pytest.param(MENU, f"<table><tr><td>{MENU}<td>x</table>", id="inside-a-table"),
        pytest.param(f"<div>{LIST}</div>", f"<a href>{LIST}</a>", id="inside-a-link-to-the-page-itself"),
        pytest.param(DEEPER, f"<pre>{MENU}</pre>", id="inside-pre"),
        pytest.param(MENU, f"<footer><p>Lue:</p><ul><li>x</ul>{MENU}</footer>", id="inside-a-footer"),
        pytest.param("<nav><ul><li>x</ul></nav>", "<nav>Lue:<ul><li>x</ul></nav>", id="led-in"),
        pytest.param("<nav>a:</nav><aside><ul><li>x</ul></aside>", "<aside><ul><li>x</ul></aside>", id="after-a-colon"),
        pytest.param("<nav><ul><li><h3>x</h3></ul>y</nav>", "<nav><ul><li><h3>x</h3></ul>z</nav>", id="heading-stays"),
        pytest.param("<nav><h2>a</h2><ul><li>x</ul></nav>", "<nav><h2>b</h2><ul><li>x</ul></nav>", id="under-another"),
        pytest.param(f"<nav>a:</nav>{LIST}", f"<nav>b</nav>{LIST}", id="after-a-colon-of-its-kind"),
        pytest.param("<nav><p lang=sv>x</nav>", "<nav><p lang=sv>x</nav>y", id="speaks-swedish"),
        pytest.param("<dl><dt>a</dl><aside><dd>x</aside>", "<dl><dt>b</dl><aside><dd>x</aside>", id="after-a-term"),
        pytest.param("<aside><dl><dt>a</dl></aside><dd>x", "<p>y<aside><dl><dt>a</dl></aside><dd>x", id="term-stays"),
        pytest.param("<nav><xmp>a</xmp></nav>", "<nav><xmp>a<-undef></xmp></nav>", id="raw-text"),
        pytest.param(
            "<nav><meta name=author content=A>x</nav>",
            "<meta name=author content=B><nav><meta name=author content=A>x</nav>",
            id="speaks-of-the-page",
        ),
        pytest.param(
            "<nav><base href=/x/><a href=y>x</a></nav>",
            "<p><a href=z>z</a><nav><base href=/x/><a href=y>x</a></nav>",
            id="moves-the-base",
        ),
        pytest.param(
            "<nav>x<script type=application/ld+json>{}</script></nav>",
            "<nav>x<script type=application/ld+json>{}</script></nav>y",
            id="states",
        ),
        pytest.param(
            "<nav>x<script src=/a.js></script></nav>", "z<nav>x<script src=/a.js></script></nav>", id="script"
        ),
    ],
)
def test_the_same_part_elsewhere(one: str, other: str) -> None:
    alike_in_a_row([page(body) for body in (one, one, other, other, one)])
    alike_in_a_row([page(one, "sv"), page(other), page(one), page(f"{one}{one}")])


def test_a_title_in_a_menu_names_only_the_page_that_has_none() -> None:
    menu = b"<nav><title>Valikko</title>x</nav>"
    alike_in_a_row([menu, b"<title>Sivu</title>" + menu, menu])


def test_drawn_pages_in_a_row() -> None:
    alike_in_a_row([course.page(seed) for seed in (1, 2, 1, 3, 2, 1)])


def test_a_page_as_deep_as_can_be_read_is_read_once_more() -> None:
    deep = page("<nav>" + "<div>" * 509 + "x")
    alike_in_a_row([deep, deep, page("<div><nav>" + "<div>" * 509 + "x")])


@settings(max_examples=150, deadline=None)
@given(st.lists(FRAGMENT, min_size=1, max_size=3), st.data())
def test_fragments_in_any_order(fragments: list[str], data: st.DataObject) -> None:
    zones = st.sampled_from(("nav", "aside", "footer", "header", "div class=sidebar", "main", "ul"))
    piece = st.builds(
        lambda zone, inner: f"<{zone}>{inner}</{zone.partition(' ')[0]}>", zones, st.sampled_from([*fragments, MENU])
    )
    bodies = data.draw(st.lists(st.lists(piece, min_size=1, max_size=3).map("".join).map(page), max_size=5))
    alike_in_a_row(bodies * 2)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(TAGS, max_size=12).map(b" ".join), min_size=2, max_size=2), st.data())
def test_hostile_parts_in_any_order(pieces: list[bytes], data: st.DataObject) -> None:
    wrapped = [b"<nav>%s</nav>" % pieces[0], b"<aside><ul>%s</ul></aside>" % pieces[1], *pieces]
    several = st.lists(st.sampled_from(wrapped), max_size=4).map(b"".join)
    alike_in_a_row([b"<title>x</title>" + body for body in data.draw(st.lists(several, max_size=5))] * 2)


def test_only_so_much_is_remembered() -> None:
    parts = Parts(room=300)
    for number in range(50):
        read(page(f"<nav>Sivu {number} {'x' * 80}</nav>"), url=URL, parts=parts)
    assert 0 < len(parts) < 4


def test_what_was_not_met_for_the_longest_time_is_forgotten() -> None:
    parts = Parts(room=2)
    part = Part(Draft().since(Draft().extent()), [], "")
    parts.keep("a", (), part)
    parts.keep("b", (), part)
    parts.recall("a", ())
    parts.keep("c", (), part)
    assert [parts.recall(html, ()) for html in "abc"] == [part, None, part]


def test_surroundings_count() -> None:
    parts = Parts()
    part = Part(Draft().since(Draft().extent()), [], "")
    parts.keep("a", (1,), part)
    assert parts.recall("a", (2,)) is None
