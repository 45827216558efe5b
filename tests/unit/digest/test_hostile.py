"""Whatever monitored pages say, the mail keeps its shape: no header, no markup, no direction that is not ours."""

from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from monitor.digest import Entry, Kind, Mail, Silence, Watch, Watched, compose
from monitor.digest.safe import clean, fragment, web_address
from monitor.model.report import NOTHING
from tests.unit.digest.letters import AT, SENDER, finding, letter

EVIL = (
    "<script>alert(1)</script>",
    '"><img src=https://evil.example/x.png>',
    "{{ 7*7 }} {count} %s",
    "\r\nBcc: kaikki@example.fi\r\n\r\n<h1>x",
    "\u202eoikealta\u2066\u200f",
    "--=_0\r\n",
    "]]><!--",
    "\ud800",
    "\x00\x1b[31m",
    "ÄÖ – «да»",
)
words = st.lists(st.one_of(st.sampled_from(EVIL), st.text(max_size=30)), max_size=4).map("".join)
addresses = st.one_of(
    words, st.sampled_from(["javascript:alert(1)", "data:text/html,x", "https://[", "//x"])
) | words.map("https://kunta.example.fi/".__add__)
FORBIDDEN = {*map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0, 0x1B))}


def tags(mail: Mail) -> list[tuple[str | None, tuple[str, ...]]]:
    tree = LexborHTMLParser(mail.html)
    return [(node.tag, tuple(sorted(node.attributes))) for node in tree.css("*")]


def evil_letter(title: str, address: str, words: str, name: str) -> Mail:
    found = finding(
        words, quote=words or "x", context=f"a {words} b", page=address, heading=title, suggestion=words, source=address
    )
    entry = Entry(
        issue=1, kind=Kind.NEW, finding=found, page_title=title, edit_url=address, places=(address, words), count=2
    )
    told = letter(shown=(entry, replace(entry, issue=2, kind=Kind.FIXED)))
    told = replace(told, targets=(title,), digest=title, reader=replace(told.reader, name=name, lang=words[:2]))
    silent = (Silence(address, 1, 20), Silence(words, 2))
    watch = Watch(targets=(Watched(title, NOTHING, AT, silent),), refused=((name, words),), held=((words, 3),))
    told = replace(told, watch=watch)
    return compose(told, SENDER)


@settings(max_examples=60, deadline=None)
@given(title=words, address=addresses, words=words, name=words)
def test_nothing_is_injected(title: str, address: str, words: str, name: str) -> None:
    mail = evil_letter(title, address, words, name)
    message = message_from_bytes(mail.content, policy=policy.default)
    plain = message_from_bytes(evil_letter("x", "https://kunta.example.fi/", "y", "z").content, policy=policy.default)
    assert message.keys() == plain.keys()
    assert [part.get_content().replace("\r\n", "\n") for part in message.iter_parts()] == [mail.text, mail.html]
    assert str(message["Subject"]) == mail.subject
    assert not FORBIDDEN & set(mail.text + mail.html + mail.subject)
    assert {tag for tag, _ in tags(mail)} <= {tag for tag, _ in tags(compose(letter(), SENDER))} | {"code", "br"}
    hrefs = {node.attributes["href"] or "" for node in LexborHTMLParser(mail.html).css("[href]")}
    assert all(href.startswith(("http://", "https://", "mailto:verkko@kunta.example.fi?")) for href in hrefs)
    assert all("#" not in href for href in hrefs)
    assert not LexborHTMLParser(mail.html).css("[src], [onerror], [onclick], link, iframe, form")


def test_ten_megabytes_of_everything() -> None:
    mail = evil_letter(
        "otsikko " * 1_300_000,
        "https://kunta.example.fi/" + "a" * 10_000_000,
        "sana\u202e " * 1_600_000,
        "n" * 10_000_000,
    )
    assert len(mail.content) < 50_000


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        pytest.param("https://example.fi/ä b?q=1&r=2", "https://example.fi/%C3%A4%20b?q=1&r=2", id="not ASCII"),
        pytest.param("https://kunta.example.fi/%C3%A4", "https://kunta.example.fi/%C3%A4", id="escaped already"),
        pytest.param("https://kunta.example.fi/x#osa", "https://kunta.example.fi/x", id="fragment"),
        pytest.param('https://kunta.example.fi/"><b>', "https://kunta.example.fi/%22%3E%3Cb%3E", id="markup"),
        pytest.param("HTTP://kunta.example.fi/", "HTTP://kunta.example.fi/", id="capitals"),
        pytest.param("javascript:alert(1)", "", id="script"),
        pytest.param("java\nscript:alert(1)", "", id="script in two lines"),
        pytest.param("/sivu", "", id="relative"),
        pytest.param("https:///sivu", "", id="no host"),
        pytest.param("https://[::1", "", id="broken"),
    ],
)  # fmt: skip
def test_web_address(url: str, safe: str) -> None:
    assert web_address(url) == safe


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("  a\r\n\tb  ", "a b", id="line ends"),
        pytest.param("abcdefghij", "abcdefghij", id="just fits"),
        pytest.param("abcdefghijk", "abcdefghi…", id="too long"),
        pytest.param("a\u202eb", "a b", id="direction"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_clean(text: str, line: str) -> None:
    assert clean(text, 10) == line


def test_fragment_keeps_the_space_at_its_edges() -> None:
    assert [fragment(text, 20) for text in ("Soita ", " heti", "\n", "", " a ")] == ["Soita ", " heti", "", "", " a "]
