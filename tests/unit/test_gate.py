"""What stops a release, and what does not."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import gate
from monitor.errors import UsageError
from monitor.model import Family, Finding, Listed, Message, Severity
from monitor.wording import LANGUAGES, say

DAY = date(2026, 11, 24)
PAGE = "https://www.example.fi/maahanmuutto"


def listed(subject: str, *pages: str, check: str = "programme-ended", since: date | None = None) -> Listed:
    severity = {"link-broken": Severity.ERROR, "programme-ended": Severity.WARNING}.get(check, Severity.NOTE)
    places = tuple(
        Finding(
            check=check,
            family=Family.VALIDITY,
            severity=severity,
            page=page,
            subject=subject,
            quote=subject,
            message=Message("x"),
            since=since,
        )
        for page in pages or (PAGE,)
    )
    return Listed(places[0], places)


def baseline(known: Sequence[Listed] = (), latent: Sequence[Listed] = ()) -> gate.Baseline:
    return gate.read(gate.write(known, DAY, latent=latent), "b.json")


DEAD = listed("https://www.example.fi/gone", check="link-broken")
OLD = listed("2017-2020", since=date(2021, 1, 1))
ENDS = listed("2023-2026", since=date(2027, 1, 1))
PASSES = listed("https://slow.example.fi/", check="link-unchecked")


@pytest.mark.parametrize(
    ("finding", "base", "fail_on", "kind"),
    [
        pytest.param(OLD, baseline([OLD]), Severity.NOTE, "known", id="known"),
        pytest.param(ENDS, baseline([], [ENDS]), Severity.NOTE, "elapsed", id="ends-after-the-baseline"),
        pytest.param(OLD, None, Severity.ERROR, "tolerated", id="below-the-threshold"),
        pytest.param(DEAD, None, None, "tolerated", id="nothing-stops"),
        pytest.param(PASSES, None, Severity.NOTE, "tolerated", id="may-pass-by-itself"),
        pytest.param(DEAD, None, Severity.ERROR, "introduced", id="no-baseline"),
        pytest.param(DEAD, baseline([OLD]), Severity.ERROR, "introduced", id="new-dead-link"),
        pytest.param(OLD, baseline(), Severity.WARNING, "introduced", id="written-after-it-ended"),
        pytest.param(ENDS, baseline(), Severity.WARNING, "introduced", id="ends-later-but-stood-not-there"),
        pytest.param(OLD, baseline([], [OLD]), Severity.WARNING, "introduced", id="latent-but-ended-before"),
        pytest.param(
            listed("a", since=DAY), baseline([], [listed("a")]), Severity.WARNING, "introduced", id="since-that-day"
        ),
        pytest.param(
            listed("a"), baseline([], [listed("a")]), Severity.WARNING, "introduced", id="latent-without-since"
        ),
        pytest.param(
            listed("a", PAGE, PAGE + "/b"), baseline([listed("a")]), Severity.WARNING, "introduced", id="one-new-place"
        ),
        pytest.param(
            listed("a", PAGE), baseline([listed("a", PAGE, PAGE + "/b")]), Severity.WARNING, "known", id="a-place-gone"
        ),
        pytest.param(
            listed("a", PAGE, PAGE + "/b", since=date(2027, 1, 1)),
            baseline([listed("a", PAGE)], [listed("a", PAGE + "/b")]),
            Severity.WARNING,
            "elapsed",
            id="known-here-elapsed-there",
        ),
    ],
)
def test_decide(finding: Listed, base: gate.Baseline | None, fail_on: Severity | None, kind: str) -> None:
    decision = gate.decide([finding], fail_on=fail_on, baseline=base)
    assert decision == gate.Decision(**{kind: (finding,)})
    assert decision.passed is (kind != "introduced")


def test_reports_show_the_class_as_state() -> None:
    decision = gate.decide([OLD, DEAD, ENDS], fail_on=Severity.ERROR, baseline=baseline([OLD], [ENDS]))
    assert [(listed.finding.subject, listed.state) for listed in decision.listed] == [
        ("https://www.example.fi/gone", "introduced"),
        ("2023-2026", "elapsed"),
        ("2017-2020", "known"),
    ]


def test_a_baseline_knows_a_build_wherever_it_was_checked_out() -> None:
    here = listed("file:///home/a/site/gone.html", "file:///home/a/site/index.html", check="link-broken")
    there = listed("file:///builds/7/site/gone.html", "file:///builds/7/site/index.html", check="link-broken")
    known = baseline(gate.portable([here], ["file:///home/a/site/"]))
    found = gate.portable([there], ["file:///builds/7/site/"])
    assert [(row.finding.page, row.finding.subject) for row in found] == [("index.html", "gone.html")]
    assert gate.decide(found, fail_on=Severity.ERROR, baseline=known).passed
    assert not gate.decide([there], fail_on=Severity.ERROR, baseline=known).passed


def test_the_words_around_a_finding_do_not_matter() -> None:
    words = replace(OLD.finding, quote="2017–2020", context="Ohjelma 2017–2020", start=8, end=17)
    moved = Listed(words, (words,))
    assert gate.decide([moved], fail_on=Severity.NOTE, baseline=baseline([OLD])).passed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_reasons_are_sentences(lang: str) -> None:
    decision = gate.decide([DEAD, ENDS, OLD, PASSES], fail_on=Severity.ERROR, baseline=baseline([OLD], [ENDS]))
    said = [say(reason, lang) for reason in decision.reasons]
    assert len(said) == 5
    assert not [sentence for sentence in said if sentence.startswith("gate.")]


def test_reasons_in_english() -> None:
    decision = gate.decide([DEAD, ENDS, OLD], fail_on=Severity.ERROR, baseline=baseline([OLD], [ENDS]))
    assert [say(reason, "en") for reason in decision.reasons] == [
        "The release does not pass.",
        "This release introduced 1 problem.",
        "1 statement has run out since the baseline; the release did not cause it.",
        "1 problem was already known to the baseline.",
    ]


def test_a_baseline_holds_hashes_only() -> None:
    text = gate.write([OLD, DEAD], DAY, latent=[ENDS, OLD])
    rows = json.loads(text)
    assert (rows["schema"], rows["as_of"], len(rows["known"]), len(rows["latent"])) == (1, "2026-11-24", 2, 1)
    assert "example" not in text
    assert OLD.finding.fingerprint not in text


@given(st.lists(st.text(max_size=9), max_size=6), st.lists(st.text(max_size=9), max_size=6), st.dates(date(1, 1, 1)))
def test_what_was_written_is_read(known: list[str], latent: list[str], as_of: date) -> None:
    base = gate.read(gate.write(map(listed, known), as_of, latent=map(listed, latent)), "b.json")
    assert base.as_of == as_of
    assert len(base.known) == len(set(known))
    assert len(base.latent) == len(set(latent) - set(known))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "b.json is not a baseline.", id="empty"),
        pytest.param("{", "b.json is not a baseline.", id="half"),
        pytest.param("[]", "b.json is not a baseline.", id="a-list"),
        pytest.param("1", "b.json is not a baseline.", id="a-number"),
        pytest.param('{"as_of": "2026-11-24"}', "b.json is not a baseline.", id="no-schema"),
        pytest.param("[" * 100_000, "b.json is not a baseline.", id="deep"),
        pytest.param(
            '{"schema": 2}', "b.json is a baseline of schema 2; this monitor reads schema 1.", id="newer-schema"
        ),
        pytest.param(
            '{"schema": 1, "as_of": "soon", "known": [], "latent": []}', "b.json is a damaged baseline.", id="no-day"
        ),
        pytest.param(
            '{"schema": 1, "as_of": "2026-11-24", "known": []}', "b.json is a damaged baseline.", id="no-latent"
        ),
        pytest.param(
            '{"schema": 1, "as_of": "2026-11-24", "known": ["x"], "latent": []}',
            "b.json is a damaged baseline.",
            id="no-hash",
        ),
    ],
)
def test_broken_baselines(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        gate.read(text, "b.json")
    assert caught.value.sentence == message
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("as_of", "ahead"), [(DAY, date(2036, 11, 24)), (date(2028, 2, 29), date(2038, 2, 28))], ids=["plain", "leap-day"]
)
def test_later(as_of: date, ahead: date) -> None:
    assert gate.later(as_of) == ahead
