"""The gate spares the search, and hides nothing from it."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from monitor.knowledge import Kind, Lexicon, Term, load
from monitor.knowledge.forms import either
from monitor.knowledge.lexicon import WORDS_KEPT

NAMES = (Kind.ORGANISATION, Kind.SERVICE, Kind.TERM)
FORMS = sorted({form for term in load().terms.values() for form in term.forms if term.kind in NAMES})
BEFORE = ["", "„", "(", "TE-", "ja", "услуга", "te", "10", "AVI:n", "–", "İ", "x", "\n", " "]


def spelt(form: str, ending: str) -> str:
    """A way of writing the form, or nearly: its endings, gaps and alternatives made into text."""
    return form.replace(" … ", f" {ending} ").replace("*", ending).replace("~", ending).replace("(", "").split("|")[0]


@given(
    st.sampled_from(FORMS),
    st.lists(st.sampled_from([*BEFORE, *FORMS]), max_size=4),
    st.sampled_from(["", "n", "ssa", "ssakin", "ина", "s", "–"]),
    st.sampled_from([str.upper, str.lower, str.title, str]),
    st.sampled_from(["", " ", ",", "-", ":n"]),
)
def test_what_a_form_matches_is_found(
    form: str, around: list[str], ending: str, case: Callable[[str], str], after: str
) -> None:
    text = " ".join((*around, case(spelt(form, ending)))) + after
    lexicon = Lexicon([Term(id="old", kind=Kind.ORGANISATION, old={"any": (form,)})])
    first = lexicon.search(text)
    assert bool(first) == bool(either((form,)).search(text))
    assert lexicon.search(text) == first


def test_what_was_dull_once_is_found_in_a_text_that_names_something() -> None:
    lexicon = load().lexicon
    assert lexicon.search("Palvelut siirtyvät kuntiin.") == []
    assert lexicon.search("Palvelut siirtyvät kuntiin.") == []
    (hit,) = lexicon.search("Palvelut siirtyvät Eksoten kuntiin.")
    assert (hit.start, hit.end, hit.term.id) == (19, 26, "eksote")


def test_more_words_than_are_kept_hide_nothing() -> None:
    lexicon = load().lexicon
    words = " ".join(f"sana{number}" for number in range(WORDS_KEPT + 10))
    assert [hit.term.id for hit in lexicon.search(f"{words} Eksote {words}")] == ["eksote"]
