"""When a superseded name, number or statute is no fault where it stands."""

from monitor.knowledge import is_history
from monitor.model import MarkKind, PageType, Role, Statement, Tense, Zone

_DATED = (PageType.NEWS, PageType.MINUTES, PageType.LEGAL)


def is_silent(statement: Statement, check: str) -> bool:
    """Whether the place, the words around it or its marks say: history, quotation, announcement, or not to be judged.

    Dated news, minutes, legal texts and archives were right when they were written.
    """
    fact, occurrence, meaning = statement
    if occurrence.page_type in _DATED or occurrence.zone is Zone.ARCHIVE:
        return True
    if meaning.role is Role.HISTORY or meaning.tense is Tense.PAST or getattr(fact, "cues", ()):
        return True
    ignored = any(
        mark.kind is MarkKind.IGNORE
        and (not mark.value.strip() or check in mark.value.replace(",", " ").split())
        and mark.start < fact.end
        and fact.start < mark.end
        for mark in occurrence.block.marks
    )
    return ignored or any(is_history(heading) for heading in (*occurrence.headings, occurrence.header) if heading)
