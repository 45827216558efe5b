"""How right the phone checks are on labelled numbers: `python -m benchmarks.eval_phones DIR_OR_FILE`.

Each row of `phones.jsonl` is one block in its language. Verdicts: *ok* = no phone finding; *format* = a finding of
phone-format, phone-international or phone-link; *invalid* = a finding of phone-invalid; *not-a-phone* = no phone fact.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.interval import Share
from benchmarks.labelled import AS_OF, LANGUAGES, overlaps, placed, rows
from monitor.checks.contract import Context, PageView
from monitor.checks.phone_format import PhoneFormat
from monitor.checks.phone_international import PhoneInternational
from monitor.checks.phone_invalid import PhoneInvalid
from monitor.checks.phone_link import PhoneLink
from monitor.facts import phones
from monitor.knowledge import load
from monitor.model import Meaning, Page, Statement

VERDICTS = ("ok", "format", "invalid", "not-a-phone")
CHECKS = (PhoneInvalid(), PhoneFormat(), PhoneInternational(), PhoneLink())


class Row(NamedTuple):
    """One labelled number and what was said about it."""

    id: str
    lang: str
    text: str
    wanted: str
    given: str
    e164: str | None  # wanted
    read: tuple[str | None, ...]  # E.164 of the facts that overlap the labelled words


def evaluate(path: Path) -> tuple[Row, ...]:
    """Every row of the file with the verdict that the checks come to. Raises OSError and ValueError."""
    return tuple(map(judge, rows(path)))


def judge(row: dict[str, Any]) -> Row:
    """One row as one block on a standing page."""
    occurrence = placed(row)
    facts = phones.find(occurrence.block)
    view = PageView(
        url="https://www.example.fi/",
        page=Page("https://www.example.fi/", lang=row["lang"], occurrences=(occurrence,)),
        statements=tuple(Statement(fact, occurrence, Meaning()) for fact in facts),
        lang=row["lang"],
    )
    context = Context(as_of=AS_OF, knowledge=load())
    said = {finding.check for check in CHECKS for finding in check.judge(view, context)}
    overlapping = tuple(f.e164 for f in facts if overlaps(row, f.start, f.end))
    given = verdict(said, found=bool(facts), wanted=row["verdict"])
    return Row(row["id"], row["lang"], row["text"], row["verdict"], given, row["e164"], overlapping)


def verdict(said: set[str], *, found: bool, wanted: str) -> str:
    """The verdict of a block. Silence without a fact is right for *ok* too: nobody is told anything."""
    if "phone-invalid" in said:
        return "invalid"
    if said:
        return "format"
    return "ok" if found or wanted != "not-a-phone" else "not-a-phone"


def report(judged: tuple[Row, ...]) -> Iterator[str]:
    """The figures as lines: per language and verdict, then every wrong row."""
    for lang in ("all", *LANGUAGES):
        mine = [row for row in judged if lang in ("all", row.lang)]
        if not mine:
            continue
        yield f"{lang:4} verdicts right {Share(sum(r.wanted == r.given for r in mine), len(mine))}"
        for name in VERDICTS:
            both = sum(r.wanted == name == r.given for r in mine)
            precision = Share(both, sum(r.given == name for r in mine))
            recall = Share(both, sum(r.wanted == name for r in mine))
            yield f"     {name:12} precision {precision!s:36} recall {recall}"
    numbered = [row for row in judged if row.e164]
    yield f"E.164 as labelled {Share(sum(r.e164 in r.read for r in numbered), len(numbered))}"
    wrong = [row for row in judged if row.wanted != row.given]
    yield f"{len(wrong)} wrong rows"
    for row in wrong:
        yield f"  {row.id} {row.lang} {row.wanted} -> {row.given}: {row.text}"


def main(argument: str) -> None:
    """Print the figures of a file, or of `phones.jsonl` in a folder."""
    path = Path(argument)
    for line in report(evaluate(path / "phones.jsonl" if path.is_dir() else path)):
        print(line)


if __name__ == "__main__":
    main(sys.argv[1])
