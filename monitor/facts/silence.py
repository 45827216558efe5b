"""When a superseded name, number or statute is no fault where it stands."""

from monitor.facts.evidence import ignored
from monitor.knowledge import is_history
from monitor.model import PageType, Role, Statement, StatuteFact, Tense, TermFact, Zone

_DATED = (PageType.NEWS, PageType.MINUTES, PageType.LEGAL)


def is_silent(statement: Statement, check: str) -> bool:
    """Whether the place, the words around it or its marks say: history, quotation, announcement, or not to be judged.

    Dated news, minutes, legal texts and archives were right when they were written.
    """
    fact, occurrence, meaning = statement
    if occurrence.page_type in _DATED or occurrence.zone is Zone.ARCHIVE:
        return True
    if meaning.role is Role.HISTORY or meaning.tense is Tense.PAST:
        return True
    if isinstance(fact, StatuteFact | TermFact) and fact.cues:
        return True
    if ignored(statement, check):
        return True
    return any(is_history(heading) for heading in (*occurrence.headings, occurrence.header) if heading)
