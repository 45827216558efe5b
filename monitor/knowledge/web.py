"""What the web puts in a page's place: pages that are not there, walls against robots, domains for sale.

`python -m monitor.knowledge.web` writes the JSON anew after a change of the YAML; a test holds the two together.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "web"
FILES = ("soft404", "walls", "parked")
_JSON = FOLDER / "bundled.json"


@dataclass(frozen=True, slots=True)
class Wall:
    """One vendor's wall and what it is known by; `headers` are (name, part of the value or "")."""

    name: str
    headers: tuple[tuple[str, str], ...]
    title: re.Pattern[str] | None
    body: re.Pattern[bytes] | None
    statuses: frozenset[int]
    source: str


@dataclass(frozen=True, slots=True)
class WebSigns:
    """All signs, compiled. Patterns ignore case."""

    missing: re.Pattern[str]
    perhaps_missing: re.Pattern[str]
    for_sale: re.Pattern[str]
    casino: re.Pattern[str]
    sale_hosts: frozenset[str]
    walls: tuple[Wall, ...]
    wall_title: re.Pattern[str]
    wall_body: re.Pattern[bytes]
    version: str  # the hash of all of them

    def wall(self, status: int, headers: Mapping[str, str], title: str, body: bytes) -> str:
        """The name of the wall that answered, "" for none. `headers` have lower-case names."""
        for wall in self.walls:
            if status in wall.statuses or any(
                name in headers and part in headers[name].lower() for name, part in wall.headers
            ):
                return wall.name
        if not self.wall_title.search(title) and not self.wall_body.search(body):
            return ""
        return next(
            wall.name
            for wall in self.walls
            if (wall.title and wall.title.search(title)) or (wall.body and wall.body.search(body))
        )


@lru_cache(maxsize=1)
def load_web() -> WebSigns:
    """The bundled signs."""
    text = _JSON.read_text(encoding="utf-8")
    whole: dict[str, Any] = json.loads(text)
    soft, parked = whole["soft404"], whole["parked"]
    walls = tuple(_wall(raw) for raw in whole["walls"])
    return WebSigns(
        missing=_any(phrase for phrases in soft["strong"].values() for phrase in phrases),
        perhaps_missing=_any(phrase for phrases in soft["weak"].values() for phrase in phrases),
        for_sale=_any(parked["sale"]),
        casino=_any(parked["casino"]),
        sale_hosts=frozenset(parked["hosts"]),
        walls=walls,
        wall_title=_any(wall.title.pattern for wall in walls if wall.title),
        wall_body=re.compile(b"|".join(wall.body.pattern for wall in walls if wall.body), re.IGNORECASE),
        version=blake2b(text.encode(), digest_size=8).hexdigest(),
    )


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _wall(raw: Mapping[str, Any]) -> Wall:
    named = (header.partition(":") for header in raw.get("header", ()))
    return Wall(
        raw["name"],
        tuple((name.strip(), part.strip()) for name, _, part in named),
        _any(raw["title"]) if "title" in raw else None,
        re.compile("|".join(raw["body"]).encode(), re.IGNORECASE) if "body" in raw else None,
        frozenset(raw.get("status", ())),
        raw["source"],
    )


def from_yaml() -> str:
    """The text of the JSON file as it should be, read from the YAML files."""
    from ruamel.yaml import YAML  # noqa: PLC0415 - slow to import, and only needed when the knowledge is edited

    yaml = YAML(typ="safe", pure=True)
    whole = {file: yaml.load(FOLDER / f"{file}.yaml") for file in FILES}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    _JSON.write_text(from_yaml(), encoding="utf-8")
