"""What a command does not need it does not import: most of the time of a short command is importing."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGE = "tests/site/immigrant/page.html"
NETWORK = frozenset({"asyncio", "ssl", "httpx", "concurrent.futures", "multiprocessing", "subprocess"})
STORED = frozenset({"sqlalchemy", "alembic", "pydantic", "ruamel.yaml", "apscheduler"})
LETTERS = frozenset({"jinja2", "css_inline", "aiosmtplib"})
DOCUMENTS = frozenset({"pypdf", "bs4"})
CATALOGUES = frozenset({"babel", "email"})
LINES = frozenset({"html.parser"})
SPARED = NETWORK | STORED | LETTERS | DOCUMENTS | CATALOGUES | LINES
SCRIPT = """
import sys
from monitor.cli import main
try:
    main(sys.argv[2:])
except SystemExit:
    pass
sys.stderr.write("loaded: " + " ".join(sorted(set(sys.argv[1].split(",")) & set(sys.modules))))
"""


@pytest.mark.parametrize(
    "command, spared",
    [
        pytest.param(["--help"], {"babel", "selectolax", "socket", "logging"}, id="help"),
        pytest.param(["check", "--help"], {"babel", "selectolax", "socket", "logging"}, id="help of a command"),
        pytest.param(["check", PAGE], SPARED, id="a file"),
        pytest.param(["check", PAGE, "--format", "json"], SPARED, id="a file, as JSON"),
        pytest.param(["run", "--dry-run"], {"sqlalchemy", "httpx"} | LETTERS | DOCUMENTS, id="a plan"),
    ],
)
def test_a_command_does_not_load(command: list[str], spared: set[str]) -> None:
    asked = [sys.executable, "-c", SCRIPT, ",".join(spared), *command]
    ran = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stderr.rpartition("loaded: ")[1:] == ("loaded: ", "")


def test_what_runs_a_target_does_not_load_what_few_targets_need() -> None:
    seldom = {"alembic", "apscheduler", "babel", "lxml", "multiprocessing", "phonenumbers", "selectolax"}
    script = "import sys, monitor.config, monitor.runs; print(*(set(sys.argv[1:]) & set(sys.modules)))"
    ran = subprocess.run(
        [sys.executable, "-c", script, *seldom, *LETTERS, *DOCUMENTS], capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == []
