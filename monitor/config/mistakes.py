"""pydantic's errors become mistakes: where it stands, what is wrong, what to write instead."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from monitor.errors import Mistake
from monitor.tree import Loc, Tree

# The types of pydantic's errors that need a value of another shape, and how that shape is called.
SHAPES = {
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "float_parsing": "a number",
    "float_type": "a number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "tuple_type": "a list",
    "list_type": "a list",
    "mapping_type": "keys with values",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "date_from_datetime_parsing": "a day such as 2026-11-24",
    "date_parsing": "a day such as 2026-11-24",
    "dict_type": "keys with values",
}
SECRETS = frozenset({"password", "secret", "token"})


def mistake(tree: Tree, error: ErrorDetails, model: type[BaseModel]) -> Mistake:
    """One error as a mistake; `model` is that of the whole file."""
    loc: Loc = tuple(error["loc"])
    kind, context = error["type"], error.get("ctx", {})
    key = str(loc[-1]) if loc else ""
    match kind:
        case "extra_forbidden":
            found = unknown(tree, loc, known(model, loc[:-1]))
        case "wrong":
            found = tree.blame(loc, context["sentence"], context["hint"])
        case "missing":
            found = tree.blame(loc, "this key is missing.", f"Write for example `{key}: {example(model, loc)}`.")
        case "string_type":
            found = text_wanted(tree, loc)
        case "literal_error":
            found = one_of(tree, loc, str(error["input"]), tuple(allowed(model, loc)))
        case _ if kind in SHAPES:
            found = tree.blame(loc, f"this must be {SHAPES[kind]}.", instead(model, loc))
        case _:
            found = tree.blame(loc, bounds(kind, context) or f"{error['msg']}.", instead(model, loc))
    return found


def unknown(tree: Tree, loc: Loc, names: tuple[str, ...]) -> Mistake:
    """A key that nobody knows, with the nearest known one."""
    key = str(loc[-1])
    if key in SECRETS and "smtp" in loc:
        hint = "Delete this line and set the environment variable MONITOR_SMTP_PASSWORD."
        return tree.blame(loc, "a password does not belong in a file.", hint, at_key=True)
    return tree.blame(loc, "there is no such key.", nearest(key, names), at_key=True)


def nearest(word: str, names: tuple[str, ...]) -> str:
    """`Did you mean ...?`, or the names there are."""
    near = get_close_matches(word, names, 1, 0.6) or get_close_matches(word.replace("-", "_"), names, 1, 0.6)
    return f"Did you mean {near[0]}?" if near else f"There are {', '.join(names)}." if names else "Delete it."


def text_wanted(tree: Tree, loc: Loc) -> Mistake:
    """Something else where text is wanted: a number without quotes, as written, or nothing."""
    written = tree.written.get(loc, "")
    if not written:
        return tree.blame(loc, "this must be text.", "Write it behind the colon.")
    sentence = "YAML reads this as a number, and drops the zeros before it."
    if written.lstrip("+-")[:1] not in set("0123456789"):
        sentence = f"YAML does not read {written} as text."
    return tree.blame(loc, sentence, f'Write it in quotes: "{written}".')


def one_of(tree: Tree, loc: Loc, word: str, names: tuple[str, ...]) -> Mistake:
    """A word that is not among those allowed."""
    near = get_close_matches(word, names, 1, 0.6)
    hint = f"Did you mean {near[0]}?" if near else f"Write one of {', '.join(names)}."
    return tree.blame(loc, f"'{word}' cannot stand here.", hint)


def bounds(kind: str, context: Mapping[str, Any]) -> str:
    """The sentence for a value that is too small, too large, too short; empty for other kinds."""
    limit = next((context[k] for k in ("ge", "le", "gt", "lt", "min_length", "max_length") if k in context), None)
    return {
        "greater_than_equal": f"this must be at least {limit}.",
        "less_than_equal": f"this must be at most {limit}.",
        "string_too_short": "this must not be empty.",
        "string_too_long": f"this must not be longer than {limit} characters.",
        "string_pattern_mismatch": "this must be one line.",
        "too_short": "this must not be empty.",
    }.get(kind, "")


def instead(model: type[BaseModel], within: Loc) -> str:
    """`Write for example ...`, from the examples of the field."""
    named = [i for i, part in enumerate(within) if isinstance(part, str)]
    if not named:
        return ""
    field = within[: named[-1] + 1]
    shown = example(model, field)
    return f"Write for example `{field[-1]}: {shown}`." if shown else ""


def example(model: type[BaseModel], within: Loc) -> str:
    """The first example of the field, as it is written in the file."""
    fields = list(fields_at(model, within[:-1]))
    found = next((f[str(within[-1])] for f in fields if str(within[-1]) in f), None) if within else None
    return str(found.examples[0]) if found is not None and found.examples else ""


def known(model: type[BaseModel], within: Loc) -> tuple[str, ...]:
    """The keys that may stand there."""
    return tuple(name for fields in fields_at(model, within) for name in fields)


def allowed(model: type[BaseModel], within: Loc) -> Iterator[str]:
    """The words that may stand there."""
    names = [i for i, part in enumerate(within) if isinstance(part, str)]
    last = names[-1]
    for fields in fields_at(model, within[:last]):
        yield from _words(fields[str(within[last])].annotation)


def _words(annotation: object) -> Iterator[str]:
    for part in get_args(annotation):
        if isinstance(part, str):
            yield part
        else:
            yield from _words(part)


def fields_at(model: type[BaseModel], within: Loc) -> Iterator[dict[str, FieldInfo]]:
    """The fields of the section at this place, by the names the file uses."""
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    if not within:
        yield fields
    elif str(within[0]) in fields:
        rest = within[1:]
        for section in _sections(fields[str(within[0])].annotation):
            yield from fields_at(section, rest[1:] if rest and isinstance(rest[0], int) else rest)


def _sections(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in {tuple, Union, UnionType, Annotated}:
        for part in get_args(annotation):
            yield from _sections(part)
