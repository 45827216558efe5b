"""The fast reading: one pass over lexbor's tree, which is the tree that browsers build (WHATWG HTML, section 13.2)."""

from datetime import date
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.model import Page, Unreadable
from monitor.page import elements
from monitor.page.charset import decode
from monitor.page.conclude import conclude, not_html
from monitor.page.elements import ABSENT, BLOCKS, HEAD, MARKED, MUTE
from monitor.page.links import LINKING
from monitor.page.parts import Parts
from monitor.page.weight import DEEPEST, too_heavy
from monitor.page.writer import SPANS, Frame, Writer

_PARTS: Final = Parts()
_NAMED: Final = BLOCKS | ABSENT | MUTE | HEAD | MARKED | LINKING | SPANS | {"br", "-text"}


def read(
    body: bytes,
    *,
    url: str,
    content_type: str = "",
    default_lang: str = "",
    today: date | None = None,
    parts: Parts = _PARTS,
) -> Page | Unreadable:
    """One page from its bytes; never raises, whatever they are.

    `url` is the address at which they were found, canonical. `default_lang` is taken where neither the page nor its
    words tell. With `today` (a day in Europe/Helsinki) a page date that lies after it is not believed.
    `parts` are those of the pages read before: they save work and change nothing.
    """
    fault = not_html(body, content_type)
    if fault:
        return Unreadable("not-html", fault)
    text = elements.as_scripts_run(decode(body, content_type))
    fault = too_heavy(text)
    if fault:
        return Unreadable("too-deep", fault)
    root = LexborHTMLParser(text.encode("utf-8", "replace")).root
    writer = Writer(parts, 2 * len(text))
    if root is not None and not _walk(root, writer):
        return Unreadable("too-deep", f"over {DEEPEST} levels")
    return conclude(writer.draft, url=url, default_lang=default_lang, today=today)


def _walk(root: LexborNode, writer: Writer) -> bool:
    """Whether the tree was shallow enough to be read."""
    names: dict[int, str] = {}
    open_nodes: list[tuple[LexborNode, Frame | None]] = []
    node: LexborNode | None = root
    while node is not None:
        tag = names.get(node.tag_id) or _name(node, names)
        if tag == "-text":
            writer.text(node)
        elif tag in ABSENT:
            writer.pass_over(node, tag)
        elif tag[0] not in "-!":
            frame = writer.open(node, tag)
            child = node.first_child
            if child is not None and not (frame and writer.knows(node, frame, len(open_nodes))):
                open_nodes.append((node, frame))
                if len(open_nodes) > DEEPEST:
                    return False
                node = child
                continue
            if frame is not None:
                writer.close(frame)
        following = node.next if open_nodes else None
        while following is None and open_nodes:
            parent, ended = open_nodes.pop()
            if ended is not None:
                writer.close(ended)
            following = parent.next if open_nodes else None
        node = following
    writer.flush()
    return True


def _name(node: LexborNode, names: dict[int, str]) -> str:
    """The name of an element, which lexbor makes anew each time; those that mean something are asked for once."""
    name = node.tag or ""
    if name in _NAMED:
        names[node.tag_id] = name
    return name
