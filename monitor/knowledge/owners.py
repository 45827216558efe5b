"""A site owner's own file of superseded names, numbers and addresses: read with line numbers, every mistake at once."""

from pathlib import Path

from monitor.errors import Mistake
from monitor.knowledge.entry import Term
from monitor.knowledge.reading import examine_forms, read_entry


def read_file(path: Path) -> tuple[list[Term], list[Mistake]]:
    """The entries of the file, and what is wrong with it; a file that cannot be read is one mistake."""
    from monitor.tree import read  # noqa: PLC0415 - ruamel.yaml, and most runs have no file of their own

    try:
        tree = read(path.read_text(encoding="utf-8-sig"), str(path))
    except OSError as error:
        return [], [Mistake(str(path), 1, 1, "", f"The file cannot be read: {error.strerror}.")]
    except UnicodeDecodeError:
        return [], [Mistake(str(path), 1, 1, "", "The file cannot be read.", "Save it as UTF-8.")]
    if not isinstance(tree.value, list):
        if tree.value is not None:
            tree.mistakes.append(tree.blame((), "The file is not a list of entries.", "Begin each entry with `- id:`."))
        return [], tree.mistakes
    terms: dict[str, Term] = {}
    for index, raw in enumerate(tree.value):

        def complain(keys: tuple[str | int, ...], sentence: str, hint: str, index: int = index) -> None:
            tree.mistakes.append(tree.blame((index, *keys), sentence, hint))

        term = read_entry(raw, complain)
        if term is None:
            continue
        if term.id in terms:
            complain(("id",), f"“{term.id}” is used twice in this file.", "Give each entry its own id.")
        examine_forms(term, complain)
        terms[term.id] = term
    return list(terms.values()), sorted(tree.mistakes, key=lambda m: (m.line, m.column))
