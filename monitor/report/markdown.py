"""For a merge request, a wiki, a job summary: CommonMark, page by page."""

import re
from collections.abc import Iterator
from itertools import islice

from monitor.model import Finding, Listed, Report
from monitor.report.shown import (
    MOST_NAMED,
    Style,
    becauses,
    by_page,
    counts,
    coverage,
    elsewhere,
    on_page,
    plain,
    quoted,
    reason,
    state,
    titles,
    worded,
)
from monitor.wording import day

# These mean something inside a line (CommonMark, section 2.4), < and & because of HTML, | in tables; $ and ~ mean
# something to GitHub and GitLab, where a mention (@) or a reference (#) would come alive.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&@$])")


def write(report: Report, style: Style) -> str:
    """The report as CommonMark; nothing of a page is markup in it."""
    return "\n".join(_lines(report, style)) + "\n"


def _lines(report: Report, style: Style) -> Iterator[str]:
    yield f"# {style.words('title')}"
    yield ""
    yield f"**{counts(report, style)}**"
    yield ""
    yield f"{coverage(report, style)} {style.words('as-of', day=day(report.as_of, style.lang))}"
    named = titles(report)
    for page, findings in by_page(report.findings):
        yield f"\n## {_linked(named.get(page, page), page)}\n"
        for listed in findings:
            yield from _finding(listed, style)
    unread = [page for page in report.pages if not page.checked]
    if unread:
        yield f"\n## {style.words('unread', count=len(unread))}\n"
        yield from (f"- {_linked(page.url, page.url)} ({_safe(reason(page.reason, style))})" for page in unread)
    yield f"\n{style.words('limits')}"


def _finding(listed: Listed, style: Style) -> Iterator[str]:
    finding = listed.finding
    standing = _safe(state(listed.state, style))
    yield (
        f"- **{style.words(f'severity.{finding.severity}')}**{f' ({standing})' if standing else ''} `{finding.check}`: "
        f"{_quotation(finding)}"
    )
    for heading, words in on_page(listed):
        yield from (f"  - {_quotation(place)}" for place in words if place != finding)
        if heading:
            yield f"  - {style.words('heading')}: {_safe(heading)}"
    for because in becauses(finding):
        source = f" ({style.words('source')}: {_linked(because.source, because.source)})" if because.source else ""
        yield f"  - {style.words('why')}: {_safe(worded(because, style))}{source}"
    suggestion = _safe(finding.suggestion) if finding.suggestion else style.words("ask")
    yield f"  - {style.words('write')}: {suggestion}"
    if others := elsewhere(listed):
        named = (
            _linked(page, page) + (f" ({_quotation(other)})" if other else "")
            for page, other in islice(others.items(), MOST_NAMED)
        )
        yield f"  - {style.words('everywhere', count=len(others))}: {', '.join(named)}"


def _quotation(finding: Finding) -> str:
    before, marked, after = (_safe(part) for part in quoted(finding))
    # White space inside the asterisks would leave them unread.
    core = marked.strip() or marked
    return f"{before}{marked[: len(marked) - len(marked.lstrip())]}**{core}**{marked[len(marked.rstrip()) :]}{after}"


def _safe(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", plain(text))


def _linked(text: str, address: str) -> str:
    if not address.startswith(("https://", "http://")):
        return _safe(text)
    target = plain(address).replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    return f"[{_safe(text)}](<{target}>)"
