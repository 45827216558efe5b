"""The HTML report: self-contained, without scripts, and nothing of a page is markup in it."""

from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.report import render
from tests.unit.report.sample import CLEAN, REPORT, hostile


class Parsed(HTMLParser):
    """All start tags with their attributes, the text of `style`, the headings and the marked words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag

    def handle_data(self, data: str) -> None:
        if self._inside and data.strip():
            self.texts.setdefault(self._inside, []).append(data)
        self._inside = ""

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


PLAIN = {tag for tag, _ in Parsed(render(hostile("plain"), "html", lang="en")).tags} | {"a", "span"}
PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "' onmouseover='x",
    "{{ 7 * 7 }}",
    "</style><script>",
    "<!--",
]


def test_sorted_by_severity_then_page() -> None:
    parsed = Parsed(render(REPORT, "html", lang="en"))
    assert parsed.texts["h2"] == ["Errors", "Warnings", "Notes"]
    assert parsed.texts["mark"] == ["Lomakkeet", "2017-2020", "1386/2010", "040 1234567"]


def test_the_policy_allows_the_one_style_sheet_and_nothing_else() -> None:
    text = render(REPORT, "html", lang="en")
    css = text.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(css.encode()).digest()).decode()
    parsed = Parsed(text)
    policies = [meta["content"] for meta in parsed.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    assert policies == [f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"]
    assert {tag for tag, _ in parsed.tags} & {"script", "link", "img", "iframe", "form", "object"} == set()
    assert [attributes for _, attributes in parsed.tags if "style" in attributes] == []


@pytest.mark.parametrize("lang", ["fi", "sv", "en", "ru"])
def test_languages_of_the_reader_and_of_the_quotes(lang: str) -> None:
    parsed = Parsed(render(REPORT, "html", lang=lang))
    assert parsed.all("html") == [{"lang": lang}]
    assert [quote["lang"] for quote in parsed.all("blockquote")] == ["fi"] * 4


def test_headings_go_down_step_by_step() -> None:
    levels = [int(tag[1]) for tag, _ in Parsed(render(REPORT, "html", lang="fi")).tags if tag in {"h1", "h2", "h3"}]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_clean_report_says_so() -> None:
    text = render(CLEAN, "html", lang="fi")
    assert "<p>Vanhentuneelta näyttävää ei löytynyt siitä, mikä tarkistettiin.</p>" in text
    assert "<section" not in text


def test_what_was_not_checked_is_counted() -> None:
    parsed = Parsed(render(REPORT, "html", lang="en"))
    assert parsed.texts["summary"] == [
        "1 page could not be checked",
        "3 links that do not work or could not be checked",
    ]


@given(st.text(min_size=1, max_size=30) | st.sampled_from(PAYLOADS))
def test_hostile_words_stay_words(words: str) -> None:
    parsed = Parsed(render(hostile(words), "html", lang="en"))
    assert {tag for tag, _ in parsed.tags} <= PLAIN
    assert len(parsed.all("article")) == 1
    assert [name for _, attributes in parsed.tags for name in attributes if name.startswith("on")] == []
    assert [a["href"] for a in parsed.all("a") if not str(a["href"]).startswith(("https://", "http://", "#"))] == []
