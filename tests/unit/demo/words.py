"""The words of a page in the plainest way there is: what the labels' quotes are looked for in."""

import html
import re
from pathlib import Path

INLINE = r"a|abbr|b|cite|del|em|i|q|s|small|span|strong|time"


def fold(text: str) -> str:
    """White space of every kind folded to one space."""
    return " ".join(text.split())


def words(page: Path) -> str:
    """Every word of the page in reading order; only inline tags join what stands on both their sides."""
    text = re.sub(r"(?s)<(script|style)\b.*?</\1>|<!--.*?-->", " ", page.read_text(encoding="utf-8"))
    text = re.sub(rf"</?(?:{INLINE})\b[^>]*>", "", text)
    return fold(html.unescape(re.sub(r"<[^>]*>", " ", text)))
