"""The form language. Silent rows first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.knowledge.forms import Gate, either, gate, spaced, standing


@pytest.mark.parametrize(
    "form, text",
    [
        pytest.param("Eksote~", "eksoterminen", id="a case ending is no word part"),
        pytest.param("maistraat*", "alimaistraatti", id="whole words"),
        pytest.param("VRK", "vrk", id="capitals as written"),
        pytest.param("VRK", "VRKAB", id="capitals after capitals"),
        pytest.param("a.b", "aXb", id="a full stop is itself"),
        pytest.param("TE-toimisto*", "te toimistossa", id="without its hyphen an abbreviation stands in capitals"),
        pytest.param(
            "oleskelulup* … poliisilta", "oleskelulupa on. Apua poliisilta", id="a gap ends with the sentence"
        ),
        pytest.param("oleskelulup* … poliisilta", "oleskelulupa" + " ja" * 40 + " poliisilta", id="a gap is short"),
    ],
)
def test_no_match(form: str, text: str) -> None:
    assert either((form,)).search(text) is None


@pytest.mark.parametrize(
    "form, text",
    [
        pytest.param("Eksote~", "EKSOTESSAKIN", id="case, clitic, capitals"),
        pytest.param("maistraat*", "maistraattiin", id="any ending"),
        pytest.param("TE-toimisto*", "te–toimistoissa", id="a dash for the hyphen"),
        pytest.param("TE-toimisto*", "TE toimisto", id="no hyphen"),
        pytest.param("työ- ja elinkeinotoimisto*", "työ -ja elinkeinotoimiston", id="the hyphen has slipped"),
        pytest.param("ELY Cent(re|er)*", "ELY Centers", id="alternatives"),
        pytest.param("VRK", "VRK:lle", id="capitals with an ending"),
        pytest.param("oleskelulup* … poliisilta", "oleskelulupaa haetaan poliisilta", id="a gap"),
        pytest.param("oleskelulup* … poliisilta", "oleskelulupa poliisilta", id="an empty gap"),
        pytest.param("uusi nimi", "uusi\nnimi", id="a broken line"),
    ],
)
def test_match(form: str, text: str) -> None:
    found = either((form,)).search(text)
    assert found is not None
    assert found.group() == text


@pytest.mark.parametrize(
    "form, expected",
    [
        pytest.param("Eksote~", Gate(" eksote", (" eksote",)), id="the first word"),
        pytest.param("TE-toimisto*", Gate(" te ", (" te ", " toimisto")), id="a short word that is whole"),
        pytest.param("lag* om barndagvård", Gate(" barndagvård ", (" om ", " barndagvård ")), id="the first is short"),
        pytest.param("(liten |)enhet* för stöd", Gate(" stöd ", (" för ", " stöd ")), id="joined to brackets is none"),
    ],
)
def test_gate(form: str, expected: Gate) -> None:
    assert gate(form) == expected


@pytest.mark.parametrize("form", ["ab*", "*", "", "…", "(a|b)*"])
def test_too_short_for_the_gate(form: str) -> None:
    with pytest.raises(ValueError, match=r"^.*$"):
        gate(form)


LETTERS = st.text("abcdefghäöåжд", min_size=4, max_size=9)


@given(LETTERS, LETTERS, st.sampled_from(["", "*", "~"]), st.sampled_from([" ", "-", " … "]))
def test_gate_never_shuts_out_what_the_pattern_takes(first: str, second: str, ending: str, joint: str) -> None:
    form = f"{first}{joint}{second}{ending}"
    text = f"Ja {first.upper()}{joint.replace(' … ', ' ja ')}{second} on."
    assert either((form,)).search(text) is not None
    opening, words = gate(form)
    assert opening in spaced(text)
    assert all(standing(word).search(text.lower()) for word in words)


@given(st.text("abä-ж. _İ", max_size=12), st.text("abäж", min_size=1, max_size=2), st.sampled_from(["", " "]))
def test_a_word_stands_where_the_spaced_text_has_it(text: str, letters: str, end: str) -> None:
    word = f" {letters}{end}"
    assert (standing(word).search(text.lower()) is not None) == (word in spaced(text))
