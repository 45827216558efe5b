"""`monitor issues list|show|ack|attest|false-alarm|not-mine|reassign|reopen`."""

from datetime import date
from pathlib import Path

import click

from monitor.cli.output import LANGUAGES, Day, now, reader_language, today
from monitor.cli.place import CONFIG, configured, opened
from monitor.errors import UsageError
from monitor.model import EventKind, Issue, IssueState

OPEN = (IssueState.OPEN, IssueState.ACKNOWLEDGED, IssueState.ATTESTED, IssueState.NOT_MINE)


@click.group()
def issues() -> None:
    """What is stale, since when, and what became of it."""


@issues.command("list")
@click.argument("targets", nargs=-1, metavar="[TARGET ...]")
@CONFIG
@click.option("--all", "everything", is_flag=True, help="Those that are over, too.")
def list_(targets: tuple[str, ...], path: Path, *, everything: bool) -> int:
    """One line each: number, state, severity, check, days, places, the words."""
    from monitor.store import issues as store  # noqa: PLC0415 - the database is not needed for --help

    settings = configured(path)
    for name in targets:
        settings.target(name)
    day = today(now())
    with opened(settings) as database, database.read() as connection:
        found = store.of_target(connection, states=() if everything else OPEN)
    for issue in found:
        if not targets or issue.target in targets:
            first = issue.places[0].finding if issue.places else None
            days = (day - today(issue.first_seen)).days
            click.echo(
                f"{issue.id:>5}  {issue.state:<12}  {issue.severity:<7}  {issue.check:<18}  {days:>4} d  "
                f"{len(issue.places):>3} places  {_one_line(first.quote if first else issue.subject)}"
            )
    return 0


def _one_line(text: str, width: int = 60) -> str:
    plain = "".join(c if c.isprintable() else " " for c in text)
    return plain if len(plain) <= width else plain[: width - 1] + "…"


@issues.command()
@click.argument("number", type=int)
@CONFIG
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the sentences.")
def show(number: int, path: Path, lang: str | None) -> int:
    """One issue, whole: why, by which source, where it stands, and all that happened to it."""
    from monitor.store import issues as store  # noqa: PLC0415 - as above
    from monitor.wording import say  # noqa: PLC0415 - as above

    language = lang or reader_language()
    with opened(configured(path)) as database, database.read() as connection:
        issue = _found(store.one(connection, number), number)
        history = store.history(connection, number)
    until = f" until {issue.until}" if issue.until else ""
    by = f" ({issue.by}: {issue.comment})" if issue.by or issue.comment else ""
    click.echo(f"{issue.id}  {issue.check}  {issue.severity}  {issue.state}{until}{by}")
    for place in issue.places:
        finding = place.finding
        click.echo(f"\n{finding.page}\n  {_one_line(finding.heading)}\n  “{_one_line(finding.quote, 200)}”")
        for sentence in [reason.message for reason in finding.reasons] or [finding.message]:
            click.echo(f"  {say(sentence, language)}")
        if finding.source:
            click.echo(f"  {finding.source}")
        if finding.suggestion:
            click.echo(f"  > {finding.suggestion}")
    click.echo("")
    for event in history:
        click.echo(f"{event.at:%Y-%m-%d %H:%M}Z  {event.kind:<13}  {event.page}  {event.note}".rstrip())
    return 0


def _found(issue: Issue | None, number: int) -> Issue:
    if issue is None:
        raise UsageError(f"There is no issue {number}.", hint="`monitor issues list --all` shows all.")
    return issue


def _change(path: Path, number: int, state: IssueState, event: EventKind, **changes: object) -> int:
    from monitor.store import issues as store  # noqa: PLC0415 - as above

    with opened(configured(path)) as database, database.begin() as connection:
        issue = _found(store.one(connection, number), number)
        store.decide(connection, issue, state, event, now(), **changes)
    return 0


UNTIL = click.option("--until", type=Day(), required=True, help="The last day on which this holds (YYYY-MM-DD).")
REASON = click.option("--reason", required=True, help="Why, in a few words.")
BY = click.option("--by", default="", help="Who says so.")


def _not_over(until: date) -> date:
    if until <= today(now()):
        raise UsageError(f"--until {until} is not in the future.", hint="Name a later day: silence has an end.")
    return until


@issues.command()
@click.argument("number", type=int)
@UNTIL
@REASON
@BY
@CONFIG
def ack(number: int, until: date, reason: str, by: str, path: Path) -> int:
    """Somebody knows of it: it is quiet until a day."""
    return _change(
        path, number, IssueState.ACKNOWLEDGED, EventKind.ACKNOWLEDGED, until=_not_over(until), comment=reason, by=by
    )


@issues.command()
@click.argument("number", type=int)
@UNTIL
@BY
@click.option("--reason", default="", help="How that is known.")
@CONFIG
def attest(number: int, until: date, by: str, reason: str, path: Path) -> int:
    """Somebody says that it still holds, until a day, or until the words change."""
    return _change(path, number, IssueState.ATTESTED, EventKind.ATTESTED, until=_not_over(until), comment=reason, by=by)


@issues.command("false-alarm")
@click.argument("number", type=int)
@REASON
@BY
@CONFIG
def false_alarm(number: int, reason: str, by: str, path: Path) -> int:
    """It was never stale: never told again, and counted against its check."""
    return _change(path, number, IssueState.FALSE_ALARM, EventKind.FALSE_ALARM, comment=reason, by=by, until=None)


@issues.command()
@click.argument("number", type=int)
@click.argument("editor")
@CONFIG
def reassign(number: int, editor: str, path: Path) -> int:
    """Another editor is to mend it; told to them as new."""
    configured(path).editor(editor)
    return _change(path, number, IssueState.OPEN, EventKind.REASSIGNED, owner=editor, until=None)


@issues.command()
@click.argument("number", type=int)
@CONFIG
def reopen(number: int, path: Path) -> int:
    """Take back what was said of it."""
    return _change(path, number, IssueState.OPEN, EventKind.REOPENED, until=None, comment="", by="")
