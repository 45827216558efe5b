"""Things to mend become issues: what changes from run to run."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from monitor.issues import Change, Reading, going, reconcile, wave
from monitor.model import EventKind, Finding, Issue, IssueState, Place
from tests.unit.stale import PROGRAMME

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
EARLIER = datetime(2026, 11, 17, 6, tzinfo=UTC)


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
