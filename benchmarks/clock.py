"""The clock: wall, CPU, memory and requests of one command."""

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

SAMPLE = 0.05  # seconds between two looks at the memory


class Timed(NamedTuple):
    """One run of one command, or the medians of several. Seconds and MB; `cpu` and `memory` of the process tree."""

    wall: float
    cpu: float
    memory: float
    requests: int
    code: int
    spread: float = 0.0  # (longest - shortest wall) / median


def memory(process: int) -> float:
    """Proportional set size of a process and all its descendants, in MB."""
    family, total = [process], 0
    for each in family:
        try:
            told = Path(f"/proc/{each}/smaps_rollup").read_text()
            total += int(next(line for line in told.splitlines() if line.startswith("Pss:")).split()[1])
            for task in Path(f"/proc/{each}/task").iterdir():
                family += [int(child) for child in (task / "children").read_text().split()]
        except (OSError, StopIteration):
            continue
    return total / 1024


def once(
    command: Sequence[str], *, count: Callable[[], int] = lambda: 0, out: Path | None = None, cwd: Path | None = None
) -> Timed:
    """Run a command to its end; `out` keeps what it says on stdout and stderr."""
    before = count()
    peak = 0.0
    over = threading.Event()
    said = out.open("wb") if out else None
    began = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=said or subprocess.DEVNULL, stderr=subprocess.STDOUT, cwd=cwd
    )

    def watch() -> None:
        nonlocal peak
        while not over.wait(SAMPLE):
            peak = max(peak, memory(process.pid))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    over.set()
    watcher.join()
    if said:
        said.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    cpu = used.ru_utime + used.ru_stime
    return Timed(wall, cpu, max(peak, used.ru_maxrss / 1024), count() - before, process.returncode)


def median(rows: Sequence[Timed]) -> Timed:
    """The medians, and how far the walls lie apart."""
    wall = statistics.median(row.wall for row in rows)
    return Timed(
        wall,
        statistics.median(row.cpu for row in rows),
        statistics.median(row.memory for row in rows),
        int(statistics.median(row.requests for row in rows)),
        rows[-1].code,
        (max(row.wall for row in rows) - min(row.wall for row in rows)) / wall,
    )
