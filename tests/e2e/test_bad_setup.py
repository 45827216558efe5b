"""What is wrong with configuration, database or mail server is told in one sentence; nothing is lost."""

import sqlite3
from pathlib import Path

import pytest

from monitor.store.database import HEAD
from tests.e2e.conftest import Monitor
from tests.e2e.place import ALONE, CONFIG, configuration, demo_site, mailbox, served


def test_a_missing_configuration_is_told(monitor: Monitor) -> None:
    sentence = "config/targets.yaml:1:1: there is no such file. Run `monitor init` to write one to begin with."
    for words in (["config", "check"], ["run"], ["issues", "list"], ["digest", "preview"], ["serve"], ["expiring"]):
        assert monitor(*words) == (2, "", f"monitor: {sentence}\n")


def test_a_preview_needs_readers_and_no_mail_server(monitor: Monitor, tmp_path: Path) -> None:
    monitor("init", "http://127.0.0.1:9/")
    wanted = "monitor: config/targets.yaml names nobody to write to. Name an editor under editors.\n"
    assert monitor("digest", "preview") == (2, "", wanted)
    config = tmp_path / "config" / "targets.yaml"
    editor = "editors: [{name: Verkko, email: verkko@example.fi, language: fi}]"
    config.write_text(config.read_text(encoding="utf-8").replace("editors: []", editor), encoding="utf-8")
    assert monitor("digest", "preview") == (0, "", "There is nothing to tell anybody.\n")


WHOLE = CONFIG.format(port=9, start="http://127.0.0.1:9/a/")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param(
            WHOLE.replace("editors:", "editors: [\n"),
            "7:3: this is not YAML: expected the node content, but found '-'. Indent with spaces and close every "
            "bracket.",
            id="broken",
        ),
        pytest.param(
            WHOLE + "    checks: {phone-fromat: off}\n",
            "14:14: targets[0].checks.phone-fromat: there is no such check. Did you mean phone-format?",
            id="no such check",
        ),
        pytest.param(
            WHOLE.replace("default_owner: V", "default_owner: W"),
            "11:20: targets[0].default_owner: there is no editor named Werkkotoimitus. Did you mean Verkkotoimitus?",
            id="no such editor",
        ),
        pytest.param(
            WHOLE + "    scope: {include: [/b/]}\n",
            "10:13: targets[0].start[0]: http://127.0.0.1:9/a/ is outside the scope of its own target. Widen include "
            "or hosts, or mend exclude, so that reading can begin.",
            id="a start outside",
        ),
        pytest.param(
            WHOLE.replace(", language: fi", ""),
            "6:5: editors[0].language: this key is missing. Write for example `language: fi`.",
            id="an owner without language",
        ),
        pytest.param(
            WHOLE + '    scope: {include: ["re:(["]}\n',
            "14:23: targets[0].scope.include[0]: '([' is not a regular expression: unterminated character set at "
            "character 2. Put a backslash before . ? + * ( ) [ ] that are meant as they are.",
            id="a pattern that does not compile",
        ),
        pytest.param("", "1:1: this file is empty. Run `monitor init` to write one to begin with.", id="empty"),
        pytest.param(
            "\0", "1:1: this cannot be read as YAML. Save it as UTF-8 text without control characters.", id="no text"
        ),
    ],
)
def test_a_mistake_in_the_configuration_has_its_line_and_its_mend(
    monitor: Monitor, tmp_path: Path, text: str, sentence: str
) -> None:
    path = configuration(tmp_path, "http://127.0.0.1:9/a/")
    path.write_text(text, encoding="utf-8")
    assert monitor("config", "check") == (2, "", f"monitor: config/targets.yaml:{sentence}\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(
            ["run", "Sivu"],
            "There is no target named Sivu in config/targets.yaml. Did you mean Sivut?",
            id="target of a run",
        ),
        pytest.param(
            ["expiring", "Sivu"],
            "There is no target named Sivu in config/targets.yaml. Did you mean Sivut?",
            id="target of the calendar",
        ),
        pytest.param(
            ["digest", "preview", "--editor", "Verkko"],
            "There is no editor named Verkko in config/targets.yaml. Did you mean Verkkotoimitus?",
            id="editor of a digest",
        ),
        pytest.param(
            ["issues", "reassign", "1", "Webredaktion"],
            "There is no editor named Webredaktion in config/targets.yaml. Did you mean Webbredaktion?",
            id="editor of an issue",
        ),
        pytest.param(
            ["issues", "show", "7"], "There is no issue 7. `monitor issues list --all` shows all.", id="issue"
        ),
        pytest.param(
            ["issues", "ack", "7", "--until", "2020-01-01", "--reason", "known"],
            "--until 2020-01-01 is not in the future. Name a later day: silence has an end.",
            id="silence in the past",
        ),
        pytest.param(
            ["outbox", "retry", "7"],
            "Mail 7 cannot be sent again: there is none, it was sent, or a newer one tells all.",
            id="mail",
        ),
        pytest.param(
            ["explain", "link-brokn"],
            "There is neither a check nor an entry called link-brokn. Did you mean link-broken?",
            id="check",
        ),
        pytest.param(
            ["explain", "term:eksot"],
            "There is neither a check nor an entry called term:eksot. Did you mean term:eksote?",
            id="entry",
        ),
        pytest.param(
            ["init", "example"],
            "'example' is not an address of a page. Write it in full, such as https://www.example.fi/maahanmuutto.",
            id="address of an init",
        ),
        pytest.param(
            ["init"], "config/targets.yaml is there already. Write --force to write over it.", id="written already"
        ),
    ],
)
def test_what_does_not_exist_is_answered_with_what_does(
    monitor: Monitor, tmp_path: Path, words: list[str], sentence: str
) -> None:
    configuration(tmp_path, "http://127.0.0.1:9/")
    assert monitor(*words) == (2, "", f"monitor: {sentence}\n")


# ---- the database


DATABASE = "Name another file under monitor > database, or move this one away."


def test_a_file_that_is_no_database_is_left_alone(monitor: Monitor, tmp_path: Path) -> None:
    path = configuration(tmp_path, "http://127.0.0.1:9/")
    file = path.with_name("freshness.db")
    file.write_bytes(b"something else, of some length" * 100)
    before = file.read_bytes()
    sentence = f"The database config/freshness.db cannot be used: file is not a database. {DATABASE}"
    assert monitor("issues", "list") == (3, "", f"monitor: {sentence}\n")
    assert file.read_bytes() == before


def test_a_database_of_a_newer_version_is_left_alone(monitor: Monitor, tmp_path: Path) -> None:
    path = configuration(tmp_path, "http://127.0.0.1:9/")
    assert monitor("issues", "list").code == 0
    with sqlite3.connect(path.with_name("freshness.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    sentence = (
        "The database config/freshness.db was written by a newer version of the monitor "
        f"(schema 9999, ours {HEAD}). Install that version, or name another file under monitor > database."
    )
    for words in (["issues", "list"], ["digest", "send"], ["expiring"]):
        assert monitor(*words) == (3, "", f"monitor: {sentence}\n")


@pytest.mark.parametrize(
    ("place", "why"),
    [
        pytest.param("/proc/none/freshness.db", "No such file or directory", id="in no folder"),
        pytest.param(".", "unable to open database file", id="over a folder"),
    ],
)
def test_a_database_that_cannot_be_opened_is_told(monitor: Monitor, tmp_path: Path, place: str, why: str) -> None:
    path = configuration(tmp_path, "http://127.0.0.1:9/")
    path.write_text(path.read_text("utf-8").replace("monitor:\n", f"monitor:\n  database: {place}\n"), "utf-8")
    where = place if place.startswith("/") else "config"
    assert monitor("issues", "list") == (
        3,
        "",
        f"monitor: The database {where} cannot be used: {why}. {DATABASE}\n",
    )


# ---- mail


def test_mail_that_is_switched_off_is_told(monitor: Monitor, tmp_path: Path) -> None:
    path = configuration(tmp_path, "http://127.0.0.1:9/")
    path.write_text(path.read_text("utf-8").replace("enabled: true", "enabled: false"), "utf-8")
    sentence = "Mail is switched off in config/targets.yaml. Write `enabled: true` under smtp."
    assert monitor("digest", "send") == (2, "", f"monitor: {sentence}\n")


def test_a_mail_server_that_refuses_loses_nothing(monitor: Monitor, tmp_path: Path) -> None:
    with served(demo_site(tmp_path / "site")) as site, mailbox(tmp_path / "mail") as box:
        configuration(tmp_path, f"{site.base_url}/fi/ohjelmat.html", box.port, ALONE)
        assert monitor("run", "--quiet").code == 0
        box.refuse = "451 come again later"
        refused = monitor("digest", "send")
        assert refused.err.startswith("0 sent, ")
        assert "451" in monitor("outbox", "list").out + refused.err
        box.refuse = ""
        for number in (1, 2):
            monitor("outbox", "retry", number)
        monitor("digest", "send")
        assert [mail.recipients for mail in box.mails if "verkko@koivuselka.example" in mail.recipients] != []
