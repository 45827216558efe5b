"""One rendered message to one mail server, by aiosmtplib.

TLS is required or it is off; never "if the server offers it", which sends in clear to whoever takes the offer away.
A connection serves one batch. Each recipient is offered on its own, so that a refusal of one is read and the others
still get their mail.
"""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

import aiosmtplib
from aiosmtplib import SMTP, SMTPException, SMTPResponseException
from pydantic import SecretStr

from monitor.errors import MailError

BRACKETED = re.compile(r"[!-;=?-~]+")  # printable ASCII without angle brackets: what may stand between them
BAD_MAILBOX = 553  # RFC 5321, 4.2.3: mailbox name not allowed
PERMANENT = 500  # RFC 5321, 4.2.1: 4yz asks to be tried again, 5yz never will be
PARTING = 5.0  # seconds for QUIT: everything is said by then
REPLY_LIMIT = 200
FAILURES = (SMTPException, OSError, TimeoutError)  # a failure of TLS is an OSError


class Tls(StrEnum):
    """How the connection is protected."""

    STARTTLS = "starttls"
    IMPLICIT = "implicit"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A mail server.

    `timeout` is in seconds, for the whole of connecting and for each message, and at most 300; `ca_file` names
    certificates to trust instead of the system's.
    """

    host: str
    port: int = 587
    tls: Tls = Tls.STARTTLS
    username: str = ""
    password: SecretStr | None = None
    timeout: float = 60.0
    ca_file: str = ""


class Reply(NamedTuple):
    """What the server answered."""

    code: int
    text: str

    @property
    def permanent(self) -> bool:
        """Whether asking again would not help."""
        return self.code >= PERMANENT


@dataclass(frozen=True, slots=True)
class Sent:
    """The server took the message. `refused` names the recipients that it did not take it for."""

    refused: Mapping[str, Reply] = field(default_factory=dict)


class NotConnected(MailError):  # noqa: N818 - what happened, in the words of errors.py
    """No message was handed over: the server could not be reached, or did not accept who we are."""


class OutcomeUnknown(MailError):  # noqa: N818 - as above
    """The message was handed over and no answer came: it may have been taken."""


@asynccontextmanager
async def connected(server: Server) -> AsyncIterator[SMTP]:
    """A connection for one batch, authenticated where there is a user name. Raises NotConnected."""
    smtp = SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=server.tls is Tls.IMPLICIT,
        start_tls=server.tls is Tls.STARTTLS,
        tls_context=None if server.tls is Tls.NONE else ssl.create_default_context(cafile=server.ca_file or None),
        timeout=server.timeout,
    )
    try:
        try:
            async with asyncio.timeout(server.timeout):
                await smtp.connect()
                await _log_in(smtp, server)
        except FAILURES as failure:
            raise _not_connected(server, failure) from None
        yield smtp
        with suppress(*FAILURES):
            await smtp.quit(timeout=min(server.timeout, PARTING))
    finally:
        smtp.close()


async def hand_over(
    smtp: SMTP,
    content: bytes,
    *,
    envelope_sender: str,
    recipients: tuple[str, ...],
    timeout: float,  # noqa: ASYNC109 - of the whole conversation, answered with an error of ours
    handing: Callable[[], None] = lambda: None,
) -> Sent:
    """Hands one message over. `handing` is called once, just before the words that cannot be taken back (DATA).

    Raises MailError where the server refused (`permanent` tells which way), OutcomeUnknown where the connection was
    lost after `handing`. The message is not changed: 7-bit, CRLF.
    """
    handed = False
    try:
        async with asyncio.timeout(timeout):
            await smtp.mail(envelope_sender)
            refused = await _offer(smtp, recipients)
            if len(refused) == len(recipients):
                await smtp.rset()
                raise _all_refused(refused)
            handing()
            handed = True
            await smtp.data(content)
    except SMTPResponseException as answer:
        reply = _reply(answer)
        if reply.code <= 0:  # what came was no answer
            raise OutcomeUnknown(f"The mail server answered nonsense: {reply.text}", permanent=False) from None
        raise MailError(
            f"The mail server refused the message: {reply.code} {reply.text}", permanent=reply.permanent
        ) from None
    except FAILURES as failure:
        kind = OutcomeUnknown if handed else NotConnected
        raise kind(f"The connection to the mail server was lost: {_named(failure)}", permanent=False) from None
    return Sent(refused)


async def send(
    content: bytes,
    *,
    envelope_sender: str,
    recipients: tuple[str, ...],
    server: Server,
    handing: Callable[[], None] = lambda: None,
) -> Sent:
    """One message over a connection of its own. Raises as `connected` and `hand_over` do."""
    async with connected(server) as smtp:
        return await hand_over(
            smtp,
            content,
            envelope_sender=envelope_sender,
            recipients=recipients,
            timeout=server.timeout,
            handing=handing,
        )


async def _log_in(smtp: SMTP, server: Server) -> None:
    if not server.username:
        return
    if server.tls is Tls.NONE:
        raise aiosmtplib.SMTPNotSupported("a password is not sent over a connection without TLS")
    await smtp.login(server.username, server.password.get_secret_value() if server.password else "")


async def _offer(smtp: SMTP, recipients: tuple[str, ...]) -> dict[str, Reply]:
    refused: dict[str, Reply] = {}
    for recipient in recipients:
        if not BRACKETED.fullmatch(recipient):
            refused[recipient] = Reply(BAD_MAILBOX, "not a mail address")
            continue
        try:
            await smtp.rcpt(recipient)
        except aiosmtplib.SMTPRecipientRefused as answer:
            refused[recipient] = _reply(answer)
    return refused


def _reply(answer: SMTPResponseException) -> Reply:
    return Reply(answer.code, " ".join(answer.message.split())[:REPLY_LIMIT])


def _all_refused(refused: Mapping[str, Reply]) -> MailError:
    told = ", ".join(f"{recipient}: {reply.code} {reply.text}" for recipient, reply in refused.items())
    permanent = all(reply.permanent for reply in refused.values())
    return MailError(f"The mail server refused every recipient: {told}", permanent=permanent)


def _not_connected(server: Server, failure: Exception) -> NotConnected:
    """The failure in a sentence. Whatever is wrong with our settings is worth trying again: an admin may mend it."""
    where = f"The mail server {server.host}:{server.port}"
    if isinstance(failure, ssl.SSLCertVerificationError):
        return NotConnected(
            f"{where} showed a certificate that is not trusted.", permanent=False, hint="Check ca_file."
        )
    if isinstance(failure, aiosmtplib.SMTPAuthenticationError):
        return NotConnected(f"{where} did not accept the user name and password.", permanent=False)
    if isinstance(failure, SMTPResponseException):
        reply = _reply(failure)
        return NotConnected(f"{where} answered {reply.code} {reply.text}", permanent=False)
    if isinstance(failure, SMTPException) and "STARTTLS" in str(failure).upper():
        return NotConnected(f"{where} does not offer STARTTLS.", permanent=False, hint="Set tls to implicit or none.")
    if isinstance(failure, aiosmtplib.SMTPNotSupported):
        return NotConnected(f"{where} cannot be logged in to: {_named(failure)}.", permanent=False)
    return NotConnected(f"{where} could not be reached: {_named(failure)}.", permanent=False)


def _named(failure: Exception) -> str:
    words = " ".join(str(failure).split())[:REPLY_LIMIT]
    return words or type(failure).__name__
