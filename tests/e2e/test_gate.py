import json
from pathlib import Path

import pytest
from junitparser import Failure, JUnitXml, Skipped

from tests.e2e.conftest import Monitor
from tests.e2e.place import clean_site, demo_site

RELEASE = ("--as-of", "2026-11-24")
BASELINE = ("--baseline", "freshness-baseline.json")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return demo_site(tmp_path / "site")


@pytest.fixture
def known(monitor: Monitor, site: Path) -> Path:
    """The demo's site, with a baseline of the day."""
    assert monitor("baseline", "write", site, *RELEASE, "--quiet") == (0, "", "")
    return site


def add(page: Path, words: str) -> None:
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("</main>", f"<p>{words}</p></main>", 1), encoding="utf-8")


def test_a_clean_site_passes(monitor: Monitor, tmp_path: Path) -> None:
    ran = monitor("gate", clean_site(tmp_path / "clean"), *RELEASE)
    assert (ran.code, ran.err) == (0, "The release passes.\n")


def test_a_baseline_says_what_it_knows_and_holds_hashes_only(monitor: Monitor, site: Path, tmp_path: Path) -> None:
    ran = monitor("baseline", "write", site, *RELEASE)
    text = (tmp_path / "freshness-baseline.json").read_text(encoding="utf-8")
    found = json.loads(monitor("check", site, *RELEASE, "--format", "json").out)["findings"]
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"freshness-baseline.json: {len(found)} things to mend, known from 2026-11-24 on.\n"
    assert "fi/" not in text
    assert str(tmp_path) not in text


def test_what_was_known_passes_in_another_folder_too(monitor: Monitor, known: Path) -> None:
    moved = known.rename(known.with_name("elsewhere"))
    ran = monitor("gate", moved, *RELEASE, *BASELINE, "--lang", "en")
    assert ran.code == 0
    assert ran.err.startswith("The release passes.\n")


def test_one_new_dead_link_stops_the_release(monitor: Monitor, known: Path, tmp_path: Path) -> None:
    add(known / "fi" / "liikunta.html", '<a href="kadonnut.html">Kuntosalin säännöt</a>')
    ran = monitor("gate", known, *RELEASE, *BASELINE, "--format", "junit=junit.xml", "--format", "json")
    assert ran.code == 1
    assert ran.err.startswith("The release does not pass.\nThis release introduced 1 problem.\n")
    introduced = [row for row in json.loads(ran.out)["findings"] if row["state"] == "introduced"]
    assert [(row["check"], row["quote"]) for row in introduced] == [("link-broken", "Kuntosalin säännöt")]
    junit = JUnitXml.fromfile(str(tmp_path / "junit.xml"))
    cases = [case for suite in junit for case in suite]
    failed = [case for case in cases if any(isinstance(result, Failure) for result in case.result)]
    assert len(failed) == 1
    assert "Kuntosalin säännöt" in f"{failed[0].name} {failed[0].result[0].message} {failed[0].result[0].text}"
    assert junit.failures == 1


def test_a_programme_that_ends_by_itself_does_not_stop_a_release(monitor: Monitor, known: Path) -> None:
    ran = monitor("gate", known, "--as-of", "2027-01-15", *BASELINE, "--fail-on", "warning", "--format", "json")
    states = {(row["check"], row["quote"]): row["state"] for row in json.loads(ran.out)["findings"]}
    assert states["programme-ended", "2023–2026"] == "elapsed"
    assert ran.code == 0


def test_words_that_the_release_brings_stop_it_though_their_day_lies_after_the_baseline(
    monitor: Monitor, known: Path
) -> None:
    add(known / "fi" / "liikunta.html", "Hakuaika päättyy 10.1.2027.")
    ran = monitor("gate", known, "--as-of", "2027-01-15", *BASELINE, "--format", "json")
    introduced = [row["quote"] for row in json.loads(ran.out)["findings"] if row["state"] == "introduced"]
    assert (ran.code, introduced) == (1, ["10.1.2027"])


def test_fail_on_never_lets_everything_pass(monitor: Monitor, site: Path) -> None:
    assert monitor("gate", site, *RELEASE, "--fail-on", "never").code == 0


def test_an_address_can_be_gated(monitor: Monitor, demo_address: str) -> None:
    url = f"{demo_address}/sv/index.html"
    assert monitor("gate", url, *RELEASE, "--links", "none").code == 0
    assert monitor("gate", f"{demo_address}/fi/yhteystiedot.html", *RELEASE, "--links", "none").code == 1


def test_a_folder_that_is_not_there_is_a_mistake_of_usage(monitor: Monitor) -> None:
    assert monitor("gate", "missing") == (
        2,
        "",
        "monitor: There is no file or folder missing. An address begins with https:// or http://.\n",
    )


def test_a_page_that_cannot_be_read_proves_nothing(monitor: Monitor, demo_address: str) -> None:
    gone = f"{demo_address}/gone.html"
    assert monitor("gate", gone) == (3, "", f"monitor: No page could be read: {gone} (not-found).\n")
    refused = "http://127.0.0.1:9/"
    assert monitor("baseline", "write", refused) == (3, "", f"monitor: No page could be read: {refused} (refused).\n")


AGAIN = "Write it again with `monitor baseline write`, or mend --baseline freshness-baseline.json."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("", f"freshness-baseline.json is not a baseline. {AGAIN}", id="empty"),
        pytest.param("{}", f"freshness-baseline.json is not a baseline. {AGAIN}", id="something else"),
        pytest.param('{"schema": 1}', f"freshness-baseline.json is a damaged baseline. {AGAIN}", id="damaged"),
        pytest.param(
            '{"schema": 9}',
            "freshness-baseline.json is a baseline of schema 9; this monitor reads schema 1. Use the version of the "
            "monitor that wrote it, or write it again with `monitor baseline write`.",
            id="of a newer version",
        ),
    ],
)
def test_a_broken_baseline_is_told(monitor: Monitor, tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "freshness-baseline.json").write_text(text, encoding="utf-8")
    assert monitor("gate", clean_site(tmp_path / "clean"), *BASELINE) == (2, "", f"monitor: {sentence}\n")


def test_a_missing_baseline_is_told(monitor: Monitor, tmp_path: Path) -> None:
    assert monitor("gate", clean_site(tmp_path / "clean"), *BASELINE) == (
        2,
        "",
        (
            "monitor: The baseline freshness-baseline.json cannot be read: No such file or directory. "
            "Write one with `monitor baseline write`.\n"
        ),
    )


def test_known_problems_are_skipped_in_junit(monitor: Monitor, known: Path, tmp_path: Path) -> None:
    monitor("gate", known, *RELEASE, *BASELINE, "--format", "junit=junit.xml")
    cases = [case for suite in JUnitXml.fromfile(str(tmp_path / "junit.xml")) for case in suite]
    results = [result for case in cases for result in case.result]
    assert results
    assert all(isinstance(result, Skipped) for result in results)
