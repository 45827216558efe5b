"""Opening the database: SQLite in WAL mode, one writer at a time, brought to the present schema first."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as DriverConnection
from sqlite3 import Error as DriverError
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Insert,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    inspect,
    select,
)
from sqlalchemy.exc import DatabaseError, OperationalError

from monitor.errors import StoreError
from monitor.store.schema import metadata

HEAD = "0001"  # the newest revision in migrations/versions; a test holds them together
REVISIONS = ("0001",)
VERSION = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))  # Alembic's


class Database:
    """One database file. `begin` gives a connection whose changes are kept together, or not at all."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction that writes; committed at the end of the block.

        Raises StoreError when the file is locked or damaged, or the disk is full.
        """
        try:
            with self.engine.begin() as connection:
                yield connection
        except DatabaseError as error:
            if not isinstance(error, OperationalError) and type(error) is not DatabaseError:
                raise  # a value that was refused is our own mistake
            raise StoreError(
                f"The database {self.engine.url.database} could not be written: {error.orig}.",
                hint="Is another monitor at work on it, or is the disk full?",
            ) from error

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads. Raises StoreError when the file is damaged."""
        try:
            with self.engine.connect().execution_options(reads=True) as connection:
                yield connection
        except DatabaseError as error:
            raise StoreError(
                f"The database {self.engine.url.database} could not be read: {error.orig}.",
                hint="Is it damaged? Move it away, and the next run writes a new one.",
            ) from error

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def connect(path: Path, *, patience: float = 10.0) -> Database:
    """The database at `path`, made where there is none, and migrated to the present schema.

    `patience` is how many seconds to wait for another process that writes. Raises StoreError when the file is no
    database, cannot be opened, stays locked, or was written by a newer version.
    """
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": patience})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _migrate(engine, path)
        _readers_need_not_wait(engine)
    except (DatabaseError, DriverError, OSError) as error:
        engine.dispose()
        why = getattr(error, "orig", None) or getattr(error, "strerror", None) or error
        hint = "Name another file under monitor > database, or move this one away."
        if "locked" in str(why):
            hint = "Is another monitor at work on it? Wait until it has ended."
        raise StoreError(f"The database {path} cannot be used: {why}.", hint=hint) from error
    except StoreError:
        engine.dispose()
        raise
    return Database(engine)


def write(connection: Connection, statement: Insert, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Many rows at once, given to the driver as they are, in the order of `names`: that of the table's columns."""
    compiled = statement.compile(dialect=connection.dialect, column_keys=names)
    connection.exec_driver_sql(str(compiled), list(rows))


def _prepare(connection: DriverConnection, _record: Any) -> None:  # noqa: ANN401 - SQLAlchemy's pool record
    # The driver's own guesses about transactions are switched off; `_begin` says when one starts.
    connection.isolation_level = None
    for pragma in ("synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _readers_need_not_wait(engine: Engine) -> None:
    # This changes the file, so it is done only once we know that the file is ours.
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()


def _begin(connection: Connection) -> None:
    # A reader that turns writer in mid-transaction cannot wait for its turn; so writers say so at once.
    reads = connection.get_execution_options().get("reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _migrate(engine: Engine, path: Path) -> None:
    with engine.begin() as connection:
        tables = inspect(connection).get_table_names()
        present = connection.scalar(select(VERSION.c.version_num)) if VERSION.name in tables else None
        if not tables:
            _create(connection)
            return
    if present == HEAD:
        return
    if present is not None and present not in REVISIONS:
        raise StoreError(
            f"The database {path} was written by a newer version of the monitor (schema {present}, ours {HEAD}).",
            hint="Install that version, or name another file under monitor > database.",
        )
    if present is None:
        raise StoreError(
            f"The database {path} belongs to something else: it has tables but none of ours.",
            hint="Name another file under monitor > database.",
        )
    with engine.begin() as connection:
        upgrade(connection)


def _create(connection: Connection) -> None:
    """What all migrations come to, without Alembic, which is 11 MB and a tenth of a second to import."""
    metadata.create_all(connection, checkfirst=False)
    VERSION.create(connection, checkfirst=False)
    connection.execute(VERSION.insert().values(version_num=HEAD))


def upgrade(connection: Connection) -> None:
    """Bring the schema up to date, from whatever it is."""
    from alembic import command  # noqa: PLC0415 - as above
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
