"""Silent rows first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.facts import contacts
from monitor.model import Block, ContactFact, Mark, MarkKind


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Look at example.fi for help", id="the English word"),
        pytest.param("Meet us at office.example.fi", id="a host after at"),
        pytest.param("@example.fi", id="no local part"),
        pytest.param("maija@localhost", id="no domain"),
        pytest.param("Seuraa @kielola", id="a name in social media"),
        pytest.param("12 @ 3 e", id="a price"),
    ],
)
def test_nothing(text: str) -> None:
    assert contacts.find(Block(text)) == ()


@pytest.mark.parametrize(
    "text, address",
    [
        pytest.param("Maija.Esimerkki@Example.fi", "maija.esimerkki@example.fi", id="plain"),
        pytest.param("maija.esimerkki(at)example.fi", "maija.esimerkki@example.fi", id="(at)"),
        pytest.param("maija.esimerkki (at) example.fi", "maija.esimerkki@example.fi", id="( at ) with spaces"),
        pytest.param("maija.esimerkki[at]example.fi", "maija.esimerkki@example.fi", id="[at]"),
        pytest.param("maija.esimerkki at example.fi", "maija.esimerkki@example.fi", id="at between spaces"),
        pytest.param("maija.esimerkki(ät)example.fi", "maija.esimerkki@example.fi", id="(ät)"),
        pytest.param("maija(piste)esimerkki(at)example(piste)fi", "maija.esimerkki@example.fi", id="(piste)"),
        pytest.param("neuvonta+ru@posti.example.fi", "neuvonta+ru@posti.example.fi", id="plus and subdomain"),
    ],
)
def test_found(text: str, address: str) -> None:
    found = contacts.find(Block(f"Kirjoita: {text}."))
    assert found == (ContactFact(start=10, end=10 + len(text), text=text, address=address),)


def test_link_counts_where_its_words_show_no_address() -> None:
    marks = (
        Mark(MarkKind.LINK, 0, 8, "mailto:a%40example.fi,B@example.fi?cc=c@example.fi"),
        Mark(MarkKind.LINK, 12, 24, "mailto:c@example.fi"),
    )
    found = contacts.find(Block("Kirjoita tai c@example.fi", "fi", marks))
    assert [(f.text, f.address) for f in found] == [
        ("Kirjoita", "a@example.fi"),
        ("Kirjoita", "b@example.fi"),
        ("c@example.fi", "c@example.fi"),
    ]


PIECES = st.sampled_from(["maija", ".", "@", "(at)", " at ", "example.fi", "(piste)", " ", "İ", "-", "mailto:"])
HOSTILE = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=20).map("".join))


@given(HOSTILE, st.text(max_size=40))
def test_never_raises_and_offsets_index_the_text(text: str, href: str) -> None:
    for fact in contacts.find(Block(text, "fi", (Mark(MarkKind.LINK, 0, len(text), "mailto:" + href),))):
        assert 0 <= fact.start < fact.end <= len(text)
        assert fact.text == text[fact.start : fact.end]
        assert "@" in fact.address


PLAIN = st.lists(st.sampled_from(["Kirjoita", "(tai", "soita)", "at", "AT", "[", "{x}", "И", "ä"]), max_size=6)
AT = st.sampled_from(
    ["@", " @ ", "(at)", "( AT )", " [ät] ", "{Ät}", "(a)", "[ A ]", "(@)", "(Miukumauku)", " at ", " At "]
)


@given(PLAIN, AT, PLAIN)
def test_no_way_of_writing_an_address_is_passed_over(before: list[str], at: str, after: list[str]) -> None:
    address = f"maija.esimerkki{at}example.fi"
    found = contacts.find(Block(" ".join(("Ja,", *before, ":", address, ",", *after))))
    assert [(fact.text, fact.address) for fact in found] == [(address, "maija.esimerkki@example.fi")]
