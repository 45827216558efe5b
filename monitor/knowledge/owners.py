"""A site owner's own file of superseded names, numbers and addresses: read with line numbers, every mistake at once."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from monitor.errors import Mistake
from monitor.knowledge.entry import Term
from monitor.knowledge.reading import examine_forms, read_entry


def read_file(path: Path) -> tuple[list[Term], list[Mistake]]:
    """The entries of the file, and what is wrong with it; a file that cannot be read is one mistake."""
    from ruamel.yaml import YAML  # noqa: PLC0415 - slow to import, and most runs have no file of their own
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415

    try:
        whole = YAML(typ="rt", pure=True).load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        return [], [Mistake(str(path), 1, 1, "", f"The file cannot be read: {error}.")]
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return [], [Mistake(str(path), line, column, "", f"This is not YAML: {error.problem or error}.")]
    except YAMLError as error:
        return [], [Mistake(str(path), 1, 1, "", f"This is not YAML: {error}.")]
    if whole is None:
        return [], []
    if not isinstance(whole, list):
        return [], [
            Mistake(str(path), 1, 1, "", "The file is not a list of entries.", "Begin each entry with `- id:`.")
        ]
    return _read_entries(whole, str(path))


def _read_entries(whole: Sequence[Any], path: str) -> tuple[list[Term], list[Mistake]]:
    terms: dict[str, Term] = {}
    mistakes: list[Mistake] = []

    def complain(index: int, keys: tuple[str | int, ...], sentence: str, hint: str) -> None:
        line, column = _position(whole, (index, *keys))
        mistakes.append(Mistake(path, line, column, _spell(index, keys), sentence, hint))

    for index, raw in enumerate(whole):
        of_this = partial(complain, index)
        term = read_entry(raw, of_this)
        if term is None:
            continue
        if term.id in terms:
            of_this(("id",), f"“{term.id}” is used twice in this file.", "Give each entry its own id.")
        examine_forms(term, of_this)
        terms[term.id] = term
    return list(terms.values()), sorted(mistakes, key=lambda m: (m.line, m.column))


def _spell(index: int, keys: tuple[str | int, ...]) -> str:
    return f"[{index}]" + "".join(f"[{k}]" if isinstance(k, int) else f".{k}" for k in keys)


def _position(whole: Any, keys: tuple[str | int, ...]) -> tuple[int, int]:  # noqa: ANN401 - nodes of ruamel.yaml
    """Line and column, from 1, of the deepest of the keys that the file has."""
    node, line, column = whole, 0, 0
    for name in keys:
        lines = getattr(node, "lc", None)
        if lines is None or lines.data is None or (lines.data and name not in lines.data):
            break
        line, column = lines.item(name) if isinstance(node, list) else lines.value(name)
        node = node[name]
    return line + 1, column + 1
