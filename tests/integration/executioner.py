"""Counts the steps of a process, and kills it at one of them."""

import os
import signal
from dataclasses import dataclass


@dataclass(slots=True)
class Executioner:
    """At its `last` step it writes to `report` (a file descriptor) where it is, and the process gets SIGKILL."""

    last: int
    report: int
    count: int = 0

    def step(self, name: str) -> None:
        self.count += 1
        if self.count == self.last:
            os.write(self.report, name.encode())
            os.kill(os.getpid(), signal.SIGKILL)
