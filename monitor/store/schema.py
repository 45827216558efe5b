"""The tables. Everything that the monitor remembers, and nothing that it can work out again, save `judged`.

Snapshots belong to pages, looks to runs, standings to destinations, places and events to issues. What a page says, what
that states, and where its links lead lies packed in its snapshot: nobody asks the database for one block or one link.
All times are UTC.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)


class Utc(TypeDecorator[datetime]):
    """An aware time, kept as UTC. SQLite would store the naive local wall time without a word."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC; naive where the database knows no zones. Raises ValueError for a naive time."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive time was about to be stored: {value}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Aware again."""
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


def written(at: datetime) -> str:
    """An aware time as `Utc` writes it, for rows that go to the driver as they are."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite makes rowid tables from INTEGER only; PostgreSQL wants room.
Id = BigInteger().with_variant(Integer, "sqlite")

leases = Table(
    "leases",
    metadata,
    Column("target", String(200), primary_key=True),
    Column("holder", String(100), nullable=False),
    Column("lease_until", Utc, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Id, primary_key=True),
    Column("target", String(200), nullable=False, index=True),
    Column("started_at", Utc, nullable=False),
    Column("finished_at", Utc),
    Column("conclusive", Boolean),  # None while it runs, and for ever where it was killed
    Column("why_not", Text, nullable=False, default=""),
    Column("pages_checked", Integer, nullable=False, default=0),
    Column("pages_failed", Integer, nullable=False, default=0),
    Column("links_checked", Integer, nullable=False, default=0),
    Column("links_unchecked", Integer, nullable=False, default=0),
)

sights = Table(
    "sights",
    metadata,
    Column("target", String(200), primary_key=True),
    Column("digest", LargeBinary(16), nullable=False),  # of everything that was judged when nothing came of it
    Column("at", Utc, nullable=False),
    Column("things", Integer, nullable=False),  # things to mend in that report
    Column("pages_checked", Integer, nullable=False),
    Column("pages_failed", Integer, nullable=False),
    Column("links_checked", Integer, nullable=False),
    Column("links_unchecked", Integer, nullable=False),
)

pages = Table(
    "pages",
    metadata,
    Column("id", Id, primary_key=True),
    Column("target", String(200), nullable=False),
    Column("url", Text, nullable=False),
    Column("final_url", Text, nullable=False, default=""),
    Column("status", Integer),
    Column("reason", String(40), nullable=False, default=""),  # why it could not be read last time
    Column("etag", Text, nullable=False, default=""),
    Column("last_modified", Text, nullable=False, default=""),
    Column("body_hash", LargeBinary(16)),
    Column("title", Text, nullable=False, default=""),
    Column("lang", String(8), nullable=False, default=""),
    Column("page_type", String(20), nullable=False, default="standing"),
    Column("page_date", Date),
    Column("page_date_source", String(40), nullable=False, default=""),
    Column("author", Text, nullable=False, default=""),
    Column("by_script", Boolean, nullable=False, default=False),
    Column("main_words", Integer, nullable=False, default=0),
    Column("depth", Integer, nullable=False, default=0),
    Column("asked_at", Utc),
    Column("read_at", Utc),  # None: never read
    Column("run", Id, nullable=False, default=0),  # the run that asked last
    Column("gone", Integer, nullable=False, default=0),  # runs in a row that met 404 or 410
    UniqueConstraint("target", "url"),
)

aliases = Table(
    "aliases",
    metadata,
    Column("target", String(200), primary_key=True),
    Column("url", Text, primary_key=True),
    Column("final_url", Text, nullable=False),
    Column("runs", Integer, nullable=False, default=1),  # how many runs saw it; two make it true
    Column("run", Id, nullable=False),
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("page", Id, ForeignKey("pages.id", ondelete="CASCADE"), primary_key=True),
    Column("taken_at", Utc, nullable=False),
    Column("links", LargeBinary, nullable=False),  # packed: what a reader sees, and where it leads
    Column("ids", LargeBinary, nullable=False),  # packed: anchors, for links into the page
    Column("main_blocks", LargeBinary, nullable=False),  # 8 bytes of each main block's key
    Column("reading", LargeBinary, nullable=False),  # packed: occurrences in document order, with what they state
)

judged = Table(
    "judged",
    metadata,
    Column("page", Id, ForeignKey("snapshots.page", ondelete="CASCADE"), primary_key=True),
    Column("rules", LargeBinary(16), nullable=False),  # hash of all but the text that the judgement rests on
    Column("findings", LargeBinary, nullable=False),  # packed: what is wrong in its words
)

extractors = Table(
    "extractors",
    metadata,
    Column("target", String(200), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("version", String(40), nullable=False),
)

destinations = Table(
    "destinations",
    metadata,
    Column("url", Text, primary_key=True),
    Column("first_seen", Utc, nullable=False),
    Column("title", Text, nullable=False, default=""),  # as first met: a later stranger is told from it
    Column("lang", String(8), nullable=False, default=""),
    sqlite_with_rowid=False,
)


def _look() -> tuple[Column[Any], ...]:
    """What is remembered of one look, alone or as the newest of a standing."""
    return (
        Column("at", Utc, nullable=False),
        Column("outcome", String(20), nullable=False),
        Column("reason", String(40), nullable=False, default=""),
        Column("status", Integer),
        Column("final_url", Text, nullable=False, default=""),
        Column("hops", JSON, nullable=False),
        Column("body_hash", LargeBinary(8), nullable=False, default=b""),
        Column("tls_expires", Utc),
    )


looks = Table(
    "looks",
    metadata,
    Column("run", Id, primary_key=True),
    Column("url", Text, primary_key=True),
    *_look(),
    sqlite_with_rowid=False,  # in the order of their key: a second tree for it would be as large again
)

standings = Table(
    "standings",
    metadata,
    Column("url", Text, primary_key=True),
    Column("state", String(20), nullable=False),
    Column("since", Utc, nullable=False),
    Column("looks", Integer, nullable=False),
    Column("due", Utc, index=True),
    *_look(),
    sqlite_with_rowid=False,
)

issues = Table(
    "issues",
    metadata,
    Column("id", Id, primary_key=True),
    Column("target", String(200), nullable=False),
    Column("family", String(20), nullable=False),
    Column("subject", Text, nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("check", String(40), nullable=False),
    Column("severity", String(10), nullable=False),
    Column("first_seen", Utc, nullable=False),
    Column("last_seen", Utc, nullable=False),
    Column("until", Date),
    Column("by", Text, nullable=False, default=""),
    Column("comment", Text, nullable=False, default=""),
    Column("owner", Text, nullable=False, default=""),
    UniqueConstraint("target", "family", "subject"),
)

places = Table(
    "places",
    metadata,
    Column("issue", Id, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("page", Text, primary_key=True),
    Column("finding", JSON, nullable=False),
    Column("first_seen", Utc, nullable=False),
    Column("waiting", Boolean, nullable=False, default=False),  # went in a wave; goes if it is missing again
)
# Asked for by every run, and mostly empty; written as queries ask.
Index("ix_places_waiting", places.c.issue, sqlite_where=text("waiting = 1"))

events = Table(
    "events",
    metadata,
    Column("id", Id, primary_key=True),
    Column("issue", Id, ForeignKey("issues.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("at", Utc, nullable=False),
    Column("page", Text, nullable=False, default=""),
    Column("note", Text, nullable=False, default=""),
    Column("run", Id),
    sqlite_autoincrement=True,  # cursors count on it: a number that was given is never given again
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("message_id", String(255), nullable=False, unique=True),
    Column("editor", String(320), nullable=False, index=True),
    Column("digest_key", String(200), nullable=False),
    Column("recipients", JSON, nullable=False),
    Column("sender", String(320), nullable=False),  # the envelope's, for bounces
    Column("subject", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("state", String(20), nullable=False, index=True),  # waiting, claimed, handed, sent, refused, superseded
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_at", Utc, nullable=False),
    Column("lease_until", Utc),
    Column("created_at", Utc, nullable=False),
    Column("sent_at", Utc),
    Column("error", Text, nullable=False, default=""),
    Column("cursor", Id, nullable=False, default=0),  # the highest event that it tells
    Column("urgent", Boolean, nullable=False, default=False),  # tells something that did not wait for a window
)

suppressions = Table(
    "suppressions",
    metadata,
    Column("digest", LargeBinary(16), primary_key=True),  # keyed hash of what is to be forgotten, never the words
    Column("salt", LargeBinary(16), nullable=False),
    Column("length", Integer, nullable=False),  # characters that are hashed; 0: a whole address
    Column("at", Utc, nullable=False),
)

slots = Table(
    "slots",
    metadata,
    Column("name", String(250), primary_key=True),  # "run:TARGET", "judge:TARGET", "digest:EDITOR"
    Column("last_slot", Utc, nullable=False),
)
