"""What is kept of a page that was read: packed as it is stored, with what it states, where it was read.

Reading may be the business of other processes, so what does it is sent to them, and must not need the database.
"""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from monitor.forgetting import Forgotten
from monitor.judge import Reader
from monitor.knowledge import load
from monitor.model import Page
from monitor.store.packing import Packed, pack_page


@dataclass(frozen=True)
class Keeping:
    """Packs pages by the knowledge with these files; nothing that is `forgotten` is kept."""

    knowledge: tuple[Path, ...] = ()
    forgotten: Forgotten = field(default_factory=Forgotten)

    def __call__(self, page: Page) -> Packed:
        """The page as it is stored."""
        if self.forgotten:
            page = self.forgotten.page(page)
        return pack_page(page, self._reader.stated(page.occurrences))

    def __reduce__(self) -> tuple[type["Keeping"], tuple[tuple[Path, ...], Forgotten]]:
        """What crosses to another process: there the files are read anew."""
        return Keeping, (self.knowledge, self.forgotten)

    @cached_property
    def _reader(self) -> Reader:
        """One for each run: by the next, the files may say something else."""
        return Reader(load(self.knowledge).lexicon)
