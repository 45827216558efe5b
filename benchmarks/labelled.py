"""Labelled sentences: the day on which they were labelled, and what their columns mean."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from monitor.model import Block, Occurrence, PageType, Zone

AS_OF = date(2026, 11, 24)
LANGUAGES = ("fi", "sv", "en", "ru")
_PAGE_TYPES = {
    "dated-news": PageType.NEWS,
    "news": PageType.NEWS,
    "minutes": PageType.MINUTES,
    "legal": PageType.LEGAL,
    "document": PageType.DOCUMENT,
}


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file of JSON lines. Raises OSError and ValueError."""
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def placed(row: dict[str, Any]) -> Occurrence:
    """A row's text as one block on a page of its type; a standing page where the row does not tell."""
    stated = row.get("page_type") or ""
    return Occurrence(
        Block(row["text"], row["lang"]),
        zone=Zone.ARCHIVE if stated == "archive" else Zone.MAIN,
        page_type=_PAGE_TYPES.get(stated, PageType.STANDING),
    )


def overlaps(row: dict[str, Any], start: int, end: int) -> bool:
    """Whether these code points of the text and the labelled ones have any in common."""
    return bool(start < row["end"] and row["start"] < end)
