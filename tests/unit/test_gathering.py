"""Findings become things to mend: merging, gathering, and what is to be said of each."""

from dataclasses import replace

import pytest

from monitor.gathering import every_page, gather, listed, merge
from monitor.model import Family, Finding, Message, Severity, Zone
from tests.unit.stale import LINK, PHONE, PROGRAMME, TERM, TEXT, finding


class TestMerge:
    @pytest.mark.parametrize(
        "findings",
        [
            pytest.param([PROGRAMME, PHONE], id="words apart are two findings"),
            pytest.param([PROGRAMME, LINK], id="a dead link in the same words is another thing to mend"),
            pytest.param([PROGRAMME, replace(TERM, page="https://koivulahti.example/b")], id="other pages"),
            pytest.param([PROGRAMME, replace(TERM, context="Muu lohko", start=0, end=3)], id="other blocks"),
        ],
    )
    def test_kept_apart(self, findings: list[Finding]) -> None:
        assert {f.check for f in merge(findings)} == {f.check for f in findings}

    def test_same_words_are_one_finding_with_its_reasons_worst_first(self) -> None:
        (one,) = merge([TERM, PROGRAMME])
        assert (one.check, one.quote) == ("programme-ended", "2017-2020")
        assert [reason.check for reason in one.reasons] == ["programme-ended", "term-superseded"]

    def test_a_number_that_is_gone_is_not_to_be_written_better(self) -> None:
        badly = replace(PHONE, severity=Severity.ERROR, suggestion="+358 400 123 456")
        moved = replace(PHONE, check="term-superseded", family=Family.TERM, suggestion="0295 333 200")
        (one,) = merge([moved, badly])
        assert (one.check, one.suggestion) == ("phone-format", "0295 333 200")
        assert [reason.check for reason in one.reasons] == ["phone-format", "term-superseded"]

    def test_a_name_and_the_number_behind_it_are_two_things(self) -> None:
        name = replace(finding("Puh."), check="term-superseded", family=Family.TERM)
        assert len(merge([name, PHONE])) == 2

    def test_a_suggestion_for_the_neighbouring_words_is_none_for_these(self) -> None:
        (one,) = merge([PROGRAMME, replace(TERM, suggestion="toimenpideohjelma")])
        assert one.suggestion is None

    def test_a_suggestion_of_another_reason_for_the_same_words_is_taken(self) -> None:
        (one,) = merge([PHONE, replace(PHONE, check="phone-international", suggestion="+358 400 123 456")])
        assert one.suggestion == "+358 400 123 456"

    def test_merging_again_changes_nothing(self) -> None:
        once = merge([TERM, PROGRAMME, PHONE])
        assert merge(once) == once


class TestGather:
    def test_one_subject_on_two_pages_is_one_thing_with_two_places(self) -> None:
        other = replace(PROGRAMME, page="https://koivulahti.example/b")
        assert gather([PROGRAMME, other], 100) == {
            ("validity", "2017-2020"): {PROGRAMME.page: PROGRAMME, other.page: other}
        }

    def test_a_footer_on_every_page_is_one_place(self) -> None:
        everywhere = [replace(PHONE, zone=Zone.FOOTER, page=f"https://koivulahti.example/{n}") for n in range(30)]
        assert gather(everywhere, 30) == {("phone", "0400 123456"): {every_page(Zone.FOOTER): everywhere[0]}}

    def test_a_footer_on_few_pages_is_each_a_place(self) -> None:
        few = [replace(PHONE, zone=Zone.FOOTER, page=f"https://koivulahti.example/{n}") for n in range(2)]
        assert len(gather(few, 100)[("phone", "0400 123456")]) == 2

    def test_the_worst_of_a_page_speaks_and_holds_the_others(self) -> None:
        worse = replace(PROGRAMME, context=f"2. {TEXT}", severity=Severity.ERROR)
        third = replace(PROGRAMME, context=f"3. {TEXT}")
        (place,) = gather([PROGRAMME, worse, third], 100)["validity", "2017-2020"].values()
        assert [(f.context[:2], f.nth) for f in place.each] == [("2.", 0), ("Ko", 1), ("3.", 2)]
        assert len({f.fingerprint for f in place.each}) == 3

    def test_of_the_same_words_the_worst_alone_is_kept(self) -> None:
        worse = replace(LINK, check="link-hijacked")
        milder = replace(LINK, check="link-redirected", severity=Severity.NOTE)
        assert gather([milder, worse], 100)["link", "2017-2020"] == {LINK.page: worse}

    def test_a_footer_on_every_page_leaves_the_words_in_the_text(self) -> None:
        pages = [f"https://koivulahti.example/{n}" for n in range(30)]
        everywhere = [replace(PHONE, zone=Zone.FOOTER, context=f"© {TEXT}", page=page) for page in pages]
        inside = replace(PHONE, page=pages[7])
        (places,) = gather([*everywhere, inside], 30).values()
        assert places == {pages[7]: inside, every_page(Zone.FOOTER): everywhere[0]}

    def test_two_footers_on_every_page_are_both_told(self) -> None:
        pages = [f"https://koivulahti.example/{n}" for n in range(30)]
        twice = [replace(PHONE, zone=Zone.FOOTER, context=f"{n} {TEXT}", page=page) for page in pages for n in (1, 2)]
        ((place,),) = [places.values() for places in gather(twice, 30).values()]
        assert [f.context[0] for f in place.each] == ["1", "2"]


class TestListed:
    def test_each_check_of_one_subject_has_its_own_row(self) -> None:
        abroad = replace(
            PHONE, check="phone-international", severity=Severity.WARNING, page="https://koivulahti.example/en"
        )
        rows = listed(gather([PHONE, abroad], 100), {})
        assert [(row.finding.check, [f.page for f in row.places]) for row in rows] == [
            ("phone-international", [abroad.page]),
            ("phone-format", [PHONE.page]),
        ]

    @pytest.mark.parametrize(
        "other",
        [
            pytest.param({"severity": Severity.WARNING}, id="worse"),
            pytest.param({"message": Message("phone-format.letter")}, id="for another reason"),
            pytest.param({"message": Message("phone-format", {"href": "tel:1"})}, id="of another link"),
            pytest.param({"suggestion": "+358 400 123 456"}, id="with other advice"),
        ],
    )
    def test_what_else_is_to_be_said_is_said_apart(self, other: dict[str, object]) -> None:
        there = replace(PHONE, page="https://koivulahti.example/en", **other)  # type: ignore[arg-type]
        rows = listed(gather([PHONE, there], 100), {})
        assert [len(row.places) for row in rows] == [1, 1]
        assert rows[0].finding.severity.rank <= rows[1].finding.severity.rank

    @pytest.mark.parametrize(
        ("subject", "rows"),
        [("../2020-12-31 luvat", 2), ("../2020-12-31 koivulahden kotouttamisohjelma", 1)],
        ids=["named by the heading alone", "named in the sentence"],
    )
    def test_a_sentence_elsewhere_is_the_same_where_it_names_the_same(self, subject: str, rows: int) -> None:
        here = replace(PROGRAMME, subject=subject, heading="Luvat")
        there = replace(here, page="https://koivulahti.example/b", context=f"Myös: {TEXT}")
        assert len(listed(gather([here, there], 100), {})) == rows
        same = replace(there, context=TEXT)
        assert len(listed(gather([here, same], 100), {})) == 1
