"""How right the checks of statutes and terms are on labelled sentences: `python -m benchmarks.eval_terms PATH ...`.

Rows of `terms.jsonl` are one block each; a row is told where a finding of statute-repealed or term-superseded overlaps
its span. Rows of another file count where their kind is statute. A folder stands for both files in it.
"""

import sys
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.interval import Share
from benchmarks.labelled import AS_OF, LANGUAGES, overlaps, placed, rows
from monitor.checks.contract import Context, PageView
from monitor.checks.statute_repealed import StatuteRepealed
from monitor.checks.term_superseded import TermSuperseded
from monitor.facts import statutes, terms
from monitor.facts.stand import stand
from monitor.knowledge import load
from monitor.model import Fact, Finding, Occurrence, Statement

CHECKS = (StatuteRepealed(), TermSuperseded())
FILES = ("terms.jsonl", "dates.jsonl")


class Row(NamedTuple):
    """One labelled mention: what a careful editor says of it, and what was told (check and subject, "" for nothing)."""

    id: str
    lang: str
    text: str
    span: str
    stale: bool
    entry: str
    told: str
    severity: str

    @property
    def right(self) -> bool:
        """Told where stale, with the entry that was meant; silent elsewhere."""
        if not self.stale:
            return not self.told
        return bool(self.told) and (not self.entry or self.told.endswith(f" {self.entry}"))


def evaluate(path: Path) -> tuple[Row, ...]:
    """Every row of the file that is about a statute or a term. Raises OSError and ValueError."""
    return tuple(judge(row) for row in rows(path) if row.get("kind", "statute") == "statute")


def judge(row: dict[str, Any]) -> Row:
    """One row as one block on a page of its type."""
    told = [f for f in findings(placed(row)) if overlaps(row, f.start, f.end)]
    stale = row["stale"] if "stale" in row else row["stale_on_2026_11_24"]
    said = f"{told[0].check} {told[0].subject}" if told else ""
    severity = told[0].severity.value if told else ""
    return Row(row["id"], row["lang"], row["text"], row["span"], stale, row.get("entry") or "", said, severity)


def findings(occurrence: Occurrence) -> list[Finding]:
    """What the checks say of one block."""
    knowledge = load()
    facts: tuple[Fact, ...] = (*statutes.find(occurrence.block), *terms.find(occurrence.block, knowledge.lexicon))
    statements = tuple(Statement(fact, occurrence, stand(fact, occurrence)) for fact in facts)
    view = PageView(url="https://www.example.fi/", page=None, statements=statements, lang=occurrence.block.lang)
    context = Context(as_of=AS_OF, knowledge=knowledge)
    return [finding for check in CHECKS for finding in check.judge(view, context)]


def show(title: str, judged: tuple[Row, ...]) -> None:
    """Precision and recall with counts and 95 % intervals, by language, and every wrong row."""
    print(f"{title}: {len(judged)} rows, precision, recall, false alarms among silent rows")
    for lang in ("all", *LANGUAGES):
        part = [row for row in judged if lang in ("all", row.lang)]
        told = [row for row in part if row.told]
        stale = [row for row in part if row.stale]
        silent = [row for row in part if not row.stale]
        precision = Share(sum(row.stale and row.right for row in told), len(told))
        recall = Share(sum(row.right for row in stale), len(stale))
        print(f"  {lang:4}{precision!s:32}{recall!s:32}{Share(sum(not row.right for row in silent), len(silent))}")
    print(f"  notes among the told: {sum(row.severity == 'note' for row in judged)}")
    for row in judged:
        if not row.right:
            wanted = row.entry or "stale" if row.stale else "silence"
            print(
                f"  wrong {row.id} {row.lang}: wanted {wanted}, told {row.told or 'nothing'}: [{row.span}] {row.text}"
            )


def main(arguments: list[str]) -> int:
    """Print the figures of each file; 1 where any row is wrong."""
    given = [Path(argument) for argument in arguments] or [
        Path(__file__).parent.parent / "tests/site/tables/terms.jsonl"
    ]
    paths = [path for place in given for path in ([place / n for n in FILES] if place.is_dir() else [place])]
    wrong = 0
    for path in paths:
        if path.exists():
            judged = evaluate(path)
            show(str(path), judged)
            wrong += sum(not row.right for row in judged)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
