"""An admin's day: run, look, decide, send."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.cli.output import now
from monitor.days import day_of
from monitor.demo.server import Site
from monitor.demo.sink import Mailbox
from monitor.store import runs
from monitor.store.database import connect
from tests.e2e.conftest import Monitor
from tests.e2e.place import ALONE, DEMO, ROUTES, configuration, mailbox, served


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Mailbox]:
    with mailbox(tmp_path / "mail") as box:
        yield box


@pytest.fixture
def site(tmp_path: Path, box: Mailbox) -> Iterator[Site]:
    """The demo's page of programmes, watched: three have ended, one will."""
    with served(DEMO / "site", ROUTES) as site:
        configuration(tmp_path, f"{site.base_url}/fi/ohjelmat.html", box.port, ALONE)
        yield site


@pytest.fixture
def ran(monitor: Monitor, site: Site) -> Monitor:
    """The command line, after one run."""
    assert site.base_url
    assert monitor("run", "--quiet").code == 0
    return monitor


def numbers(monitor: Monitor, words: str) -> list[str]:
    listed = monitor("issues", "list").out.splitlines()
    return [line.split()[0] for line in listed if words in line]


def states(monitor: Monitor) -> dict[str, str]:
    rows = [line.split() for line in monitor("issues", "list", "--all").out.splitlines()[1:]]
    return {row[0]: row[1] for row in rows}


def test_a_run_says_what_it_read_and_found_and_never_fails_for_it(monitor: Monitor, site: Site) -> None:
    assert site.base_url
    run = monitor("run", "Sivut")
    assert (run.code, run.out) == (0, "")
    told = r"Sivut: 1 of 1 page read, 1 link asked, \d things to mend \(\d new, 0 confirmed, 0 fixed\)\."
    assert re.search(told, run.err)


def test_a_dry_run_asks_nothing(monitor: Monitor, site: Site) -> None:
    run = monitor("run", "--dry-run")
    assert (run.code, run.out) == (0, f"Sivut: {site.base_url}/fi/ohjelmat.html (depth 0, links none)\n")
    assert site.asked == []


def test_a_run_writes_its_report_in_any_format(monitor: Monitor, site: Site, tmp_path: Path) -> None:
    run = monitor("run", "--quiet", "--format", "json", "--format", "html=out/report.html")
    whole = json.loads(run.out)
    assert [page["url"] for page in whole["pages"]] == [f"{site.base_url}/fi/ohjelmat.html"]
    assert "2021–2025" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_two_targets_make_one_report(monitor: Monitor, site: Site, tmp_path: Path) -> None:
    path = configuration(tmp_path, f"{site.base_url}/fi/ohjelmat.html", more=ALONE)
    second = ALONE.replace("ohjelmat", "liikunta")
    path.write_text(
        f'{path.read_text("utf-8")}  - name: Toinen\n    start: ["{site.base_url}/fi/liikunta.html"]\n'
        f"    interval: 0\n    default_owner: Verkkotoimitus\n{second}",
        encoding="utf-8",
    )
    monitor("run", "--quiet", "--format", "json=both.json")
    whole = json.loads((tmp_path / "both.json").read_text(encoding="utf-8"))
    assert [page["url"].rpartition("/")[2] for page in whole["pages"]] == ["ohjelmat.html", "liikunta.html"]
    assert whole["coverage"]["pages_checked"] == 2


def test_a_site_that_does_not_answer_ends_3_and_is_named(monitor: Monitor, tmp_path: Path) -> None:
    configuration(tmp_path, "http://127.0.0.1:9/", more="    links: none\n")
    run = monitor("run")
    assert run.code == 3
    assert "Sivut: http://127.0.0.1:9/ could not be read (refused).\n" in run.err


def test_two_runs_do_not_hold_one_target(ran: Monitor, tmp_path: Path) -> None:
    database = connect(tmp_path / "config" / "freshness.db")
    with database.begin() as connection:
        assert runs.claim(connection, "Sivut", "another process", now())
    database.close()
    run = ran("run", "--quiet")
    assert (run.code, run.out) == (3, "")
    assert run.err.endswith(
        "monitor: Another run holds the target Sivut. Wait until it has ended; a killed run lets go after a minute.\n"
    )


def test_what_was_found_is_listed_at_once_and_shown_whole(ran: Monitor, site: Site) -> None:
    listed = ran("issues", "list")
    assert listed.out.splitlines()[0].split() == ["No", "State", "Severity", "Check", "Since", "Pages", "Words"]
    (number,) = numbers(ran, "2021–2025")
    shown = ran("issues", "show", number, "--lang", "en")
    assert f"{number}  programme-ended  warning  candidate" in shown.out
    assert f"\n{site.base_url}/fi/ohjelmat.html\n" in shown.out
    assert "“2021–2025” looks out of date: the period ended on 31 December 2025." in shown.out
    assert re.search(r"^\d{4}-\d\d-\d\d \d\d:\d\dZ  seen ", shown.out, re.MULTILINE)
    assert ran("issues", "list", "Sivut") == listed


def test_a_second_run_confirms_and_doubles_nothing(ran: Monitor) -> None:
    first = states(ran)
    ran("digest", "send")
    ran("run", "--quiet")
    assert states(ran) == dict.fromkeys(first, "open")


def test_decisions_are_kept_and_taken_back(ran: Monitor) -> None:
    (number,) = numbers(ran, "2021–2025")
    until = day_of(now()).replace(year=day_of(now()).year + 1, day=1)
    steps: list[tuple[list[object], str, str]] = [
        (
            ["ack", number, "--until", until, "--reason", "Uusi tulossa", "--by", "Aino"],
            "acknowledged",
            f" until {until}",
        ),
        (["attest", number, "--until", until], "attested", f" until {until}"),
        (["reassign", number, "Webbredaktion"], "open", ", for Webbredaktion"),
        (["false-alarm", number, "--reason", "Väärä hälytys"], "false-alarm", ""),
        (["reopen", number], "open", ""),
    ]
    for words, state, more in steps:
        assert ran("issues", *words) == (0, "", f"Issue {number} is {state}{more}.\n")
        assert states(ran)[number] == state
    history = ran("issues", "show", number).out
    kinds = re.findall(r"^\S+ \S+Z  (\S+)", history, re.MULTILINE)
    assert kinds == ["seen", "acknowledged", "attested", "reassigned", "false-alarm", "reopened"]
    assert "Uusi tulossa" in history
    ran("run", "--quiet")
    assert states(ran)[number] == "open"


def test_what_is_over_cannot_be_decided(ran: Monitor, site: Site, tmp_path: Path) -> None:
    (number,) = numbers(ran, "2021–2025")
    ran("digest", "send")
    mended = tmp_path / "mended" / "fi"
    mended.mkdir(parents=True)
    text = (DEMO / "site/fi/ohjelmat.html").read_text(encoding="utf-8")
    (mended / "ohjelmat.html").write_text(text.replace("2021–2025", "2026–2030"), encoding="utf-8")
    site.turn(mended.parent)
    ran("run", "--quiet")
    assert states(ran)[number] == "resolved"
    assert ran("issues", "reopen", number) == (
        2,
        "",
        (
            f"monitor: Issue {number} is over (resolved); nothing is to be said of it. "
            "If it comes back, it is opened again by itself.\n"
        ),
    )


def test_a_digest_is_previewed_as_it_will_be_sent_and_sent_once(ran: Monitor, box: Mailbox, tmp_path: Path) -> None:
    preview = ran("digest", "preview", "--editor", "Verkkotoimitus", "--html", tmp_path / "letters")
    assert preview.code == 0
    assert "To: verkko@koivuselka.example\nSubject: [Sisältövahti] " in preview.out
    assert "2021–2025" in preview.out
    assert "2021–2025" in (tmp_path / "letters" / "digest-Verkkotoimitus.html").read_text(encoding="utf-8")
    assert set(states(ran).values()) == {"candidate"}
    dry = ran("digest", "send", "--dry-run")
    assert box.mails == []
    sent = ran("digest", "send")
    assert (sent.code, sent.out) == (0, dry.out)
    assert [mail.subject for mail in box.mails] == [line.partition(": ")[2] for line in sent.out.splitlines()]
    again = ran("digest", "send")
    assert (again.code, again.out) == (0, "")
    assert re.search(r"^ +1  sent +\S+ \S+Z  Verkkotoimitus  \[Sisältövahti\]", ran("outbox", "list").out)


def test_a_preview_speaks_any_language(ran: Monitor) -> None:
    words = {"fi": "Miksi:", "sv": "Varför:", "en": "Why:", "ru": "Почему:"}
    assert {
        lang: word in ran("digest", "preview", "--lang", lang).out for lang, word in words.items()
    } == dict.fromkeys(words, True)


def test_the_calendar_tells_what_goes_stale_next(monitor: Monitor, box: Mailbox, tmp_path: Path) -> None:
    year = day_of(now()).year + 1  # a programme that will end within the next thirteen to twenty-four months
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text(
        f'<html lang="fi"><title>Ohjelmat</title><main><h1>Ohjelmat</h1><p>Liikuntaohjelma {year - 4}–{year}.</p>',
        encoding="utf-8",
    )
    with served(tmp_path / "site") as site:
        configuration(tmp_path, f"{site.base_url}/", box.port)
        for form in ("text", "json"):
            unread = monitor("expiring", "--format", form)
            sentence = "monitor: Sivut was never read. `monitor run Sivut` reads it.\n"
            assert (unread.code, unread.err) == (3, sentence)
        monitor("run", "--quiet")
        near, far = monitor("expiring", "--months", 1), monitor("expiring", "--months", 24)
        whole = json.loads(monitor("expiring", "--months", 24, "--format", "json", "--lang", "fi").out)
        assert near.out == ""
        assert near.err.startswith("0 things will go stale by ")
        assert far.out.splitlines()[1].split() == [
            f"{year + 1}-01-01",
            "programme-ended",
            "Liikuntaohjelma",
            f"{year - 4}–{year}.",
            f"{site.base_url}/",
        ]
        assert [(row["day"], row["check"], row["quote"]) for row in whole["expiring"]] == [
            (f"{year + 1}-01-01", "programme-ended", f"{year - 4}–{year}")
        ]


def test_init_writes_a_configuration_without_mistakes(monitor: Monitor, tmp_path: Path) -> None:
    written = monitor("init", "http://127.0.0.1:9/maahanmuutto/")
    assert (written.code, written.out) == (0, "")
    assert (tmp_path / "config" / "targets.schema.json").exists()
    looked = monitor("config", "check")
    assert (looked.code, looked.out) == (0, "config/targets.yaml: no mistake. 1 target: 127.0.0.1.\n")


@pytest.mark.parametrize(
    ("what", "words"),
    [
        pytest.param("link-broken", ["## What it finds", "## Source"], id="check"),
        pytest.param("page-outdated", ["## Options", "  months: None"], id="check with options"),
        pytest.param("term:eksote", ["kind              organisation", "wrong since       2023-01-01"], id="term"),
        pytest.param(
            "statute:1386/2010", ["replaced by       [681/2023]", "wrong since       2025-01-01"], id="statute"
        ),
    ],
)
def test_explain_tells_the_rule_and_its_source(monitor: Monitor, what: str, words: list[str]) -> None:
    explained = monitor("explain", what)
    assert (explained.code, explained.err) == (0, "")
    assert [word for word in words if word not in explained.out] == []
    assert "https://" in explained.out or what == "page-outdated"


def test_explain_alone_lists_the_checks(monitor: Monitor) -> None:
    lines = monitor("explain").out.splitlines()
    assert [line for line in lines if line.startswith("programme-ended ")] != []
    assert all(line.split(maxsplit=1)[1].endswith(".") for line in lines)


def test_the_demo_ends_well_and_names_what_it_left(monitor: Monitor, tmp_path: Path) -> None:
    shown = monitor("demo")
    assert (shown.code, shown.err) == (0, "")
    first, second = re.findall(r"^(?:First|Second) run: (.*\n.*)$", shown.out, re.MULTILINE)
    assert re.search(r"\d+ kiireellistä, \d+ uutta", first)
    assert re.search(r"\d+ kiireellistä, \d+ avoinna.*\n.* 2\W+korjattu$", second)
    left = dict(re.findall(r"^(\w+): +(\S+)", shown.out, re.MULTILINE))
    for place in (*re.findall(r"\S+\.html", shown.out), left["Mail"], left["Database"]):
        assert (tmp_path / place).exists(), place
    assert "kiireellistä" in first
    listed = monitor("issues", "list", "--config", "reports/demo/targets.yaml")
    assert listed.code == 0
    assert "2017–2020" in listed.out


def test_the_service_stops_cleanly_when_it_is_told_to(site: Site, tmp_path: Path) -> None:
    assert site.base_url
    running = subprocess.Popen(
        [sys.executable, "-c", "from monitor.cli import main; main()", "serve"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stderr is not None
    begun = next(line for line in running.stderr if "Serving: " in line)
    running.send_signal(signal.SIGTERM)
    out, err = running.communicate(timeout=30)
    assert "Serving: judge:Sivut, again:Sivut, " in begun
    assert (running.returncode, out) == (0, "")
    assert "Traceback" not in err
