"""All checks over one page: one that raises does not silence the others, and marks speak for the author."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import ClassVar

import pytest

from monitor.checks.contract import Check, Context, PageView
from monitor.checks.phone_format import PhoneFormat
from monitor.judge import BLOCKS_KEPT, LONGEST_KEPT, Destinations, Judge, Reader, Tally, statements, were_asked
from monitor.knowledge import load
from monitor.model import (
    Block,
    BlockKind,
    Coverage,
    Family,
    Finding,
    Link,
    Look,
    Mark,
    MarkKind,
    Message,
    Occurrence,
    Outcome,
    Page,
    PageRow,
    Reason,
    Severity,
    Verdict,
    Zone,
)

URL = "https://koivuselka.example/yhteystiedot"
TEXT = "Puh. 0400 123456"
AS_OF = date(2026, 11, 24)
CONTEXT = Context(as_of=AS_OF, knowledge=load())


@dataclass(frozen=True, slots=True, kw_only=True)
class Falls:
    """Tells one thing and falls."""

    id: ClassVar[str] = "falls"
    family: ClassVar[Family] = Family.TERM

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:
        yield from Says(quote="Puh.").judge(view, context)
        raise ValueError("a table was not what it seemed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """Tells what it was given."""

    id: ClassVar[str] = "says"
    family: ClassVar[Family] = Family.TERM
    quote: str

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        yield Finding(
            check=self.id,
            family=self.family,
            severity=Severity.NOTE,
            page=view.url,
            subject=self.quote,
            quote=self.quote,
            message=Message("says"),
            context=TEXT,
            start=0,
            end=len(self.quote),
        )


def view(*marks: Mark, text: str = TEXT) -> PageView:
    occurrence = Occurrence(Block(text, "fi", marks), BlockKind.PARAGRAPH, Zone.MAIN, ())
    page = Page(url=URL, title="Yhteystiedot", lang="fi", occurrences=(occurrence,))
    stated = statements(Reader(load().lexicon).stated((occurrence,)))
    return PageView(url=URL, page=page, statements=stated, lang="fi")


def test_a_check_that_falls_does_not_silence_the_others(caplog: pytest.LogCaptureFixture) -> None:
    judge = Judge((Falls(), PhoneFormat()), CONTEXT)
    with caplog.at_level(logging.ERROR):
        found = judge.page(view())
    assert [finding.check for finding in found] == ["says", "phone-format"]
    assert judge.failed == {URL}
    assert "falls failed on" in caplog.text


def test_a_finding_without_words_is_none() -> None:
    checks: tuple[Check, ...] = (Says(quote="  "), Says(quote=""))
    assert Judge(checks, CONTEXT).page(view()) == []


@pytest.mark.parametrize(
    ("value", "start", "end", "told"),
    [
        pytest.param("", 0, len(TEXT), False, id="all checks"),
        pytest.param("phone-format", 0, len(TEXT), False, id="this check"),
        pytest.param("link-broken, phone-format", 0, len(TEXT), False, id="this check among others"),
        pytest.param("", 5, 7, False, id="a part of the words"),
        pytest.param("link-broken", 0, len(TEXT), True, id="another check"),
        pytest.param("", 0, 4, True, id="the words beside"),
    ],
)
def test_words_that_their_author_marked(value: str, start: int, end: int, *, told: bool) -> None:
    found = Judge((PhoneFormat(),), CONTEXT).page(view(Mark(MarkKind.IGNORE, start, end, value)))
    assert bool(found) is told


def test_a_menu_is_read_once() -> None:
    reader = Reader(load().lexicon)
    block = Block(TEXT, "fi", ())
    assert reader.facts(block) is reader.facts(Block(TEXT, "fi", ()))


def test_paragraphs_do_not_drive_a_menu_out() -> None:
    reader = Reader(load().lexicon)
    met = reader.facts(Block(TEXT, "fi", ()))
    for n in range(2 * BLOCKS_KEPT):
        reader.facts(Block(f"{n} " + "sana " * LONGEST_KEPT, "fi", ()))
    assert reader.facts(Block(TEXT, "fi", ())) is met


def test_a_link_has_its_destinations_verdict_then_its_fragments() -> None:
    other = "https://koivuselka.example/muu"
    looks = {other: Look(other, datetime(2026, 11, 24, tzinfo=UTC), Verdict(Outcome.OK), 200, other)}
    found = Destinations(looks.get, anchors=lambda _: (frozenset({"alku"}), False))
    links = (
        Link(other, other, "", "sivu"),
        Link(f"{other}#alku", other, "alku", "alku"),
        Link(f"{other}#loppu", other, "loppu", "loppu"),
        Link("https://muu.example/", "https://muu.example/", "", "muu"),
        Link("mailto:a@example.fi", "mailto:a@example.fi", "", "posti"),
    )
    assert [seen.verdict for seen in found.of(links)] == [
        Verdict(Outcome.OK),
        Verdict(Outcome.OK),
        Verdict(Outcome.BROKEN, Reason.FRAGMENT),
        Verdict(Outcome.UNCHECKED, Reason.NOT_ASKED),
        Verdict(Outcome.OK),
    ]


def test_coverage_counts_what_can_be_asked() -> None:
    addresses = ("https://a.example/", "http://b.example/", "file:///c.html", "mailto:a@example.fi", "tel:112", "")
    assert were_asked(addresses, lambda url: url.startswith("https:")) == (1, 2)


def test_a_report_lists_the_links_that_are_not_ok() -> None:
    other = "https://koivuselka.example/muu"
    links = (Link(other, other, "", "sivu"), Link("tel:112", "tel:112", "", "112"))
    tally = Tally(Judge((), CONTEXT))
    tally.add(PageView(url=URL, page=None, links=Destinations(lambda _: None).of(links)))
    report = tally.report((PageRow(URL),), (3, 1), now=datetime(2026, 11, 24, tzinfo=UTC), as_of=AS_OF)
    assert report.coverage == Coverage(1, 0, 3, 1)
    assert [(row.url, row.verdict) for row in report.links] == [(other, Verdict(Outcome.UNCHECKED, Reason.NOT_ASKED))]
