"""What a walk over the tree writes down, before anything is concluded from it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from monitor.model import BlockKind, Mark, Zone


class DraftBlock(NamedTuple):
    """A block where it stands; `lang` is what an element inside `html` declares, "" for the language of the page."""

    text: str
    lang: str
    marks: tuple[Mark, ...]
    kind: BlockKind
    zone: Zone
    headings: tuple[str, ...]
    header: str


@dataclass(slots=True)
class DraftLink:
    """A link as written; `block` is known once its block ends."""

    href: str
    element: str
    attribute: str
    zone: Zone
    text: str = ""
    block: int = -1


@dataclass(slots=True)
class Draft:
    """Everything that one walk found."""

    title: str = ""
    lang: str = ""  # html@lang as written
    base: str | None = None  # base@href as written
    metas: dict[str, str] = field(default_factory=dict)  # name or property in lower case; the first of a name stands
    json_ld: list[str] = field(default_factory=list)
    body_class: str = ""
    scripts: int = 0
    blocks: list[DraftBlock] = field(default_factory=list)
    links: list[DraftLink] = field(default_factory=list)
    alternates: list[tuple[str, str]] = field(default_factory=list)  # hreflang and href as written
    ids: set[str] = field(default_factory=set)
