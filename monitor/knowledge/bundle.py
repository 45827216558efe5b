"""The knowledge that comes with the monitor: YAML for people, and the same as JSON, which loads in a millisecond.

`python -m monitor.knowledge.bundle` writes the JSON anew after a change of the YAML; a test holds the two together.
"""

import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
ENTRIES = ("organisations", "terms", "statutes", "domains", "numbers")
FILES = (*ENTRIES, "exceptions", "abroad", "places")
_JSON = FOLDER / "bundled.json"


@lru_cache(maxsize=1)
def _bundle() -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(_JSON.read_text(encoding="utf-8"))
    return whole


def bundled(file: str) -> Any:  # noqa: ANN401 - what YAML holds is plain data of any shape
    """What the YAML file of that name holds, dates as ISO text."""
    return _bundle()[file]


def from_yaml() -> str:
    """The text of the JSON file as it should be, read from the YAML files."""
    from ruamel.yaml import YAML  # noqa: PLC0415 - slow to import, and only needed when the knowledge is edited

    yaml = YAML(typ="safe", pure=True)
    whole = {file: yaml.load(FOLDER / f"{file}.yaml") for file in FILES}
    return json.dumps(whole, ensure_ascii=False, indent=1, default=date.isoformat) + "\n"


if __name__ == "__main__":
    _JSON.write_text(from_yaml(), encoding="utf-8")
