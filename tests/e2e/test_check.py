import json
import socket
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

from monitor.demo.routes import read_routes
from monitor.report.json import schema
from tests.e2e.conftest import Monitor
from tests.e2e.place import DEMO, IMMIGRANT, TRUTH, clean_site, demo_site, served

FORMATS = ("text", "json", "html", "markdown", "csv", "sarif", "junit", "github", "gitlab")
CHECK = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
LIMITS = {
    "en": "A machine cannot know whether a phone is answered or a person still has that job.",
    "fi": "Kone ei tiedä, vastaako puhelin tai työskenteleekö henkilö yhä samassa tehtävässä.",
}
STARTS = {"fi": "Miksi:", "sv": "Varför:", "en": "Why:", "ru": "Почему:"}


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a socket was opened")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def report(text: str) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(text)
    assert [error.message for error in CHECK.iter_errors(whole)] == []
    return whole


@pytest.mark.usefixtures("no_network")
def test_a_page_of_the_shape_asked_for_says_what_it_should_and_no_more(monitor: Monitor) -> None:
    ran = monitor("check", IMMIGRANT / "page.html", "--as-of", TRUTH["as_of"], "--format", "json")
    whole = report(ran.out)
    for wanted in TRUTH["find"]:
        rows = [r for r in whole["findings"] if r["check"] == wanted["check"] and wanted["quote"] in r["quote"]]
        assert rows, wanted
        assert len(rows) == wanted.get("times", len(rows))
        row = rows[0]
        assert row["suggestion"] == wanted.get("suggestion", row["suggestion"])
        assert row["since"] == (f"{wanted['since']}" if "since" in wanted else row["since"])
        told = " ".join(reason["message"] for reason in row["reasons"])
        assert all(
            name in told or name in str(row["suggestion"]) for name in wanted.get("names", ()) if "." not in name
        )
    quotes = " ".join(row["quote"] for row in whole["findings"])
    assert [one["quote"] for one in TRUTH["silent"] if one["quote"] in quotes] == []
    assert ran.code == 0
    assert ran.err == ""


@pytest.mark.usefixtures("no_network")
def test_facts_touch_no_network_and_show_what_was_read(monitor: Monitor) -> None:
    ran = monitor("facts", IMMIGRANT / "page.html")
    assert ran.code == 0
    assert "'2017-2020': " in ran.out
    assert "'1386/2010': act, 1386/2010" in ran.out
    assert ran.err == ""


def test_a_clean_folder_ends_0(monitor: Monitor, tmp_path: Path) -> None:
    ran = monitor("check", clean_site(tmp_path / "site"), "--as-of", "2026-11-24")
    assert ran == (
        0,
        "Nothing that was checked looks out of date.\n"
        "2 of 2 pages checked. 2 of 2 links checked. Judged as of 24 November 2026.\n" + LIMITS["en"] + "\n",
        "",
    )


def test_a_page_at_an_address_and_its_links(monitor: Monitor, demo_address: str) -> None:
    url = f"{demo_address}/fi/tyollisyys.html"
    whole = report(monitor("check", url, "--as-of", "2026-11-24", "--format", "json").out)
    assert [page["url"] for page in whole["pages"]] == [url]
    broken = {row["href"]: row["reason"] for row in whole["links"] if row["verdict"] == "broken"}
    assert broken == {"tyopajat.html": "not-found", "yhteystiedot.html#etsiva-nuorisotyo": "fragment"}


def test_addresses_come_from_stdin_one_a_line(monitor: Monitor, demo_address: str) -> None:
    lines = f"# two pages\n{demo_address}/sv/index.html\n\n{demo_address}/ru/index.html\n"
    whole = report(monitor("check", "-", "--links", "none", "--format", "json", stdin=lines).out)
    assert sorted(page["lang"] for page in whole["pages"]) == ["ru", "sv"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_goes_to_stdout_and_to_a_file_alike(monitor: Monitor, tmp_path: Path, name: str) -> None:
    site = demo_site(tmp_path / "site")
    here = monitor("check", site, "--as-of", "2026-11-24", "--format", name)
    assert here.code == 1
    assert here.err == ""
    there = monitor("check", site, "--as-of", "2026-11-24", "--format", f"{name}=out/report")
    assert (there.code, there.out, there.err) == (1, "", "")
    written = (tmp_path / "out" / "report").read_text(encoding="utf-8")
    if name != "json":  # the minute at which it was written may differ
        assert _timeless(written).rstrip("\n") == _timeless(here.out).rstrip("\n")


def _timeless(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if "timestamp" not in line and "generated" not in line.lower())


def test_several_formats_at_once(monitor: Monitor, tmp_path: Path) -> None:
    site = demo_site(tmp_path / "site")
    ran = monitor("check", site, "--format", "json", "--format", "junit=junit.xml", "--format", "html=report.html")
    report(ran.out)
    assert ET.parse(tmp_path / "junit.xml").getroot().tag == "testsuites"  # noqa: S314 - we wrote it
    assert (tmp_path / "report.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("name", ["sarif", "github", "gitlab"])
def test_pipelines_are_told_the_line(monitor: Monitor, tmp_path: Path, name: str) -> None:
    demo_site(tmp_path / "site")
    ran = monitor("check", "site/fi/yhteystiedot.html", "--as-of", "2026-11-24", "--format", name)
    line = next(
        n
        for n, text in enumerate((DEMO / "site/fi/yhteystiedot.html").read_text("utf-8").splitlines(), start=1)
        if "0400 123456" in text
    )
    match name:
        case "github":
            assert f"file=site/fi/yhteystiedot.html,line={line},col=" in ran.out
        case "sarif":
            places = [row["locations"][0]["physicalLocation"] for row in json.loads(ran.out)["runs"][0]["results"]]
            assert ("site/fi/yhteystiedot.html", line) in [
                (place["artifactLocation"]["uri"], place["region"]["startLine"]) for place in places
            ]
        case _:
            spots = [(row["location"]["path"], row["location"]["lines"]["begin"]) for row in json.loads(ran.out)]
            assert ("site/fi/yhteystiedot.html", line) in spots


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [pytest.param("error", 0), pytest.param("warning", 1), pytest.param("note", 1), pytest.param("never", 0)],
)
def test_fail_on_decides_the_exit_code(monitor: Monitor, fail_on: str, code: int) -> None:
    page = DEMO / "site/fi/ohjelmat.html"  # warnings and notes, no error
    assert monitor("check", page, "--as-of", "2026-11-24", "--links", "none", "--fail-on", fail_on).code == code


@pytest.mark.parametrize("lang", list(STARTS))
def test_the_report_speaks_the_readers_language(monitor: Monitor, lang: str) -> None:
    ran = monitor("check", DEMO / "site/fi/maahanmuutto.html", "--as-of", "2026-11-24", "--lang", lang)
    assert STARTS[lang] in ran.out
    assert [word for word in STARTS.values() if word in ran.out] == [STARTS[lang]]


def test_a_finnish_terminal_is_answered_in_finnish(monitor: Monitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fi_FI.UTF-8")
    assert LIMITS["fi"] in monitor("check", DEMO / "site/index.html").out


def test_all_links_lists_those_that_work(monitor: Monitor, tmp_path: Path) -> None:
    site = clean_site(tmp_path / "site")
    few = report(monitor("check", site, "--format", "json").out)
    every = report(monitor("check", site, "--format", "json", "--all-links").out)
    assert few["links"] == []
    assert [(row["href"], row["verdict"]) for row in every["links"]] == [("index.html", "ok"), ("about.html", "ok")]


def test_links_none_own_and_all(monitor: Monitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with served(clean_site(tmp_path / "there")) as other:
        page = tmp_path / "page.html"
        page.write_text(
            f'<html lang="en"><main><p><a href="{other.base_url}/about.html">a</a> <a href="{other.base_url}/no">b</a>'
            '<a href="gone.html">c</a></p></main>',
            encoding="utf-8",
        )
        monkeypatch.setenv("MONITOR_CONTACT", "web@example.fi")
        seen = {
            links: [
                (row["text"], row["verdict"], row["reason"])
                for row in report(monitor("check", page, "--all-links", "--links", links, "--format", "json").out)[
                    "links"
                ]
            ]
            for links in ("none", "own", "all")
        }
    unasked = [("a", "unchecked", "not-asked"), ("b", "unchecked", "not-asked")]
    assert seen["none"] == [*unasked, ("c", "unchecked", "not-asked")]
    assert seen["own"] == [*unasked, ("c", "unchecked", "not-asked")]  # one file was given, not its folder
    assert seen["all"] == [("a", "ok", ""), ("b", "broken", "not-found"), ("c", "unchecked", "not-asked")]


def test_root_relative_links_are_found_under_the_base_url(monitor: Monitor, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text('<html lang="en"><main><p><a href="/a">a</a> <a href="/b">b</a></p>', "utf-8")
    (site / "a.html").write_text('<html lang="en"><main><p>a</p>', encoding="utf-8")
    without = report(monitor("check", site, "--all-links", "--format", "json").out)
    given = report(
        monitor("check", site, "--all-links", "--format", "json", "--base-url", "https://www.example.fi/").out
    )
    assert [(row["href"], row["verdict"]) for row in without["links"]] == [("/a", "unchecked"), ("/b", "unchecked")]
    assert [(row["href"], row["verdict"]) for row in given["links"]] == [("/a", "ok"), ("/b", "broken")]
    assert given["pages"][0]["url"] == "https://www.example.fi/a.html"


@pytest.mark.parametrize(
    "published",
    [pytest.param([], id="on the disk"), pytest.param(["--base-url", "https://example.fi/"], id="published")],
)
def test_a_sites_own_page_for_what_is_missing_is_a_page_like_any_other(
    monitor: Monitor, tmp_path: Path, published: list[str]
) -> None:
    site = clean_site(tmp_path / "site")
    (site / "404.html").write_text(
        '<html lang="en"><title>Page not found</title><body><a href="#main">Skip to content</a>'
        '<main id="main"><h1>Page not found</h1><p>Try the <a href="index.html">front page</a>.</p></main>',
        encoding="utf-8",
    )
    whole = report(monitor("check", site, "--all-links", "--format", "json", *published).out)
    assert whole["coverage"]["pages_checked"] == 3
    assert whole["findings"] == []
    assert {row["verdict"] for row in whole["links"]} == {"ok"}


def test_nothing_that_answers_ends_3_and_says_why(monitor: Monitor) -> None:
    ran = monitor("check", "http://127.0.0.1:9/", "--format", "json")
    assert ran.code == 3
    assert report(ran.out)["coverage"] == {
        "pages_checked": 0,
        "pages_failed": 1,
        "links_checked": 0,
        "links_unchecked": 0,
    }
    assert ran.err == "monitor: No page could be read: http://127.0.0.1:9/ (refused).\n"


def test_an_address_that_is_gone_is_a_finding(monitor: Monitor, demo_address: str) -> None:
    ran = monitor("check", f"{demo_address}/gone.html", "--format", "json")
    assert ran.code == 1
    assert [(row["check"], row["severity"]) for row in report(ran.out)["findings"]] == [("page-unreachable", "error")]


def test_a_file_at_an_address_is_a_link_that_works(monitor: Monitor, demo_address: str) -> None:
    url = f"{demo_address}/style.css"
    ran = monitor("check", url, "--format", "json", "--all-links")
    whole = report(ran.out)
    assert ran.code == 0
    assert [(row["url"], row["verdict"]) for row in whole["links"]] == [(url, "ok")]
    assert [row["reason"] for row in whole["pages"]] == ["not-html"]


def test_too_few_pages_end_3(monitor: Monitor, demo_address: str) -> None:
    lines = f"{demo_address}/sv/index.html\n{demo_address}/gone.html\n"
    ran = monitor("check", "-", "--links", "none", "--min-coverage", "90", stdin=lines)
    assert ran.code == 3
    assert ran.err == "monitor: Only 1 of 2 pages (50 %) could be read.\n"


def test_the_links_of_the_page_asked_for_are_each_told_by_what_they_answer(monitor: Monitor) -> None:
    with served(IMMIGRANT, read_routes(IMMIGRANT / "truth.yaml")) as site:
        url = f"{site.base_url}{TRUTH['page']}"
        ran = monitor("check", url, "--as-of", TRUTH["as_of"], "--all-links", "--format", "json")
        rows = {row["href"]: row for row in report(ran.out)["links"] if row["page"]}
    for link in TRUTH["links"]:
        row = rows[link["href"]]
        assert (row["verdict"], row["reason"]) == (link["verdict"], link.get("reason", "")), link
    assert ran.code == 1


def test_a_file_of_the_owners_own_names(monitor: Monitor, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<!doctype html><html lang=fi><title>Neuvonta</title><main><p>Kysy: maija.esimerkki@example.fi",
        encoding="utf-8",
    )
    (tmp_path / "own.yaml").write_text(
        "- {id: maija, kind: address, from: 2026-01-01, old: maija.esimerkki@example.fi, new: neuvonta@example.fi}\n",
        encoding="utf-8",
    )
    asked = ("a.html", "--as-of", "2026-11-24")
    assert monitor("check", *asked, "--fail-on", "warning").code == 0
    own = ("--knowledge", "own.yaml")
    told = monitor("check", *asked, *own, "--fail-on", "warning", "--lang", "en")
    assert (told.code, "Write instead: neuvonta@example.fi" in told.out) == (1, True)
    assert monitor("gate", *asked, *own, "--fail-on", "warning").code == 1
    assert monitor("baseline", "write", *asked, *own).code == 0
    assert monitor("gate", *asked, *own, "--fail-on", "warning", "--baseline", "freshness-baseline.json").code == 0
    assert "The address is not known" not in monitor("facts", "a.html", *own, "--lang", "en").out
    (tmp_path / "own.yaml").write_text("- {id: maija, kind: adress, old: maija@example.fi}\n", encoding="utf-8")
    for command in ("check", "gate", "facts"):
        ran = monitor(command, "a.html", *own)
        assert (ran.code, ran.err.startswith("monitor: own.yaml:1:21: [0].kind: “adress” is not known.")) == (2, True)
