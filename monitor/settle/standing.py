"""What the looks of a run that closes add up to, and whether they prove anything."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from monitor.crawl.guard import loopback
from monitor.model import Look, Standing, State
from monitor.store import links
from monitor.urls import host
from monitor.verdict import GOOD, Answered, conclusive, fold

CONTROLS = 3  # fewer hosts than this cannot speak for the network


def stand_again(connection: Connection, run: int, now: datetime) -> None:
    """Fold the looks of a run that closes into the standings of their destinations."""
    links.stand_on(connection, run)
    for looks in links.unsettled(connection, run):
        links.save_standings(connection, _standings(connection, looks, now))


def _standings(connection: Connection, looks: Mapping[str, Look], now: datetime) -> dict[str, Standing]:
    """Where these destinations stand with their newest looks."""
    before = links.standings_of(connection, looks)
    troubled = [
        url
        for url, look in looks.items()
        if look.verdict.outcome not in GOOD or (url in before and before[url].state is not State.OK)
    ]
    history = links.history(connection, troubled)
    standings: dict[str, Standing] = {}
    for url, look in looks.items():
        past = (*history[url], look) if url in history else (look,)
        standing = fold(past, now)
        if standing is None:
            continue
        earlier = before.get(url)
        if earlier is not None and earlier.state is standing.state is State.OK:
            standing = standing._replace(since=earlier.since)
        standings[url] = standing
    return standings


def controls(connection: Connection, run: int) -> str:
    """Why this run proves nothing; "" where it is conclusive.

    The hosts that answered last time are the controls: where they fall silent together, or all answer alike, the
    network is at fault and not the pages.
    """
    steady = set(map(host, links.well(connection, run)))
    heard: dict[str, Answered] = {}
    for url, answered, body_hash in links.answers(connection, run):
        name = host(url)
        if loopback(name):  # no captive portal stands between us and ourselves
            continue
        known = heard.get(name, Answered(name, answered=False))
        heard[name] = Answered(name, known.answered or answered, body_hash=known.body_hash or body_hash)
    answers = list(heard.values())
    if conclusive(answers, steady if len(steady) >= CONTROLS else ()):
        return ""
    return "the hosts that answered last time do not answer now, or all answer alike; is the network up?"
