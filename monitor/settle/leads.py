"""Where the links of a target lead, sifted.

Nearly every destination answers well and always did, and gives no check anything to say. So each is judged once, and
what is known of it is loaded only where there is something to tell.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection

from monitor.judge import were_asked
from monitor.model import Look, Outcome, Standing
from monitor.store import links
from monitor.urls import host
from monitor.verdict import unasked, whole

KEPT = 4_096  # destinations that are well, and are asked about all the same


class Leads:
    """What is known of `addresses`, which pages link to, and of the `watched` pages: looks of `run`, and standings."""

    def __init__(
        self, connection: Connection, run: int | None, addresses: Collection[str], watched: Iterable[str]
    ) -> None:
        looks = links.not_so_well(connection, run) if run is not None else {}
        newest: dict[str, datetime] = {}  # when a host last gave a good answer
        rest = {*addresses, *watched} - looks.keys() - {""}
        if run is not None:
            _sift(rest, links.answered_well(connection, run), newest)
        _sift(rest, links.standing_well(connection, list(rest)), newest)
        self._connection = connection
        self._run = run
        self.troubled = looks  # what this run saw that is not simply well
        self._not_well = frozenset((*looks, *rest))
        self._standings = links.standings_of(connection, self._not_well)
        self._looks = {url: standing.last for url, standing in self._standings.items()} | looks
        self._loaded = lru_cache(maxsize=KEPT)(self._load)
        self.hosts = whole(self._looks.values(), newest)
        self.telling = frozenset(url for url in addresses if (url in self._not_well or not url) and _tells(url))
        self.asked = were_asked(addresses, self._answered)

    def look(self, url: str) -> Look | None:
        """The newest look at a destination: that of this run, where it made one."""
        return self._looks.get(url) if url in self._not_well else self._loaded(url)[0]

    def standing(self, url: str) -> Standing | None:
        """Where a destination stands; None where it has no history."""
        return self._standings.get(url) if url in self._not_well else self._loaded(url)[1]

    def _load(self, url: str) -> tuple[Look | None, Standing | None]:
        standing = links.standings_of(self._connection, [url]).get(url)
        look = links.looks_at(self._connection, self._run, [url]).get(url) if self._run is not None else None
        return look or (standing.last if standing else None), standing

    def _answered(self, url: str) -> bool:
        look = self._looks.get(url)
        return url not in self._not_well or (look is not None and look.verdict.outcome is not Outcome.UNCHECKED)


def _tells(url: str) -> bool:
    never = unasked(url)
    return never is None or never.outcome is not Outcome.OK


def _sift(addresses: set[str], well: Iterable[tuple[str, datetime]], newest: dict[str, datetime]) -> None:
    """Take the addresses out that are well, and note when their hosts answered."""
    for url, at in well:
        addresses.discard(url)
        name = host(url)
        newest[name] = max(at, newest.get(name, at))
