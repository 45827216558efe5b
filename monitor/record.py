"""A crawl's visits on their way into the store: readings and looks are kept as they come, in batches.

What a run finds is kept with its number, so that a killed run goes on where it stood. Nothing is judged here but
whether a page was read at all.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeGuard, cast

from sqlalchemy import Connection

from monitor.crawl.kinds import is_document
from monitor.crawl.plan import NEVER_MET, Known, Met
from monitor.crawl.visit import DestinationVisit, PageVisit, Skipped, Visit
from monitor.forgetting import Forgotten
from monitor.keeping import Keeping
from monitor.knowledge.web import WebSigns
from monitor.model import Look, Outcome, Page, PageType, Reason, Verdict
from monitor.readings import Remembered, counts
from monitor.store import links, pages
from monitor.store.database import Database
from monitor.store.packing import Packed, unpack_main_blocks
from monitor.store.pages import Outlines, ReadPage, Unread, Watched
from monitor.survey import look_of
from monitor.urls import WEB, host
from monitor.verdict import UNKNOWN_AFTER, body_key, stranger

BATCH = 500  # looks written at once: few commits, and little to hold
PAGES = 100  # pages written at once, which are some 15 kB each
OFTEN = timedelta(seconds=5)  # between two commits at most, while answers come: little to do again after a kill
GONE = frozenset({Reason.NOT_FOUND, Reason.GONE})
UNTOLD = frozenset({Reason.NOT_ASKED, Reason.NOT_DUE})  # what nobody asked for tells nothing: what was known stands


def estranged(
    connection: Connection, looks: Sequence[Look], met: Mapping[str, tuple[str, str]], web: WebSigns
) -> list[Look]:
    """The looks, those set right behind which a stranger lives by now; `met` has titles and languages of today."""
    first = links.met(connection, met)
    strange = {url for url, now in met.items() if url in first and stranger(first[url], now, web)}
    lost = Verdict(Outcome.BROKEN, Reason.PARKED)
    return [look._replace(verdict=lost) if look.url in strange else look for look in looks]


class Recorder:
    """Takes visits of one run and writes them. `clock` gives aware times.

    `before` has the hash of the body of each destination that was good when it was last looked at; b"" of a broken one.
    """

    def __init__(
        self,
        database: Database,
        target: str,
        run: int,
        *,
        stored: Mapping[str, Watched],
        aliases: Mapping[str, frozenset[str]],
        done: frozenset[str],
        keeping: Keeping,
        web: WebSigns,
        clock: Callable[[], datetime],
        forgotten: Forgotten,
        before: Mapping[str, bytes],
    ) -> None:
        self._database = database
        self._target = target
        self._run = run
        self._stored = stored
        self._outlines = Outlines(database)
        self._aliases = aliases
        self._done = done
        self.keeping = keeping
        self._web = web
        self._clock = clock
        self._forgotten = forgotten
        self._before = before
        self._looks: list[Look] = []
        self._read: list[ReadPage] = []
        self._written: list[str] = []
        self._unchanged: list[str] = []
        self._unread: list[Unread] = []
        self._met: dict[str, tuple[str, str]] = {}
        self._moved: dict[str, str] = {}
        self._seen: set[str] = set()
        self._heard: set[str] = set()  # hosts that answered
        self._got = {url for url, page in stored.items() if page.run == run and not page.reason}
        self.asked = 0

    def known(self, url: str) -> Known | None:
        """What the crawl may know of a page from earlier runs."""
        page = self._stored.get(url)
        if page is None or page.read_at is None or not page.held:
            return None
        leads = self._outlines.leads(page.id)
        return Known(page.etag, page.last_modified, page.body_hash or b"", leads, page.final_url)

    def done(self, url: str) -> bool:
        """Whether this run asked for the address already, perhaps before it was cut off."""
        return url in self._seen or url in self._done

    def met(self, url: str) -> Met:
        """What the destination was when it was last looked at."""
        body_hash = self._before.get(url)
        return NEVER_MET if body_hash is None else Met(body_hash, broken=not body_hash)

    def orphans(self) -> tuple[str, ...]:
        """Pages that nothing led to in this run, on hosts that answer."""
        return tuple(
            url
            for url, page in self._stored.items()
            if page.read_at is not None and not self.done(url) and host(url) in self._heard
        )

    def unled(self) -> tuple[str, ...]:
        """Destinations that nothing led to because their pages were not read; none on hosts that do not answer."""
        silent = {host(url) for url in self._seen} - self._heard
        unread = (page.id for url, page in self._stored.items() if url not in self._got and self.done(url))
        urls = dict.fromkeys(url for page in unread for url in self._outlines.leads(page))
        return tuple(url for url in urls if url.startswith(WEB) and not self.done(url) and host(url) not in silent)

    def take(self, visit: Visit) -> None:
        """Keep a visit; written with its batch."""
        self.asked += 1
        self._seen.add(visit.url if isinstance(visit, Skipped) else visit.result.url)
        if not isinstance(visit, Skipped) and visit.result.status is not None:
            self._heard.add(host(visit.result.url))
        if self._forgotten and self._is_of_it(visit):
            return
        match visit:
            case PageVisit():
                self._page(visit)
            case DestinationVisit():
                look = look_of(visit.result, visit.page, self._web, visit.sibling)
                if visit.unchanged:
                    look = look._replace(body_hash=body_key(visit.result.body))
                self._looks.append(look)
                if self._is_met(visit.page):
                    self._met[visit.result.url] = (visit.page.title, visit.page.lang)
            case Skipped() if visit.reason not in UNTOLD:
                unchecked = Verdict(Outcome.UNCHECKED, visit.reason)
                self._looks.append(Look(visit.url, self._clock(), unchecked))
        looks = self._looks
        full = len(looks) >= BATCH or len(self._read) >= PAGES
        if full or (looks and looks[-1].at - looks[0].at >= OFTEN):
            self.flush()

    def _is_met(self, page: Page | None) -> TypeGuard[Page]:
        """Whether a destination showed itself as it is, so that a stranger in its place can be told from it later."""
        well = self._looks[-1].verdict.outcome in {Outcome.OK, Outcome.REDIRECTED}
        return page is not None and well and bool(page.title) and not self._forgotten.met(page.title)

    def _is_of_it(self, visit: Visit) -> bool:
        """Whether the address names what is to be forgotten, or leads to it: then nothing of it is kept."""
        if isinstance(visit, Skipped):
            return self._forgotten.met(visit.url)
        result = visit.result
        return self._forgotten.met(result.url, result.final_url, *(hop.url for hop in result.hops))

    def _page(self, visit: PageVisit) -> None:
        result, page = visit.result, visit.page
        before = self._stored.get(result.url)
        look = look_of(result, page if isinstance(page, Page) else None, self._web, visit.sibling)
        self._looks.append(look)
        if visit.unchanged:
            self._got.add(result.url)
            self._unchanged.append(result.url)
        elif not isinstance(page, Page):
            reason = page.reason if page is not None else look.verdict.reason
            self._not_read(visit, reason, gone=look.verdict.reason in GONE)
        else:
            packed = cast("Packed", visit.kept) if visit.kept is not None else self.keeping(page)
            remembered = None
            # What was read too long ago to be judged is no measure either: a page may be rebuilt with few words.
            if before is not None and before.read_at and self._clock() - before.read_at <= UNKNOWN_AFTER:
                remembered = Remembered(before.final_url, before.title, self._outlines.main_blocks(before.id))
            aliases = self._aliases.get(result.url, frozenset())
            why_not = counts(page, look, remembered, aliases, unpack_main_blocks(packed.main_blocks))
            if why_not:
                if why_not == "moved" and all(hop.status in {301, 308} for hop in result.hops):
                    self._moved[result.url] = result.final_url
                self._not_read(visit, why_not, gone=False)
            else:
                self._keep(visit, packed)

    def _not_read(self, visit: PageVisit, reason: str, *, gone: bool) -> None:
        kind = PageType.DOCUMENT if is_document(visit.result) else PageType.STANDING
        if visit.depth and visit.result.url not in self._stored and kind is not PageType.DOCUMENT:
            # Never read, and only linked to: a destination that failed, not yet a page that we watch.
            return
        self._unread.append(Unread(visit.result.url, visit.result.status, reason, visit.depth, gone, kind))

    def _keep(self, visit: PageVisit, packed: Packed) -> None:
        headers = visit.result.headers
        self._got.add(visit.result.url)
        self._read.append(
            ReadPage(
                url=visit.result.url,
                final_url=visit.result.final_url,
                status=visit.result.status,
                etag=headers.get("etag", ""),
                last_modified=headers.get("last-modified", ""),
                body_hash=visit.body_hash,
                depth=visit.depth,
                packed=packed,
            )
        )

    def close(self) -> None:
        """Write what has come last, and let go of the file."""
        self.flush()
        self._outlines.close()

    def lately(self, most: int) -> list[str]:
        """Pages that were read anew and written, each told once, at most so many; what waits is written first."""
        if self._read and not self._written:
            self.flush()
        some, self._written = self._written[:most], self._written[most:]
        return some

    def flush(self) -> None:
        """Write what has come so far, in one transaction."""
        now = self._clock()
        with self._database.begin() as connection:
            links.save_looks(connection, self._run, estranged(connection, self._looks, self._met, self._web))
            links.meet(connection, now, self._met)
            pages.save_read(connection, self._target, self._run, now, self._read)
            pages.save_unchanged(connection, self._target, self._run, now, self._unchanged)
            pages.save_unread(connection, self._target, self._run, now, self._unread)
            pages.save_aliases(connection, self._target, self._run, self._moved)
        self._written += [page.url for page in self._read]
        self._looks, self._read, self._unchanged, self._unread = [], [], [], []
        self._met, self._moved = {}, {}
