"""What judging freshness takes of a run: `python -m benchmarks.share TARGETS_YAML` makes one run and prints JSON.

`freshness` is the CPU of stating facts, of placing and judging them and of deciding that there is nothing to judge;
`loading` that of the rules and of what is known, which does not grow with the site; `whole` that of the process, its
start included. Seconds.
"""

import json
import sys
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

_began = time.process_time()
from monitor import checks, facts, judge, knowledge, runs  # noqa: E402 - what they cost is measured
from monitor.knowledge.web import load_web  # noqa: E402

P = ParamSpec("P")
R = TypeVar("R")


class Clock:
    """Adds up the CPU of calls; a call inside another one counts once."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._inside = False

    def __call__(self, call: Callable[P, R]) -> Callable[P, R]:
        """The same call, timed."""

        @wraps(call)
        def timed(*args: P.args, **kwargs: P.kwargs) -> R:
            if self._inside:
                return call(*args, **kwargs)
            self._inside, began = True, time.process_time()
            try:
                return call(*args, **kwargs)
            finally:
                self._inside = False
                self.seconds += time.process_time() - began

        return timed


def main(configuration: Path) -> None:
    """Run, timed; in this process alone, so that nothing is done where it is not seen."""
    from benchmarks import believing  # noqa: PLC0415 - after the clock began

    checks.registry()
    knowledge.load()
    load_web()
    loading = time.process_time() - _began
    clock = Clock()
    judge.Reader.stated = clock(judge.Reader.stated)  # type: ignore[method-assign]
    facts.state = clock(facts.state)
    runs.settle = clock(runs.settle)  # type: ignore[attr-defined]
    believing.main(configuration, readers=0)
    print(json.dumps({"freshness": clock.seconds, "loading": loading, "whole": time.process_time()}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
