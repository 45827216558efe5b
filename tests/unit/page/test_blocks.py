import pytest

from monitor.model import BlockKind, Mark, MarkKind, Occurrence, Page
from monitor.page import read

HEADING, PARAGRAPH, LIST, ROW, TERM = (
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.LIST,
    BlockKind.ROW,
    BlockKind.TERM,
)
URL = "https://www.example.fi/palvelut/"


def occurrences(html: str) -> tuple[Occurrence, ...]:
    page = read(html.encode(), url=URL)
    assert isinstance(page, Page)
    return page.occurrences


@pytest.mark.parametrize(
    "html, expected",
    [
        pytest.param("<script>a</script><style>b</style><template><p>c</p></template>", [], id="dead text"),
        pytest.param("<noscript><p>a</p></noscript>", [], id="noscript"),
        pytest.param("<p hidden>a</p><div hidden><p>b</p></div>", [], id="hidden"),
        pytest.param("<select><option>a</option></select><textarea>b</textarea>", [], id="choices"),
        pytest.param("<svg><title>a</title><text>b</text></svg>", [], id="pictures"),
        pytest.param("<p> &nbsp; <br> </p><table><tr><td><td></table>", [], id="nothing but space"),
        pytest.param(
            "<h3><button aria-expanded=false>q</button></h3><div hidden><p>a</p></div><p hidden>b</p>",
            [(HEADING, "q"), (PARAGRAPH, "a")],
            id="unfolded by a button",
        ),
        pytest.param(
            "<button aria-expanded=false>Menu</button><p>a</p><p hidden>b</p>",
            [(PARAGRAPH, "Menu"), (PARAGRAPH, "a")],
            id="hidden apart from a button",
        ),
        pytest.param('<p aria-hidden="true">a</p>', [(PARAGRAPH, "a")], id="aria-hidden is seen"),
        pytest.param("<p>a\u00a0 b\n&nbsp;c</p>", [(PARAGRAPH, "a b c")], id="white space folds"),
        pytest.param("<p>a<br> b <br/><br>c</p>", [(PARAGRAPH, "a\nb\nc")], id="line breaks"),
        pytest.param("<p>ko&shy;tout\u00adta\u200bminen</p>", [(PARAGRAPH, "kotouttaminen")], id="soft hyphens"),
        pytest.param("<p>pa\u0308iva\u0308</p>", [(PARAGRAPH, "päivä")], id="composed"),
        pytest.param("<p>a<b>b</b>c</p>", [(PARAGRAPH, "abc")], id="inline tags part no words"),
        pytest.param(
            "<div>a<p>b</p>c<div>d</div></div>",
            [(PARAGRAPH, "a"), (PARAGRAPH, "b"), (PARAGRAPH, "c"), (PARAGRAPH, "d")],
            id="bare text",
        ),
        pytest.param(
            "<ul><li>a<ul><li>b</li></ul>c</li><li><p>d</p></li></ul>",
            [(LIST, "a"), (LIST, "b"), (LIST, "c"), (LIST, "d")],
            id="nested list",
        ),
        pytest.param(
            "<table><caption>k</caption><tr><th>a<th>b<tr><td>c<br>d<td><p>e</p><p>f</p></table>",
            [(TERM, "k"), (ROW, "a | b"), (ROW, "c\nd | e\nf")],
            id="rows",
        ),
        pytest.param("<table><tr><td><td>b<td><td>c<td></table>", [(ROW, "| b | | c |")], id="empty cells"),
        pytest.param(
            "<table><tr><td>a<table><tr><td>b<td>c</table><td>d<tr><td>e</table>",
            [(ROW, "a"), (ROW, "b | c"), (PARAGRAPH, "d"), (PARAGRAPH, "e")],
            id="table in a table",
        ),
        pytest.param(
            "<table><tr><td><h2>a</h2>b<td>c</table>",
            [(HEADING, "a"), (PARAGRAPH, "b"), (PARAGRAPH, "c")],
            id="heading in a table",
        ),
        pytest.param(
            '<table role="presentation"><tr><td>a<td>b</table>', [(PARAGRAPH, "a"), (PARAGRAPH, "b")], id="layout"
        ),
        pytest.param(
            "<dl><dt>a<dd>b</dl><figure><figcaption>c</figcaption></figure><fieldset><legend>d</legend></fieldset>",
            [(TERM, "a"), (PARAGRAPH, "b"), (TERM, "c"), (TERM, "d")],
            id="terms",
        ),
        pytest.param("<pre>a  b\n\n c</pre>", [(PARAGRAPH, "a b\nc")], id="pre keeps its lines"),
        pytest.param(
            "<a href=/x><h3>a</h3><p>b</p></a>", [(HEADING, "a"), (PARAGRAPH, "b")], id="a card that is a link"
        ),
        pytest.param("<title>a – b</title><p>c", [(BlockKind.TITLE, "a – b"), (PARAGRAPH, "c")], id="title first"),
    ],
)
def test_blocks(html: str, expected: list[tuple[BlockKind, str]]) -> None:
    assert [(o.kind, o.block.text) for o in occurrences(html)] == expected


@pytest.mark.parametrize(
    "html, expected",
    [
        pytest.param("<p>a <a href=/x> </a></p>", [], id="nothing in it"),
        pytest.param("<p>a <a name=x>b</a> <time>c</time></p>", [], id="no destination, no date"),
        pytest.param("<p>a <a href=' /x '>b c</a> d", [Mark(MarkKind.LINK, 2, 5, " /x ")], id="as written"),
        pytest.param("<p>a<a href=x> b </a>c", [Mark(MarkKind.LINK, 2, 3, "x")], id="without outer space"),
        pytest.param("<p>a <time datetime=2020-01-01>b</time>", [Mark(MarkKind.TIME, 2, 3, "2020-01-01")], id="time"),
        pytest.param(
            "<p><del>a</del> <s>b</s> <strike>c</strike>",
            [Mark(MarkKind.DELETED, 0, 1), Mark(MarkKind.DELETED, 2, 3), Mark(MarkKind.DELETED, 4, 5)],
            id="deleted",
        ),
        pytest.param("<p>a <q>b</q> <cite>c</cite>", [Mark(MarkKind.QUOTE, 2, 3), Mark(MarkKind.QUOTE, 4, 5)], id="q"),
        pytest.param("<blockquote><p>a b</p></blockquote>", [Mark(MarkKind.QUOTE, 0, 3)], id="blockquote"),
        pytest.param("<p>a <span lang=sv-FI>b</span>", [Mark(MarkKind.LANG, 2, 3, "sv")], id="inner language"),
        pytest.param(
            "<p>a <span data-monitor-ignore=date-passed>b</span>",
            [Mark(MarkKind.IGNORE, 2, 3, "date-passed")],
            id="ignore",
        ),
        pytest.param("<div data-monitor-ignore><p>a b</div>", [Mark(MarkKind.IGNORE, 0, 3)], id="ignore all"),
        pytest.param(
            "<p>a\u0308 <b>a\u0308 <a href=/>o\u0308</a></b>", [Mark(MarkKind.LINK, 4, 5, "/")], id="after composing"
        ),
        pytest.param("<table><tr><td>a<td><a href=/>b</a></table>", [Mark(MarkKind.LINK, 4, 5, "/")], id="in a cell"),
    ],
)
def test_marks(html: str, expected: list[Mark]) -> None:
    assert [mark for o in occurrences(html) for mark in o.block.marks] == expected


@pytest.mark.parametrize(
    "html, expected",
    [
        pytest.param("<p>a:</p><h2>b</h2><ul><li>c</ul>", "", id="a heading between"),
        pytest.param("<p>a.</p><ul><li>c</ul>", "", id="no colon"),
        pytest.param("<nav>a:</nav><ul><li>c</ul>", "", id="another zone"),
        pytest.param("<p>a:</p><ul><li>b<li>c</ul>", "a:", id="list led in"),
        pytest.param("<ul><li>a:<ul><li>c</ul></ul>", "a:", id="nested list led in"),
        pytest.param("<dl><dt>a<dd>b<dd>c</dl>", "a", id="term"),
        pytest.param("<table><tr><th>a<th>b<tr><td>x<td>y<tr><th>c<td>z</table>", "a | b", id="columns"),
        pytest.param("<table><tr><th>x<td>y<tr><th>c<td>z</table>", "", id="row heads are no columns"),
    ],
)
def test_the_header_of_the_last_block(html: str, expected: str) -> None:
    assert occurrences(html)[-1].header == expected


def test_headings_above_and_the_block_before() -> None:
    html = f"<h1>a</h1><h3>b</h3><p>c<h2>d</h2><p>{'x' * 300}</p><p>e"
    assert [(o.headings, o.before) for o in occurrences(html)] == [
        ((), ""),
        (("a",), "a"),
        (("a", "b"), "b"),
        (("a",), "c"),
        (("a", "d"), "d"),
        (("a", "d"), "x" * 200),
    ]
