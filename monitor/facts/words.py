"""What was told of a word: words repeat, though texts do not, so each is asked about once."""

from collections.abc import Callable
from typing import TypeVar

Told = TypeVar("Told")

LONGEST = 40  # code points of a word that is worth remembering


class Words(dict[str, Told]):
    """A dictionary that asks about a word when it is first met, and forgets all of them when it holds too many."""

    def __init__(self, ask: Callable[[str], Told], most: int = 16_384) -> None:
        super().__init__()
        self._ask = ask
        self._most = most

    def __missing__(self, word: str) -> Told:
        """What is told of a word that was not met, or that was forgotten."""
        told = self._ask(word)
        if len(word) <= LONGEST:
            if len(self) >= self._most:
                self.clear()
            self[word] = told
        return told
