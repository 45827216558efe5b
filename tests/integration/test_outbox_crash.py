"""SIGKILL at every commit and around the mail server's 250: nothing lost, nothing told as new twice."""

import asyncio
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import create_engine, text

from tests.integration.mailbox import Mailbox, serving

SCRIPT = Path(__file__).with_name("post_office.py")
ROOT = Path(__file__).parents[2]
HALF = 0.5
QUIET = (0, 0, 0, 0)  # one may still meet an unkind server, one sends what was unknown, one tells all the rest
POINTS = {
    "before writing",
    "before the commit of writing",
    "after writing",
    "before claim",
    "after claim",
    "before handing",
    "after handing, before DATA",
    "after 250, before sent",
    "after sent",
}


async def play(database: Path, mailbox: Mailbox, kills: list[int]) -> list[str | None]:
    """Rounds that are killed, then some that are not, the last of them with a kind server; where each was killed."""
    told: list[str | None] = []
    async with serving(mailbox) as port:
        command = (sys.executable, str(SCRIPT), str(database), str(port), *map(str, (*kills, *QUIET)))
        worker = await asyncio.create_subprocess_exec(
            *command, stdout=asyncio.subprocess.PIPE, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}
        )
        assert worker.stdout is not None
        async for line in worker.stdout:
            told.append(json.loads(line))
            if len(told) == len(kills) + 1:
                mailbox.answers.clear()
                mailbox.refuses.clear()
        assert await worker.wait() == 0
    return told


def check(database: Path, mailbox: Mailbox) -> tuple[int, int]:
    """The promise. Returns how many mails were delivered, and how many of them were repetitions."""
    engine = create_engine(f"sqlite:///{database}")
    with engine.connect() as connection:
        happened = {row.id for row in connection.execute(text("SELECT id FROM probe"))}
    engine.dispose()
    by_id: dict[bytes, set[bytes]] = defaultdict(set)
    reached: Counter[tuple[str, bytes]] = Counter()
    for team, content in mailbox.taken:
        message_id = content.partition(b"\r\n")[0]
        by_id[message_id].add(content)
        reached.update((recipient, message_id) for recipient in team)
    assert all(len(contents) == 1 for contents in by_id.values()), "the same Message-ID with other words"
    told: Counter[int] = Counter()
    for (content,) in by_id.values():
        told.update(json.loads(content.partition(b"events: ")[2].partition(b", written")[0]))
    assert {event for event, times in told.items() if times > 1} == set(), "told as new twice"
    assert happened - set(told) == set(), "lost"
    recipients = Counter(message_id for _, message_id in reached)
    assert set(recipients.values()) == {2}, "a recipient was left out"
    return sum(reached.values()), sum(reached.values()) - len(reached)


async def test_killed_at_every_step_of_a_round(tmp_path: Path) -> None:
    mailbox = Mailbox()
    where = await play(tmp_path / "monitor.db", mailbox, list(range(1, 27)))
    assert set(where) - {None} == POINTS
    delivered, repeated = check(tmp_path / "monitor.db", mailbox)
    assert 0 < repeated < delivered


async def test_killed_while_the_mail_server_is_not_kind(tmp_path: Path) -> None:
    mailbox = Mailbox(
        "451 Later",
        "die",
        "drop",
        "250 OK",
        "451 Later",
        "die",
        refuses={"asuminen-tiimi@kunta.example.fi": "452 Full"},
    )
    where = await play(tmp_path / "monitor.db", mailbox, [11, 12, 0, 14, 13, 16, 18, 17])
    assert "after deferred" in where or "before deferred" in where
    check(tmp_path / "monitor.db", mailbox)


async def test_killed_while_the_mail_server_hangs(tmp_path: Path) -> None:
    mailbox = Mailbox("hang", "250 OK", "hang")
    where = await play(tmp_path / "monitor.db", mailbox, [9, 0, 13, 10])
    assert set(where) & {"before deferred", "after deferred", "after handing, before DATA"}
    check(tmp_path / "monitor.db", mailbox)


KILLS: Counter[str] = Counter()  # at which point, over all seeds


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(2026, 2056))
async def test_killed_anywhere(tmp_path: Path, seed: int) -> None:
    rng = Random(seed)
    kinds = ["250 OK", "451 Later", "die", "drop", "hang"]
    mailbox = Mailbox(
        *rng.choices(kinds, weights=[12, 4, 2, 2, 1], k=20),
        refuses={"neuvonta-tiimi@kunta.example.fi": "452 Full"} if rng.random() < HALF else {},
    )
    kills = [rng.randint(1, 26) for _ in range(12)]
    where = await play(tmp_path / "monitor.db", mailbox, kills)
    delivered, repeated = check(tmp_path / "monitor.db", mailbox)
    killed = [point for point in where if point is not None]
    KILLS.update(killed)
    print(f"\nseed {seed}: {len(killed)} kills, {delivered} delivered, {repeated} again under the same Message-ID")  # noqa: T201


@pytest.mark.prove
def test_the_table_of_kills() -> None:
    print("\n" + "\n".join(f"{count:>5}  {point}" for point, count in KILLS.most_common()))  # noqa: T201
    print(f"{KILLS.total():>5}  in all: 0 lost, 0 told as new twice")  # noqa: T201
    assert KILLS.total() >= 200
    assert set(KILLS) >= POINTS
