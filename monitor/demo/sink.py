"""A mail server on the loopback address that delivers nothing: every message becomes a file and stays in a list."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

from aiosmtpd.smtp import SMTP, Envelope, Session


class Mail(NamedTuple):
    """One message as it was taken, and the file that holds it."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage
    path: Path

    @property
    def subject(self) -> str:
        """The subject, decoded."""
        return str(self.message["Subject"] or "")


@dataclass
class Mailbox:
    """Where messages arrive. `refuse` is the answer to the next messages, "" to take them.

    No slots: aiosmtpd looks at every attribute of its handler, and Python 3.11.2 cannot show a slotted class's
    `__weakref__`.
    """

    folder: Path
    host: str = "127.0.0.1"
    port: int = 0
    mails: list[Mail] = field(default_factory=list)
    refuse: str = ""

    def __post_init__(self) -> None:
        """Make the folder where it is missing."""
        self.folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Write the message as `001.eml`, `002.eml` and so on; the answer is SMTP's."""
        if self.refuse:
            return self.refuse
        raw = bytes(envelope.original_content or b"")
        path = self.folder / f"{len(self.mails) + 1:03}.eml"
        path.write_bytes(raw)
        message = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
        self.mails.append(Mail(envelope.mail_from or "", tuple(envelope.rcpt_tos), message, path))
        return "250 OK"


@asynccontextmanager
async def sink(folder: Path, *, port: int = 0) -> AsyncIterator[Mailbox]:
    """Take mail on 127.0.0.1 until the block ends; `folder` is made where it is missing.

    Port 0 lets the system choose a free one. Raises OSError where the port is taken.
    """
    mailbox = Mailbox(folder)
    loop = asyncio.get_running_loop()
    # A fixed host name keeps aiosmtpd from asking the resolver for ours, which can take seconds without a network.
    server = await loop.create_server(
        lambda: SMTP(mailbox, hostname="localhost", enable_SMTPUTF8=True, loop=loop), mailbox.host, port
    )
    mailbox.port = server.sockets[0].getsockname()[1]
    try:
        yield mailbox
    finally:
        server.close()
        await server.wait_closed()
