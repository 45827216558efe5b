"""The JSON Schema of `targets.yaml`, for editors that complete and check while one types."""

import json
from typing import Any

from monitor.config.models import Document


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12). The rest (owners, scope) is said by `monitor config check`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "targets.yaml of the freshness monitor",
        **{k: v for k, v in Document.model_json_schema(by_alias=True).items() if k != "title"},
    }


def schema_text() -> str:
    """The schema as the file beside `targets.yaml` holds it."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"
