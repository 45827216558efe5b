"""The watched pages of a target as the checks see them, a few at a time, and the words around what is found."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Connection

from monitor.checks.contract import LinkLook, PageView
from monitor.config import Target
from monitor.evidence import of_link
from monitor.judge import Anchors, Destinations
from monitor.model import Family, Finding, Look, Outcome, Page, PageRow, PageType, Verdict, Zone
from monitor.settle.leads import Leads
from monitor.settle.words import Words, text_of
from monitor.store import links, pages
from monitor.store.packing import Text, unpack_links
from monitor.store.pages import StoredPage
from monitor.verdict import GOOD, UNKNOWN_AFTER, for_link

AT_ONCE = 100  # pages loaded together
GONE_TWICE = 2  # runs in a row that met 404 or 410: nobody watches the page any more
ANCHORS_KEPT = 4_096  # pages whose anchors are kept unpacked; links point to some pages again and again
PLACES_KEPT = 65_536  # places on pages that are known to be there or not
WELL = Verdict(Outcome.OK)
WITH_WORDS = frozenset({Zone.MAIN, Zone.ASIDE, Zone.ARCHIVE})  # a menu has no sentence around its links


class Seen(NamedTuple):
    """A page as it is judged. Where it was read, its text is there, and what is wrong in its words; else neither."""

    view: PageView
    text: Text | None = None
    in_words: Sequence[Finding] = ()


class Views:
    """The pages of `target` that are watched, by what `run` saw of them and is known besides."""

    def __init__(self, connection: Connection, target: Target, words: Words, run: int | None, now: datetime) -> None:
        stored = pages.known(connection, target.name, packed=False)
        self.now = now
        gone = unwatched(target, stored, pages.aliases_of(connection, target.name))
        # Text that was let go says nothing: neither that something is stale, nor that it is mended.
        held = {url for url, page in stored.items() if page.held and is_fresh(page, now)}
        self.read = frozenset(held - gone)
        addresses = {link for url, leads in pages.leads(connection, target.name) if url in self.read for link in leads}
        self.unwatched = gone | _adrift(stored, addresses, run)
        self.watched = {url: page for url, page in stored.items() if url not in self.unwatched}
        self.leads = Leads(connection, run, addresses, self.watched)
        self._connection = connection
        self._target = target
        self._words = words
        self._run = run
        self._anchors = lru_cache(maxsize=ANCHORS_KEPT)(self._load_anchors)
        self._lost = lru_cache(maxsize=PLACES_KEPT)(self._is_lost)
        self._destinations = Destinations(self.leads.look, self.leads.standing, self._anchors, self.leads.hosts)

    def read_anew(self) -> frozenset[str]:
        """The pages that this run has read."""
        pages_read = (self.watched[url] for url in self.read if self._run is not None)
        return frozenset(page.url for page in pages_read if page.run == self._run and not page.reason)

    def silent(self) -> frozenset[str]:
        """The pages that this run asked in vain."""
        seen = ((url, look) for url, look in self.leads.troubled.items() if url in self.watched)
        return frozenset(
            url for url, look in seen if look.verdict.outcome not in GOOD or has_strayed(self._target, look)
        )

    def rows(self) -> list[PageRow]:
        """The pages as a report lists them."""
        return [
            PageRow(
                page.url,
                page.final_url,
                page.status,
                page.title,
                page.lang,
                page.page_type,
                is_fresh(page, self.now) and not page.reason,
                page.reason,
            )
            for page in self.watched.values()
        ]

    def __iter__(self) -> Iterator[Seen]:
        """Each page once, in the order of the store; one that cannot be reached once more, for what that tells."""
        watched = list(self.watched.values())
        for start in range(0, len(watched), AT_ONCE):
            yield from self._some(watched[start : start + AT_ONCE])

    def _some(self, some: Sequence[StoredPage]) -> Iterator[Seen]:
        urls, fresh = [page.url for page in some], [page.id for page in some if page.url in self.read]
        standings = links.standings_of(self._connection, urls)
        looks = links.looks_at(self._connection, self._run, urls) if self._run is not None else {}
        packed = pages.packed(self._connection, fresh)
        texts = {page.id: text_of(page, packed[page.id][1]) for page in some if page.id in packed}
        in_words = self._words.found(self._connection, some, texts)
        for page in some:
            url, standing = page.url, standings.get(page.url)
            look = looks.get(url) or (standing.last if standing else None)
            if url in self.read:
                links_ = self._telling(packed[page.id][0])
                view = PageView(
                    url=url, page=page.as_page(), links=links_, look=look, standing=standing, lang=page.lang
                )
                yield Seen(view, texts[page.id], in_words[page.id])
            strayed = look is not None and has_strayed(self._target, look)
            told_by_links = page.read_at is None and page.depth  # a document that could never be read
            if look is not None and not told_by_links and (strayed or look.verdict.outcome not in GOOD):
                view = PageView(url=url, page=None, look=look, standing=standing, lang=page.lang, strayed=strayed)
                yield Seen(view)

    def _telling(self, packed: bytes) -> tuple[LinkLook, ...]:
        """The links of a page of which there is something to tell: to where they lead, or to a place there."""
        telling = self.leads.telling
        return self._destinations.of(
            link for link in unpack_links(packed, telling) if link.url in telling or self._lost(link.url, link.fragment)
        )

    def _is_lost(self, url: str, fragment: str) -> bool:
        anchors = self._anchors(url)
        return anchors is not None and for_link(WELL, fragment, *anchors) != WELL

    def _load_anchors(self, url: str) -> Anchors | None:
        page = self.watched.get(url)
        if page is None or url not in self.read or page.page_type is PageType.DOCUMENT:  # "#page=2" is no anchor
            return None
        return pages.anchors(self._connection, page.id), page.by_script


def with_words(finding: Finding, links: Iterable[LinkLook], text: Text | None) -> Finding:
    """A link is judged without the text around it, which is looked for only where something is wrong with it."""
    if text is None or finding.family is not Family.LINK or finding.context or finding.zone not in WITH_WORDS:
        return finding
    same = (seen.link for seen in links if finding.quote == (seen.link.text.strip() or seen.link.href))
    link = next((link for link in same if link.zone is finding.zone and 0 <= link.block < len(text)), None)
    if link is None:
        return finding
    around = Page(finding.page, occurrences=(text.block(link.block),))
    return replace(finding, **of_link(around, link._replace(block=0), finding.lang))


def is_fresh(page: StoredPage, now: datetime) -> bool:
    """Whether the page was read lately enough to be judged."""
    return page.read_at is not None and now - page.read_at <= UNKNOWN_AFTER


def unwatched(
    target: Target, stored: Mapping[str, StoredPage], aliases: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """The stored pages that are gone, out of scope, or watched at another address by now."""
    return frozenset(
        url
        for url, page in stored.items()
        if _gone(target, page) or not is_covered(target, url) or _moved(page, aliases, stored)
    )


def _adrift(stored: Mapping[str, StoredPage], addresses: Collection[str], run: int | None) -> frozenset[str]:
    """Documents that could never be read, and that no page links to by now."""
    never = (page for page in stored.values() if page.read_at is None and page.depth)
    return frozenset(page.url for page in never if run not in (None, page.run) and page.url not in addresses)


def _gone(target: Target, page: StoredPage) -> bool:
    # A start address is watched because somebody said so; that it is gone is a fault to be told.
    return page.gone >= GONE_TWICE and page.url not in target.start


def _moved(page: StoredPage, aliases: Mapping[str, frozenset[str]], stored: Mapping[str, StoredPage]) -> bool:
    """Whether the page is watched at another address by now: two runs were sent there for good."""
    return page.reason == "moved" and any(final in stored for final in aliases.get(page.url, ()))


def is_covered(target: Target, url: str) -> bool:
    """Whether the target watches this address."""
    return target.area.covers(url) or url in target.start


def has_strayed(target: Target, look: Look) -> bool:
    """Whether a start address leads to pages that are not watched: then all below it is lost without a sound."""
    return (
        look.url in target.start
        and look.verdict.outcome is Outcome.REDIRECTED
        and not is_covered(target, look.final_url)
    )
