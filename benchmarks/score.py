"""A report held against what was planted: every dead link found, none false, every missing anchor."""

import json
from pathlib import Path
from typing import NamedTuple


class Score(NamedTuple):
    """Destinations that answer 404, and links to anchors that are not there: planted, found, false."""

    planted: int
    found: int
    false: int
    fragments: int
    fragments_found: int

    @property
    def perfect(self) -> bool:
        """All of them, and nothing else."""
        return self.planted == self.found and not self.false and self.fragments == self.fragments_found


def score(site: Path, report: Path, start: str) -> Score:
    """What the report says of the planted site that lies in `site`. The front page is page 0 once more."""
    truth = json.loads((site / "truth.json").read_text())
    told = json.loads(report.read_text())
    base = start.removesuffix("/")
    planted = {*truth["dead_own"], *truth["dead_elsewhere"]}
    broken = {
        row["url"].partition("#")[0].removeprefix(base)
        for row in told["links"]
        if row["verdict"] == "broken" and row["reason"] != "fragment"
    }
    rows = [row for row in told["links"] if row["reason"] == "fragment" and row["page"] != start]
    return Score(len(planted), len(planted & broken), len(broken - planted), truth["fragments"], len(rows))
