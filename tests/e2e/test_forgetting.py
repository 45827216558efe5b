"""What an admin asks for at the command line: to forget, to be told how everything is, to hear whose it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import Monitor
from tests.e2e.place import ALONE, DEMO, ROUTES, configuration, mailbox, served


@pytest.fixture
def ran(monitor: Monitor, tmp_path: Path) -> Iterator[Monitor]:
    """The command line, after a run of the demo's page of programmes."""
    with mailbox(tmp_path / "mail") as box, served(DEMO / "site", ROUTES) as site:
        configuration(tmp_path, f"{site.base_url}/fi/ohjelmat.html", box.port, ALONE)
        assert monitor("run", "--quiet").code == 0
        yield monitor


def test_forget(ran: Monitor) -> None:
    listed = ran("issues", "list").out
    assert "2021–2025" in listed
    told = ran("forget", "ohjelmat ja suunnitelmat", "2021–2025")
    assert (told.code, told.err) == (0, "")
    assert "pages: 1 row" in told.out
    assert "2021–2025" not in ran("issues", "list").out
    assert ran("run", "--quiet").code == 0
    assert "2021–2025" not in ran("issues", "list", "--all").out
    assert ran("forget", "Kielo Kuvitteellinen").err == "It was nowhere; it will not be stored.\n"
    refused = ran("forget", "ab")
    assert (refused.code, refused.out) == (2, "")
    assert "too short" in refused.err


def test_doctor(ran: Monitor, tmp_path: Path) -> None:
    well = ran("doctor", "--mail-to", "admin@koivuselka.example")
    assert (well.code, well.err) == (0, "")
    assert {line[:12].strip() for line in well.out.splitlines()} == {"ok", "not checked"}
    assert "took a test mail for admin@koivuselka.example" in well.out
    ill = ran("doctor", "--config", str(tmp_path / "nowhere.yaml"))
    assert (ill.code, ill.out.split()[:2]) == (3, ["not", "ok"])


def test_not_mine_and_false_alarms(ran: Monitor) -> None:
    first, second, *_ = (line.split()[0] for line in ran("issues", "list").out.splitlines()[1:])
    assert ran("issues", "false-alarms").err == "Nothing was called a false alarm.\n"
    assert ran("issues", "not-mine", first, "--reason", "Sosiaalipalvelujen?").err == f"Issue {first} is not-mine.\n"
    assert ran("issues", "false-alarm", second, "--reason", "historiaa").code == 0
    counted = ran("issues", "false-alarms").out
    assert "1 false alarm" in counted
    assert "historiaa" in counted
    released = ran("issues", "release", "term-superseded")
    assert (released.code, released.out) == (2, "")
