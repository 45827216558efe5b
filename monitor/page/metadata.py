"""What a page says of itself to machines: JSON-LD, meta names, and the owner of its content."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from monitor.page.draft import Draft

_MOST_NODES: Final = 2_000
_LONGEST: Final = 500_000  # characters of one script
_AUTHORS: Final = ("author", "dcterms.creator", "dc.creator", "article:author")
_OWNER: Final = re.compile(
    r"(?:sivun\s|sisällön\s)?(?:sisällöstä\svastaa|vastuuhenkilö\ssivulla|sivusta\svastaa)"
    r"|innehållsansvarig|ansvarig\sför\s(?:sidan|innehållet)|sidan\suppdateras\sav"
    r"|(?:content|page)\sowner|ответственн(?:ый|ая)\sза\s(?:содержание|страницу)",
    re.IGNORECASE,
)
_SHORT: Final = 160  # characters of a line that names the owner


def nodes(scripts: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, outermost first; scripts that do not parse say nothing."""
    left = _MOST_NODES
    for script in scripts:
        if len(script) > _LONGEST:
            continue
        try:
            waiting = [json.loads(script)]
        except (ValueError, RecursionError):
            continue
        while waiting and left:
            left -= 1
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting[:0] = node[:left]
            elif isinstance(node, dict):
                yield node
                waiting.extend(value for key, value in node.items() if key in ("@graph", "mainEntity"))


def types(node: dict[str, Any]) -> Sequence[str]:
    """The schema.org types of an object, without their address."""
    written = node.get("@type")
    names = written if isinstance(written, list) else [written]
    return [name.rpartition("/")[2] for name in names if isinstance(name, str)]


def author(draft: Draft) -> str:
    """Who answers for the page, by its meta elements or by a short line that says so; "" if nobody is named."""
    for name in _AUTHORS:
        written = " ".join(draft.metas.get(name, "").split())
        if written:
            return written
    for block in reversed(draft.blocks):
        if len(block.text) > _SHORT:
            continue
        label = _label(block.text)
        if label:
            named = block.text[label:].lstrip(" :|–-\n").partition("\n")[0].strip()
            if named:
                return named
        elif block.header and _label(block.header):
            return block.text
    return ""


@lru_cache(maxsize=4_096)  # the lines of a menu are asked on every page
def _label(line: str) -> int:
    """How long the words are with which a line begins to name the owner of the content; 0 where it does not."""
    found = _OWNER.match(line)
    return found.end() if found else 0
