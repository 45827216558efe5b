"""Links in headers: what counts as one, and what it leads to."""

import pytest

from monitor.crawl.header import links

BASE = "https://www.example.fi/kansio/sivu"


@pytest.mark.parametrize(
    ("name", "value", "urls"),
    [
        pytest.param("etag", "<https://a.example/>", [], id="another-header"),
        pytest.param("link", "", [], id="empty"),
        pytest.param("link", "<https://a.example>; rel=preconnect", [], id="hint"),
        pytest.param("link", "<javascript:alert(1)>; rel=next", [], id="script"),
        pytest.param("link", "<" * 5000, [], id="hostile"),
        pytest.param("link", "<tyyli.css>; rel=preload", ["https://www.example.fi/kansio/tyyli.css"], id="relative"),
        pytest.param(
            "link",
            '</a,b>; rel="next"; title="x, <y>", <https://b.example/>',
            ["https://www.example.fi/a,b", "https://b.example/"],
            id="commas",
        ),
        pytest.param("refresh", "5; url=/uusi", ["https://www.example.fi/uusi"], id="refresh"),
        pytest.param("refresh", "30", [], id="refresh-of-itself"),
    ],
)
def test_links(name: str, value: str, urls: list[str]) -> None:
    assert [link.url for link in links({name: value}, BASE)] == urls


def test_a_header_without_end_is_believed_a_hundred_times() -> None:
    assert len(links({"link": ",".join(f"</{n}>" for n in range(1000))}, BASE)) == 100
