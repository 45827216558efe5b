"""A quote with as much of its surroundings as a mail or a report has room for."""

from typing import Final

ELLIPSIS: Final = "…"


def excerpt(context: str, start: int, end: int, *, width: int = 240) -> tuple[str, str, str]:
    """What stands before the quote `context[start:end]`, the quote, and what stands after it.

    The three together are about `width` code points; what is cut off at either side is cut between words and shown
    by an ellipsis. The quote itself is never cut. Offsets outside the context are brought inside it.
    """
    start = min(max(start, 0), len(context))
    end = min(max(end, start), len(context))
    room = max(width - (end - start), 0)
    left, right = start, len(context) - end
    before = min(left, max(room // 2, room - right))
    after = min(right, room - before)
    return _ending(context[:start], before), context[start:end], _beginning(context[end:], after)


def _ending(text: str, room: int) -> str:
    """The last words of the text."""
    if len(text) <= room:
        return text
    kept = text[len(text) - room :]
    if not text[len(text) - room - 1].isspace():
        cut = next((place for place, letter in enumerate(kept) if letter.isspace()), len(kept))
        kept = kept[cut:]
    kept = kept.lstrip()
    gap = " " if text[-1].isspace() else ""
    return f"{ELLIPSIS} {kept}" if kept else f"{ELLIPSIS}{gap}"


def _beginning(text: str, room: int) -> str:
    """The first words of the text."""
    if len(text) <= room:
        return text
    kept = text[:room]
    if not text[room].isspace():
        cut = next((place for place in range(len(kept), 0, -1) if kept[place - 1].isspace()), 0)
        kept = kept[:cut]
    kept = kept.rstrip()
    gap = " " if text[0].isspace() else ""
    return f"{kept} {ELLIPSIS}" if kept else f"{gap}{ELLIPSIS}"
