"""What is wrong in the words of pages: judged once for each text, by the rules of a day, whoever asks and when.

Nothing but the page, the rules and the day has a part in it. So it need not wait for what links turn out to be, and
what was judged today is not judged again when only a link has changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from sqlalchemy import Connection

from monitor import __version__
from monitor.checks.contract import Check, Context, PageView
from monitor.config import Target
from monitor.facts import state, versions
from monitor.judge import Judge
from monitor.knowledge import Knowledge
from monitor.model import Family, Finding
from monitor.store import judged, pages
from monitor.store.packing import Text
from monitor.store.pages import StoredPage

IN_WORDS = frozenset({Family.VALIDITY, Family.STATUTE, Family.TERM, Family.PHONE, Family.CONTACT, Family.LANGUAGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a target is judged by."""

    target: Target
    checks: tuple[Check, ...]
    knowledge: Knowledge

    def on(self, day: date) -> bytes:
        """Everything that a judgement of this day rests on but what was seen, as one value."""
        known = self.knowledge
        by = (day, __version__, self.target, self.checks, known.terms, known.statutes, versions(known.lexicon))
        return blake2b("\0".join(map(repr, by)).encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def judge(self, day: date, *, words: bool) -> Judge:
        """The checks that judge words, or the others."""
        checks = [check for check in self.checks if (check.family in IN_WORDS) is words]
        return Judge(checks, Context(as_of=day, knowledge=self.knowledge, own_hosts=self.target.own_hosts))


class Words:
    """The words of pages by the rules of one day in Europe/Helsinki. With `keep` what was judged is written down."""

    def __init__(self, rules: Rules, day: date, *, keep: bool = True) -> None:
        self._target = rules.target.name
        self._rules = rules.on(day)
        self._judge = rules.judge(day, words=True)
        self._keep = keep
        self.failed = self._judge.failed

    def found(
        self, connection: Connection, some: Sequence[StoredPage], texts: Mapping[int, Text]
    ) -> dict[int, list[Finding]]:
        """What is wrong in the words of these pages, by the pages' numbers."""
        known = judged.of(connection, self._rules, list(texts))
        new = {page.id: self._of(page, texts[page.id]) for page in some if page.id in texts and page.id not in known}
        if self._keep:
            failed = {page.id for page in some if page.url in self.failed}
            judged.keep(connection, self._rules, {n: found for n, found in new.items() if n not in failed})
        return known | new

    def _of(self, page: StoredPage, text: Text) -> list[Finding]:
        statements = tuple(state(fact, occurrence) for fact, occurrence in text.stated())
        return self._judge.page(PageView(url=page.url, page=page.as_page(), statements=statements, lang=page.lang))

    def ahead(self, connection: Connection, urls: Sequence[str]) -> None:
        """Judge the words of these pages, before anybody asks."""
        some = pages.some(connection, self._target, urls)
        packed = pages.packed(connection, [page.id for page in some])
        self.found(connection, some, {page.id: text_of(page, packed[page.id][1]) for page in some})


def text_of(page: StoredPage, packed: bytes) -> Text:
    """The stored text of a page."""
    return Text(packed, page.page_type, page.page_date.day if page.page_date else None)
