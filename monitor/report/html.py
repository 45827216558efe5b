"""One self-contained HTML file: no scripts, nothing loaded from anywhere, light and dark, for phones and for paper.

The content security policy allows the one style sheet by its hash and nothing else, so that a page that is quoted
can do nothing even if escaping failed. Only http and https addresses become links.
"""

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from itertools import groupby, islice
from pathlib import Path

from babel.dates import format_time
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from monitor.days import HELSINKI
from monitor.model import Outcome, Report, Severity
from monitor.report.shown import (
    MOST_NAMED,
    QUOTES,
    Style,
    becauses,
    counts,
    coverage,
    elsewhere,
    on_page,
    ordered,
    plain,
    quoted,
    reason,
    state,
    titles,
    worded,
)
from monitor.wording import FALLBACK, LANGUAGES, day

TEMPLATES = Path(__file__).parent / "templates"


@lru_cache
def _room() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def write(report: Report, style: Style) -> str:
    """The report as a whole document."""
    css = (TEMPLATES / "report.css").read_text("utf-8")
    lang = style.lang if style.lang in LANGUAGES else FALLBACK
    here = report.generated_at.astimezone(HELSINKI)
    made = style.words(
        "generated",
        made=day(here, lang),
        time=format_time(here.time(), "short", locale="en_GB" if lang == "en" else lang),
        day=day(report.as_of, lang),
    )
    findings = ordered(report.findings)
    sections = [
        (severity, [(page, list(rows)) for page, rows in groupby(group, key=lambda f: f.finding.page)])
        for severity, group in groupby(findings, key=lambda f: f.finding.severity)
    ]
    return (
        _room()
        .get_template("report.html")
        .render(
            report=report,
            lang=lang,
            css=Markup(css),  # noqa: S704 - our own file
            policy=f"default-src 'none'; style-src 'sha256-{_digest(css)}'; base-uri 'none'; form-action 'none'",
            sections=sections,
            sizes={s: sum(f.finding.severity is s for f in findings) for s in Severity},
            titles=titles(report),
            langs={page.url: page.lang for page in report.pages},
            counts=counts(report, style),
            coverage=coverage(report, style),
            made=made,
            unread=[page for page in report.pages if not page.checked],
            links=[link for link in report.links if link.verdict.outcome is not Outcome.OK],
            words=style.words,
            day=lambda when: day(when, lang),
            quoted=quoted,
            on_page=on_page,
            elsewhere=elsewhere,
            first=lambda others: islice(others.items(), MOST_NAMED),
            becauses=becauses,
            worded=lambda because: worded(because, style),
            reason=lambda name: reason(name, style),
            state=lambda name: state(name, style),
            plain=plain,
            marks=QUOTES[lang],
            web=lambda address: address.startswith(("https://", "http://")),
        )
        + "\n"
    )


def _digest(css: str) -> str:
    return b64encode(sha256(css.encode()).digest()).decode()
