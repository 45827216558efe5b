"""One spelling for each address, and whose it is."""

import ada_url
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import UsageError
from monitor.urls import Scope, above, canonical, discreet, front, host, origin, port, registrable, resolve

SESSION = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("written", "known"),
    [
        pytest.param("https://www.example.fi/", "https://www.example.fi/", id="already"),
        pytest.param("https://example.fi/a?b=2&a=1", "https://example.fi/a?b=2&a=1", id="query-order-kept"),
        pytest.param("https://example.fi/a//b", "https://example.fi/a//b", id="double-slash-kept"),
        pytest.param("https://example.fi/?s=haku", "https://example.fi/?s=haku", id="search-is-no-session"),
        pytest.param("https://example.fi/?sid=12", "https://example.fi/?sid=12", id="short-sid-is-no-session"),
        pytest.param("mailto:Anna@example.fi", "mailto:Anna@example.fi", id="mailto"),
        pytest.param("tel:+358401234567", "tel:+358401234567", id="tel"),
        pytest.param("HTTPS://EXAMPLE.fi", "https://example.fi/", id="case-and-slash"),
        pytest.param("https://example.fi:443/a", "https://example.fi/a", id="default-port"),
        pytest.param("http://example.fi:443/a", "http://example.fi:443/a", id="other-port"),
        pytest.param("https://example.fi/a#osa", "https://example.fi/a", id="fragment"),
        pytest.param("https://example.fi/%c3%a4%2fx", "https://example.fi/%C3%A4%2Fx", id="escapes"),
        pytest.param("https://example.fi/ä ö", "https://example.fi/%C3%A4%20%C3%B6", id="letters-and-space"),
        pytest.param("https://työ.example/", "https://xn--ty-gka.example/", id="idn"),
        pytest.param("https://faß.example/", "https://xn--fa-hia.example/", id="idn-2008"),
        pytest.param("https://example.fi/a/../b/./c", "https://example.fi/b/c", id="dots"),
        pytest.param("https:\\\\example.fi\\a", "https://example.fi/a", id="backslashes"),
        pytest.param(" \thttps://exam\nple.fi/a\r\n", "https://example.fi/a", id="white-space"),
        pytest.param("https://user:secret@example.fi/a", "https://example.fi/a", id="user"),
        pytest.param("https://user@example.fi@evil.example/", "https://evil.example/", id="two-ats"),
        pytest.param("http://2130706433/", "http://127.0.0.1/", id="decimal"),
        pytest.param("http://0x7f.1/", "http://127.0.0.1/", id="hex"),
        pytest.param("http://[::FFFF:7f00:1]/", "http://[::ffff:7f00:1]/", id="mapped"),
        pytest.param(f"https://example.fi/a;jsessionid={SESSION}?b=1", "https://example.fi/a?b=1", id="jsessionid"),
        pytest.param("https://example.fi/?PHPSESSID=abc&b=1", "https://example.fi/?b=1", id="phpsessid"),
        pytest.param(f"https://example.fi/?b=1&sid={SESSION}", "https://example.fi/?b=1", id="sid"),
        pytest.param("", "", id="empty"),
        pytest.param("sivu.html", "", id="relative"),
        pytest.param("https://", "", id="no-host"),
        pytest.param("https://example.fi:99999/", "", id="port-out-of-range"),
        pytest.param("https://a..example/", "", id="empty-label"),
        pytest.param(f"https://{'a' * 64}.example/", "", id="long-label"),
        pytest.param("https://exa mple.fi/", "", id="space-in-host"),
        pytest.param("https://example.fi/" + "a" * 9000, "", id="too-long"),
    ],
)
def test_canonical(written: str, known: str) -> None:
    assert canonical(written) == known


@pytest.mark.parametrize(
    ("base", "href", "meant"),
    [
        pytest.param("https://e.example/a/b", "c", ("https://e.example/a/c", ""), id="beside"),
        pytest.param("https://e.example/a/b?x=/y/", "c", ("https://e.example/a/c", ""), id="query-has-slashes"),
        pytest.param("https://e.example/a/b", "/c", ("https://e.example/c", ""), id="root"),
        pytest.param("https://e.example:81/a/b", "//f.example/c", ("https://f.example/c", ""), id="scheme-relative"),
        pytest.param("https://e.example/a/b", "/\\f.example/c", ("https://f.example/c", ""), id="slash-backslash"),
        pytest.param("https://e.example/a/b", "?q=1", ("https://e.example/a/b?q=1", ""), id="query"),
        pytest.param("https://e.example/a/b?q", "", ("https://e.example/a/b?q", ""), id="empty"),
        pytest.param("https://e.example/a/b", "#Osä%20", ("https://e.example/a/b", "Osä%20"), id="fragment"),
        pytest.param("https://e.example/a/b", "c#", ("https://e.example/a/c", ""), id="empty-fragment"),
        pytest.param("https://e.example/a/", "../../c", ("https://e.example/c", ""), id="above-the-root"),
        pytest.param("https://e.example/a/", "https:c", ("https://e.example/a/c", ""), id="scheme-without-slashes"),
        pytest.param("https://e.example/a/b", "https:", ("https://e.example/a/b", ""), id="scheme-alone"),
        pytest.param("https://e.example/a/b", "https:?q", ("https://e.example/a/b?q", ""), id="scheme-and-query"),
        pytest.param("https://e.example/a/b", "/\t/f.example/c", ("https://f.example/c", ""), id="break-in-slashes"),
        pytest.param("https://e.example/a/b", " ?q=1", ("https://e.example/a/b?q=1", ""), id="space-and-query"),
        pytest.param("https://e.example/a/", "http://f.example", ("http://f.example/", ""), id="absolute"),
        pytest.param("https://e.example/a/", "mailto:a@b.example", ("mailto:a@b.example", ""), id="mailto"),
        pytest.param("https://e.example/a/", "http://[::1", ("", ""), id="nonsense"),
    ],
)
def test_resolve(base: str, href: str, meant: tuple[str, str]) -> None:
    assert resolve(base, href) == meant


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        pytest.param("https://www.example.fi/a//b", ("https://www.example.fi", "www.example.fi", 443), id="https"),
        pytest.param("http://127.0.0.1:8801/x", ("http://127.0.0.1:8801", "127.0.0.1", 8801), id="port"),
        pytest.param("http://[::1]/x", ("http://[::1]", "::1", 80), id="ipv6"),
        pytest.param("http://[::1]:81/x:9", ("http://[::1]:81", "::1", 81), id="ipv6-port"),
    ],
)
def test_parts(url: str, parts: tuple[str, str, int]) -> None:
    assert (origin(url), host(url), port(url)) == parts


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        pytest.param("127.0.0.1", "127.0.0.1", id="address"),
        pytest.param("localhost", "localhost", id="localhost"),
        pytest.param("www.lappeenranta.fi", "lappeenranta.fi", id="municipality"),
        pytest.param("a.b.gov.uk", "b.gov.uk", id="gov-uk"),
        pytest.param("fi", "fi", id="suffix"),
    ],
)
def test_registrable(name: str, domain: str) -> None:
    assert registrable(name) == domain


@pytest.mark.parametrize(
    ("url", "is_front"),
    [
        pytest.param("https://example.fi/a", False, id="page"),
        pytest.param("https://example.fi/fi/a", False, id="page-in-language"),
        pytest.param("https://example.fi/", True, id="front"),
        pytest.param("https://example.fi/fi/", True, id="language"),
        pytest.param("https://example.fi/index.html?x=1", True, id="index"),
    ],
)
def test_front(url: str, is_front: bool) -> None:  # noqa: FBT001 - a row of the table
    assert front(url) is is_front


SCOPE = Scope(
    ("https://example.fi/tyo/", "https://example.fi/haku", "https://*.example.fi/docs/", r"re:/kurssi-\d+$"),
    ("https://example.fi/tyo/arkisto/",),
)


@pytest.mark.parametrize(
    ("url", "covered"),
    [
        pytest.param("https://example.fi/", False, id="above"),
        pytest.param("https://example.fi/haku/a", False, id="below-a-page"),
        pytest.param("https://example.fi/hakua", False, id="longer-word"),
        pytest.param("https://example.fi/tyo/arkisto/x", False, id="excluded"),
        pytest.param("https://example.fi.evil.example/tyo/", False, id="other-host"),
        pytest.param("https://other.example/kurssi-1a", False, id="expression-does-not-match"),
        pytest.param("https://example.fi/tyo/a/b?c", True, id="below"),
        pytest.param("http://example.fi/tyo/a", True, id="plain-http"),
        pytest.param("https://example.fi/haku?q=1", True, id="page-with-query"),
        pytest.param("https://www.example.fi/docs/a", True, id="star"),
        pytest.param("https://other.example/kurssi-12", True, id="expression"),
    ],
)
def test_scope(url: str, covered: bool) -> None:  # noqa: FBT001 - a row of the table
    assert SCOPE.covers(url) is covered


def test_scope_without_patterns_covers_nothing() -> None:
    assert not Scope().covers("https://example.fi/")


def test_scope_around_starts() -> None:
    assert Scope.around(("https://example.fi/a/b", "https://example.fi/c")).include == ("https://example.fi/",)


def test_pattern_that_does_not_compile() -> None:
    with pytest.raises(UsageError, match="does not compile"):
        Scope(("re:(",))


PIECES = st.sampled_from(
    [*"/\\?#\t\n\r :@ab.", "..", "https:", "//", "x.fi", "%c3", "\x00", "\u00a0", "mailto:", "HTTP://"]
)


@given(
    st.lists(PIECES, max_size=6).map("".join),
    st.sampled_from(["https://e.example/a/b", "https://e.example/a/b?x=/y/", "http://127.0.0.1:81/"]),
)
def test_as_much_of_the_base_is_taken_as_the_link_needs(href: str, base: str) -> None:
    try:
        whole = ada_url.join_url(base, href.partition("#")[0])
    except ValueError:
        whole = ""
    assert resolve(base, href)[0] == canonical(whole)


@given(st.text(max_size=60), st.sampled_from(["https://e.example/a/b", "http://e.example:81/?q"]))
def test_canonical_is_stable_and_free_of_secrets(href: str, base: str) -> None:
    url, _ = resolve(base, href)
    assert canonical(url) == url
    if host(url):
        assert "@" not in origin(url)
        assert "#" not in url
        assert port(url) in range(65536)


@pytest.mark.parametrize(
    ("href", "shown"),
    [
        pytest.param("/a@b", "/a@b", id="at-in-the-path"),
        pytest.param("mailto:a@example.fi", "mailto:a@example.fi", id="mailto"),
        pytest.param("https://example.fi/@nimi", "https://example.fi/@nimi", id="a-name-in-the-path"),
        pytest.param("https://a:b@example.fi/c", "https://example.fi/c", id="both"),
        pytest.param("//a:b@c@example.fi", "//example.fi", id="without-scheme"),
        pytest.param("https:\\\\a:b@example.fi", "https:\\\\example.fi", id="backslashes"),
    ],
)
def test_no_password_is_shown(href: str, shown: str) -> None:
    assert discreet(href) == shown


@pytest.mark.parametrize(
    ("url", "other", "folders"),
    [
        pytest.param("https://a.example/x", "https://a.example/x", 0, id="the-same"),
        pytest.param("https://a.example/x", "https://a.example/xy/z", 0, id="another-name"),
        pytest.param("https://b.example/", "https://a.example/x/y", 0, id="another-host"),
        pytest.param("https://a.example/x/", "https://a.example/x/y?z=/a/b", 1, id="one"),
        pytest.param("https://a.example/x", "https://a.example/x/y/z/", 2, id="two"),
    ],
)
def test_how_far_above(url: str, other: str, folders: int) -> None:
    assert above(url, other) == folders
