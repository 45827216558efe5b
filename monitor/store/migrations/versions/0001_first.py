"""The first schema."""

import sqlalchemy as sa
from alembic import op

from monitor.store.schema import Utc

revision = "0001"
down_revision = None


def upgrade() -> None:
    """All tables."""
    op.create_table(
        "aliases",
        sa.Column("target", sa.String(length=200), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("final_url", sa.Text(), nullable=False),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.Column("run", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("target", "url", name=op.f("pk_aliases")),
    )
    op.create_table(
        "destinations",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("first_seen", Utc(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_destinations")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "extractors",
        sa.Column("target", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("target", "kind", name=op.f("pk_extractors")),
    )
    op.create_table(
        "issues",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("target", sa.String(length=200), nullable=False),
        sa.Column("family", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("check", sa.String(length=40), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("first_seen", Utc(), nullable=False),
        sa.Column("last_seen", Utc(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issues")),
        sa.UniqueConstraint("target", "family", "subject", name=op.f("uq_issues_target")),
    )
    op.create_index(op.f("ix_issues_state"), "issues", ["state"], unique=False)
    op.create_table(
        "leases",
        sa.Column("target", sa.String(length=200), nullable=False),
        sa.Column("holder", sa.String(length=100), nullable=False),
        sa.Column("lease_until", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("target", name=op.f("pk_leases")),
    )
    op.create_table(
        "looks",
        sa.Column("run", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("final_url", sa.Text(), nullable=False),
        sa.Column("hops", sa.JSON(), nullable=False),
        sa.Column("body_hash", sa.LargeBinary(length=8), nullable=False),
        sa.Column("tls_expires", Utc(), nullable=True),
        sa.PrimaryKeyConstraint("run", "url", name=op.f("pk_looks")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("message_id", sa.String(length=255), nullable=False),
        sa.Column("editor", sa.String(length=320), nullable=False),
        sa.Column("digest_key", sa.String(length=200), nullable=False),
        sa.Column("recipients", sa.JSON(), nullable=False),
        sa.Column("sender", sa.String(length=320), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", Utc(), nullable=False),
        sa.Column("lease_until", Utc(), nullable=True),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("sent_at", Utc(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("cursor", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_id")),
    )
    op.create_index(op.f("ix_outbox_editor"), "outbox", ["editor"], unique=False)
    op.create_index(op.f("ix_outbox_state"), "outbox", ["state"], unique=False)
    op.create_table(
        "pages",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("target", sa.String(length=200), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("final_url", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), nullable=False),
        sa.Column("body_hash", sa.LargeBinary(length=16), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=8), nullable=False),
        sa.Column("page_type", sa.String(length=20), nullable=False),
        sa.Column("page_date", sa.Date(), nullable=True),
        sa.Column("page_date_source", sa.String(length=40), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("by_script", sa.Boolean(), nullable=False),
        sa.Column("main_words", sa.Integer(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("asked_at", Utc(), nullable=True),
        sa.Column("read_at", Utc(), nullable=True),
        sa.Column("run", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pages")),
        sa.UniqueConstraint("target", "url", name=op.f("uq_pages_target")),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("target", sa.String(length=200), nullable=False),
        sa.Column("started_at", Utc(), nullable=False),
        sa.Column("finished_at", Utc(), nullable=True),
        sa.Column("conclusive", sa.Boolean(), nullable=True),
        sa.Column("why_not", sa.Text(), nullable=False),
        sa.Column("pages_checked", sa.Integer(), nullable=False),
        sa.Column("pages_failed", sa.Integer(), nullable=False),
        sa.Column("links_checked", sa.Integer(), nullable=False),
        sa.Column("links_unchecked", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_index(op.f("ix_runs_target"), "runs", ["target"], unique=False)
    op.create_table(
        "sights",
        sa.Column("target", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=16), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("things", sa.Integer(), nullable=False),
        sa.Column("pages_checked", sa.Integer(), nullable=False),
        sa.Column("pages_failed", sa.Integer(), nullable=False),
        sa.Column("links_checked", sa.Integer(), nullable=False),
        sa.Column("links_unchecked", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("target", name=op.f("pk_sights")),
    )
    op.create_table(
        "slots",
        sa.Column("name", sa.String(length=250), nullable=False),
        sa.Column("last_slot", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_slots")),
    )
    op.create_table(
        "standings",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("since", Utc(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("due", Utc(), nullable=True),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("final_url", sa.Text(), nullable=False),
        sa.Column("hops", sa.JSON(), nullable=False),
        sa.Column("body_hash", sa.LargeBinary(length=8), nullable=False),
        sa.Column("tls_expires", Utc(), nullable=True),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_standings")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_standings_due"), "standings", ["due"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issue", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("run", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["issue"], ["issues.id"], name=op.f("fk_events_issue_issues"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_events_issue"), "events", ["issue"], unique=False)
    op.create_table(
        "suppressions",
        sa.Column("digest", sa.LargeBinary(length=16), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_suppressions")),
    )
    op.create_table(
        "places",
        sa.Column("issue", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("finding", sa.JSON(), nullable=False),
        sa.Column("first_seen", Utc(), nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["issue"], ["issues.id"], name=op.f("fk_places_issue_issues"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("issue", "page", name=op.f("pk_places")),
    )
    op.create_index("ix_places_waiting", "places", ["issue"], unique=False, sqlite_where=sa.text("waiting = 1"))
    op.create_table(
        "snapshots",
        sa.Column("page", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("taken_at", Utc(), nullable=False),
        sa.Column("links", sa.LargeBinary(), nullable=False),
        sa.Column("ids", sa.LargeBinary(), nullable=False),
        sa.Column("main_blocks", sa.LargeBinary(), nullable=False),
        sa.Column("reading", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_snapshots_page_pages"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page", name=op.f("pk_snapshots")),
    )
    op.create_table(
        "judged",
        sa.Column("page", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rules", sa.LargeBinary(length=16), nullable=False),
        sa.Column("findings", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page"], ["snapshots.page"], name=op.f("fk_judged_page_snapshots"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("page", name=op.f("pk_judged")),
    )
