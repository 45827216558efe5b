"""Pages as they were last read, and their text."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, delete, func, literal, select, true, update
from sqlalchemy.dialects.sqlite import insert

from monitor.model import Occurrence, Page, PageDate, PageType
from monitor.store.database import Database, write
from monitor.store.packing import (
    Packed,
    Stated,
    pack_reading,
    unpack_addresses,
    unpack_ids,
    unpack_main_blocks,
    unpack_reading,
)
from monitor.store.schema import aliases, judged, pages, snapshots, standings, written

READ = tuple(column.name for column in pages.c if column.name != "id")  # the columns of a page that was read
KEEP_UNCHANGED = """
    UPDATE pages SET asked_at = ?, read_at = ?, run = ?, reason = '', gone = 0 WHERE target = ? AND url = ?
"""
KEEP_SNAPSHOT = """
    INSERT OR REPLACE INTO snapshots (page, taken_at, links, ids, main_blocks, reading)
    SELECT id, ?, ?, ?, ?, ? FROM pages WHERE target = ? AND url = ?
"""


class StoredPage(NamedTuple):
    """A page as it was last read. Times are UTC; `read_at` is None where it never was.

    Where its text was let go it is not `held`.
    """

    id: int
    url: str
    final_url: str
    status: int | None
    reason: str
    etag: str
    last_modified: str
    body_hash: bytes | None
    title: str
    lang: str
    page_type: PageType
    page_date: PageDate | None
    author: str
    by_script: bool
    main_words: int
    depth: int
    packed_links: bytes
    packed_ids: bytes
    packed_main_blocks: bytes
    asked_at: datetime | None
    read_at: datetime | None
    run: int
    gone: int
    held: bool

    @property
    def leads(self) -> tuple[str, ...]:
        """Where its links lead, each address once."""
        return unpack_addresses(self.packed_links)

    @property
    def ids(self) -> frozenset[str]:
        """Where links into the page can point."""
        return unpack_ids(self.packed_ids)

    @property
    def main_blocks(self) -> frozenset[bytes]:
        """Short keys of its main blocks."""
        return unpack_main_blocks(self.packed_main_blocks)

    def as_page(self) -> Page:
        """The reading without its text and links, for the checks that look at the page itself."""
        return Page(
            url=self.final_url or self.url,
            title=self.title,
            lang=self.lang,
            page_type=self.page_type,
            page_date=self.page_date,
            author=self.author,
            built_by_script=self.by_script,
            words=self.main_words,
        )


class Watched(NamedTuple):
    """What a run needs to know of every page while it asks. Times are UTC; `read_at` is None where it never was.

    Where its text was let go it is not `held`: then it is read anew, for "not modified" would be no reading.
    """

    id: int
    url: str
    final_url: str
    reason: str
    etag: str
    last_modified: str
    body_hash: bytes | None
    title: str
    read_at: datetime | None
    run: int
    held: bool


def watched(connection: Connection, target: str) -> dict[str, Watched]:
    """All pages of a target that are or were watched, by address, without what lies packed."""
    columns = (pages.c[name] for name in Watched._fields if name != "held")
    query = select(*columns, snapshots.c.page.is_not(None)).outerjoin(snapshots, snapshots.c.page == pages.c.id)
    rows = connection.execute(query.where(pages.c.target == target).order_by(pages.c.id))
    return {row.url: Watched._make(row) for row in rows}


class Outlines:
    """What of a page is needed only when it answered: read from the file one by one, so that memory stays small."""

    def __init__(self, database: Database) -> None:
        self._connection = database.engine.raw_connection()

    def leads(self, page: int) -> tuple[str, ...]:
        """Where its links lead, each address once; nothing where its text was let go."""
        return unpack_addresses(self._packed("SELECT links FROM snapshots WHERE page = ?", page))

    def main_blocks(self, page: int) -> frozenset[bytes]:
        """Short keys of its main blocks."""
        return unpack_main_blocks(self._packed("SELECT main_blocks FROM snapshots WHERE page = ?", page))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _packed(self, query: str, page: int) -> bytes:
        cursor = self._connection.cursor()
        cursor.execute(query, (page,))
        return b"".join(packed for (packed,) in cursor.fetchall())


class ReadPage(NamedTuple):
    """A page that a run has read anew, on its way into the store."""

    url: str
    final_url: str
    status: int | None
    etag: str
    last_modified: str
    body_hash: bytes
    depth: int
    packed: Packed


def _stored(row: Row[Any]) -> StoredPage:
    m = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for it
    return StoredPage(
        id=m["id"],
        url=m["url"],
        final_url=m["final_url"],
        status=m["status"],
        reason=m["reason"],
        etag=m["etag"],
        last_modified=m["last_modified"],
        body_hash=m["body_hash"],
        title=m["title"],
        lang=m["lang"],
        page_type=PageType(m["page_type"]),
        page_date=PageDate(m["page_date"], m["page_date_source"]) if m["page_date"] else None,
        author=m["author"],
        by_script=m["by_script"],
        main_words=m["main_words"],
        depth=m["depth"],
        packed_links=m["links"] or b"",
        packed_ids=m["ids"] or b"",
        packed_main_blocks=m["main_blocks"] or b"",
        asked_at=m["asked_at"],
        read_at=m["read_at"],
        run=m["run"],
        gone=m["gone"],
        held=m["held"],
    )


def known(connection: Connection, target: str, *, packed: bool = True) -> dict[str, StoredPage]:
    """All pages of a target that are or were watched, by address; without what is packed where nobody wants it."""
    columns = [snapshots.c[name] if packed else literal(b"").label(name) for name in ("links", "ids", "main_blocks")]
    held = snapshots.c.page.is_not(None).label("held")
    query = select(pages, *columns, held).outerjoin(snapshots, snapshots.c.page == pages.c.id)
    rows = connection.execute(query.where(pages.c.target == target).order_by(pages.c.id))
    return {row.url: _stored(row) for row in rows}


def some(connection: Connection, target: str, urls: Sequence[str]) -> list[StoredPage]:
    """Those of these pages of a target whose text is held, without what is packed."""
    packed = [literal(b"").label(name) for name in ("links", "ids", "main_blocks")]
    query = select(pages, *packed, true().label("held")).join(snapshots, snapshots.c.page == pages.c.id)
    rows = connection.execute(query.where(pages.c.target == target, pages.c.url.in_(urls)))
    return [_stored(row) for row in rows]


def leads(connection: Connection, target: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Where the links of each page lead: the page's address, and each of theirs once."""
    query = select(pages.c.url, snapshots.c.links).join(snapshots, snapshots.c.page == pages.c.id)
    for row in connection.execute(query.where(pages.c.target == target)):
        yield row.url, unpack_addresses(row.links)


def packed(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[bytes, bytes]]:
    """The links and the text of these pages as they are packed, by the pages' numbers."""
    query = select(snapshots.c.page, snapshots.c.links, snapshots.c.reading).where(snapshots.c.page.in_(numbers))
    return {row.page: (row.links, row.reading) for row in connection.execute(query)}


def anchors(connection: Connection, number: int) -> frozenset[str]:
    """Where links into this page can point."""
    rows = connection.exec_driver_sql("SELECT ids FROM snapshots WHERE page = ?", (number,))
    return unpack_ids(b"".join(ids for (ids,) in rows))


def addresses(connection: Connection, target: str) -> frozenset[str]:
    """The watched pages of a target, and all that they link to."""
    query = select(pages.c.url, snapshots.c.links).outerjoin(snapshots, snapshots.c.page == pages.c.id)
    rows = connection.execute(query.where(pages.c.target == target))
    return frozenset(url for row in rows for url in (row.url, *unpack_addresses(row.links or b"")))


def unread_since(connection: Connection, target: str, since: datetime) -> frozenset[str]:
    """Pages that were asked for after that time, and could not be read."""
    failed = select(pages.c.url).where(pages.c.target == target, pages.c.reason != "", pages.c.asked_at > since)
    return frozenset(row.url for row in connection.execute(failed))


def titles(connection: Connection, target: str) -> dict[str, str]:
    """The title of each page, by address."""
    rows = connection.execute(select(pages.c.url, pages.c.title).where(pages.c.target == target))
    return {row.url: row.title for row in rows}


def taken(connection: Connection, target: str) -> dict[str, datetime]:
    """When the text of each page was last met anew, by address."""
    query = select(pages.c.url, snapshots.c.taken_at).join(snapshots, snapshots.c.page == pages.c.id)
    return {row.url: row.taken_at for row in connection.execute(query.where(pages.c.target == target))}


def authors(connection: Connection, target: str) -> dict[str, str]:
    """The content owner of each page that names one, by address."""
    named = select(pages.c.url, pages.c.author).where(pages.c.target == target, pages.c.author != "")
    return {row.url: row.author for row in connection.execute(named)}


def save_read(connection: Connection, target: str, run: int, at: datetime, read: Sequence[ReadPage]) -> None:
    """Keep what was read: the page, its links, its text and what that states."""
    if not read:
        return
    now = written(at)
    rows = [(target, *r[:3], "", *r[3:6], *r.packed[:8], r.depth, now, now, run, 0) for r in read]
    keep = insert(pages)
    changed = {name: keep.excluded[name] for name in READ if name not in {"target", "url"}}
    write(connection, keep.on_conflict_do_update(index_elements=["target", "url"], set_=changed), READ, rows)
    connection.exec_driver_sql(KEEP_SNAPSHOT, [(now, *r.packed[8:], target, r.url) for r in read])


def save_unchanged(connection: Connection, target: str, run: int, at: datetime, urls: Sequence[str]) -> None:
    """The same bytes as last time, or a 304: the page counts as read."""
    if urls:
        now = written(at)
        connection.exec_driver_sql(KEEP_UNCHANGED, [(now, now, run, target, url) for url in urls])


class Unread(NamedTuple):
    """A page that was asked for and could not be read; `gone` says that it answered 404 or 410."""

    url: str
    status: int | None
    reason: str
    depth: int
    gone: bool
    page_type: PageType = PageType.STANDING


def save_unread(connection: Connection, target: str, run: int, at: datetime, unread: Sequence[Unread]) -> None:
    """Keep that these were asked for in vain. What was read before stays."""
    if not unread:
        return
    rows = [
        {
            "target": target,
            "url": u.url,
            "status": u.status,
            "reason": u.reason,
            "depth": u.depth,
            "asked_at": at,
            "run": run,
            "gone": int(u.gone),
            "page_type": u.page_type.value,
        }
        for u in unread
    ]
    keep = insert(pages)
    changed: dict[str, Any] = {name: keep.excluded[name] for name in ("status", "reason", "asked_at")}
    # Two clicks on "run now" are one look: 404 counts again only for another run.
    counted = func.iif(pages.c.run == keep.excluded.run, pages.c.gone, pages.c.gone + keep.excluded.gone)
    changed["gone"] = func.iif(keep.excluded.gone == 1, counted, 0)
    changed["run"] = keep.excluded.run
    connection.execute(keep.on_conflict_do_update(index_elements=["target", "url"], set_=changed), rows)


def take_back(connection: Connection, target: str, run: int) -> None:
    """What a run said of its pages does not count: the network spoke, not the pages.

    Pages that no run before has vouched for are forgotten; 404 and redirects count one less.
    """
    seen = (pages.c.target == target, pages.c.run == run)
    vouched = select(standings.c.url).where(standings.c.url == pages.c.url)
    connection.execute(delete(pages).where(*seen, ~vouched.exists()))
    connection.execute(update(pages).where(*seen, pages.c.gone > 0).values(gone=pages.c.gone - 1))
    counted = (aliases.c.target == target, aliases.c.run == run)
    connection.execute(update(aliases).where(*counted).values(runs=aliases.c.runs - 1))


def forget(connection: Connection, target: str, urls: Sequence[str]) -> None:
    """These are watched no longer: their text and facts go."""
    connection.execute(delete(pages).where(pages.c.target == target, pages.c.url.in_(urls)))


def reading(connection: Connection, target: str, url: str) -> tuple[Occurrence, ...]:
    """The newest text of one page; empty where there is none."""
    row = connection.execute(
        select(pages.c.page_type, pages.c.page_date, snapshots.c.reading)
        .join(snapshots, snapshots.c.page == pages.c.id)
        .where(pages.c.target == target, pages.c.url == url)
    ).first()
    return unpack_reading(row.reading, PageType(row.page_type), row.page_date) if row else ()


def restate(connection: Connection, target: str, read: Callable[[Sequence[Occurrence]], Iterable[Stated]]) -> None:
    """Read the stored text of each page again: an extractor has learnt something new."""
    query = select(pages.c.id, pages.c.page_type, pages.c.page_date).where(pages.c.target == target)
    for page, page_type, day in connection.execute(query).fetchall():
        packed = connection.scalar(select(snapshots.c.reading).where(snapshots.c.page == page))
        if packed is not None:
            text = unpack_reading(packed, PageType(page_type), day)
            new = pack_reading(text, read(text))
            connection.execute(update(snapshots).where(snapshots.c.page == page).values(reading=new))
            connection.execute(delete(judged).where(judged.c.page == page))


def save_aliases(connection: Connection, target: str, run: int, moved: Mapping[str, str]) -> None:
    """A permanent redirect of a watched page; two runs that see the same one make it an alias."""
    if not moved:
        return
    keep = insert(aliases)
    again = aliases.c.final_url == keep.excluded.final_url
    fresh = aliases.c.run != keep.excluded.run
    times = func.iif(again, func.iif(fresh, aliases.c.runs + 1, aliases.c.runs), 1)
    changed = {"final_url": keep.excluded.final_url, "runs": times, "run": keep.excluded.run}
    rows = [{"target": target, "url": url, "final_url": final, "runs": 1, "run": run} for url, final in moved.items()]
    connection.execute(keep.on_conflict_do_update(index_elements=["target", "url"], set_=changed), rows)


def aliases_of(connection: Connection, target: str) -> dict[str, frozenset[str]]:
    """Where watched pages may answer by now: permanent redirects that two runs have seen."""
    rows = connection.execute(select(aliases).where(aliases.c.target == target, aliases.c.runs > 1))
    return {row.url: frozenset({row.final_url}) for row in rows}
