"""Where words stand while the tree is walked."""

from monitor.model import BlockKind, Zone
from monitor.page import elements


class Where:
    """What the elements around make of the words. Never changed: an element that means something gets another."""

    __slots__ = ("header", "ignored", "inside", "kind", "known", "lang", "level", "mute", "pre", "zone")

    def __init__(
        self,
        zone: Zone = Zone.MAIN,
        kind: BlockKind = BlockKind.PARAGRAPH,
        level: int = 0,  # of the heading that the words belong to
        lang: str = "",  # as declared inside html; "" for that of the page
        header: str = "",
        *,
        mute: bool = False,
        inside: bool = False,  # a main, article or section: its header and footer are not the page's
        pre: bool = False,
        ignored: bool = False,  # marked: links in here are none of ours
    ) -> None:
        self.zone, self.kind, self.level, self.lang, self.header = zone, kind, level, lang, header
        self.mute, self.inside, self.pre, self.ignored = mute, inside, pre, ignored
        self.known: dict[str, Where] = {}

    def state(self) -> tuple[object, ...]:
        """What can be compared: alike in all of this means the same for the words inside."""
        return (
            *(self.zone, self.kind, self.level, self.lang, self.header),
            *(self.mute, self.inside, self.pre, self.ignored),
        )

    def within(self, tag: str) -> "Where":
        """Inside an element of this name."""
        found = self.known.get(tag)
        if found is None:
            found = self.known[tag] = self._but(
                kind=elements.KINDS.get(tag, self.kind),
                level=elements.HEADINGS.get(tag, 0 if tag in elements.KINDS else self.level),
                mute=self.mute or tag in elements.MUTE or tag == "title",
                inside=self.inside or tag in elements.PAGE_PARTS,
                pre=self.pre or tag == "pre",
            )
        return found

    def in_zone(self, zone: Zone) -> "Where":
        """In another part of the page."""
        return self._but(zone=zone)

    def speaking(self, lang: str) -> "Where":
        """In another language."""
        return self._but(lang=lang)

    def under(self, header: str) -> "Where":
        """Led in by other words."""
        return self if header == self.header else self._but(header=header)

    def silenced(self) -> "Where":
        """Where no words are heard."""
        return self._but(mute=True)

    def disowned(self) -> "Where":
        """Where links are none of ours."""
        return self._but(ignored=True)

    def _but(
        self,
        *,
        zone: Zone | None = None,
        kind: BlockKind | None = None,
        level: int | None = None,
        lang: str | None = None,
        header: str | None = None,
        mute: bool | None = None,
        inside: bool | None = None,
        pre: bool | None = None,
        ignored: bool | None = None,
    ) -> "Where":
        return Where(
            self.zone if zone is None else zone,
            self.kind if kind is None else kind,
            self.level if level is None else level,
            self.lang if lang is None else lang,
            self.header if header is None else header,
            mute=self.mute if mute is None else mute,
            inside=self.inside if inside is None else inside,
            pre=self.pre if pre is None else pre,
            ignored=self.ignored if ignored is None else ignored,
        )


class Table:
    """A table while its rows come; one that holds tables or headings in its cells only lays out the page."""

    __slots__ = ("headers", "layout")

    def __init__(self, *, layout: bool) -> None:
        self.layout = layout
        self.headers = ""
