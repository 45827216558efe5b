"""What the tables of bad configurations have in common."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from monitor import config
from monitor.errors import ConfigError

GOOD = "targets: [{name: a, start: [https://www.example.fi/x/]}]\n"
TARGET = "targets:\n  - name: a\n    start: [https://www.example.fi/x/]\n    "


@dataclass(frozen=True, slots=True)
class Sample:
    """A check as the registry holds it."""

    min_days: int = 10
    max_days: int = 90
    words: tuple[str, ...] = ("puh.",)
    after: date | None = None


CHECKS = {"programme-ended": Sample, "phone-format": Sample}


def mistakes(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        config.parse(text, path=Path("t.yaml"), environ={}, checks=CHECKS)
    return [str(mistake).removeprefix("t.yaml:") for mistake in caught.value.mistakes]
