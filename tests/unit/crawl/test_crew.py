"""Processes that work beside this one: what they answer, what they raise, and one that dies over its work."""

import asyncio
import os
import pickle
import signal
import subprocess
from unittest.mock import Mock

import pytest

from monitor.crawl.crew import STARTS, Crew, Ended
from monitor.errors import CannotWork

LARGE = bytes(3_000_000)  # more than a socket takes at once


class Strange(Exception):  # noqa: N818 - no error of ours
    """One that is not made again from what it says."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(words)
        self.code = code


loaded: list[int] = []  # in which process


def work(piece: object) -> object:
    """In the other process."""
    if piece == "work":
        while os.times().user < 0.1:
            pass
        return os.times().user
    if piece == "load":
        loaded.append(os.getpid())
    if piece == "loaded":
        return (*loaded, os.getpid())
    if piece == "strange":
        raise Strange(1, "not this one")
    if piece == "die":
        os._exit(7)
    if piece == "fail":
        raise ValueError("not this one")
    return os.getpid() if piece == "who" else (piece, piece)


async def test_each_piece_has_its_own_answer() -> None:
    crew = Crew(2, work)
    found = await asyncio.gather(*map(crew.do, ("a", LARGE, "b", "c")))
    await crew.close()
    assert found == [(piece, piece) for piece in ("a", LARGE, "b", "c")]


async def test_what_is_wrong_is_raised_where_it_was_asked_for() -> None:
    crew = Crew(1, work)
    with pytest.raises(ValueError, match="not this one"):
        await crew.do("fail")
    assert await crew.do("a") == ("a", "a")
    await crew.close()


async def test_what_cannot_be_made_again_is_told_too() -> None:
    crew = Crew(1, work)
    with pytest.raises(TypeError, match="words"):
        await crew.do("strange")
    assert await crew.do("a") == ("a", "a")
    await crew.close()


async def test_nobody_waits_for_work_that_cannot_be_sent() -> None:
    crew = Crew(1, lambda piece: piece)
    given_up = asyncio.ensure_future(crew.do("a"))
    await asyncio.sleep(0)
    given_up.cancel()
    with pytest.raises((AttributeError, pickle.PicklingError)):
        await crew.do("b")
    await crew.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_signals_to_all_are_for_the_run_to_answer(number: signal.Signals) -> None:
    crew = Crew(1, work)
    other = await crew.do("who")
    os.kill(other, number)
    assert await crew.do("who") == other
    await crew.close()


async def test_a_process_that_dies_takes_nothing_along() -> None:
    crew = Crew(1, work)
    first, dead, *others = await asyncio.gather(*map(crew.do, ("who", "die", "a", "who")), return_exceptions=True)
    await crew.close()
    assert isinstance(dead, Ended)
    assert others[0] == ("a", "a")
    assert others[1] != first


async def test_work_that_cannot_be_sent_is_told_to_whoever_asks() -> None:
    crew = Crew(1, lambda piece: piece)
    for _ in range(2):
        with pytest.raises((AttributeError, pickle.PicklingError)):
            await crew.do("a")
    await crew.close()


async def test_they_are_let_go_whatever_they_are_at() -> None:
    crew = Crew(2, work)
    pending = asyncio.ensure_future(crew.do("who"))
    other = await pending
    await crew.close()
    with pytest.raises(ProcessLookupError):
        os.kill(other, 0)


async def test_what_the_sample_loads_is_loaded_once_for_all_of_them() -> None:
    crew = Crew(2, work, "load")
    found = await asyncio.gather(*map(crew.do, ["loaded", LARGE, "loaded", LARGE, "loaded"]))
    await crew.close()
    homes, others = zip(*found[::2], strict=True)
    assert len(set(homes)) == 1
    assert not set(homes) & {*others, os.getpid()}


async def test_their_work_counts_as_work_of_the_run() -> None:
    crew = Crew(1, work)
    before = os.times().children_user
    worked = await crew.do("work")
    await crew.close()
    assert os.times().children_user - before >= worked


@pytest.mark.parametrize("program", ["raise SystemExit(1)", "import sys; sys.stdin.buffer.read(); raise SystemExit(1)"])
async def test_processes_that_cannot_start_are_not_made_for_ever(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """The run ends with one sentence, instead of making a new one for each page."""
    monkeypatch.setattr("monitor.crawl.crew.HOME", program)
    made = Mock(wraps=subprocess.Popen)
    monkeypatch.setattr("monitor.crawl.crew.Popen", made)
    crew = Crew(2, work)
    for piece in ("a", "b"):
        with pytest.raises(CannotWork, match="cannot be started"):
            await crew.do(piece)
    assert made.call_count <= 2 * STARTS
    await crew.close()


async def test_pieces_that_kill_do_not_count_as_processes_that_cannot_start() -> None:
    crew = Crew(1, work)
    ended = await asyncio.gather(*[crew.do("die") for _ in range(STARTS + 2)], return_exceptions=True)
    assert all(isinstance(each, Ended) for each in ended)
    assert await crew.do("a") == ("a", "a")
    await crew.close()
