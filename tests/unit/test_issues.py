"""Findings become issues: merging, gathering, and what changes from run to run."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from monitor.issues import Change, Reading, every_page, gather, going, listed, merge, reconcile, wave
from monitor.model import EventKind, Family, Finding, Issue, IssueState, Message, Place, Severity, Zone

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
EARLIER = datetime(2026, 11, 17, 6, tzinfo=UTC)
TEXT = "Koivulahden kotouttamisohjelma 2017-2020 ohjaa työtä. Puh. 0400 123456."


def finding(quote: str, **changes: object) -> Finding:
    start = TEXT.find(quote)
    base = Finding(
        check="programme-ended",
        family=Family.VALIDITY,
        severity=Severity.WARNING,
        page="https://koivulahti.example/a",
        subject=quote,
        quote=quote,
        message=Message("programme-ended"),
        context=TEXT,
        start=start,
        end=start + len(quote) if start >= 0 else -1,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


PROGRAMME = finding("2017-2020")
TERM = finding("kotouttamisohjelma", check="term-superseded", family=Family.TERM, severity=Severity.NOTE)
PHONE = finding("0400 123456", check="phone-format", family=Family.PHONE, severity=Severity.NOTE)
LINK = finding("2017-2020", check="link-broken", family=Family.LINK, severity=Severity.ERROR)


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


def reading(**changes: object) -> Reading:
    base = Reading(
        target="koivulahti",
        now=NOW,
        today=date(2026, 11, 24),
        read=frozenset({PROGRAMME.page}),
        asked=frozenset({PROGRAMME.page}),
        unwatched=frozenset(),
        stands=lambda _: False,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def issue(state: IssueState = IssueState.OPEN, *findings: Finding, **changes: object) -> Issue:
    places = tuple(Place(f.page, f, EARLIER) for f in findings or (PROGRAMME,))
    base = Issue(
        id=7,
        target="koivulahti",
        family="validity",
        subject="2017-2020",
        state=state,
        check="programme-ended",
        severity="warning",
        first_seen=EARLIER,
        last_seen=EARLIER,
        places=places,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


FOUND = {("validity", "2017-2020"): {PROGRAMME.page: PROGRAMME}}
NOTHING: dict[tuple[str, str], dict[str, Finding]] = {}


def kinds(changes: list[Change]) -> list[str]:
    return [event.kind for change in changes for event in change.events]


class TestReconcile:
    @pytest.mark.parametrize(
        ("known", "found", "how"),
        [
            pytest.param(issue(), FOUND, {}, id="found again"),
            pytest.param(issue(), NOTHING, {"read": frozenset()}, id="its page was not read"),
            pytest.param(
                issue(IssueState.ACKNOWLEDGED, until=date(2026, 12, 1)), FOUND, {}, id="acknowledged until later"
            ),
            pytest.param(issue(IssueState.ATTESTED, until=date(2026, 11, 24)), FOUND, {}, id="attested for today"),
            pytest.param(issue(IssueState.FALSE_ALARM), FOUND, {}, id="a false alarm stays one"),
            pytest.param(
                issue(IssueState.CANDIDATE),
                FOUND,
                {"asked": frozenset()},
                id="a candidate whose page was not asked again",
            ),
        ],
    )
    def test_silent(
        self, known: Issue, found: dict[tuple[str, str], dict[str, Finding]], how: dict[str, object]
    ) -> None:
        changes = reconcile([known], found, reading(**how))
        assert kinds(changes) == []
        assert [change.issue.state for change in changes] == [known.state]

    @pytest.mark.parametrize(
        ("known", "found", "how", "state", "told"),
        [
            pytest.param(issue(), NOTHING, {}, "resolved", ["place-gone", "resolved"], id="mended"),
            pytest.param(
                issue(), NOTHING, {"stands": lambda _: True}, "withdrawn", ["place-gone", "withdrawn"],
                id="the words stand: it was we who changed",
            ),
            pytest.param(
                issue(), NOTHING, {"unwatched": frozenset({PROGRAMME.page}), "read": frozenset()},
                "no-longer-watched", ["place-gone", "no-longer-watched"], id="nobody watches its page",
            ),
            pytest.param(issue(IssueState.RESOLVED), FOUND, {}, "open", ["reopened"], id="back again"),
            pytest.param(issue(IssueState.WITHDRAWN), FOUND, {}, "candidate", ["seen"], id="what we withdrew is new"),
            pytest.param(issue(IssueState.CANDIDATE), FOUND, {}, "open", ["opened"], id="a candidate is met again"),
            pytest.param(
                issue(IssueState.CANDIDATE), NOTHING, {}, "withdrawn", ["place-gone", "withdrawn"],
                id="a candidate that is not met again was never told",
            ),
            pytest.param(
                issue(IssueState.ACKNOWLEDGED, until=date(2026, 11, 23)), FOUND, {}, "open", ["reopened"],
                id="the acknowledgement is over",
            ),
            pytest.param(
                issue(IssueState.ATTESTED, replace(PROGRAMME, context="toisin"), until=date(2027, 1, 1)), FOUND, {},
                "open", ["reopened"], id="attested words changed",
            ),
            pytest.param(
                issue(check="programme-ending", severity="note"), FOUND, {}, "open", ["worse"],
                id="a programme that was ending has ended",
            ),
        ],
    )  # fmt: skip
    def test_tells(
        self,
        known: Issue,
        found: dict[tuple[str, str], dict[str, Finding]],
        how: dict[str, object],
        state: str,
        told: list[str],
    ) -> None:
        (change,) = reconcile([known], found, reading(**how))
        kinds_told = [event.kind for event in change.events]
        assert (kinds_told, change.issue.state, change.issue.last_seen) == (told, state, NOW)

    def test_a_new_issue_is_a_candidate(self) -> None:
        (change,) = reconcile([], FOUND, reading())
        assert (kinds([change]), change.issue.state) == (["seen"], IssueState.CANDIDATE)

    def test_a_candidate_that_opens_has_an_event_for_each_place(self) -> None:
        other = replace(PROGRAMME, page="https://koivulahti.example/b")
        found = {("validity", "2017-2020"): {PROGRAMME.page: PROGRAMME, other.page: other}}
        (change,) = reconcile([issue(IssueState.CANDIDATE, PROGRAMME)], found, reading())
        assert [(e.kind, e.page) for e in change.events] == [
            (EventKind.OPENED, PROGRAMME.page),
            (EventKind.PLACE_ADDED, other.page),
        ]

    def test_one_place_of_two_goes(self) -> None:
        other = replace(PROGRAMME, page="https://koivulahti.example/b")
        (change,) = reconcile([issue(IssueState.OPEN, PROGRAMME, other)], FOUND, reading(read=frozenset({other.page})))
        assert [(e.kind, e.page) for e in change.events] == [(EventKind.PLACE_GONE, other.page)]
        assert [place.page for place in change.issue.places] == [PROGRAMME.page]

    def test_a_wave_waits_for_a_second_reading(self) -> None:
        pages = [f"https://koivulahti.example/{n}" for n in range(10)]
        known = issue(IssueState.OPEN, *(replace(PROGRAMME, page=page) for page in pages))
        read = reading(read=frozenset(pages))
        together = wave(going([known], NOTHING, read), len(pages))
        (first,) = reconcile([known], NOTHING, read, together)
        assert (kinds([first]), first.waiting) == ([], frozenset(pages))
        waited = frozenset((("validity", "2017-2020"), page) for page in first.waiting)
        (second,) = reconcile([known], NOTHING, read, wave(going([known], NOTHING, read), len(pages), waited))
        assert second.issue.state is IssueState.RESOLVED
