"""Twelve pages in four languages against what a careful editor says of them: `-s` prints the table."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.checks import registry
from monitor.checks.contract import Context, PageView
from monitor.judge import Judge, Reader, statements
from monitor.knowledge import load
from monitor.model import Finding, Page, Severity
from monitor.page import read

SITE = Path(__file__).parents[1] / "site" / "twelve"
LABELS: dict[str, Any] = YAML(typ="safe").load(SITE / "labels.yaml")
PAGES = [pytest.param(page, id=page["file"]) for page in LABELS["pages"]]
RANK = {"error": 3, "warning": 2, "note": 1}
Label = dict[str, Any]


def judged(file: str, as_of: date = LABELS["as_of"]) -> list[Finding]:
    """Every finding of one page, by its words alone."""
    url = f"https://www.example.fi/{file}"
    page = read((SITE / file).read_bytes(), url=url)
    assert isinstance(page, Page)
    knowledge = load()
    view = PageView(
        url=url,
        page=page,
        statements=statements(Reader(knowledge.lexicon).stated(page.occurrences)),
        lang=page.lang,
    )
    judge = Judge([check() for check in registry().values()], Context(as_of=as_of, knowledge=knowledge))
    found = judge.page(view)
    assert judge.failed == set()
    return found


def says(finding: Finding, label: Label) -> bool:
    """Whether a finding is the one that the label speaks of."""
    checks = {label["check"], *label.get("or", ())}
    told = {finding.check, *(reason.check for reason in finding.reasons)}
    near = " ".join(finding.context.replace(" | ", " ").split())
    overlaps = label["quote"] in finding.quote or finding.quote in label["quote"]
    return bool(checks & told) and overlaps and (label["near"] in near or near in label["near"])


@pytest.mark.parametrize("page", PAGES)
def test_what_an_editor_would_mend_is_found(page: Label) -> None:
    found = judged(page["file"])
    missed = [
        label["near"]
        for label in page["flag"]
        if not any(says(f, label) and RANK[f.severity.value] >= RANK[label["least"]] for f in found)
    ]
    assert missed == []


@pytest.mark.parametrize("page", PAGES)
def test_what_an_editor_would_keep_is_silent_and_all_else_is_defended(page: Label) -> None:
    known = (*page["flag"], *page["may"])
    others = [f for f in judged(page["file"]) if not any(says(f, label) for label in known)]
    kept = [(f.check, f.quote) for f in others for label in page["keep"] if _inside(f, label)]
    undefended = [(f.check, f.quote, f.context) for f in others if f.severity is not Severity.NOTE]
    assert (kept, undefended) == ([], [])


def _inside(finding: Finding, label: Label) -> bool:
    """Whether the words of a finding stand within the words that are kept."""
    text = finding.context
    at = text.find(label["quote"])
    return at >= 0 and at <= finding.start and finding.end <= at + len(label["quote"])


@pytest.mark.parametrize("page", PAGES)
def test_what_turns_stale_later_is_found_from_its_day_on(page: Label) -> None:
    turning = [label for label in page["keep"] if "turns" in label]
    found = {day: judged(page["file"], day) for day in {label["turns"] for label in turning}}
    silent = [
        label["quote"]
        for label in turning
        if not any(_inside(f, label) and f.severity is not Severity.NOTE for f in found[label["turns"]])
    ]
    assert silent == []


def test_the_table() -> None:
    rows, lines = [], []
    for page in LABELS["pages"]:
        found = judged(page["file"])
        hits = sum(any(says(f, label) for f in found) for label in page["flag"])
        known = (*page["flag"], *page["may"])
        more = [f for f in found if not any(says(f, label) for label in known)]
        rows.append((page["file"], hits, len(page["flag"]), len(page["keep"]), len(found), len(more)))
        lines += [f"  besides: {f.severity} {f.check} [{f.quote}] {f.context}" for f in more]
    lines.append(f"{'page':26} to mend found / all   to keep   findings   besides")
    for file, hits, flagged, keep, findings, besides in rows:
        lines.append(f"{file:26} {hits:13} / {flagged:<4} {keep:8} {findings:10} {besides:9}")
    sys.stdout.write("\n".join(lines) + "\n")
    assert len(rows) == len(list(SITE.glob("*.html"))) == 12
