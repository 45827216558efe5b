"""The outbox: mails that are written in the same transaction as what they tell, and leave one step at a time.

    waiting ──claim──> claimed ──handing──> handed ──sent──> sent
       ^                  │                   │ └──deferred──> waiting        (the server said: not now)
       └───lease lapsed───┘                   └────refused──> refused         (the server said: never)
    waiting, claimed ──a newer mail for the editor──> superseded

A mail that was never handed over is replaced by a newer one. One that was handed over and not answered stays
`handed`: it may have arrived, so it is sent again byte for byte under its Message-ID, what it tells counts as told,
and no newer mail is written before its outcome is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Row, and_, func, insert, or_, select, update

from monitor.store.database import Database
from monitor.store.schema import outbox

LEASE = timedelta(minutes=15)  # longer than connecting and one message may take
LEASED = ("claimed", "handed")
TOLD = ("handed", "sent")
UNTOLD = ("waiting", "claimed", "superseded")
ERROR_LIMIT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxMail:
    """A mail as it lies in the outbox; `attempts` counts this one too, `handed` says that its outcome is unknown."""

    id: int
    message_id: str
    editor: str
    recipients: tuple[str, ...]
    envelope_sender: str
    subject: str
    body: bytes
    attempts: int
    handed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """A line of the list that a person reads. Times are UTC."""

    id: int
    message_id: str
    editor: str
    subject: str
    state: str
    attempts: int
    next_at: datetime
    created_at: datetime
    sent_at: datetime | None
    error: str


def put(
    connection: Connection,
    *,
    message_id: str,
    editor: str,
    digest_key: str,
    recipients: tuple[str, ...],
    sender: str,
    subject: str,
    body: bytes,
    cursor: int,
    now: datetime,
    urgent: bool = False,
) -> bool:
    """Writes a mail, in the caller's transaction, and supersedes what was never handed over to this editor.

    `cursor` is the highest event that it tells; `urgent` says that it tells something at once. False, and nothing
    written, where an earlier mail's outcome is not yet known, or where this very Message-ID was written before and
    is not waiting.
    """
    earlier = connection.execute(select(outbox.c.id, outbox.c.state).where(outbox.c.message_id == message_id)).first()
    if unknown(connection, editor) or (earlier is not None and earlier.state not in UNTOLD):
        return False
    connection.execute(
        update(outbox)
        .where(outbox.c.editor == editor, outbox.c.state.in_(UNTOLD))
        .values(state="superseded", body=b"", lease_until=None)
    )
    values: dict[str, Any] = {
        "message_id": message_id,
        "editor": editor,
        "digest_key": digest_key,
        "recipients": list(recipients),
        "sender": sender,
        "subject": subject,
        "body": body,
        "state": "waiting",
        "attempts": 0,
        "next_at": now,
        "created_at": now,
        "error": "",
        "cursor": cursor,
        "urgent": urgent,
    }
    if earlier is None:
        connection.execute(insert(outbox).values(values))
    else:  # the same digest written anew before anybody saw it: one row, one Message-ID, the newer words
        connection.execute(update(outbox).where(outbox.c.id == earlier.id).values({**values, "lease_until": None}))
    return True


def told(connection: Connection, editor: str) -> int:
    """The highest event that the editor has been told, or may have been."""
    query = select(func.max(outbox.c.cursor)).where(outbox.c.editor == editor, outbox.c.state.in_(TOLD))
    return int(connection.execute(query).scalar() or 0)


def told_at(connection: Connection, editor: str) -> datetime | None:
    """When the newest mail that counts as told was written."""
    query = select(outbox.c.created_at).where(outbox.c.editor == editor, outbox.c.state.in_(TOLD))
    return connection.execute(query.order_by(outbox.c.created_at.desc()).limit(1)).scalar()


def urgent_told_at(connection: Connection, editor: str) -> datetime | None:
    """When the newest mail with urgent news that counts as told was written."""
    query = select(func.max(outbox.c.created_at)).where(
        outbox.c.editor == editor, outbox.c.state.in_(TOLD), outbox.c.urgent
    )
    return connection.execute(query).scalar()


class Refusal(NamedTuple):
    """A mail that the server will not take, for an editor or for some recipients; `at` is UTC."""

    editor: str
    at: datetime
    error: str


def refusals(connection: Connection) -> tuple[Refusal, ...]:
    """Editors whose newest finished mail was refused, or refused for some."""
    newest = select(func.max(outbox.c.id)).where(outbox.c.state.in_(("sent", "refused"))).group_by(outbox.c.editor)
    rows = connection.execute(select(outbox).where(outbox.c.id.in_(newest), outbox.c.error != "").order_by(outbox.c.id))
    return tuple(Refusal(row.editor, row.sent_at or row.created_at, row.error) for row in rows)


def unknown(connection: Connection, editor: str) -> bool:
    """Whether a mail was handed over whose outcome is not known."""
    query = select(outbox.c.id).where(outbox.c.editor == editor, outbox.c.state == "handed")
    return connection.execute(query.limit(1)).first() is not None


def listing(connection: Connection, limit: int = 50) -> tuple[OutboxRow, ...]:
    """The newest mails first."""
    query = select(*(outbox.c[name] for name in OutboxRow.__slots__)).order_by(outbox.c.id.desc()).limit(limit)
    return tuple(OutboxRow(**row) for row in connection.execute(query).mappings())


def retry(connection: Connection, mail: int, now: datetime) -> bool:
    """Makes a refused or deferred mail due at once. False where there is none that could be sent.

    A refused mail that a newer one has overtaken stays where it is: its words are no longer the present ones.
    """
    row = connection.execute(select(outbox).where(outbox.c.id == mail)).first()
    if row is None or not row.body or row.state not in {"waiting", "handed", "refused"}:
        return False
    newer = select(outbox.c.id).where(outbox.c.editor == row.editor, outbox.c.id > mail)
    if row.state == "refused" and connection.execute(newer.limit(1)).first() is not None:
        return False
    state = "waiting" if row.state == "refused" else row.state
    connection.execute(update(outbox).where(outbox.c.id == mail).values(state=state, next_at=now, lease_until=None))
    return True


class SqlOutbox:
    """The steps of delivery, each of them one transaction. Several processes may share one outbox."""

    def __init__(self, engine: Engine) -> None:
        self._database = Database(engine)

    def claim(self, now: datetime) -> OutboxMail | None:
        """The next mail that is due, under a lease; those of unknown outcome first. None where none is due."""
        free = or_(outbox.c.lease_until.is_(None), outbox.c.lease_until < now)
        due = and_(outbox.c.next_at <= now, or_(outbox.c.state == "waiting", and_(outbox.c.state.in_(LEASED), free)))
        first = (outbox.c.state != "handed", outbox.c.next_at, outbox.c.id)
        with self._database.begin() as connection:
            row = connection.execute(select(outbox).where(due).order_by(*first).limit(1)).first()
            if row is None:
                return None
            state = "handed" if row.state == "handed" else "claimed"
            taken = connection.execute(
                update(outbox)
                .where(outbox.c.id == row.id, due)
                .values(state=state, attempts=outbox.c.attempts + 1, lease_until=now + LEASE)
            )
            return _mail(row) if taken.rowcount == 1 else None

    def handing(self, mail: int, now: datetime) -> bool:
        """Records that the next words cannot be taken back. False where the mail was taken away meanwhile."""
        return self._step(mail, LEASED, {"state": "handed", "lease_until": now + LEASE})

    def sent(self, mail: int, now: datetime, error: str = "") -> None:
        """The server took it; `error` names recipients that it was refused for."""
        values = {"state": "sent", "sent_at": now, "lease_until": None, "error": error[:ERROR_LIMIT]}
        self._step(mail, ("handed",), values)

    def deferred(self, mail: int, error: str, next_at: datetime, *, unknown: bool) -> None:
        """Not this time. It may be superseded by a newer mail, unless its outcome is `unknown`."""
        self._step(mail, LEASED, {"state": "handed" if unknown else "waiting", **_later(error, next_at)})

    def partly(self, mail: int, left: tuple[str, ...], error: str, next_at: datetime) -> None:
        """The server took it for some: what is told stays told, the same bytes go to those who are left."""
        self._step(mail, ("handed",), {"recipients": list(left), **_later(error, next_at)})

    def refused(self, mail: int, now: datetime, error: str) -> None:
        """The server will never take it; it ends here, and what it told is told by the next mail."""
        values = {"state": "refused", "sent_at": now, "lease_until": None, "error": error[:ERROR_LIMIT]}
        self._step(mail, LEASED, values)

    def _step(self, mail: int, states: tuple[str, ...], values: Mapping[str, Any]) -> bool:
        with self._database.begin() as connection:
            change = update(outbox).where(outbox.c.id == mail, outbox.c.state.in_(states)).values(dict(values))
            return connection.execute(change).rowcount == 1


def _later(error: str, next_at: datetime) -> dict[str, Any]:
    return {"error": error[:ERROR_LIMIT], "next_at": next_at, "lease_until": None}


def _mail(row: Row[Any]) -> OutboxMail:
    return OutboxMail(
        id=row.id,
        message_id=row.message_id,
        editor=row.editor,
        recipients=tuple(row.recipients),
        envelope_sender=row.sender,
        subject=row.subject,
        body=bytes(row.body),
        attempts=row.attempts + 1,
        handed=row.state == "handed",
    )
