"""Which words can begin one of many: asked once for each word, so that a long pattern is tried only where it can match.

The openings are cut out of the alternatives of the lexicon itself. They let through too much rather than too little:
what they let through is matched by the whole pattern all the same.
"""

import re
from collections.abc import Iterator

_AROUND = re.compile(r"\(\?<?[!=](?:[^()]|\([^()]*\))*\)")  # what stands before or after is left to the whole pattern
_BREAKS = " -"


def openings(pattern: str) -> str:
    """The pattern of the first words of whatever `pattern` matches."""
    plain = _AROUND.sub("", pattern).replace("\\ ", " ").replace("\\-", "-").replace(r"\s?", "(?: )?")
    return "|".join(dict.fromkeys(opening for part in alternatives(plain) for opening in _first(part)))


def alternatives(pattern: str) -> Iterator[str]:
    """The parts between the bars that stand in no bracket."""
    start = 0
    for at, depth in _depths(pattern):
        if depth == 0 and pattern[at] == "|":
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]


def _depths(pattern: str) -> Iterator[tuple[int, int]]:
    """Place and depth of every character that means something; what is escaped or inside [] is passed over."""
    depth, at, in_set = 0, 0, False
    while at < len(pattern):
        character = pattern[at]
        if character == "\\":
            at += 2
            continue
        if in_set:
            in_set = character != "]"
        elif character == "[":
            in_set = True
        else:
            depth -= character == ")"
            yield at, depth
            depth += character == "("
        at += 1


def _first(part: str) -> Iterator[str]:
    """The first words of one alternative: up to the first character that no word holds."""
    group = 0
    for at, depth in _depths(part):
        if depth == 0 and part[at] == "(":
            group = at
        if part[at] not in _BREAKS:
            continue
        if depth == 0:
            yield part[:at]
            return
        end = next(place for place, level in _depths(part) if place > at and level == 0 and part[place] == ")")
        if group:  # what begins with a space inside a group goes on after the word
            yield part[:group]
        else:
            for inner in alternatives(part[group + 3 : end]):
                yield from _first(inner)
        if part[end + 1 : end + 2] == "?":
            yield from (part[:group] + rest for rest in _first(part[end + 2 :]))
        return
    yield part
