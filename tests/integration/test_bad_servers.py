"""Every misbehaviour gets its verdict, in time, in little memory, and the other destinations do not notice."""

import resource
from datetime import UTC, datetime

import pytest

from monitor.crawl.engine import crawl
from monitor.crawl.plan import LOOPBACK, Plan
from monitor.crawl.visit import PageVisit, Skipped, Visit
from monitor.model import Page, Unreadable
from monitor.urls import Scope, canonical
from monitor.verdict import judge
from tests.integration.bad_server import HOSTS, MISBEHAVIOURS, Bad, bad_server, resolve

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DEADLINE = 2.0
MEMORY = 300 * 1024  # KiB


def plan(bad: Bad) -> Plan:
    return Plan(
        starts=(f"{bad.root}/",),
        scope=Scope((f"{bad.root}/",)),
        depth=1,
        contact="mailto:verkko@example.fi",
        networks=LOOPBACK,
        interval=0.0,
        connections_per_host=24,
        connections=60,
        attempts=2,
        backoff=0.05,
        longest_wait=3.0,
        second_look=0.1,
        deadline=DEADLINE,
        connect_deadline=1.0,
        patience=0.8,
        page_bytes=1_000_000,
        wire_bytes=1_000_000,
    )


def called(visit: Visit) -> str:
    """ "outcome/reason", and what became of the reading."""
    if isinstance(visit, Skipped):
        return f"unchecked/{visit.reason}"
    page = visit.page if isinstance(visit.page, Page) else None
    told = "/".join(judge(visit.result, page))
    if not isinstance(visit, PageVisit) or visit.page is None:
        return told
    return f"{told} {visit.page.reason if isinstance(visit.page, Unreadable) else 'page'}"


async def test_every_misbehaviour(capsys: pytest.CaptureFixture[str]) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    async with bad_server() as bad:
        visits: dict[str, Visit] = {}
        asking = crawl(plan(bad), known=lambda _: None, clock=lambda: NOW, resolve=resolve, context=bad.context)
        async for visit in asking:
            visits[visit.url if isinstance(visit, Skipped) else visit.result.url] = visit
        wanted = {f"{bad.root}/{name}": told for name, (_, told) in MISBEHAVIOURS.items()}
        wanted |= {canonical(host.format(**bad.ports)): told for host, told in HOSTS.items()}
        good = [f"{bad.root}/good?{n}" for n in range(40)]
    with capsys.disabled():
        for url in wanted:
            seen = visits.get(url)
            seconds = 0.0 if seen is None or isinstance(seen, Skipped) else seen.result.elapsed
            print(f"{called(seen) if seen else '-':38} {seconds:5.2f} s  {url}")  # noqa: T201
    assert {url: called(visits[url]) for url in wanted if url in visits} == wanted
    assert {called(visits[url]) for url in good} == {"ok/ page"}
    assert max(v.result.elapsed for v in visits.values() if not isinstance(v, Skipped)) <= DEADLINE + 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss <= max(MEMORY, before + MEMORY // 2)
