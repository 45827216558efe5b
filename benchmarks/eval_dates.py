"""Precision and recall of the date checks on labelled sentences: `python -m benchmarks.eval_dates FILE.jsonl`.

A row's text is one block on a page of its language and type. It counts as flagged where a warning or an error overlaps
its span; it should be flagged where it is stale on 24 November 2026 and stands on a standing page.
"""

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.interval import Share
from benchmarks.labelled import AS_OF, overlaps, placed, rows
from monitor.checks.contract import Context, PageView
from monitor.checks.date_impossible import DateImpossible
from monitor.checks.date_passed import DatePassed
from monitor.checks.date_reversed import DateReversed
from monitor.checks.programme_ended import ProgrammeEnded
from monitor.facts import dates
from monitor.facts.stand import stand
from monitor.knowledge import Knowledge, load
from monitor.model import Finding, Severity, Statement

CHECKS = (ProgrammeEnded(), DateImpossible(), DatePassed(), DateReversed())


@dataclass
class Score:
    """Counts of one group of rows, and the rows that went wrong."""

    hit: int = 0
    false: int = 0
    missed: int = 0
    silent: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """All rows of the group."""
        return self.hit + self.false + self.missed + self.silent

    def line(self, name: str) -> str:
        """The group in one line."""
        precision = Share(self.hit, self.hit + self.false)
        recall = Share(self.hit, self.hit + self.missed)
        return f"{name:<24}{self.rows:>5} rows   precision {precision!s:<34} recall {recall}"


def judge(row: dict[str, Any], knowledge: Knowledge) -> list[Finding]:
    """What the date checks say at warning or above of a text that is one block of a page."""
    occurrence = placed(row)
    statements = tuple(Statement(fact, occurrence, stand(fact, occurrence)) for fact in dates.find(occurrence.block))
    view = PageView(url="https://www.example.fi/", page=None, statements=statements, lang=row["lang"])
    context = Context(as_of=AS_OF, knowledge=knowledge)
    return [f for check in CHECKS for f in check.judge(view, context) if f.severity is not Severity.NOTE]


def evaluate(path: Path) -> dict[str, Score]:
    """The scores by language, by kind and in all."""
    scores: dict[str, Score] = defaultdict(Score)
    knowledge = load()
    for row in rows(path):
        if row["kind"] == "statute":
            continue  # another check's, see `eval_terms`
        expected = bool(row["stale_on_2026_11_24"]) and row.get("page_type") in ("standing", None)
        flagged = any(overlaps(row, finding.start, finding.end) for finding in judge(row, knowledge))
        for name in ("all", f"lang {row['lang']}", f"kind {row['kind']}"):
            _count(scores[name], row, expected=expected, flagged=flagged)
    return dict(scores)


def _count(score: Score, row: dict[str, Any], *, expected: bool, flagged: bool) -> None:
    outcome = {(True, True): "hit", (False, True): "false", (True, False): "missed", (False, False): "silent"}[
        expected, flagged
    ]
    setattr(score, outcome, getattr(score, outcome) + 1)
    if outcome in ("false", "missed"):
        score.wrong.append(f"{outcome:<7} {row['id']} {row['lang']} {row['kind']}: {row['text']!r} [{row['span']}]")


def main(path: Path) -> None:
    """Print the table and every wrong row."""
    scores = evaluate(path)
    for name in sorted(scores):
        print(scores[name].line(name))
    for wrong in scores["all"].wrong:
        print(wrong)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
