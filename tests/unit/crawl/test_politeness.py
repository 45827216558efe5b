"""Whose turn it is, by a clock that is an argument."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.crawl.politeness import Ask, Host, Hosts


def ask(url: str) -> Ask:
    return Ask(url, page=False)


def taken(hosts: Hosts, now: float) -> list[str]:
    """Every address whose turn it is at this moment, answered at once."""
    urls = []
    while (turn := hosts.next(now)) is not None:
        urls.append(turn[1].url)
        hosts.done(turn[0])
    return urls


def test_hosts_take_turns() -> None:
    hosts = Hosts(0.0, 1)
    for url in ("a1", "a2", "a3", "b1", "b2"):
        hosts.add(url[0], ask(url))
    assert taken(hosts, 1.0) == ["a1", "b1", "a2", "b2", "a3"]


def test_interval() -> None:
    hosts = Hosts(1.0, 1)
    for url in ("a1", "a2", "b1"):
        hosts.add(url[0], ask(url))
    assert taken(hosts, 10.0) == ["a1", "b1"]
    assert (hosts.soonest(), taken(hosts, 10.9)) == (11.0, [])
    assert taken(hosts, 11.0) == ["a2"]
    assert hosts.soonest() is None


def test_busy_host_waits_for_its_answer() -> None:
    hosts = Hosts(0.0, 2)
    for n in range(3):
        hosts.add("a", ask(str(n)))
    first, second = hosts.next(0.0), hosts.next(0.0)
    assert first is not None
    assert second is not None
    assert (hosts.next(0.0), hosts.soonest()) == (None, None)
    hosts.done(first[0])
    assert taken(hosts, 0.0) == ["2"]


def test_host_that_wants_to_be_left_alone() -> None:
    hosts = Hosts(0.0, 1)
    hosts.add("a", ask("a1"))
    hosts.add("b", ask("b1"))
    hosts.hush("a", 5.0)
    assert taken(hosts, 1.0) == ["b1"]
    assert (hosts.soonest(), taken(hosts, 5.0)) == (5.0, ["a1"])


def test_later() -> None:
    hosts = Hosts(0.0, 1)
    hosts.add_later("a", ask("a1"), 7.0)
    assert (taken(hosts, 6.9), hosts.soonest(), taken(hosts, 7.0)) == ([], 7.0, ["a1"])


def test_a_turn_out_of_line_counts() -> None:
    hosts = Hosts(1.0, 1)
    assert [hosts.turn("a", 3.0), hosts.turn("a", 3.0), hosts.turn("a", 6.5)] == [0.0, 1.0, 0.0]


@pytest.mark.parametrize("connections", [pytest.param(n, id=f"{n}-connections") for n in (1, 3)])
@given(st.lists(st.sampled_from("abcdef"), max_size=60), st.sampled_from([0.0, 0.5, 2.0]))
def test_every_address_is_asked_once_at_its_pace(connections: int, names: list[str], interval: float) -> None:
    hosts = Hosts(interval, connections)
    for n, name in enumerate(names):
        hosts.add(name, ask(f"{name}{n}"))
    now, last, seen = 1.0, dict[str, float](), Counter[str]()
    busy: list[Host] = []
    while True:
        turn = hosts.next(now)
        if turn is not None:
            host, asked = turn
            assert now - last.get(host.name, -9.0) >= interval
            last[host.name] = now
            seen[asked.url] += 1
            busy.append(host)
            assert host.active <= connections
        elif busy:
            hosts.done(busy.pop())
        elif (soonest := hosts.soonest()) is not None:
            now = max(now, soonest)
        else:
            break
    assert seen == Counter(f"{name}{n}" for n, name in enumerate(names))
