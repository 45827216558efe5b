"""What is to be mended stays the same thing when its page is re-flowed, re-ordered, or rewritten around it."""

import re
from datetime import date

import pytest

from monitor.checks import registry
from monitor.checks.contract import Context, PageView
from monitor.gathering import Key, gather
from monitor.judge import Judge, Reader, statements
from monitor.knowledge import load
from monitor.model import Page
from monitor.page import read

URL = "https://kunta.example.fi/kotoutuminen"
AS_OF = date(2026, 11, 24)
PARAGRAPHS = (
    "Kunnan kotouttamisohjelma 2017–2020 ohjaa työtä.",
    "Kotoutumisohjelma 2025–2026 ohjaa palveluja.",
    "Hakuaika päättyy 31.8.2024.",
    "Kurssi järjestetään 12.–16.10.2026, ilmoittautuminen päättyy 1.10.2026.",
    "Kotouttamisesta säädetään laissa kotoutumisen edistämisestä (1386/2010).",
    "Neuvontaa antaa TE-toimisto.",
    "Neuvonnan numero on 0401234567.",
    "Päivystyksen puh. 040 123 45.",
    "Kirjoita osoitteeseen neuvonta@eksote.fi.",
)


def things(html: str, lang: str = "fi") -> set[Key]:
    """Family and subject of each thing to mend."""
    text = f'<!DOCTYPE html><html lang="{lang}"><head><title>Kotoutuminen</title></head><body>{html}</body></html>'
    page = read(text.encode(), url=URL, content_type="text/html; charset=utf-8")
    assert isinstance(page, Page)
    knowledge = load()
    view = PageView(
        url=URL,
        page=page,
        statements=statements(Reader(knowledge.lexicon).stated(page.occurrences)),
        lang=lang,
    )
    context = Context(as_of=AS_OF, knowledge=knowledge, own_hosts=frozenset({"kunta.example.fi"}))
    judge = Judge(tuple(check() for check in registry().values()), context)
    found = set(gather(judge.page(view), 1))
    assert not judge.failed
    return found


def laid_out(paragraphs: tuple[str, ...]) -> str:
    return "<main><h1>Kotoutuminen</h1>" + "\n".join(f"<p>{words}</p>" for words in paragraphs) + "</main>"


BEFORE = things(laid_out(PARAGRAPHS))


def test_there_is_something_to_keep() -> None:
    assert {family for family, _ in BEFORE} >= {"validity", "statute", "term", "phone", "contact"}
    assert len(BEFORE) >= 7


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(laid_out(tuple(reversed(PARAGRAPHS))), id="moved"),
        pytest.param(laid_out(tuple(p.replace(" ", " \n\t ") for p in PARAGRAPHS)), id="re-flowed"),
        pytest.param(laid_out(tuple(re.sub(r" (?=\d)", "&nbsp;", p) for p in PARAGRAPHS)), id="no-break spaces"),
        pytest.param(laid_out(tuple(f"<span>{p[:9]}</span><b>{p[9:]}</b>" for p in PARAGRAPHS)), id="marked up anew"),
        pytest.param(f"<div><section>{laid_out(PARAGRAPHS)}</section></div>", id="wrapped"),
        pytest.param(laid_out(tuple(f"{p} Lisätietoa saa neuvonnasta." for p in PARAGRAPHS)), id="a sentence after it"),
        pytest.param(laid_out(tuple(f"Tervetuloa palveluun. {p}" for p in PARAGRAPHS)), id="a sentence before it"),
        pytest.param(laid_out(("Palvelumme ovat avoinna arkisin.", *PARAGRAPHS)), id="a paragraph before it"),
        pytest.param(
            laid_out(PARAGRAPHS).replace("ohjaa työtä", "on työn pohjana").replace("Neuvonnan numero", "Numeromme"),
            id="other words around it",
        ),
    ],
)
def test_the_same_things(after: str) -> None:
    assert things(after) == BEFORE
