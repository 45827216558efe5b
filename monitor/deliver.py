"""The outbox loop: claim, hand over, record; one step at a time, so that a crash between two steps loses nothing.

What a mail tells counts as told from the moment before the mail server is given its words. A crash before that moment
leaves a mail that is sent later or replaced by a newer one; a crash after it leaves one that is sent again, byte for
byte, under its Message-ID. So everything is told as new once, and delivered at least once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple, Protocol

from aiosmtplib import SMTP

from monitor.errors import MailError
from monitor.mail import NotConnected, OutcomeUnknown, Sent, Server, connected, hand_over
from monitor.store.outbox import OutboxMail

FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=1)
DOUBLINGS = 10  # the longest wait is long reached by then
JITTER = 0.2  # so that many monitors do not come back in the same second
LAST_RECIPIENTS = 10  # attempts for those who are left when others have their mail: most of a working day


class Outbox(Protocol):
    """What the loop asks of the store: each call is one transaction that is kept when it returns."""

    def claim(self, now: datetime) -> OutboxMail | None:
        """The next mail that is due, under a lease."""

    def handing(self, mail: int, now: datetime) -> bool:
        """Records that the next words cannot be taken back; False where the mail is no longer to be sent."""

    def sent(self, mail: int, now: datetime, error: str = "") -> None:
        """The server took it."""

    def deferred(self, mail: int, error: str, next_at: datetime, *, unknown: bool) -> None:
        """Not this time."""

    def partly(self, mail: int, left: tuple[str, ...], error: str, next_at: datetime) -> None:
        """The server took it for all but some, who may get it later."""

    def refused(self, mail: int, now: datetime, error: str) -> None:
        """Never."""


class Problem(NamedTuple):
    """What the admin is told: a mail, or some of its recipients, that the mail server will not take."""

    editor: str
    subject: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What came of one round. `error` is the failure that ended it early, where one did."""

    sent: int = 0
    deferred: int = 0
    refused: int = 0
    problems: tuple[Problem, ...] = ()
    error: str = ""


class _Overtaken(Exception):  # noqa: N818 - it is no error
    """The mail was superseded between its claim and its handing."""


async def deliver(outbox: Outbox, server: Server, *, now: Callable[[], datetime], rng: Random) -> Delivered:
    """Sends what is due, over one connection. A lost connection ends the round; the next round goes on.

    `now` gives aware times; `rng` spreads the waiting times. Nothing is raised for what a mail server may do.
    """
    mail = outbox.claim(now())
    if mail is None:
        return Delivered()
    counts = _Round(outbox, now, rng)
    try:
        async with connected(server) as smtp:
            while mail is not None:
                await counts.one(smtp, mail, server.timeout)
                mail = outbox.claim(now())
    except (NotConnected, OutcomeUnknown) as lost:
        if mail is not None:
            counts.wait(mail, str(lost), unknown=mail.handed or isinstance(lost, OutcomeUnknown))
        return counts.delivered(str(lost))
    except _Overtaken:
        return counts.delivered()
    return counts.delivered()


class _Round:
    """The counts of one round, and what is recorded for each mail."""

    def __init__(self, outbox: Outbox, now: Callable[[], datetime], rng: Random) -> None:
        self.outbox = outbox
        self.now = now
        self.rng = rng
        self.sent = self.deferred = self.refused = 0
        self.problems: list[Problem] = []

    async def one(self, smtp: SMTP, mail: OutboxMail, timeout: float) -> None:  # noqa: ASYNC109 - passed on
        """Hands one mail over and records the answer. A lost connection is raised, an answer never."""
        try:
            answer = await hand_over(
                smtp,
                mail.body,
                envelope_sender=mail.envelope_sender,
                recipients=mail.recipients,
                timeout=timeout,
                handing=lambda: self.hand(mail),
            )
        except (NotConnected, OutcomeUnknown):
            raise
        except MailError as refusal:
            if refusal.permanent:
                self.outbox.refused(mail.id, self.now(), str(refusal))
                self.refused += 1
                self.problems.append(Problem(mail.editor, mail.subject, str(refusal)))
            else:
                self.wait(mail, str(refusal), unknown=mail.handed)
        else:
            self.record(mail, answer)

    def hand(self, mail: OutboxMail) -> None:
        """Records the handing, or stops it."""
        if not self.outbox.handing(mail.id, self.now()):
            raise _Overtaken

    def record(self, mail: OutboxMail, answer: Sent) -> None:
        """Records what the server took, and for whom."""
        error = ", ".join(f"{recipient}: {reply.code} {reply.text}" for recipient, reply in answer.refused.items())
        left = tuple(recipient for recipient, reply in answer.refused.items() if not reply.permanent)
        if left and mail.attempts < LAST_RECIPIENTS:
            self.outbox.partly(mail.id, left, error, self.later(mail.attempts))
            self.deferred += 1
        else:
            self.outbox.sent(mail.id, self.now(), error)
            self.sent += 1
            left = ()
        if len(left) < len(answer.refused):
            self.problems.append(Problem(mail.editor, mail.subject, error))

    def wait(self, mail: OutboxMail, error: str, *, unknown: bool) -> None:
        """Puts a mail off."""
        self.outbox.deferred(mail.id, error, self.later(mail.attempts), unknown=unknown)
        self.deferred += 1

    def later(self, attempts: int) -> datetime:
        """When to try again: twice as long each time, up to an hour, give or take a fifth."""
        wait = min(FIRST_WAIT * 2.0 ** min(attempts - 1, DOUBLINGS), LONGEST_WAIT)
        return self.now() + wait * self.rng.uniform(1 - JITTER, 1 + JITTER)

    def delivered(self, error: str = "") -> Delivered:
        """The counts so far."""
        return Delivered(
            sent=self.sent,
            deferred=self.deferred,
            refused=self.refused,
            problems=tuple(self.problems),
            error=error,
        )
