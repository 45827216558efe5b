"""YAML 1.2 as plain values that remember where they stood.

The file is composed, not loaded: a loader stops at the first double key and forgets what was written for a number.
Of YAML only what people write by hand is taken; anchors may be used, but nothing may contain itself. Days stay text:
no calendar is asked before whoever wants a day.
"""

from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.composer import ComposerError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from monitor.errors import Mistake

Loc = tuple[str | int, ...]
Spot = tuple[int, int]  # line and column, both from 1


@dataclass(slots=True)
class Tree:
    """The plain value of a file with the place of each key and each value, and the text of each scalar as written."""

    path: str
    value: object = None
    keys: dict[Loc, Spot] = field(default_factory=dict)
    values: dict[Loc, Spot] = field(default_factory=dict)
    written: dict[Loc, str] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def blame(self, loc: Loc, sentence: str, hint: str = "", *, at_key: bool = False) -> Mistake:
        """A mistake at this place, or at the nearest place around it that the file has."""
        around = loc
        while around and around not in self.values:
            around = around[:-1]
        line, column = self.values.get(around, (1, 1))
        if at_key:
            line, column = self.keys.get(around, (line, column))
        return Mistake(self.path, line, column, dotted(loc), sentence, hint)


def dotted(loc: Loc) -> str:
    """`targets[0].scope.include[1]`."""
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def read(text: str, path: str) -> Tree:
    """The tree of the text; a syntax error and double keys are among its mistakes, it never raises."""
    tree = Tree(path)
    try:
        node = YAML(typ="safe", pure=True).compose(text)
        tree.value = None if node is None else _plain(node, (), tree, frozenset())
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        sentence = f"this is not YAML: {error.problem or error.context}."
        hint = "Indent with spaces and close every bracket."
        if isinstance(error, ComposerError):
            hint = "Put text that begins with * or & in quotes."
        tree.mistakes.append(Mistake(path, line, column, "", sentence, hint))
    except (YAMLError, RecursionError):
        sentence, hint = "this cannot be read as YAML.", "Save it as UTF-8 text without control characters."
        tree.mistakes.append(Mistake(path, 1, 1, "", sentence, hint))
    return tree


def _plain(node: Node, loc: Loc, tree: Tree, above: frozenset[int]) -> object:
    tree.values[loc] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if id(node) in above:
        tree.mistakes.append(tree.blame(loc, "this contains itself.", "Write it out without * and &."))
        return None
    inside = above | {id(node)}
    if isinstance(node, ScalarNode):
        node.value = _whole(str(node.value))
        tree.written[loc] = node.value
        return _scalar(node)
    if isinstance(node, SequenceNode):
        return [_plain(child, (*loc, place), tree, inside) for place, child in enumerate(node.value)]
    if isinstance(node, MappingNode):
        return _mapping(node, loc, tree, inside)
    return None


def _mapping(node: MappingNode, loc: Loc, tree: Tree, inside: frozenset[int]) -> dict[str, object]:
    plain: dict[str, object] = {}
    for key_node, value_node in node.value:
        key = _whole(str(key_node.value)) if isinstance(key_node, ScalarNode) else "?"
        inner = (*loc, key)
        spot = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if key in plain:
            first = tree.keys[inner][0]
            sentence = f"this key stands here a second time; the first is in line {first}."
            tree.mistakes.append(Mistake(tree.path, *spot, dotted(inner), sentence, "Keep one of them."))
            continue
        tree.keys[inner] = spot
        plain[key] = _plain(value_node, inner, tree, inside)
    return plain


def _whole(text: str) -> str:
    """The text with pairs of surrogates, as JSON escapes them, made one character; half of a pair is none."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _scalar(node: ScalarNode) -> object:
    """Text, unless YAML 1.2 reads a number, a truth value or nothing."""
    kind, text = str(node.tag).rpartition(":")[2], str(node.value)
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    try:
        if kind == "int":
            return int(text.replace("_", ""), 0) if text[:2] in {"0x", "0o"} else int(text.replace("_", ""))
        if kind == "float":
            return float(text.replace("_", ""))
    except ValueError:
        return text
    return text
