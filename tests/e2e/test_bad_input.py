"""Whatever is wrong is told in one sentence that names the place and the mend; nothing is lost, nothing is traced."""

import random
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import Monitor
from tests.e2e.place import clean_site, demo_site

MORE = "`monitor check --help` says more."


@pytest.fixture
def page(tmp_path: Path) -> Path:
    clean_site(tmp_path / "site")
    return Path("site/index.html")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(
            ["nowhere"], "There is no file or folder nowhere. An address begins with https:// or http://.", id="no file"
        ),
        pytest.param(
            ["site", "--as-of", "24.11.2026"],
            "Invalid value for '--as-of': '24.11.2026' is not a date. Write it as YYYY-MM-DD, such as 2026-11-24. "
            + MORE,
            id="no day",
        ),
        pytest.param(
            ["site", "--interval", "-1"],
            f"Invalid value for '--interval': -1.0 is not in the range x>=0. {MORE}",
            id="negative interval",
        ),
        pytest.param(
            ["site", "--depth", "2"],
            "--depth is for addresses; files are read as they are given. Leave it out.",
            id="depth of files",
        ),
        pytest.param(
            ["site", "--format", "xml"],
            "Invalid value for '--format': 'xml' is not a format. Write one of: text, json, html, markdown, csv, "
            f"sarif, junit, github, gitlab; or FORMAT=FILE. {MORE}",
            id="no such format",
        ),
        pytest.param(
            ["site", "--format", "json="],
            f"Invalid value for '--format': 'json=' names no file. Write json=FILE, or json alone for stdout. {MORE}",
            id="no file for a format",
        ),
        pytest.param(
            ["site", "--format", "text", "--format", "json"],
            "Two formats cannot share stdout. Write --format json=FILE to put one of them in a file.",
            id="two on stdout",
        ),
        pytest.param(
            ["site", "--format", "json=site"],
            "The report cannot be written to site: Is a directory. Name another file.",
            id="report over a folder",
        ),
        pytest.param(
            ["site", "--format", "json=site/index.html/report.json"],
            "The report cannot be written to site/index.html/report.json: File exists. Name another file.",
            id="report below a file",
        ),
        pytest.param(
            ["site", "--base-url", "example"],
            "The base address 'example' is no address of the web. Write https://…/",
            id="no base address",
        ),
        pytest.param(
            ["http://www.example.fi/"],
            "Without a contact address nothing but this machine is asked for. Set MONITOR_CONTACT=you@example.fi, or "
            "monitor > contact in config/targets.yaml.",
            id="no contact",
        ),
        pytest.param(
            ["site", "--links", "all"],
            "Without a contact address nothing but this machine is asked for. Set MONITOR_CONTACT=you@example.fi, or "
            "monitor > contact in config/targets.yaml.",
            id="no contact for the links of files",
        ),
        pytest.param(["-"], "stdin held no address. Write one address a line.", id="empty stdin"),
        pytest.param([], f"Missing argument 'URL|DIR|FILE|- ...'. {MORE}", id="nothing"),
        pytest.param(["--foo", "site"], f"No such option '--foo'. Did you mean '--format'? {MORE}", id="no option"),
    ],
)
@pytest.mark.usefixtures("page")
def test_what_cannot_be_meant_is_refused(monitor: Monitor, words: list[str], sentence: str) -> None:
    assert monitor("check", *words) == (2, "", f"monitor: {sentence}\n")


def test_a_line_of_stdin_that_is_no_address_is_named(monitor: Monitor) -> None:
    ran = monitor("check", "-", stdin="http://127.0.0.1/\nwww.example.fi\n")
    assert ran == (2, "", "monitor: stdin, line 2: 'www.example.fi' is not an address. It begins with https://.\n")


def test_a_command_that_does_not_exist_is_answered_with_the_nearest(monitor: Monitor) -> None:
    assert monitor("chek", "site") == (
        2,
        "",
        "monitor: No such command 'chek'. Did you mean 'check'? `monitor --help` says more.\n",
    )


def test_a_folder_without_pages_is_told(monitor: Monitor, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "notes.txt").write_text("Nothing", encoding="utf-8")
    sentence = "There is no HTML page in pictures. Name a folder of built pages (.html), or an address."
    assert monitor("check", "pictures") == (2, "", f"monitor: {sentence}\n")


RANDOM = random.Random(1).randbytes(5_000)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        pytest.param("random.html", RANDOM, id="random"),
        pytest.param("empty.html", b"", id="empty"),
        pytest.param("blank.html", b"<!doctype html><html><body> </body></html>", id="blank"),
        pytest.param("style.css", b"body { color: black }", id="style sheet"),
    ],
)
def test_what_holds_no_page_is_none(monitor: Monitor, tmp_path: Path, name: str, body: bytes) -> None:
    (tmp_path / name).write_bytes(body)
    sentence = f"{(tmp_path / name).as_uri()} is not a page: it holds no text. Name an HTML file or a PDF."
    assert monitor("check", name) == (2, "", f"monitor: {sentence}\n")
    assert monitor("facts", name) == (2, "", f"monitor: {sentence}\n")


def test_a_document_that_cannot_be_opened_was_not_checked(monitor: Monitor, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7\n" + RANDOM)
    address = (tmp_path / "paper.pdf").as_uri()
    checked = monitor("check", "paper.pdf")
    assert (checked.code, checked.err) == (3, f"monitor: No page could be read: {address} (unreadable).\n")
    assert monitor("facts", "paper.pdf") == (3, "", "monitor: paper.pdf could not be read: unreadable.\n")


def test_among_pages_such_a_file_is_counted_as_not_read(monitor: Monitor, page: Path, tmp_path: Path) -> None:
    site = tmp_path / page.parent
    (site / "random.html").write_bytes(RANDOM)
    (site / "empty.html").write_bytes(b"")
    (site / "app.js").write_bytes(b"")
    (site / "shell.html").write_bytes(b'<html><body><div id="root"></div><script src="app.js"></script></body></html>')
    ran = monitor("check", "site", "--as-of", "2026-11-24")
    assert ran.code == 0
    assert "3 pages could not be checked:\n" in ran.out
    assert f"{(site / 'random.html').as_uri()} (not a web page)\n" in ran.out
    assert f"{(site / 'empty.html').as_uri()} (the page is empty)\n" in ran.out
    assert f"{(site / 'shell.html').as_uri()} (JavaScript builds the page; it cannot be read)\n" in ran.out
    assert "2 of 5 pages checked." in ran.out
    for name in ("index.html", "about.html"):
        (site / name).unlink()
    assert monitor("gate", "site").code == 3


def test_nothing_that_drives_a_terminal_comes_through(monitor: Monitor, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        '<html lang="fi"><title>\x1b[31mA\x07</title><main><h1>B\x1b]0;x\x07</h1>'
        "<p>Ohjelma 2017\u20132020 \x1b[2J on voimassa 31.12.2020 asti.</p></main>",
        encoding="utf-8",
    )
    for words in (["check", "page.html"], ["facts", "page.html"]):
        out = monitor(*words).out
        assert "31.12.2020" in out
        assert [character for character in out if not character.isprintable() and character != "\n"] == []


def test_a_folder_has_no_facts_of_its_own(monitor: Monitor, page: Path) -> None:
    assert monitor("facts", page.parent) == (2, "", "monitor: site is a folder. Name one of its pages.\n")


def test_the_last_day_there_is_can_be_judged(monitor: Monitor, page: Path) -> None:
    assert monitor("gate", page.parent, "--as-of", "9999-12-31").code == 0


def test_a_file_that_cannot_be_read_is_told(monitor: Monitor, page: Path) -> None:
    """A link to this process's own memory: no user may read it from its beginning, root neither."""
    page.unlink()
    page.symlink_to("/proc/self/mem")
    assert monitor("check", page) == (3, "", f"monitor: {page.resolve()} cannot be read: Input/output error.\n")


# ---- the terminal


def command(*words: str) -> list[str]:
    return [sys.executable, "-c", "from monitor.cli import main; main()", *words]


def test_whoever_reads_us_may_stop_reading(tmp_path: Path) -> None:
    site = demo_site(tmp_path / "site")
    running = subprocess.Popen(
        command("check", str(site), "--format", "html"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    assert running.stderr.read() == ""
    assert running.wait(30) == 128 + signal.SIGPIPE
    running.stderr.close()


def test_ctrl_c_stops_at_once_and_says_so(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        running = subprocess.Popen(
            command("check", address), cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        asking, _ = silent.accept()
        with asking:
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=30)
    assert (running.returncode, out, err) == (130, "", "\nmonitor: stopped.\n")
