"""Opening the database: what is none of ours is told in one sentence, and nothing of it is touched."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from monitor.errors import StoreError
from monitor.store import database as room
from monitor.store.database import HEAD, REVISIONS, connect, upgrade
from monitor.store.schema import metadata


def garbage(path: Path) -> None:
    path.write_bytes(b"This is no database, but a letter to one. " * 50)


def newer(path: Path) -> None:
    connect(path).close()
    with closing(sqlite3.connect(path)) as ours, ours:
        ours.execute("UPDATE alembic_version SET version_num = '9999'")


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as theirs, theirs:
        theirs.execute("CREATE TABLE recipes (name TEXT)")


def folder(path: Path) -> None:
    path.mkdir()


def below_a_file(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere" / "freshness.db")


@pytest.mark.parametrize(
    ("lay", "words"),
    [
        pytest.param(garbage, "file is not a database", id="no database"),
        pytest.param(newer, "written by a newer version of the monitor", id="newer schema"),
        pytest.param(foreign, "it has tables but none of ours", id="foreign tables"),
        pytest.param(folder, "unable to open database file", id="a folder"),
        pytest.param(below_a_file, "unable to open database file", id="in a folder that is not there"),
    ],
)
def test_refused_in_one_sentence(tmp_path: Path, lay, words: str) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    path = tmp_path / "freshness.db"
    lay(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(StoreError, match=words) as told:
        connect(path)
    assert "\n" not in str(told.value)
    assert str(path) in str(told.value)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_an_empty_file_is_a_new_database(tmp_path: Path) -> None:
    (tmp_path / "freshness.db").touch()
    connect(tmp_path / "freshness.db").close()


def test_the_tables_are_those_that_the_migrations_make(tmp_path: Path) -> None:
    database = connect(tmp_path / "freshness.db")
    with database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    database.close()


def laid_out(connection: Connection) -> dict[str, list[str]]:
    """Every table and index of ours by name, with the lines that define it."""
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE tbl_name != 'alembic_version'"))
    return {name: sorted(line.strip(" ,\t") for line in (sql or "").splitlines()) for name, sql in rows}


def test_a_new_database_is_what_all_migrations_come_to(tmp_path: Path) -> None:
    database = connect(tmp_path / "new.db")
    engine = create_engine(f"sqlite:///{tmp_path / 'migrated.db'}")
    with engine.begin() as connection:
        upgrade(connection)
        migrated = laid_out(connection)
    with database.read() as connection:
        new = laid_out(connection)
    assert new == migrated
    engine.dispose()
    database.close()


def test_head_is_the_newest_revision() -> None:
    script = ScriptDirectory(str(Path(room.__file__).parent / "migrations"))
    assert script.get_current_head() == HEAD
    assert {revision.revision for revision in script.walk_revisions()} == set(REVISIONS)


def test_opened_twice_it_is_migrated_once(tmp_path: Path) -> None:
    first, second = connect(tmp_path / "a" / "freshness.db"), connect(tmp_path / "a" / "freshness.db")
    with second.read() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == HEAD
    first.close()
    second.close()


def test_what_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    database = connect(tmp_path / "freshness.db")
    insert = text("INSERT INTO slots (name, last_slot) VALUES ('a', '2026-11-24 06:00:00')")
    with pytest.raises(StoreError, match="no such table"), database.begin() as connection:  # noqa: PT012 - two steps
        connection.execute(insert)
        connection.execute(text("INSERT INTO recipes VALUES ('a')"))
    with database.read() as connection:
        assert connection.scalar(text("SELECT count(*) FROM slots")) == 0
    database.close()


def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    database = connect(tmp_path / "freshness.db", patience=0.01)
    with database.begin() as writer:
        writer.execute(text("INSERT INTO slots (name, last_slot) VALUES ('a', '2026-11-24 06:00:00')"))
        with database.read() as reader:
            assert reader.scalar(text("SELECT count(*) FROM slots")) == 0
    database.close()


@pytest.mark.parametrize("opens", ["begin", "read"])
def test_a_file_that_was_damaged_meanwhile_is_a_sentence(tmp_path: Path, opens: str) -> None:
    path = tmp_path / "freshness.db"
    connect(path).close()
    size = path.stat().st_size
    database = connect(path)
    with path.open("r+b") as torn:
        torn.seek(4096)
        torn.write(b"\xff" * (size - 4096))
    query = text("INSERT INTO slots (name, last_slot) VALUES ('a', '2026-11-24 06:00:00')")
    with pytest.raises(StoreError, match="malformed"), getattr(database, opens)() as connection:
        connection.execute(query)
    database.close()
