"""The configured mail server, and one round of the outbox."""

from collections.abc import Callable
from datetime import datetime
from random import Random

from monitor.config import Settings
from monitor.deliver import Delivered
from monitor.deliver import deliver as hand_over
from monitor.mail import Server, Tls
from monitor.store.database import Database
from monitor.store.outbox import SqlOutbox


def server_of(settings: Settings) -> Server:
    """The mail server as configured; its password comes from the environment."""
    smtp = settings.smtp
    return Server(
        host=smtp.host,
        port=smtp.port,
        tls=Tls(smtp.tls),
        username=smtp.username,
        password=settings.smtp_password,
        timeout=smtp.timeout,
        ca_file=settings.ca_file,
    )


async def deliver(database: Database, settings: Settings, *, clock: Callable[[], datetime], rng: Random) -> Delivered:
    """Send what is due. `clock` gives aware times; `rng` spreads the waiting times."""
    return await hand_over(SqlOutbox(database.engine), server_of(settings), now=clock, rng=rng)
