"""The outbox and its loop, against a real mail server on loopback and a clock that is an argument."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import StaticPool

from monitor.deliver import Delivered, Problem, deliver
from monitor.mail import Server, Tls
from monitor.store.outbox import OutboxMail, SqlOutbox, listing, put, retry, told, told_at, unknown
from monitor.store.schema import metadata
from tests.integration.mailbox import Mailbox, serving

NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
TEAM = ("neuvonta@kunta.example.fi", "asiakaspalvelu@kunta.example.fi")


@pytest.fixture
def engine() -> Iterator[Engine]:
    memory = create_engine("sqlite://", poolclass=StaticPool)
    metadata.create_all(memory)
    yield memory
    memory.dispose()


def body(words: str) -> bytes:
    return f"Subject: {words}\r\n\r\n{words}\r\n".encode()


def write(engine: Engine, words: str, *, editor: str = "neuvonta", cursor: int = 1, at: datetime = NOW) -> bool:
    with engine.begin() as connection:
        return put(
            connection,
            message_id=f"<{words}@kunta.example.fi>",
            editor=editor,
            digest_key=words,
            recipients=TEAM,
            sender="bounce@kunta.example.fi",
            subject=words,
            body=body(words),
            cursor=cursor,
            now=at,
        )


def states(engine: Engine) -> list[tuple[str, str, int]]:
    with engine.begin() as connection:
        return [(row.subject, row.state, row.attempts) for row in reversed(listing(connection))]


async def round_at(engine: Engine, mailbox: Mailbox, after: timedelta = timedelta(0)) -> Delivered:
    async with serving(mailbox) as port:
        server = Server(host="127.0.0.1", port=port, tls=Tls.NONE, timeout=1)
        return await deliver(SqlOutbox(engine), server, now=lambda: NOW + after, rng=Random(4))


async def test_nothing_due_nobody_called(engine: Engine) -> None:
    mailbox = Mailbox()
    assert await round_at(engine, mailbox) == Delivered()
    assert mailbox.sessions == 0


async def test_all_that_is_due_over_one_connection(engine: Engine) -> None:
    assert [write(engine, f"kirje {n}", editor=f"editor {n}") for n in range(3)] == [True] * 3
    mailbox = Mailbox()
    assert await round_at(engine, mailbox) == Delivered(sent=3)
    assert mailbox.taken == [(TEAM, body(f"kirje {n}")) for n in range(3)]
    assert mailbox.sessions == 1
    assert await round_at(engine, mailbox) == Delivered()


async def test_not_now_then_yes(engine: Engine) -> None:
    write(engine, "kirje")
    mailbox = Mailbox("451 Greylisted")
    assert await round_at(engine, mailbox) == Delivered(deferred=1)
    assert states(engine) == [("kirje", "waiting", 1)]
    assert await round_at(engine, mailbox, timedelta(minutes=3)) == Delivered()
    assert await round_at(engine, mailbox, timedelta(minutes=7)) == Delivered(sent=1)
    assert states(engine) == [("kirje", "sent", 2)]


async def test_waits_grow_to_an_hour(engine: Engine) -> None:
    write(engine, "kirje")
    waits = []
    for _ in range(6):
        with engine.begin() as connection:
            due = listing(connection)[0].next_at
        assert (await round_at(engine, Mailbox("451 No"), due - NOW)).deferred == 1
        with engine.begin() as connection:
            waits.append((listing(connection)[0].next_at - due).total_seconds() / 60)
    for wait, expected in zip(waits, (5, 10, 20, 40, 60, 60), strict=True):
        assert 0.8 * expected <= wait <= 1.2 * expected


async def test_never_stops_one_mail_and_tells_the_admin(engine: Engine) -> None:
    write(engine, "huono", editor="a", cursor=5)
    write(engine, "hyvä", editor="b")
    mailbox = Mailbox("554 Not wanted")
    error = "The mail server refused the message: 554 Not wanted"
    told_admin = Delivered(sent=1, refused=1, problems=(Problem("a", "huono", error),))
    assert await round_at(engine, mailbox) == told_admin
    assert states(engine) == [("huono", "refused", 1), ("hyvä", "sent", 1)]
    with engine.begin() as connection:
        assert (told(connection, "a"), told(connection, "b")) == (0, 1)
        assert retry(connection, 1, NOW)
    assert await round_at(engine, Mailbox()) == Delivered(sent=1)


async def test_one_recipient_is_gone(engine: Engine) -> None:
    write(engine, "kirje")
    mailbox = Mailbox(refuses={TEAM[1]: "550 No such user"})
    problem = Problem("neuvonta", "kirje", f"{TEAM[1]}: 550 No such user")
    assert await round_at(engine, mailbox) == Delivered(sent=1, problems=(problem,))
    assert mailbox.taken == [(TEAM[:1], body("kirje"))]


async def test_one_recipient_is_late(engine: Engine) -> None:
    write(engine, "kirje", cursor=7)
    assert await round_at(engine, Mailbox(refuses={TEAM[1]: "452 Full"})) == Delivered(deferred=1)
    with engine.begin() as connection:
        assert told(connection, "neuvonta") == 7
    mailbox = Mailbox()
    assert await round_at(engine, mailbox, timedelta(hours=1)) == Delivered(sent=1)
    assert mailbox.taken == [(TEAM[1:], body("kirje"))]


@pytest.mark.parametrize("answer", ["drop", "die"])
async def test_an_unknown_outcome_is_sent_again_byte_for_byte(engine: Engine, answer: str) -> None:
    write(engine, "kirje", cursor=9)
    mailbox = Mailbox(answer)
    lost = await round_at(engine, mailbox)
    assert (lost.sent, lost.deferred, lost.error.startswith("The connection to the mail server was lost")) == (
        0,
        1,
        True,
    )
    with engine.begin() as connection:
        assert (unknown(connection, "neuvonta"), told(connection, "neuvonta")) == (True, 9)
        assert told_at(connection, "neuvonta") == NOW
    assert not write(engine, "uudempi", cursor=10)
    assert await round_at(engine, mailbox, timedelta(hours=1)) == Delivered(sent=1)
    assert {content for _, content in mailbox.taken} == {body("kirje")}
    assert write(engine, "uudempi", cursor=10)


async def test_an_unknown_outcome_stays_unknown_when_it_is_put_off(engine: Engine) -> None:
    write(engine, "kirje")
    await round_at(engine, Mailbox("die"))
    assert await round_at(engine, Mailbox("451 Not now"), timedelta(hours=1)) == Delivered(deferred=1)
    assert states(engine) == [("kirje", "handed", 2)]


async def test_a_week_without_a_mail_server_gives_one_mail(engine: Engine) -> None:
    nobody = Server(host="127.0.0.1", port=9, tls=Tls.NONE, timeout=1)
    for day in range(7):
        at = NOW + timedelta(days=day)
        assert write(engine, f"päivä {day}", cursor=day + 1, at=at)
        result = await deliver(SqlOutbox(engine), nobody, now=lambda at=at: at, rng=Random(1))  # type: ignore[misc]
        assert (result.sent, result.deferred) == (0, 1)
    mailbox = Mailbox()
    assert await round_at(engine, mailbox, timedelta(days=6, hours=2)) == Delivered(sent=1)
    assert mailbox.taken == [(TEAM, body("päivä 6"))]
    assert [state for _, state, _ in states(engine)] == ["superseded"] * 6 + ["sent"]


async def test_overtaken_between_claim_and_handing(engine: Engine) -> None:
    class Slow(SqlOutbox):
        """Another process writes a newer mail while this one is dialling."""

        def claim(self, now: datetime) -> OutboxMail | None:
            mail = super().claim(now)
            if mail is not None and mail.subject == "vanha":
                write(engine, "uusi", cursor=2)
            return mail

    write(engine, "vanha")
    mailbox = Mailbox()
    async with serving(mailbox) as port:
        server = Server(host="127.0.0.1", port=port, tls=Tls.NONE, timeout=1)
        assert await deliver(Slow(engine), server, now=lambda: NOW, rng=Random(1)) == Delivered()
        assert await deliver(Slow(engine), server, now=lambda: NOW, rng=Random(1)) == Delivered(sent=1)
    assert mailbox.taken == [(TEAM, body("uusi"))]


def test_a_lease_keeps_others_away_until_it_lapses(engine: Engine) -> None:
    write(engine, "kirje")
    one, two = SqlOutbox(engine), SqlOutbox(engine)
    first = one.claim(NOW)
    assert first is not None
    assert two.claim(NOW + timedelta(minutes=14)) is None
    assert two.claim(NOW + timedelta(minutes=16)) == replace(first, attempts=2)


def test_the_same_digest_written_anew_before_it_left(engine: Engine) -> None:
    assert write(engine, "kirje", cursor=1)
    assert write(engine, "kirje", cursor=2)
    assert states(engine) == [("kirje", "waiting", 0)]


async def test_the_same_digest_is_not_written_after_it_left(engine: Engine) -> None:
    write(engine, "kirje")
    await round_at(engine, Mailbox())
    assert not write(engine, "kirje", cursor=2)
    with engine.begin() as connection:
        assert not retry(connection, 1, NOW)
