"""The tree of our errors: a mistake that a person can mend, said in one sentence.

    MonitorError                a sentence and, where there is one, what to do instead
    ├─ UsageError               what was typed or configured is wrong               (exit code 2)
    │  └─ ConfigError           every mistake of a configuration file, each with file, line and column
    └─ CannotWork               the monitor itself could not do its work            (exit code 3)
       ├─ StoreError            the database cannot be opened, is newer than we are, or a lease is held
       └─ MailError             a message was not taken by the mail server

A dead site is none of these: it is a `FetchResult`.
"""

from collections.abc import Sequence
from dataclasses import dataclass


class MonitorError(Exception):
    """Something that a person can mend; `str()` is one sentence, fit to be shown."""

    exit_code = 3

    def __init__(self, sentence: str, *, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint

    def __str__(self) -> str:
        """The sentence, followed by the hint."""
        return f"{self.sentence} {self.hint}".rstrip()


class UsageError(MonitorError):
    """What was typed or configured cannot be meant."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a file: where it is, what is wrong, what to write instead."""

    path: str
    line: int
    column: int
    key: str
    sentence: str
    hint: str = ""

    def __str__(self) -> str:
        """One line: `file:line:column: key: what is wrong. What to write instead`."""
        key = f"{self.key}: " if self.key else ""
        return f"{self.path}:{self.line}:{self.column}: {key}{self.sentence} {self.hint}".rstrip()


class ConfigError(UsageError):
    """All mistakes of one configuration, told at once."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = tuple(mistakes)


class CannotWork(MonitorError):  # noqa: N818 - read aloud: "the monitor cannot work"
    """The monitor itself could not do its work; it says nothing about the pages."""


class StoreError(CannotWork):
    """The database cannot be used as it is."""


class MailError(CannotWork):
    """A message was not taken; `permanent` says whether asking again could help."""

    def __init__(self, sentence: str, *, permanent: bool, hint: str = "") -> None:
        super().__init__(sentence, hint=hint)
        self.permanent = permanent
