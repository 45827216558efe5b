"""Links in every form that browsers take, through `monitor check --format json --all-links`: each has its verdict."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from monitor.demo.server import serve
from monitor.urls import canonical, discreet
from tests.integration.command import checked
from tests.unit.demo.linkforms import PAGES, ROUTES, Case, cases, lay_out

Rows = list[dict[str, Any]]


def right(case: Case, rows: Rows) -> bool:
    """Whether the report says of this link what is true of it."""
    if not rows:
        return case.optional or "ignored" in case.verdicts
    verdicts = {(row["verdict"], row["reason"]) for row in rows}
    addresses = {canonical(row["url"]) for row in rows}
    told = all(v in case.verdicts and (r in case.reasons or v != case.verdicts[0]) for v, r in verdicts)
    return told and (not case.urls or addresses <= {canonical(url) for url in case.urls})


def said_of(case: Case, links: Rows) -> Rows:
    """The rows of this link; the words of an anchor are the name of its case."""
    here = [row for row in links if (row["page"], row["href"]) == (case.page, discreet(case.href))]
    return [row for row in here if row["text"] == case.id] if case.element == "a" else here


async def test_every_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "site").mkdir()
    async with serve(tmp_path / "site", ROUTES) as site:
        lay_out(tmp_path / "site", site.base_url)
        pages = [f"{site.base_url}{page}" for page in PAGES]
        report = await checked(tmp_path / "report.json", *pages, "--all-links")
        wanted = cases(site.base_url)
    found = {case: said_of(case, report["links"]) for case in wanted}
    dead = {case.href for case in wanted if "broken" in case.verdicts}
    false_broken = [row for row in report["links"] if row["verdict"] == "broken" and row["href"] not in dead]
    with capsys.disabled():
        told = Counter(row["verdict"] for rows in found.values() for row in rows[:1])
        rights = sum(right(*pair) for pair in found.items())
        print(f"\n{len(wanted)} links: {rights} right, {len(false_broken)} falsely broken")  # noqa: T201
        print(", ".join(f"{n} {verdict}" for verdict, n in told.most_common()))  # noqa: T201
    assert len(wanted) >= 150
    assert {case.id: rows for case, rows in found.items() if not right(case, rows)} == {}
    assert false_broken == []
