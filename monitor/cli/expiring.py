"""`monitor expiring`: the calendar of what goes stale next, from what is stored; nothing is asked for."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from monitor.cli.output import LANGUAGES, now, reader_language
from monitor.cli.place import CONFIG, configured, counted, one_line, opened, words
from monitor.days import day_of
from monitor.errors import CannotWork

if TYPE_CHECKING:
    from monitor.ahead import Turn

ROW = "{:<10}  {:<16}  {:<52}  {}"


@click.command()
@click.argument("targets", nargs=-1, metavar="[TARGET ...]")
@CONFIG
@click.option("--months", type=click.IntRange(1, 120), default=12, show_default=True, help="How far to look ahead.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the sentences in JSON.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def expiring(
    targets: tuple[str, ...], *, path: Path, months: int, lang: str | None, format_: Literal["text", "json"]
) -> int:
    """What will go stale next, and on which day.

    Pages as they were last read are judged by the days to come; nothing is asked for and nothing is changed.
    """
    from monitor import runs  # noqa: PLC0415 - the database and the checks are not needed for --help
    from monitor.ahead import turns, until  # noqa: PLC0415 - as above
    from monitor.settle import settle  # noqa: PLC0415 - as above
    from monitor.store import pages  # noqa: PLC0415 - as above
    from monitor.verdict import UNKNOWN_AFTER  # noqa: PLC0415 - as above

    settings = configured(path)
    chosen = [settings.target(name) for name in targets] or list(settings.targets)
    moment = now()
    last = until(day_of(moment), months)
    findings = []
    unread: dict[str, datetime | None] = {}
    with opened(settings) as database, database.read() as connection:
        for target in chosen:
            rules = runs.rules_of(settings, target)
            ahead = settle(connection, rules, run=None, now=moment, as_of=last, keep=False)
            since = max((p.read_at for p in pages.watched(connection, target.name).values() if p.read_at), default=None)
            if since is None or moment - since > UNKNOWN_AFTER:
                unread[target.name] = since
            findings += [place for listed in ahead.report.findings for place in listed.places or (listed.finding,)]
    found = turns(findings, day_of(moment), last)
    if format_ == "json":
        rows = [_row(turn, lang or reader_language()) for turn in found]
        whole = {"schema": 1, "as_of": f"{day_of(moment)}", "until": f"{last}", "not_read": [*unread], "expiring": rows}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=1))
    else:
        if found:
            click.echo(ROW.format("Wrong from", "Check", "Words", "Page"))
        for day, finding, because in found:
            click.echo(ROW.format(f"{day}", because.check, words(finding), one_line(finding.page, 1000)))
    for name, since in unread.items():
        when = f"was last read on {day_of(since)}, which is too long ago" if since else "was never read"
        click.echo(f"monitor: {name} {when}. `monitor run {name}` reads it.", err=True)
    if len(unread) == len(chosen):
        return CannotWork.exit_code
    if format_ == "text":
        click.echo(f"{counted(len(found), 'thing')} will go stale by {last}, as far as the pages say.", err=True)
    return 0


def _row(turn: "Turn", lang: str) -> dict[str, Any]:
    from monitor.wording import say  # noqa: PLC0415 - as above

    finding, because = turn.finding, turn.because
    return {
        "day": turn.day.isoformat(),
        "check": because.check,
        "severity": because.severity.value,
        "page": finding.page,
        "heading": finding.heading,
        "quote": finding.quote,
        "context": finding.context,
        "message": say(because.message, lang),
        "suggestion": finding.suggestion,
        "source": because.source,
    }
