"""The monitor as the benchmark calls it: by its command line, in a folder of its own."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

MONITOR = [str(Path(sys.executable).with_name("monitor"))]
CONFIGURATION = """monitor:
  database: freshness.db
  allow_networks: [127.0.0.0/8]
targets:
  - name: course
    start: [{start}]
    scope: {{depth: 100, page_limit: 200000}}
    interval: {interval}
    connections: {connections}
    links: {links}
    revisit_days: 0
    daily_budget: 10000000
"""


def configure(folder: Path, start: str, *, interval: float = 0, connections: int = 16, links: str = "all") -> Path:
    """A `targets.yaml` and no database."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("freshness.db*"):
        old.unlink()
    file = folder / "targets.yaml"
    file.write_text(CONFIGURATION.format(start=start, interval=interval, connections=connections, links=links))
    return file.resolve()


def run(configuration: Path) -> list[str]:
    """`monitor run`."""
    return [*MONITOR, "run", "--quiet", "--config", str(configuration)]


def believing(configuration: Path) -> list[str]:
    """The same run without the second look at 404s, which costs five seconds that nobody works."""
    return [sys.executable, "-m", "benchmarks.believing", str(configuration)]


def share(configuration: Path) -> float:
    """The part of one run's CPU that judging freshness takes."""
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.share", str(configuration)], check=True, capture_output=True, text=True
    ).stdout
    seconds: dict[str, float] = json.loads(told)
    return seconds["freshness"] / seconds["whole"]


def check(start: str, report: Path) -> list[str]:
    """`monitor check` of the whole site."""
    options = ["--depth", "100", "--connections", "16", "--quiet", "--fail-on", "never"]
    return [*MONITOR, "check", start, *options, "--format", f"json={report}"]


def told(configuration: Path, report: Path) -> list[str]:
    """`monitor run` that writes a report of all that it found."""
    return [*run(configuration), "--format", f"json={report}"]


def findings(folder: Path) -> int:
    """Things to mend that the store knows."""
    with sqlite3.connect(folder / "freshness.db") as connection:
        return int(connection.execute("SELECT count(*) FROM issues WHERE state NOT IN ('resolved')").fetchone()[0])


def size(folder: Path) -> float:
    """MB of the database."""
    return sum(file.stat().st_size for file in folder.glob("freshness.db*")) / 1e6
