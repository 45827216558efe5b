"""The JSON Schema of `targets.yaml`, for editors that complete and check while one types."""

import ast
import inspect
import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from monitor.config.models import Document
from monitor.config.scope import Section


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12). The rest (owners, scope) is said by `monitor config check`."""
    whole = Document.model_json_schema(by_alias=True)
    sections = {"": whole, **whole["$defs"]}
    for model in _sections(Section):
        described = sections["" if model is Document else model.__name__]["properties"]
        for name, words in _documented(model).items():
            described[model.model_fields[name].alias or name]["description"] = words
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "targets.yaml of the freshness monitor",
        **{k: v for k, v in whole.items() if k != "title"},
    }


def schema_text() -> str:
    """The schema as the file beside `targets.yaml` holds it."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _sections(model: type[Section]) -> Iterator[type[Section]]:
    for below in model.__subclasses__():
        yield below
        yield from _sections(below)


def _documented(model: type[Section]) -> dict[str, str]:
    """The docstring under each field of the model, and of those that it widens.

    pydantic can read them as well, but does so whenever the models are imported; every run would wait for it.
    """
    said = {}
    for section in reversed(model.__mro__):
        if issubclass(section, Section):
            (written,) = ast.parse(inspect.getsource(section)).body
            for pair in pairwise(written.body if isinstance(written, ast.ClassDef) else ()):
                match pair:
                    case [ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words)))]:
                        said[name] = inspect.cleandoc(words)
    return said
