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
    """A link as written; its text is known once its element ends, and nothing changes after that."""

    href: str
    element: str
    attribute: str
    zone: Zone
    text: str = ""


class Addition(NamedTuple):
    """What one part of a page added to its draft; blocks are counted from the first of the part."""

    blocks: list[DraftBlock]
    links: list[DraftLink]
    places: list[int]
    ids: list[str]
    alternates: list[tuple[str, str]]
    scripts: list[str]


@dataclass(slots=True)
class Draft:
    """Everything that one walk found."""

    title: str = ""
    lang: str = ""  # html@lang as written
    base: str | None = None  # base@href as written
    metas: dict[str, str] = field(default_factory=dict)  # name or property in lower case; the first of a name stands
    body_class: str = ""
    scripts: list[str] = field(default_factory=list)  # the JSON-LD in each script, "" where it is another
    blocks: list[DraftBlock] = field(default_factory=list)
    links: list[DraftLink] = field(default_factory=list)
    places: list[int] = field(default_factory=list)  # for each link the number of its block, -1 outside any
    alternates: list[tuple[str, str]] = field(default_factory=list)  # hreflang and href as written
    ids: list[str] = field(default_factory=list)

    def extent(self) -> tuple[int, ...]:
        """How much there is of everything that a part can add to."""
        return len(self.blocks), len(self.links), len(self.ids), len(self.alternates), len(self.scripts)

    def since(self, extent: tuple[int, ...]) -> Addition:
        """What was added after that."""
        blocks, links, ids, alternates, scripts = extent
        return Addition(
            self.blocks[blocks:],
            self.links[links:],
            [place - blocks if place >= 0 else -1 for place in self.places[links:]],
            self.ids[ids:],
            self.alternates[alternates:],
            self.scripts[scripts:],
        )

    def add(self, part: Addition) -> None:
        """Write down once more what a part added to another draft."""
        before = len(self.blocks)
        self.blocks += part.blocks
        self.links += part.links
        self.places += [place + before if place >= 0 else -1 for place in part.places]
        self.ids += part.ids
        self.alternates += part.alternates
        self.scripts += part.scripts
