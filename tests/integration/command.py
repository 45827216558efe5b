"""The command line, run in a thread of this process while a site of the test's own answers it."""

import asyncio
import json
from pathlib import Path
from typing import Any

from monitor.cli import main


async def checked(out: Path, *arguments: str) -> dict[str, Any]:
    """What `monitor check ... --format json` says."""
    quiet = ("--quiet", "--fail-on", "never", "--format", f"json={out}")
    return await asyncio.to_thread(_run, ["check", *arguments, *quiet], out)


def _run(arguments: list[str], out: Path) -> dict[str, Any]:
    try:
        main(arguments)
    except SystemExit as ended:
        assert ended.code == 0  # noqa: PT017 - the command leaves, as commands do
    found: dict[str, Any] = json.loads(out.read_text("utf-8"))
    return found
