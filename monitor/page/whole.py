"""What is said about a page as a whole, where its blocks are not asked one by one."""

from monitor.model import BlockKind, Page


def headline(page: Page) -> str:
    """What a reader takes for the name of the page: its first heading of the outermost level, else the title."""
    for occurrence in page.occurrences:
        if occurrence.kind is BlockKind.HEADING and not occurrence.headings:
            return occurrence.block.text
    return page.title


def main_words(page: Page) -> int:
    """How many words of main text were read."""
    return page.main_words
