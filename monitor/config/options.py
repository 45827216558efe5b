"""The options of checks: the fields of their dataclasses, so that a new check brings its options along.

The registry is an argument, `{check id: dataclass}`; this room knows no check by name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from monitor.config.mistakes import SHAPES, bounds, nearest, text_wanted
from monitor.errors import Mistake
from monitor.tree import Loc, Tree

C = TypeVar("C")
OFF = ("off", False)


def configured(registry: Mapping[str, type[C]], given: Mapping[str, Any]) -> tuple[C, ...]:
    """Every check of the registry that is not off, with its options. `given` was found right by `mistakes`."""
    return tuple(
        check(**values(check, given.get(name) or {})) for name, check in registry.items() if given.get(name) not in OFF
    )


def values(check: type[Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The options with the types of the check's fields."""
    hints = get_type_hints(check)
    return {name: TypeAdapter(hints[name]).validate_python(value) for name, value in given.items() if value is not None}


def mistakes(tree: Tree, loc: Loc, registry: Mapping[str, type[Any]], given: Mapping[str, Any]) -> Iterator[Mistake]:
    """What is wrong with the options under `checks:` at this place."""
    for name, options in given.items():
        here = (*loc, name)
        if name not in registry:
            yield tree.blame(here, "there is no such check.", nearest(name, tuple(registry)), at_key=True)
        elif isinstance(options, dict):
            yield from _options(tree, here, registry[name], options)
        elif options not in OFF and options is not None:
            yield tree.blame(here, "this must be off, or options.", f"Write `{name}: off`.")


def _options(tree: Tree, loc: Loc, check: type[Any], given: Mapping[str, Any]) -> Iterator[Mistake]:
    known = {option.name: option for option in fields(check) if option.init}
    sound: dict[str, Any] = {}
    for name, value in given.items():
        if name not in known:
            yield tree.blame((*loc, name), "this check has no such option.", nearest(name, tuple(known)), at_key=True)
            continue
        try:
            sound |= values(check, {name: value})
        except ValidationError as error:
            yield _wrong(tree, (*loc, name), known[name], error)
            continue
        allowed = next(_ranges(get_type_hints(check, include_extras=True)[name]), None)
        if allowed is not None and value is not None and sound[name] not in allowed:
            sentence = f"this must be from {allowed[0]} to {allowed[-1]}."
            yield tree.blame((*loc, name), sentence, _left_out(known[name]))
    yield from _turned(tree, loc, known, sound)
    try:
        check(**sound)
    except (ValueError, TypeError) as error:
        yield tree.blame(loc, f"{error}".rstrip(".") + ".", f"`monitor explain {loc[-1]}` shows its options.")


def _ranges(hint: object) -> Iterator[range]:
    """The range that the annotation of an option names: `Annotated[int, range(1, 101)] | None`."""
    if isinstance(hint, range):
        yield hint
    for part in (*get_args(hint), *getattr(hint, "__metadata__", ())):
        yield from _ranges(part)


def _wrong(tree: Tree, loc: Loc, option: "Field[Any]", error: ValidationError) -> Mistake:
    first = error.errors()[0]
    inner = (*loc, *(part for part in first["loc"] if isinstance(part, int)))
    if first["type"] == "string_type":
        return text_wanted(tree, inner)
    wanted = SHAPES.get(first["type"])
    sentence = f"this must be {wanted}." if wanted else bounds(first["type"], first.get("ctx", {}))
    return tree.blame(inner, sentence or f"{first['msg']}.", _left_out(option))


def _left_out(option: "Field[Any]") -> str:
    """What the option is without a word of the user, as the file would write it."""
    if option.default is None or option.default is MISSING:
        return "Leave it out if you are not sure."
    default = option.default
    shown = f"[{', '.join(map(str, default))}]" if isinstance(default, tuple | frozenset) else str(default)
    return f"It is `{option.name}: {shown.lower() if isinstance(default, bool) else shown}` if you leave it out."


def _turned(tree: Tree, loc: Loc, known: Mapping[str, "Field[Any]"], sound: Mapping[str, Any]) -> Iterator[Mistake]:
    """`min_...` above its `max_...`: the two were meant the other way round."""
    whole = {name: sound.get(name, option.default) for name, option in known.items()}
    for name, low in whole.items():
        high = whole.get(f"max_{name.removeprefix('min_')}") if name.startswith("min_") else None
        if high is not None and low is not None and low > high:
            other = f"max_{name.removeprefix('min_')}"
            place = next(n for n in (name, other, "") if n in sound or not n)
            sentence = f"{name} ({low}) is above {other} ({high})."
            yield tree.blame((*loc, place) if place else loc, sentence, "Were they meant the other way round?")
