"""What is worth asking again, and when. Time does not pass here."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.crawl.fetch import Fetcher, rest
from monitor.crawl.guard import Guard
from monitor.crawl.plan import Plan
from monitor.crawl.transport import Transport
from monitor.model import Failure, FetchResult, Reason

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PLAN = Plan(starts=(), attempts=3, backoff=4.0, longest_wait=30.0)


def asker(sleep: Callable[[float], Awaitable[None]] | None = None) -> Fetcher:
    async def never(_: float) -> None:
        raise AssertionError

    transport = Transport(PLAN, Guard(only_loopback=True))
    return Fetcher(PLAN, transport, clock=lambda: NOW, sleep=sleep or never, rng=random.Random(1))


def result(status: int | None, reason: Reason | None = None, attempts: int = 1, after: str = "") -> FetchResult:
    return FetchResult(
        url="http://e.example/",
        final_url="http://e.example/",
        fetched_at=NOW,
        status=status,
        failure=Failure(reason) if reason else None,
        attempts=attempts,
        headers={"retry-after": after} if after else {},
    )


@pytest.mark.parametrize(
    ("asked", "shortest", "longest"),
    [
        pytest.param(result(200), None, None, id="200"),
        pytest.param(result(404), None, None, id="404"),
        pytest.param(result(403), None, None, id="403"),
        pytest.param(result(None, Reason.NO_SUCH_HOST), None, None, id="no-such-host"),
        pytest.param(result(None, Reason.TLS_EXPIRED), None, None, id="certificate"),
        pytest.param(result(None, Reason.PRIVATE_ADDRESS), None, None, id="private"),
        pytest.param(result(503, attempts=3), None, None, id="asked-often-enough"),
        pytest.param(result(None, Reason.TIMEOUT, attempts=2), None, None, id="two-timeouts"),
        pytest.param(result(429, after="31"), None, None, id="wants-to-be-left-alone-for-longer"),
        pytest.param(result(429, after="30"), 30.0, 30.0, id="retry-after"),
        pytest.param(result(503, after="Tue, 24 Nov 2026 12:00:07 GMT"), 7.0, 7.0, id="retry-after-date"),
        pytest.param(result(503), 2.0, 4.0, id="503"),
        pytest.param(result(500, attempts=2), 4.0, 8.0, id="500-twice"),
        pytest.param(result(None, Reason.RESET), 2.0, 4.0, id="reset"),
        pytest.param(result(None, Reason.TIMEOUT), 2.0, 4.0, id="timeout"),
        pytest.param(result(None, Reason.DNS), 2.0, 4.0, id="name-service"),
    ],
)
def test_again(asked: FetchResult, shortest: float | None, longest: float | None) -> None:
    delay = asker().again(asked)
    if shortest is None or longest is None:
        assert delay is None
    else:
        assert delay is not None
        assert shortest <= delay <= longest


async def test_get_waits_between_attempts() -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    last = await asker(sleep).get("http://127.0.0.1:1/")
    assert (last.failure and last.failure.reason, last.attempts, len(waited)) == ("refused", 2, 1)


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        pytest.param(200, {}, None, id="nothing-said"),
        pytest.param(200, {"retry-after": "9"}, None, id="a-good-answer-needs-no-retry"),
        pytest.param(200, {"ratelimit-remaining": "3", "ratelimit-reset": "9"}, None, id="some-left"),
        pytest.param(200, {"ratelimit-remaining": "0", "ratelimit-reset": "soon"}, None, id="nonsense"),
        pytest.param(200, {"ratelimit": '"default";r=5;t=9'}, None, id="structured-some-left"),
        pytest.param(429, {"retry-after": "9"}, 9.0, id="retry-after"),
        pytest.param(200, {"ratelimit-remaining": "0", "ratelimit-reset": "9"}, 9.0, id="none-left"),
        pytest.param(200, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795521609"}, 9.0, id="a-time"),
        pytest.param(200, {"ratelimit": '"default";r=0;t=9'}, 9.0, id="structured"),
        pytest.param(200, {"ratelimit": "limit=100, remaining=0, reset=9"}, 9.0, id="older-draft"),
    ],
)
def test_how_long_a_server_wants_to_be_left_alone(status: int, headers: dict[str, str], seconds: float | None) -> None:
    assert rest(replace(result(status), headers=headers)) == seconds
