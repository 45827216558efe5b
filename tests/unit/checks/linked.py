"""A page with one link and what is known of its destination: the table rows of the link checks."""

from datetime import UTC, date, datetime, timedelta

from monitor.checks.contract import Check, Context, LinkLook, PageView
from monitor.knowledge import load
from monitor.model import (
    Block,
    Finding,
    Hop,
    Link,
    Look,
    Mark,
    MarkKind,
    Occurrence,
    Outcome,
    Page,
    Reason,
    Standing,
    State,
    Verdict,
)
from monitor.verdict import Whole

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
PAGE = "https://www.example.fi/sivu"
TEXT = "Katso ohje maahan muuttaville."
WORDS = "ohje"
CONTEXT = Context(as_of=date(2026, 11, 24), knowledge=load(), own_hosts=frozenset({"www.example.fi"}))


def seen(
    verdict: str,
    url: str = "https://example.org/a/b",
    *,
    final: str = "",
    statuses: tuple[int, ...] = (),
    state: str = "",
    days: int = 0,
    element: str = "a",
    fragment: str = "",
    whole: Whole | None = None,
) -> LinkLook:
    """A link whose destination got this verdict ("broken/not-found"), after these redirects, with this history."""
    outcome, _, reason = verdict.partition("/")
    judged = Verdict(Outcome(outcome), Reason(reason))
    look = Look(url, NOON, judged, 200, final or url, tuple(Hop(url, code, final) for code in statuses))
    standing = Standing(State(state), NOON - timedelta(days=days), 1, look) if state else None
    return LinkLook(Link(url, url, fragment, WORDS, element, block=0), judged, look, standing, whole)


def view(*links: LinkLook) -> PageView:
    """The page on which these links stand in one paragraph."""
    marks = tuple(Mark(MarkKind.LINK, 6, 10, each.link.href) for each in links[:1])
    block = Occurrence(Block(TEXT, "fi", marks), headings=("Muuttajalle", "Ohjeet"))
    page = Page(PAGE, occurrences=(block,), links=tuple(each.link for each in links))
    return PageView(url=PAGE, page=page, links=links, lang="fi")


def judged(check: Check, *links: LinkLook) -> list[Finding]:
    """What the check finds on that page."""
    return list(check.judge(view(*links), CONTEXT))


def told(findings: list[Finding]) -> list[tuple[str, str]]:
    """Severity and message of each finding."""
    return [(finding.severity.value, finding.message.id) for finding in findings]
