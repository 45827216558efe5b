"""What counts as a reading of a page. Pure.

A place of an issue goes only when its page was read. A maintenance page, a consent wall or an empty shell answers 200
like any page; if it counted, everything on the page would seem mended.
"""

from typing import NamedTuple

from monitor.model import Look, Outcome, Page, PageType, Zone

ENOUGH_WORDS = 150  # a page that was rebuilt under a new title has at least this much main text
STILL_ITSELF = 0.5  # or at least this share of its known main blocks is still there
FEW_BLOCKS = 2  # a page of so few blocks is judged by its title alone


class Remembered(NamedTuple):
    """What an earlier reading left: enough to know the page again. Blocks are short keys."""

    final_url: str
    title: str
    main_blocks: frozenset[bytes]


def main_blocks(page: Page) -> frozenset[bytes]:
    """8 bytes of the key of each distinct main block."""
    return frozenset(o.block.key[:8] for o in page.occurrences if o.zone is Zone.MAIN)


def counts(
    page: Page,
    look: Look,
    before: Remembered | None,
    aliases: frozenset[str] = frozenset(),
    blocks: frozenset[bytes] | None = None,
) -> str:
    """Why this is no reading of the page; "" where it is one.

    `aliases` are final addresses at which the page may answer: those that two runs have seen. `blocks` are short keys
    of its main blocks, where the page itself is not whole.
    """
    if look.verdict.outcome not in {Outcome.OK, Outcome.REDIRECTED}:
        return look.verdict.reason or look.verdict.outcome
    if page.built_by_script:
        return "built-by-script"
    if before is not None and look.final_url not in {before.final_url, *aliases}:
        return "moved"
    if before is None or page.page_type is PageType.DOCUMENT:  # a file is replaced as a whole
        return ""
    return "" if _is_itself(page, before, main_blocks(page) if blocks is None else blocks) else "not-itself"


def _is_itself(page: Page, before: Remembered, blocks: frozenset[bytes]) -> bool:
    if page.title != before.title and page.main_words >= ENOUGH_WORDS:
        return True
    kept = len(blocks & before.main_blocks)
    if kept >= len(before.main_blocks) * STILL_ITSELF:
        return True
    return len(before.main_blocks) <= FEW_BLOCKS and page.title == before.title
