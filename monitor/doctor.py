"""Looks at everything that the monitor needs, and says of each in one sentence whether it is there."""

import asyncio
import os
import shutil
import socket
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import text

from monitor.config import Settings
from monitor.crawl.guard import loopback
from monitor.digest.headers import POLICY
from monitor.errors import MonitorError, StoreError
from monitor.letters import sender_of
from monitor.mail import connected, send
from monitor.post import server_of
from monitor.store import outbox, retention, runs
from monitor.store.database import Database, connect
from monitor.urls import host

ROOM = 200 * 1024 * 1024  # bytes that should be free beside the database
STUCK = timedelta(days=1)  # a mail that waits longer is not merely put off
SKEW = timedelta(minutes=5)
RESOLVING = 5.0  # seconds
NAMES = 5  # hosts whose names are asked for


class Health(StrEnum):
    """What came of looking."""

    OK = "ok"
    NOT_OK = "not ok"
    NOT_CHECKED = "not checked"


class Line(NamedTuple):
    """One thing, and how it is."""

    name: str
    health: Health
    sentence: str


async def examine(settings: Settings, now: datetime, mail_to: str = "") -> AsyncIterator[Line]:
    """One line after the other. `now` is aware; a test mail goes to `mail_to`, where one is named. Raises nothing."""
    yield _contact(settings)
    yield _zone(now)
    yield _folder("folder", settings.database.parent)
    yield _folder("reports", settings.reports)
    for line in _remembered(settings, now):
        yield line
    for line in await asyncio.gather(*map(_name, _hosts(settings))):
        yield line
    yield await _mail(settings, now, mail_to)


def _line(name: str, sound: object, well: str, ill: str) -> Line:
    return Line(name, Health.OK, well) if sound else Line(name, Health.NOT_OK, ill)


def _contact(settings: Settings) -> Line:
    contact = settings.monitor.contact
    if not _hosts(settings):
        return Line("contact", Health.NOT_CHECKED, "Nothing but this machine is watched, which needs no contact.")
    ill = "monitor > contact is empty, so nothing but this machine is fetched. Name an e-mail address or a page."
    return _line("contact", contact, f"Webmasters reach you at {contact}.", ill)


def _zone(now: datetime) -> Line:
    try:
        zone = ZoneInfo("Europe/Helsinki")
    except ZoneInfoNotFoundError:
        return Line("time zones", Health.NOT_OK, "There is no time zone data; install the package tzdata.")
    # The law of the European Union on summer time: +3 in July, +2 in January.
    offsets = [datetime(now.year, month, 1, tzinfo=zone).utcoffset() for month in (1, 7)]
    right = offsets == [timedelta(hours=2), timedelta(hours=3)]
    here = f"In Finland it is {now.astimezone(zone):%-d.%-m.%Y %-H.%M}."
    return _line("time zones", right, here, f"{here} Summer time is missing: the time zone data is wrong.")


def _folder(name: str, folder: Path) -> Line:
    there = next((path for path in (folder, *folder.parents) if path.exists()), Path("/"))
    if not os.access(there, os.W_OK | os.X_OK):
        return Line(name, Health.NOT_OK, f"{there} may not be written to; give the monitor's user the right.")
    free = shutil.disk_usage(there).free
    megabytes = free // 2**20
    return _line(name, free > ROOM, f"{folder}: {megabytes} MB are free.", f"{folder}: only {megabytes} MB are free.")


def _remembered(settings: Settings, now: datetime) -> Iterator[Line]:
    if not settings.database.exists():
        yield Line("database", Health.NOT_CHECKED, f"{settings.database} is made by the first run.")
        return
    try:
        with closing(connect(settings.database)) as database:
            yield from _database(settings, database, now)
    except StoreError as error:
        yield Line("database", Health.NOT_OK, str(error))


def _database(settings: Settings, database: Database, now: datetime) -> Iterator[Line]:
    with database.read() as connection:
        sound = connection.scalar(text("PRAGMA quick_check"))
        size = settings.database.stat().st_size // 2**20
        well = f"{settings.database} is sound: {size} MB, SQLite {sqlite3.sqlite_version}."
        ill = f"{settings.database} is damaged ({sound}); bring back a backup."
        yield _line("database", sound == "ok", well, ill)
        last = {target.name: runs.last(connection, target.name) for target in settings.targets}
        ended = [run.finished_at for run in last.values() if run and run.finished_at]
        ahead = max(ended, default=now) - now
        yield _line(
            "clock", ahead < SKEW, f"It is {now:%H:%M:%S} UTC.", "The last run ended in the future: set the clock."
        )
        for target, run in last.items():
            if run is None or run.finished_at is None:
                yield Line(f"reading {target}", Health.NOT_CHECKED, f"Never read; `monitor run {target}` does it now.")
                continue
            pages = (
                f"{run.coverage.pages_checked} pages were read on {run.finished_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
            )
            yield _line(
                f"reading {target}", run.conclusive, f"{pages}.", f"{pages}, and nothing follows: {run.why_not}"
            )
        waiting = [row for row in outbox.listing(connection) if row.state in {"waiting", "claimed", "handed"}]
        stuck = [row for row in waiting if now - row.created_at > STUCK]
        ill = f"{len(stuck)} mails have waited for more than a day: {stuck[0].error if stuck else ''}"
        yield _line("outbox", not stuck, f"{len(waiting)} mails wait.", ill)
        refused = outbox.refusals(connection)
        ill = "; ".join(f"{refusal.editor}: {refusal.error}" for refusal in refused)
        yield _line("recipients", not refused, "No mail was refused.", ill)
        for kind in retention.kept(connection, settings.terms, now):
            since = f", the oldest of {kind.oldest:%Y-%m-%d}" if kind.oldest else ""
            told = f"{kind.rows} {kind.name}{since}; kept for {kind.days} days."
            yield _line("kept", not kind.late, told, f"{told} {kind.late} are past that: does `monitor serve` run?")


def _hosts(settings: Settings) -> tuple[str, ...]:
    """The hosts of the targets, this machine apart."""
    found = dict.fromkeys(host(start) for target in settings.targets for start in target.start)
    return tuple(name for name in found if not loopback(name))[:NAMES]


async def _name(name: str) -> Line:
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(RESOLVING):
            found = await loop.getaddrinfo(name, 443, type=socket.SOCK_STREAM)
    except (OSError, TimeoutError) as error:
        return Line(f"name {name}", Health.NOT_OK, f"The name is not known here: {str(error) or 'no answer'}.")
    return Line(f"name {name}", Health.OK, f"The name leads to {found[0][4][0]}.")


async def _mail(settings: Settings, now: datetime, mail_to: str) -> Line:
    server = server_of(settings)
    where = f"{server.host}:{server.port}"
    if not settings.smtp.enabled and not mail_to:
        return Line("mail server", Health.NOT_CHECKED, "Mail is switched off (smtp > enabled).")
    try:
        if not mail_to:
            async with connected(server):
                pass
            return Line("mail server", Health.OK, f"{where} answers and lets us in; --mail-to sends a test mail.")
        sender = sender_of(settings)
        await send(
            _test_mail(sender.address, mail_to, sender.domain, now),
            envelope_sender=settings.smtp.envelope_sender or sender.address,
            recipients=(mail_to,),
            server=server,
        )
    except MonitorError as error:
        return Line("mail server", Health.NOT_OK, str(error))
    return Line("mail server", Health.OK, f"{where} took a test mail for {mail_to}; look whether it arrives.")


def _test_mail(sender: str, recipient: str, domain: str, now: datetime) -> bytes:
    message = EmailMessage(policy=POLICY)
    message["From"], message["To"] = sender, recipient
    message["Subject"] = "Test mail of the freshness monitor"
    message["Date"] = now
    message["Message-ID"] = f"<doctor.{now:%Y%m%d%H%M%S}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("This mail was sent by `monitor doctor`. If you read it, mail works.\n", cte="quoted-printable")
    return message.as_bytes()
