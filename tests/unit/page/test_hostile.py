from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model import Page, Unreadable
from monitor.page import read
from monitor.page.position import position

URL = "https://www.example.fi/"
TAGS = st.sampled_from(
    b"<p> </p> <table> <tr> <td> </td> <a href=' > \" </a> <!-- --> <svg> <![CDATA[ ]]> <script> </script> <b> </b>"
    b" <select> <template> </template> <li> <h1> <noscript> </noscript> <title> &#xD800; &shy; \x00 \xff\xfe <frameset>"
    b" <math><mtext> <form> <input/> <body lang=sv> <html> <meta charset=utf-16> <base href=// > <br> <pre> x".split(
        b" "
    )
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.lists(TAGS, max_size=40).map(b" ".join)))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    page = read(body, url=URL)
    assert isinstance(page, (Page, Unreadable))
    if isinstance(page, Page):
        for occurrence in page.occurrences:
            text, _, marks = occurrence.block
            assert text == text.strip()
            assert "  " not in text
            assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)
        assert all(-1 <= link.block < len(page.occurrences) for link in page.links)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.text(max_size=10))
def test_a_quote_is_looked_for_in_any_bytes(body: bytes, quote: str) -> None:
    found = position(body, quote)
    assert found is None or min(found) >= 1


def reason(body: str) -> str:
    page = read(body.encode(), url=URL)
    return page.reason if isinstance(page, Unreadable) else "read"


def test_512_levels_are_read() -> None:
    # html and body are two of them
    assert reason("<div>" * 510 + "x") == "read"


def test_513_levels_are_too_deep() -> None:
    assert reason("<div>" * 511 + "x") == "too-deep"


def test_a_million_levels_are_refused_before_a_tree_is_built() -> None:
    assert reason("<div>" * 1_000_000) == "too-deep"


def test_levels_hidden_from_a_count_of_end_tags_are_found() -> None:
    assert reason("<div></x>" * 50_000) == "too-deep"
    assert reason("<div><!--</div>-->" * 50_000) == "too-deep"


def test_formatting_left_open_is_refused_where_it_would_be_made_again_in_each_paragraph() -> None:
    fonts = "".join(f"<font a={number}>" for number in range(400))
    assert reason(f"<p>{fonts}" + "<p>x" * 5_000) == "too-deep"
    assert reason("<p><b><b><b><i><i><i><u><u><u>" + "<p>x" * 100_000) == "too-deep"


def test_tens_of_thousands_of_attributes_are_refused() -> None:
    assert reason("<i " + " ".join(f"a{number}" for number in range(60_000)) + ">") == "too-deep"


def test_long_pages_in_old_markup_are_read() -> None:
    assert reason("<p>x<b>y</b> &amp; z" * 20_000) == "read"
    assert reason("<table>" + "<tr><td><font color=red>a<td>b <i class=x></i><tr>" * 3_000) == "read"
    assert reason("<ul>" + "<li><p>a<p>b" * 5_000) == "read"
