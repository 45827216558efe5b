"""Pages, their text and facts: what goes in comes out, and what nobody holds goes."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from monitor.judge import Reader, Stated
from monitor.knowledge import load
from monitor.model import Block, BlockKind, Link, Mark, MarkKind, Occurrence, Page, PageDate, PageType, Zone
from monitor.store import pages
from monitor.store.database import Database
from monitor.store.packing import (
    Text,
    pack_ids,
    pack_links,
    pack_page,
    pack_reading,
    unpack_ids,
    unpack_links,
    unpack_reading,
)
from monitor.store.pages import ReadPage, Unread
from monitor.store.schema import pages as rows
from monitor.store.schema import snapshots

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
URL = "https://koivuselka.example/a"
READER = Reader(load().lexicon)
words = st.text(max_size=40)
zones = st.sampled_from(Zone)


def page(*texts: str, title: str = "Sivu") -> Page:
    placed = tuple(Occurrence(Block(text, "fi"), BlockKind.PARAGRAPH, Zone.MAIN, ("Otsikko",)) for text in texts)
    link = Link("/b#x", "https://koivuselka.example/b", "x", "b", block=0, zone=Zone.NAVIGATION)
    return Page(
        url=URL,
        title=title,
        lang="fi",
        page_type=PageType.NEWS,
        page_date=PageDate(date(2026, 11, 1), "label"),
        occurrences=placed,
        links=(link,),
        ids=frozenset({"x", "y"}),
        author="Aino Esimerkki",
    )


def read(url: str = URL, *texts: str) -> ReadPage:
    whole = page(*texts)
    packed = pack_page(whole, READER.stated(whole.occurrences))
    return ReadPage(url, url, 200, '"e"', "", b"h" * 16, 1, packed)


def kinds(connection: Connection) -> set[str]:
    """The kinds of fact that the page states."""
    number = pages.known(connection, "sivut")[URL].id
    return {fact.kind for fact, _ in Text(pages.packed(connection, [number])[number][1], PageType.NEWS).stated()}


def count(connection: Connection) -> tuple[int, ...]:
    return tuple(connection.scalar(select(func.count()).select_from(table)) or 0 for table in (rows, snapshots))


@given(st.lists(st.builds(Link, words, words, words, words, words, words, st.integers(-1, 99), zones)))
def test_links_come_out_as_they_went_in(links: list[Link]) -> None:
    assert unpack_links(pack_links(links)) == tuple(links)


@given(st.frozensets(words))
def test_anchors_come_out_as_they_went_in(ids: frozenset[str]) -> None:
    assert unpack_ids(pack_ids(ids)) == ids


@given(
    st.lists(
        st.builds(
            Occurrence,
            st.builds(
                Block,
                words,
                words,
                st.tuples(st.builds(Mark, st.sampled_from(MarkKind), st.integers(0, 9), st.integers(0, 9), words)),
            ),
            st.sampled_from(BlockKind),
            zones,
            st.lists(words, max_size=2).map(tuple),
            words,
            words,
            st.just(PageType.STANDING),
            st.none(),
        ),
        max_size=5,
    )
)
def test_text_comes_out_as_it_went_in(reading: list[Occurrence]) -> None:
    packed = pack_reading(reading)
    assert unpack_reading(packed, PageType.STANDING) == tuple(reading)
    text = Text(packed, PageType.STANDING)
    assert [text.block(position) for position in range(len(text))] == reading


@given(st.lists(st.builds(Link, words, words, words, words, zone=zones)), st.sets(words))
def test_only_links_that_lead_there_or_to_a_place_are_unpacked(links: list[Link], to: set[str]) -> None:
    assert unpack_links(pack_links(links), to) == tuple(link for link in links if link.url in to or link.fragment)


def test_facts_come_out_where_they_stand() -> None:
    placed = page("Puh. 0400 123456", "Ei mitään", "Puh. 0400 123456", "Vuoteen 2020 asti").occurrences
    lead, *rest = placed
    placed = (lead, *(o._replace(before=before.block.text) for before, o in pairwise((lead, *rest))))
    told = tuple(Text(pack_reading(placed, READER.stated(placed)), PageType.STANDING).stated())
    assert told == tuple((fact, o) for _, o, found in READER.stated(placed) for fact in found)
    assert [fact.kind for fact, _ in told] == ["phone", "phone", "date"]


def test_a_page_comes_out_as_it_was_read(database: Database) -> None:
    one = page("Puh. 0400 123456", "Ei mitään")
    with database.begin() as connection:
        pages.save_read(connection, "sivut", 1, NOW, [read(URL, "Puh. 0400 123456", "Ei mitään")])
        stored = pages.known(connection, "sivut")[URL]
        text = pages.reading(connection, "sivut", URL)
        packed = pages.packed(connection, [stored.id])[stored.id]
    assert stored.as_page() == one._replace(
        occurrences=(), links=(), ids=frozenset(), words=5, page_date=stored.page_date
    )
    assert (unpack_links(packed[0]), stored.ids) == (one.links, one.ids)
    assert stored.page_date == PageDate(date(2026, 11, 1), "label")
    assert (stored.asked_at, stored.read_at, stored.run, stored.depth) == (NOW, NOW, 1, 1)
    dated = tuple(o._replace(page_type=PageType.NEWS, page_date=date(2026, 11, 1)) for o in one.occurrences)
    assert text == dated
    told = Text(packed[1], PageType.NEWS, date(2026, 11, 1)).stated()
    assert [(fact.kind, occurrence) for fact, occurrence in told] == [("phone", dated[0])]


def test_without_what_is_packed_a_page_is_as_it_was(database: Database) -> None:
    with database.begin() as connection:
        pages.save_read(connection, "sivut", 1, NOW, [read(URL, "Ei mitään")])
        pages.save_unread(connection, "sivut", 1, NOW, [Unread(f"{URL}b", 503, "server-error", 1, gone=False)])
        whole, plain = (pages.known(connection, "sivut", packed=packed) for packed in (True, False))
        assert plain[f"{URL}b"] == whole[f"{URL}b"], "never read"
        stored = whole[URL]
        assert plain[URL] == stored._replace(packed_links=b"", packed_ids=b"", packed_main_blocks=b"")
        assert dict(pages.leads(connection, "sivut")) == {URL: ("https://koivuselka.example/b",)}
        assert pages.packed(connection, [stored.id])[stored.id][0] == stored.packed_links
        assert pages.anchors(connection, stored.id) == {"x", "y"}


def test_what_a_run_needs_to_know_of_a_page(database: Database) -> None:
    with database.begin() as connection:
        pages.save_read(connection, "sivut", 1, NOW, [read(URL, "Puh. 0400 123456")])
        pages.save_unread(connection, "sivut", 1, NOW, [Unread(f"{URL}b", 500, "server-error", 1, gone=False)])
        pages.save_read(connection, "sivut", 2, NOW, [read(f"{URL}c", "Puh. 0400 123456")])
        connection.execute(snapshots.delete().where(snapshots.c.page == 3))
        stored = pages.watched(connection, "sivut")
    assert [(w.url, w.etag, w.read_at, w.run, w.held) for w in stored.values()] == [
        (URL, '"e"', NOW, 1, True),
        (f"{URL}b", "", None, 1, False),
        (f"{URL}c", '"e"', NOW, 2, False),
    ]
    outlines = pages.Outlines(database)
    told = [(outlines.leads(w.id), len(outlines.main_blocks(w.id))) for w in stored.values()]
    outlines.close()
    assert told == [(("https://koivuselka.example/b",), 1), ((), 0), ((), 0)]


def test_read_again_nothing_is_doubled(database: Database) -> None:
    with database.begin() as connection:
        pages.save_read(connection, "sivut", 1, NOW, [read(URL, "Puh. 0400 123456")])
        (number,) = (stored.id for stored in pages.known(connection, "sivut").values())
        pages.save_read(connection, "sivut", 2, NOW, [read(URL, "Puh. 09 123456")])
        assert {stored.id for stored in pages.known(connection, "sivut").values()} == {number}
        assert [o.block.text for o in pages.reading(connection, "sivut", URL)] == ["Puh. 09 123456"]
        assert count(connection) == (1, 1)
        pages.forget(connection, "sivut", [URL])
        assert count(connection) == (0, 0)


def test_what_another_target_holds_stays(database: Database) -> None:
    with database.begin() as connection:
        for target in ("sivut", "muut"):
            pages.save_read(connection, target, 1, NOW, [read(URL, "Puh. 0400 123456")])
        pages.forget(connection, "sivut", [URL])
        assert pages.reading(connection, "muut", URL)
        assert count(connection) == (1, 1)


@pytest.mark.parametrize(
    ("runs", "gone"),
    [
        pytest.param([(1, True)], 1, id="once"),
        pytest.param([(1, True), (1, True)], 1, id="twice in one run"),
        pytest.param([(1, True), (2, True)], 2, id="in two runs"),
        pytest.param([(1, True), (2, False)], 0, id="something else in between"),
        pytest.param([(1, True), (2, False), (3, True)], 1, id="begins anew"),
    ],
)
def test_how_often_a_page_was_gone(database: Database, runs: list[tuple[int, bool]], gone: int) -> None:
    with database.begin() as connection:
        for run, missing in runs:
            pages.save_unread(connection, "sivut", run, NOW, [Unread(URL, 404, "not-found", 1, missing)])
        assert pages.known(connection, "sivut")[URL].gone == gone


def test_a_page_that_was_not_read_keeps_what_was(database: Database) -> None:
    with database.begin() as connection:
        pages.save_read(connection, "sivut", 1, NOW, [read(URL, "Puh. 0400 123456")])
        before = pages.known(connection, "sivut")[URL]
        pages.save_unread(connection, "sivut", 2, NOW, [Unread(URL, 503, "server-error", 0, gone=False)])
        after = pages.known(connection, "sivut")[URL]
    assert after == before._replace(status=503, reason="server-error", run=2)


@pytest.mark.parametrize(
    ("seen", "finals"),
    [
        pytest.param([(1, "b")], frozenset(), id="one run"),
        pytest.param([(1, "b"), (1, "b")], frozenset(), id="one run twice"),
        pytest.param([(1, "b"), (2, "c")], frozenset(), id="to another address"),
        pytest.param([(1, "b"), (2, "b")], frozenset({"b"}), id="two runs"),
        pytest.param([(1, "b"), (2, "b"), (3, "c")], frozenset(), id="changed its mind"),
    ],
)
def test_two_runs_make_an_alias(database: Database, seen: list[tuple[int, str]], finals: frozenset[str]) -> None:
    with database.begin() as connection:
        for run, final in seen:
            pages.save_aliases(connection, "sivut", run, {URL: final})
        assert pages.aliases_of(connection, "sivut").get(URL, frozenset()) == finals


def test_what_a_run_that_proves_nothing_said_is_taken_back(database: Database) -> None:
    with database.begin() as connection:
        pages.save_read(connection, "sivut", 1, NOW, [read(URL, "Puh. 0400 123456")])
        pages.save_aliases(connection, "sivut", 1, {URL: "b"})
        pages.save_aliases(connection, "sivut", 2, {URL: "b"})
        pages.take_back(connection, "sivut", 2)
        assert pages.known(connection, "sivut").keys() == {URL}
        assert pages.aliases_of(connection, "sivut") == {}
        pages.take_back(connection, "sivut", 1)
        assert pages.known(connection, "sivut") == {}, "no run had vouched for it"


def test_a_newer_extractor_drops_what_it_does_not_find(database: Database) -> None:
    def phones(text: Sequence[Occurrence]) -> list[Stated]:
        return [(n, o, tuple(f for f in found if f.kind == "phone")) for n, o, found in READER.stated(text)]

    with database.begin() as connection:
        pages.save_read(connection, "sivut", 1, NOW, [read(URL, "Vuoteen 2020 asti, puh. 0400 123456")])
        assert kinds(connection) == {"phone", "date"}
        text = pages.reading(connection, "sivut", URL)
        pages.restate(connection, "sivut", phones)
        assert kinds(connection) == {"phone"}
        assert pages.reading(connection, "sivut", URL) == text


def test_text_that_no_encoding_knows_is_kept(database: Database) -> None:
    hostile = "Puh. 0400 123456 \ud800 \x00 \u202e"
    with database.begin() as connection:
        pages.save_read(connection, "sivut", 1, NOW, [read(URL, hostile)])
        assert pages.reading(connection, "sivut", URL)[0].block.text == hostile
