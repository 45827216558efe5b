"""`monitor digest preview|send` and `monitor outbox list|retry`."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING

import click

from monitor.cli.group import Group
from monitor.cli.output import LANGUAGES, now
from monitor.cli.place import CONFIG, configured, opened
from monitor.errors import UsageError
from monitor.model import EventKind, IssueState

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from monitor.store.database import Database


@click.group(cls=Group)
def digest() -> None:
    """Look at the mail to editors, or send it."""


@digest.command()
@CONFIG
@click.option("--editor", "editors", multiple=True, help="This editor's only; may be repeated.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="In this language instead of the reader's.")
@click.option("--html", "folder", type=click.Path(path_type=Path, file_okay=False), help="Write HTML parts here, too.")
@click.option("--open", "opens", is_flag=True, help="Show the HTML part in a browser.")
def preview(path: Path, *, editors: tuple[str, ...], lang: str | None, folder: Path | None, opens: bool) -> int:
    """Show the letters as they would be written now. Nothing is sent and nothing is remembered."""
    from monitor import letters  # noqa: PLC0415 - the database is not needed for --help

    settings = configured(path)
    for name in editors:
        settings.editor(name)
    with opened(settings) as database, as_if_confirmed(database) as connection:
        written = letters.preview(connection, settings, now(), editors, lang=lang)
    if not written:
        click.echo("There is nothing to tell anybody.", err=True)
    if opens and folder is None:
        folder = settings.reports
    for letter in written:
        click.echo(f"To: {', '.join(letter.letter.reader.addresses)}\nSubject: {letter.mail.subject}\n")
        click.echo(letter.mail.text)
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / f"digest-{letter.letter.reader.name or 'admin'}.html".replace(" ", "-").replace("/", "-")
            file.write_text(letter.mail.html, encoding="utf-8")
            click.echo(f"HTML: {file}", err=True)
            if opens:
                click.launch(str(file))
    return 0


@contextmanager
def as_if_confirmed(database: "Database") -> "Iterator[Connection]":
    """The database as it will be once the pages of candidates were asked again; nothing of it is kept."""
    from monitor.store import issues  # noqa: PLC0415 - as above

    with database.begin() as connection:
        trial = connection.begin_nested()
        for issue in issues.of_target(connection, states=(IssueState.CANDIDATE,)):
            issues.decide(connection, issue, IssueState.OPEN, EventKind.OPENED, now())
        yield connection
        trial.rollback()


@digest.command()
@CONFIG
@click.option("--dry-run", is_flag=True, help="Say who would be written to, and send nothing.")
def send(path: Path, *, dry_run: bool) -> int:
    """Write to everybody who has something new to hear, and hand the outbox to the mail server."""
    from monitor import letters, post, runs  # noqa: PLC0415 - as above

    settings = configured(path)
    if not dry_run and not settings.smtp.enabled:
        raise UsageError(f"Mail is switched off in {path}.", hint="Write `enabled: true` under smtp.")
    with opened(settings) as database:
        if dry_run:
            with as_if_confirmed(database) as connection:
                previewed = letters.preview(connection, settings, now())
            written = [mail for mail in previewed if mail.letter.entries]  # a sign of life waits for its week
        else:
            for target in settings.targets:
                asyncio.run(runs.confirm(settings, target, database, clock=now))
            written = letters.write(database, settings, now(), at_once=True)
        for letter in written:
            click.echo(f"{', '.join(letter.letter.reader.addresses)}: {letter.mail.subject}")
        if dry_run:
            return 0
        delivered = asyncio.run(post.deliver(database, settings, clock=now, rng=SystemRandom()))
    click.echo(f"{delivered.sent} sent, {delivered.deferred} to be tried again, {delivered.refused} refused.", err=True)
    for problem in delivered.problems:
        click.echo(f"monitor: {problem.editor}: {problem.error}", err=True)
    if delivered.error:
        click.echo(f"monitor: {delivered.error}", err=True)
    return 3 if delivered.error or delivered.refused else 0


@click.group(cls=Group)
def outbox() -> None:
    """Mail that waits, went, or was refused."""


@outbox.command("list")
@CONFIG
def list_(path: Path) -> int:
    """The newest mails first."""
    from monitor.store import outbox as box  # noqa: PLC0415 - as above

    with opened(configured(path)) as database, database.read() as connection:
        for row in box.listing(connection):
            error = f"  {row.error}" if row.error else ""
            click.echo(
                f"{row.id:>5}  {row.state:<10}  {row.created_at:%Y-%m-%d %H:%M}Z  {row.editor}  {row.subject}{error}"
            )
    return 0


@outbox.command()
@click.argument("number", type=int)
@CONFIG
def retry(number: int, path: Path) -> int:
    """Make a mail due at once, that was refused or put off."""
    from monitor.store import outbox as box  # noqa: PLC0415 - as above

    with opened(configured(path)) as database, database.begin() as connection:
        if not box.retry(connection, number, now()):
            raise UsageError(
                f"Mail {number} cannot be sent again: there is none, it was sent, or a newer one tells all."
            )
    return 0
