"""`monitor issues list|show|ack|attest|false-alarm|false-alarms|not-mine|release|reassign|reopen`."""

from datetime import date, timedelta
from pathlib import Path

import click

from monitor.cli.group import Group
from monitor.cli.output import LANGUAGES, Day, now, reader_language
from monitor.cli.place import CONFIG, configured, counted, one_line, opened, words
from monitor.days import day_of
from monitor.errors import UsageError
from monitor.model import EventKind, Issue, IssueState, Severity

YEAR = timedelta(days=365)
OVER = (IssueState.RESOLVED, IssueState.WITHDRAWN, IssueState.UNWATCHED)
ROW = "{:>4}  {:<12}  {:<8}  {:<19}  {:>5}  {:>5}  {}"
OPEN = (IssueState.CANDIDATE, IssueState.OPEN, IssueState.ACKNOWLEDGED, IssueState.ATTESTED, IssueState.NOT_MINE)


@click.group(cls=Group)
def issues() -> None:
    """What is stale, since when, and what became of it."""


@issues.command("list")
@click.argument("targets", nargs=-1, metavar="[TARGET ...]")
@CONFIG
@click.option("--all", "everything", is_flag=True, help="Those that are over, too.")
def list_(targets: tuple[str, ...], path: Path, *, everything: bool) -> int:
    """A line for each thing to mend, the worst first: its number, state, check, age in days, pages, the words.

    A candidate was seen once; its page is asked again before anybody is told.
    """
    from monitor.store import issues as store  # noqa: PLC0415 - the database is not needed for --help

    settings = configured(path)
    for name in targets:
        settings.target(name)
    with opened(settings) as database, database.read() as connection:
        found = store.of_target(connection, states=() if everything else OPEN)
    shown = [issue for issue in found if not targets or issue.target in targets]
    if not shown:
        click.echo("There is nothing to mend." if not everything else "There never was anything to mend.", err=True)
        return 0
    day = day_of(now())
    click.echo(ROW.format("No", "State", "Severity", "Check", "Since", "Pages", "Words"))
    for issue in sorted(shown, key=lambda issue: Severity(issue.severity).rank):
        told = words(issue.worst) if issue.worst else one_line(issue.subject, 44)
        since = f"{max(0, (day - day_of(issue.first_seen)).days)} d"
        pages = len(issue.places)
        click.echo(ROW.format(issue.id, issue.state, issue.severity, issue.check, since, pages, told))
    errors = sum(issue.severity == Severity.ERROR for issue in shown)
    click.echo(
        f"{counted(len(shown), 'thing')}, {counted(errors, 'error')}. `monitor issues show No` tells all of one.",
        err=True,
    )
    return 0


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
    for finding in (finding for place in issue.places for finding in place.finding.each):
        click.echo(f"\n{finding.page}\n  {one_line(finding.heading)}\n  “{one_line(finding.quote, 200)}”")
        for sentence in [reason.message for reason in finding.reasons] or [finding.message]:
            click.echo(f"  {one_line(say(sentence, language), 1000)}")
        if finding.source:
            click.echo(f"  Source: {one_line(finding.source, 1000)}")
        if finding.suggestion:
            click.echo(f"  Write instead: {one_line(finding.suggestion, 1000)}")
    click.echo("")
    for event in history:
        click.echo(f"{event.at:%Y-%m-%d %H:%M}Z  {event.kind:<17}  {event.page}  {event.note}".rstrip())
    return 0


def _found(issue: Issue | None, number: int) -> Issue:
    if issue is None:
        raise UsageError(f"There is no issue {number}.", hint="`monitor issues list --all` shows all.")
    return issue


def _change(path: Path, number: int, state: IssueState, event: EventKind, **changes: object) -> int:
    from monitor.store import issues as store  # noqa: PLC0415 - as above

    with opened(configured(path)) as database, database.begin() as connection:
        issue = _found(store.one(connection, number), number)
        if issue.state in OVER:
            raise UsageError(
                f"Issue {number} is over ({issue.state}); nothing is to be said of it.",
                hint="If it comes back, it is opened again by itself.",
            )
        store.decide(connection, issue, state, event, now(), **changes)
    until = f" until {changes['until']}" if changes.get("until") else ""
    owner = f", for {changes['owner']}" if changes.get("owner") else ""
    click.echo(f"Issue {number} is {state}{until}{owner}.", err=True)
    return 0


UNTIL = click.option("--until", type=Day(), required=True, help="The last day on which this holds (YYYY-MM-DD).")
REASON = click.option("--reason", required=True, help="Why, in a few words.")
BY = click.option("--by", default="", help="Who says so.")


def _not_over(until: date) -> date:
    if until <= day_of(now()):
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
@click.option(
    "--until", type=Day(), help="The last day on which this holds (YYYY-MM-DD); a year from now if not given."
)
@BY
@click.option("--reason", default="", help="How that is known.")
@CONFIG
def attest(number: int, until: date | None, by: str, reason: str, path: Path) -> int:
    """Somebody says that it still holds, or that a host works in a browser; until a day, or until the words change."""
    day = _not_over(until or day_of(now()) + YEAR)
    return _change(path, number, IssueState.ATTESTED, EventKind.ATTESTED, until=day, comment=reason, by=by)


@issues.command("false-alarm")
@click.argument("number", type=int)
@REASON
@BY
@CONFIG
def false_alarm(number: int, reason: str, by: str, path: Path) -> int:
    """It was never stale: never told again, and counted against its check."""
    return _change(path, number, IssueState.FALSE_ALARM, EventKind.FALSE_ALARM, comment=reason, by=by, until=None)


@issues.command("false-alarms")
@CONFIG
def false_alarms(path: Path) -> int:
    """What was called a false alarm, counted by check, with the reasons."""
    from monitor.store import issues as store  # noqa: PLC0415 - as above

    with opened(configured(path)) as database, database.read() as connection:
        found = store.false_alarms(connection)
    for check in dict.fromkeys(check for check, _, _ in found):
        told = [(subject, reason) for name, subject, reason in found if name == check]
        click.echo(f"{check}: {counted(len(told), 'false alarm')}")
        for subject, reason in told:
            click.echo(f"  {one_line(subject, 40)}: {one_line(reason, 200)}")
    if not found:
        click.echo("Nothing was called a false alarm.", err=True)
    return 0


@issues.command("not-mine")
@click.argument("number", type=int)
@click.option("--reason", default="", help="Whose it may be.")
@BY
@CONFIG
def not_mine(number: int, reason: str, by: str, path: Path) -> int:
    """It is somebody else's: the admin is asked whose."""
    return _change(path, number, IssueState.NOT_MINE, EventKind.NOT_MINE, comment=reason, by=by, owner="", until=None)


@issues.command()
@click.argument("check")
@CONFIG
def release(check: str, path: Path) -> int:
    """Let editors hear of what a new rule found, without waiting for the week to pass."""
    from monitor.store import issues as store  # noqa: PLC0415 - as above

    with opened(configured(path)) as database, database.begin() as connection:
        count = store.release(connection, check, now())
    if not count:
        raise UsageError(f"Nothing of {check} waits.", hint="The letter to the admin names what waits.")
    click.echo(f"{counted(count, 'thing')} of {check} will be told to editors.", err=True)
    return 0


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
