"""A real mail server on loopback, friendly or hostile, in the event loop of the test."""

import asyncio
import ssl
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class Mailbox:
    """Takes mail. `refuses` maps recipients to replies; `answers` are given to messages in turn, then 250.

    An answer may also be "hang" (nothing is ever said), "drop" (the connection goes, nothing taken) or "die" (taken,
    and the connection goes before it is said).
    """

    def __init__(self, *answers: str, refuses: dict[str, str] | None = None) -> None:
        self.answers = list(answers)
        self.refuses = refuses or {}
        self.taken: list[tuple[tuple[str, ...], bytes]] = []
        self.sessions = 0
        self.encrypted: list[bool] = []

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.sessions += 1
        del server
        return responses

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.answers.pop(0) if self.answers else "250 OK"
        assert isinstance(envelope.original_content, bytes)
        if answer == "hang":
            await asyncio.Event().wait()
        if answer.startswith("250") or answer == "die":
            self.taken.append((tuple(envelope.rcpt_tos), envelope.original_content))
            self.encrypted.append(server.transport.get_extra_info("sslcontext") is not None)  # type: ignore[union-attr]
        if answer in {"drop", "die"}:
            server.transport.abort()  # type: ignore[union-attr]
        return answer


def authenticator(password: str) -> Any:  # noqa: ANN401 - what aiosmtpd calls
    """Accepts `vahti` with a password; a refusal must be `handled=False`, or the client never hears of it."""

    def check(
        _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: LoginPassword
    ) -> AuthResult:
        right = given.login == b"vahti" and given.password == password.encode()
        return AuthResult(success=right, handled=right)

    return check


@asynccontextmanager
async def serving(
    mailbox: Mailbox,
    *,
    starttls: ssl.SSLContext | None = None,
    implicit: ssl.SSLContext | None = None,
    password: str = "",
) -> AsyncIterator[int]:
    """The port of a server that stands for the length of the block."""
    loop = asyncio.get_running_loop()

    def session() -> SMTP:
        with warnings.catch_warnings(action="ignore"):  # it does not see that TLS was there from the start
            return SMTP(
                mailbox,
                hostname="posti.example",
                loop=loop,
                tls_context=starttls,
                require_starttls=starttls is not None,
                auth_required=bool(password),
                auth_require_tls=starttls is not None,
                authenticator=authenticator(password) if password else None,
            )

    server = await loop.create_server(session, "127.0.0.1", 0, ssl=implicit)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
