"""One look, a link, looks over time, a run: what each of them says."""
# ruff: noqa: FBT003 - rows of tables

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.knowledge.web import _JSON, from_yaml
from monitor.model import (
    Block,
    BlockKind,
    Failure,
    FetchResult,
    Hop,
    Look,
    Occurrence,
    Outcome,
    Page,
    Reason,
    State,
    Verdict,
)
from monitor.urls import host
from monitor.verdict import Answered, Whole, conclusive, doubtful, fold, for_link, glimpse, judge, unasked, whole

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
URL = "https://www.example.fi/ohje/sivu"
MISSING = "Sivua ei löytynyt"
LONG = "Näin teet oman sivun virheilmoituksen. " * 100


def look(status: int | None = 200, final: str = URL, *, via: tuple[int, ...] = (), **more: object) -> FetchResult:
    hops = tuple(Hop(URL, code, final) for code in via)
    return replace(FetchResult(url=URL, final_url=final, fetched_at=NOON, status=status, hops=hops), **more)  # type: ignore[arg-type]


def failed(reason: Reason) -> FetchResult:
    return look(None, failure=Failure(reason))


def page(title: str, heading: str = "", text: str = "Tervetuloa.") -> Page:
    blocks = [Occurrence(Block(heading), BlockKind.HEADING)] if heading else []
    return Page(URL, title=title, occurrences=(*blocks, Occurrence(Block(text))))


@pytest.mark.parametrize(
    ("result", "read", "outcome", "reason"),
    [
        pytest.param(look(), None, "ok", "", id="200"),
        pytest.param(look(204), None, "ok", "", id="204"),
        pytest.param(look(304), None, "ok", "", id="304"),
        pytest.param(look(), page("Linja 404", "Bussi 404"), "ok", "", id="404-is-a-bus"),
        pytest.param(look(), page("Ohje", text=MISSING), "ok", "", id="phrase-in-the-text-only"),
        pytest.param(look(), page(MISSING, MISSING, LONG), "ok", "", id="page-about-missing-pages"),
        pytest.param(look(), page(MISSING, "Uutiset"), "ok", "", id="one-sign-only"),
        pytest.param(look(), page("Apua peliongelmiin", text="casino " * 9), "ok", "", id="help-with-gambling"),
        pytest.param(look(headers={"x-iinfo": "1"}), page("Etusivu"), "ok", "", id="good-answer-through-a-wall"),
        pytest.param(look(body=b"x-iinfo"), page("Just a moment...", text=LONG), "ok", "", id="long-page"),
        pytest.param(look(301), None, "unreachable", "protocol", id="redirect-to-nowhere"),
        pytest.param(look(401), None, "blocked", "login", id="401"),
        pytest.param(look(403), None, "blocked", "forbidden", id="403"),
        pytest.param(look(407), None, "blocked", "login", id="407"),
        pytest.param(look(429), None, "blocked", "rate-limited", id="429"),
        pytest.param(look(451), None, "blocked", "forbidden", id="451"),
        pytest.param(look(999), None, "blocked", "bot-wall", id="999"),
        pytest.param(look(400), None, "unreachable", "client-error", id="400"),
        pytest.param(look(405), None, "unreachable", "client-error", id="405"),
        pytest.param(look(500), None, "unreachable", "server-error", id="500"),
        pytest.param(look(503), None, "unreachable", "server-error", id="503"),
        pytest.param(look(703), None, "unreachable", "protocol", id="703"),
        pytest.param(look(404), None, "broken", "not-found", id="404"),
        pytest.param(look(404, headers={"x-iinfo": "1"}), None, "broken", "not-found", id="404-through-a-wall"),
        pytest.param(look(410), None, "broken", "gone", id="410"),
        pytest.param(look(404, via=(301,)), None, "broken", "not-found", id="redirect-to-404"),
        pytest.param(
            look(403, headers={"cf-mitigated": "challenge"}), None, "blocked", "bot-wall", id="cloudflare-header"
        ),
        pytest.param(
            look(503, body=b"<title>Just a moment...</title>"), None, "blocked", "bot-wall", id="cloudflare-title"
        ),
        pytest.param(look(403, headers={"server": "AkamaiGHost"}), None, "blocked", "bot-wall", id="akamai"),
        pytest.param(look(405, headers={"x-amzn-waf-action": "captcha"}), None, "blocked", "bot-wall", id="aws"),
        pytest.param(look(), page("Making sure you're not a bot!"), "blocked", "bot-wall", id="anubis"),
        pytest.param(
            look(body=b'<script src="/_Incapsula_Resource?x">'), page(""), "blocked", "bot-wall", id="imperva-shell"
        ),
        pytest.param(look(), page(MISSING, MISSING), "broken", "soft-404", id="soft-fi"),
        pytest.param(look(), page("404", "Sidan hittades inte"), "broken", "soft-404", id="soft-sv"),
        pytest.param(look(), page("Page not found", "Page not found"), "broken", "soft-404", id="soft-en"),
        pytest.param(look(), page("Страница не найдена", "Ошибка 404"), "broken", "soft-404", id="soft-ru"),
        pytest.param(look(final=f"{URL}/404"), page(MISSING), "broken", "soft-404", id="soft-by-address"),
        pytest.param(look(), page("example.fi", "This domain is for sale"), "broken", "parked", id="for-sale"),
        pytest.param(look(), page("Casino", text="casino kasino " * 5), "broken", "parked", id="casino"),
        pytest.param(look(final="https://www.sedo.com/x", via=(302,)), None, "broken", "parked", id="sale-host"),
        pytest.param(look(final=f"{URL}/", via=(301,)), None, "redirected", "moved", id="301"),
        pytest.param(look(final=f"{URL}/", via=(301, 308)), None, "redirected", "moved", id="301-308"),
        pytest.param(look(final=f"{URL}/", via=(301, 302)), None, "redirected", "temporary", id="301-302"),
        pytest.param(
            look(final="http://www.example.fi/x", via=(301,)), None, "redirected", "downgrade", id="downgrade"
        ),
        pytest.param(
            look(final="https://www.example.org/x", via=(301,)), None, "redirected", "other-domain", id="other-domain"
        ),
        pytest.param(
            look(final="https://www.example.fi/fi/", via=(302,)), None, "redirected", "front-page", id="front"
        ),
        pytest.param(look(final="https://id.example.fi/login?x", via=(302,)), None, "blocked", "login", id="login"),
        pytest.param(failed(Reason.TIMEOUT), None, "unreachable", "timeout", id="timeout"),
        pytest.param(failed(Reason.NO_SUCH_HOST), None, "unreachable", "no-such-host", id="no-such-host"),
        pytest.param(failed(Reason.REDIRECT_LOOP), None, "unreachable", "redirect-loop", id="loop"),
        pytest.param(failed(Reason.TLS_EXPIRED), None, "unreachable", "tls-expired", id="tls"),
        pytest.param(failed(Reason.PRIVATE_ADDRESS), None, "unchecked", "private-address", id="private"),
        pytest.param(failed(Reason.UNSUPPORTED_SCHEME), None, "unchecked", "unsupported-scheme", id="to-file"),
    ],
)
def test_one_look(result: FetchResult, read: Page | None, outcome: str, reason: str) -> None:
    assert judge(result, read) == (outcome, reason)


PIECES = st.sampled_from([MISSING, "Sivu 404", "Casino bonus", "casino " * 9, "This domain is for sale", "Ohje", LONG])


@given(PIECES, st.lists(st.tuples(PIECES, st.sampled_from(BlockKind)), max_size=9), st.booleans())
def test_a_glimpse_is_judged_as_the_page_is(title: str, blocks: list[tuple[str, BlockKind]], padded: bool) -> None:  # noqa: FBT001
    padding = [Occurrence(Block("Valikko"))] * (100 if padded else 0)
    whole_page = Page(
        URL, title=title, occurrences=(*padding, *(Occurrence(Block(text), kind) for text, kind in blocks))
    )
    seen = glimpse(whole_page)
    assert judge(look(), seen) == judge(look(), whole_page)
    assert doubtful(look(), seen) == doubtful(look(), whole_page)
    assert (seen.title, seen.main_words) == (whole_page.title, whole_page.main_words)


@given(st.integers(0, 999), st.text(max_size=20), st.binary(max_size=40))
def test_every_status_has_a_verdict(status: int, title: str, body: bytes) -> None:
    verdict = judge(look(status, body=body), page(title))
    assert (verdict.outcome is Outcome.OK) == (200 <= status < 300 or status == 304) or verdict.reason


@pytest.mark.parametrize("reason", [pytest.param(reason, id=reason or "none") for reason in Reason])
def test_no_failure_is_broken_in_one_look(reason: Reason) -> None:
    assert judge(failed(reason)).outcome in (Outcome.UNREACHABLE, Outcome.UNCHECKED)


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        pytest.param(URL, None, id="web"),
        pytest.param("mailto:a@example.fi", ("ok", ""), id="mailto"),
        pytest.param("mailto:?subject=Katso", ("ok", ""), id="mailto-to-whom-you-like"),
        pytest.param("mailto:a@example.fi,%20b@example.fi?cc=c@example.fi", ("ok", ""), id="mailto-to-two"),
        pytest.param("mailto:Neuvonta%20%3Ca@example.fi%3E", ("ok", ""), id="mailto-with-a-name"),
        pytest.param("mailto:maija(at)example.fi", ("ok", ""), id="mailto-that-a-script-mends"),
        pytest.param("mailto:neuvonta.example.fi", ("broken", "invalid-url"), id="mailto-without-at"),
        pytest.param("mailto:https://example.fi/yhteys", ("broken", "invalid-url"), id="mailto-to-a-page"),
        pytest.param("sms:+358401234567", ("unchecked", "unsupported-scheme"), id="sms"),
        pytest.param("javascript:void(0)", ("ok", ""), id="javascript"),
        pytest.param("", ("unchecked", "invalid-url"), id="nonsense"),
        pytest.param("ftp://example.fi/", ("unchecked", "unsupported-scheme"), id="ftp"),
        pytest.param("file:///srv/a.html", None, id="file"),
    ],
)
def test_addresses_that_are_not_asked(url: str, verdict: tuple[str, str] | None) -> None:
    assert unasked(url) == verdict


GOOD = Verdict(Outcome.OK)
GONE = Verdict(Outcome.BROKEN, Reason.GONE)
BAD_FRAGMENT = Verdict(Outcome.BROKEN, Reason.FRAGMENT)
UNKNOWN_FRAGMENT = Verdict(Outcome.UNCHECKED, Reason.JS_FRAGMENT)


@pytest.mark.parametrize(
    ("verdict", "fragment", "ids", "script", "told"),
    [
        pytest.param(GOOD, "", {"a"}, False, GOOD, id="none"),
        pytest.param(GOOD, "top", set(), False, GOOD, id="top"),
        pytest.param(GOOD, "TOP", set(), False, GOOD, id="top-in-capitals"),
        pytest.param(GOOD, ":~:text=abc", set(), False, GOOD, id="text-fragment"),
        pytest.param(GOOD, "a:~:text=abc", {"a"}, False, GOOD, id="id-and-text"),
        pytest.param(GOOD, "%C3%A4", {"ä"}, False, GOOD, id="percent"),
        pytest.param(GOOD, "%C3%A4", {"%C3%A4"}, False, GOOD, id="percent-as-written"),
        pytest.param(GOOD, "a", None, False, GOOD, id="ids-unknown"),
        pytest.param(GONE, "a", set(), False, GONE, id="destination-first"),
        pytest.param(GOOD, "/route", set(), False, UNKNOWN_FRAGMENT, id="route"),
        pytest.param(GOOD, "!/route", set(), False, UNKNOWN_FRAGMENT, id="hashbang"),
        pytest.param(GOOD, "tab=2", set(), False, UNKNOWN_FRAGMENT, id="state"),
        pytest.param(GOOD, "b", set(), True, UNKNOWN_FRAGMENT, id="built-by-script"),
        pytest.param(GOOD, "A", {"a"}, False, BAD_FRAGMENT, id="case-matters"),
        pytest.param(GOOD, "b", {"a"}, False, BAD_FRAGMENT, id="missing"),
    ],
)
def test_link(verdict: Verdict, fragment: str, ids: set[str] | None, script: bool, told: Verdict) -> None:  # noqa: FBT001
    assert for_link(verdict, fragment, ids, built_by_script=script) == told


SLOW = Verdict(Outcome.UNREACHABLE, Reason.TIMEOUT)
WALL = Verdict(Outcome.BLOCKED, Reason.BOT_WALL)
SOFT = Verdict(Outcome.BROKEN, Reason.SOFT_404)
LEFT = Verdict(Outcome.UNCHECKED, Reason.BUDGET)


@pytest.mark.parametrize(
    ("looks", "now", "state", "since", "counted", "due"),
    [
        pytest.param([(0, GOOD), (24, GOOD)], 24, State.OK, 0, 2, None, id="ok"),
        pytest.param([(0, SLOW), (0.5, GOOD)], 1, State.OK, 0.5, 1, None, id="thirty-minutes-down"),
        pytest.param([(0, SLOW)], 0, State.FAILING, 0, 1, 6, id="failing-once"),
        pytest.param([(0, SLOW), (0.2, SLOW), (0.9, SLOW)], 1, State.FAILING, 0, 1, 6, id="three-clicks-count-once"),
        pytest.param([(0, SLOW), (6, SLOW), (18, SLOW)], 18, State.FAILING, 0, 3, 24, id="three-looks-in-18-hours"),
        pytest.param([(0, SLOW), (30, SLOW)], 30, State.FAILING, 0, 2, 36, id="two-looks-in-a-day"),
        pytest.param([(0, SLOW), (6, GOOD), (18, SLOW), (25, SLOW)], 25, State.FAILING, 18, 2, 36, id="good-between"),
        pytest.param([(0, SLOW), (6, WALL), (18, SLOW), (30, SLOW)], 30, State.FAILING, 18, 2, 36, id="wall-between"),
        pytest.param([(0, WALL), (24, WALL), (400, WALL)], 400, State.UNKNOWN, 0, 0, None, id="wall-never-breaks"),
        pytest.param([(0, LEFT)], 0, State.UNKNOWN, 0, 0, None, id="never-asked"),
        pytest.param([(0, GOOD), (24, LEFT)], 24, State.OK, 0, 1, None, id="left-alone-once"),
        pytest.param([(0, GOOD), (400, LEFT)], 400, State.UNKNOWN, 0, 1, None, id="not-seen-for-two-weeks"),
        pytest.param([(0, SOFT)], 0, State.FAILING, 0, 1, 6, id="soft-404-once"),
        pytest.param([(0, SLOW), (6, SLOW), (24, SLOW)], 24, State.BROKEN, 0, 3, None, id="confirmed"),
        pytest.param([(0, GONE)], 0, State.BROKEN, 0, 1, None, id="gone"),
        pytest.param([(0, SLOW), (6, GONE)], 6, State.BROKEN, 0, 2, None, id="failing-then-gone"),
        pytest.param([(0, GONE), (6, SLOW), (12, WALL)], 12, State.BROKEN, 0, 2, None, id="stays-broken"),
        pytest.param([(0, SOFT), (6, SOFT)], 6, State.BROKEN, 0, 2, None, id="soft-404-twice"),
        pytest.param([(0, GONE), (48, GOOD)], 48, State.OK, 48, 1, None, id="mended"),
    ],
)
def test_standing(  # noqa: PLR0917 - a row of the table
    looks: list[tuple[float, Verdict]], now: float, state: State, since: float, counted: int, due: float | None
) -> None:
    def at(hours: float) -> datetime:
        return NOON + timedelta(hours=hours)

    standing = fold([Look(URL, at(hours), verdict) for hours, verdict in looks], at(now))
    assert standing is not None
    told = (standing.state, standing.since, standing.looks, standing.due)
    assert told == (state, at(since), counted, None if due is None else at(due))


def test_no_looks_no_standing() -> None:
    assert fold([], NOON) is None


HOSTS = ("a.example", "b.example", "c.example", "d.example")


@pytest.mark.parametrize(
    ("answers", "controls", "told"),
    [
        pytest.param([], (), True, id="nothing-asked"),
        pytest.param([Answered("own.example", False), *(Answered(h, True) for h in HOSTS)], HOSTS, True, id="own-site"),
        pytest.param([Answered("own.example", False), Answered("a.example", True)], (), True, id="first-run"),
        pytest.param([Answered(h, True, body_hash=b"1") for h in HOSTS[:2]], (), True, id="two-alike"),
        pytest.param([Answered(f"{n}.a.example", True, body_hash=b"1") for n in range(9)], (), True, id="one-owner"),
        pytest.param([Answered(h, h < "c") for h in HOSTS], HOSTS, True, id="half-of-the-controls"),
        pytest.param([Answered(h, False) for h in HOSTS], HOSTS, False, id="network-cut"),
        pytest.param([Answered(h, h < "b") for h in HOSTS], HOSTS, False, id="most-controls-fail"),
        pytest.param([Answered(h, False) for h in HOSTS], (), False, id="nothing-answers"),
        pytest.param([Answered(h, True, body_hash=b"1") for h in HOSTS], HOSTS, False, id="captive-portal"),
    ],
)
def test_conclusive(answers: list[Answered], controls: tuple[str, ...], told: bool) -> None:  # noqa: FBT001
    assert conclusive(answers, controls) is told


def test_signs_as_json_equal_those_in_yaml() -> None:
    assert _JSON.read_text(encoding="utf-8") == from_yaml()


def met(url: str, verdict: str, status: int | None = 200, final: str = "", code: int = 301) -> Look:
    outcome, _, reason = verdict.partition("/")
    hops = (Hop(url, code, final),) if final else ()
    return Look(url, NOON, Verdict(Outcome(outcome), Reason(reason)), status, final or url, hops)


A, B = "https://a.example/x", "https://a.example/y?z"
MOVED = [
    met(A, "redirected/other-domain", 200, "https://www.b.example/x"),
    met(B, "redirected/other-domain", 200, "https://www.b.example/y?z"),
]


@pytest.mark.parametrize(
    ("looks", "hosts"),
    [
        pytest.param([], {}, id="nothing"),
        pytest.param([met(A, "ok"), met(B, "unreachable/refused", None)], {}, id="one-page-answers"),
        pytest.param([met(A, "unreachable/timeout", None)], {}, id="one-slow-page"),
        pytest.param([met(A, "unreachable/server-error", 500), met(B, "unreachable/dns", None)], {}, id="a-500"),
        pytest.param([met(A, "blocked/forbidden", 403)], {}, id="refused-us"),
        pytest.param([met(A, "unchecked/robots", None)], {}, id="not-asked"),
        pytest.param([met(A, "unreachable/refused", None, "https://b.example/")], {}, id="the-next-hop-is-down"),
        pytest.param(
            [met(A, "redirected/other-domain", 200, "https://b.example/other")], {}, id="one-page-moved-elsewhere"
        ),
        pytest.param([met(A, "redirected/other-domain", 200, "https://b.example/x", code=302)], {}, id="moved-for-now"),
        pytest.param([*MOVED, met("https://a.example/", "ok")], {}, id="part-of-it-stays"),
        pytest.param([met(A, "unreachable/refused", None)], {"a.example": Whole(down=True)}, id="shut-door"),
        pytest.param(
            [met(A, "unreachable/timeout", None), met(B, "unreachable/reset", None)],
            {"a.example": Whole(down=True)},
            id="nothing-answers",
        ),
        pytest.param(
            [met(A, "unreachable/refused", None), met(B, "ok")._replace(at=NOON - timedelta(hours=13))],
            {"a.example": Whole(down=True)},
            id="was-well-yesterday",
        ),
        pytest.param(MOVED, {"a.example": Whole(to="www.b.example")}, id="moved"),
        pytest.param(
            [*MOVED, met("https://a.example/gone", "broken/not-found", 404, "https://www.b.example/gone")],
            {"a.example": Whole(to="www.b.example")},
            id="moved-and-one-page-lost",
        ),
    ],
)
def test_a_host_as_a_whole(looks: list[Look], hosts: dict[str, Whole]) -> None:
    assert whole(looks) == hosts
    well = {host(look.url): look.at for look in looks if look.verdict.outcome is Outcome.OK}
    assert whole([look for look in looks if look.verdict.outcome is not Outcome.OK], well) == hosts
