"""`monitor explain` and `monitor facts`: why something is flagged, and why something is not."""

import inspect
import os
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

import click

from monitor.cli.check import WEB, contact
from monitor.cli.output import LANGUAGES, now, reader_language
from monitor.cli.place import CONFIG, one_line
from monitor.errors import CannotWork, UsageError

NEAR = 0.75  # how much of two names must be alike
# An entry's fields in the words of somebody who asks why a name was flagged.
LABELS = {
    "id": "entry",
    "old": "superseded",
    "new": "write instead",
    "since": "wrong since",
    "new_from": "new one since",
    "fact_sure": "how sure",
    "pattern": "how it is met",
    "cues": "only beside",
    "unless": "not beside",
    "heirs": "also called now",
    "by": "replaced by",
    "kept": "still in force",
}


@click.command()
@click.argument("what", required=False, metavar="[CHECK | term:ID | statute:NUMBER]")
@CONFIG
def explain(what: str | None, path: Path) -> int:
    """A check, or an entry of the knowledge, with its source. Without a name: all checks."""
    from monitor.checks import registry  # noqa: PLC0415 - checks and knowledge are not needed for --help
    from monitor.knowledge import explain as entry_of  # noqa: PLC0415 - as above

    checks = registry()
    if what is None:
        for name, check in checks.items():
            click.echo(f"{name:<20}  {documentation(check).splitlines()[0]}")
        return 0
    if what in checks:
        click.echo(documentation(checks[what]))
        if told := options(checks[what]):
            click.echo("\n## Options\n\n" + "\n".join(f"  {name}: {value}" for name, value in told))
        return 0
    knowledge = _knowledge(path)
    entry = entry_of(what, knowledge)
    if entry is None:
        names = [*checks, *(f"term:{name}" for name in knowledge.terms)]
        names += [f"statute:{number}" for number in knowledge.statutes]
        raise UsageError(f"There is neither a check nor an entry called {what}.", hint=near(what, names))
    for name, value in _rows(entry):
        click.echo(f"{name:<16}  {value}")
    return 0


def documentation(check: type[Any]) -> str:
    """The docstring of the check's module, which is its documentation."""
    module = inspect.getmodule(check)
    return inspect.cleandoc((module.__doc__ if module else None) or "")


def options(check: type[Any]) -> list[tuple[str, str]]:
    """The options of a check, each with its default and, where only some words may stand there, those words."""
    told = []
    for option, hint in ((option, get_type_hints(check)[option.name]) for option in fields(check)):
        others = ", ".join(word for word in get_args(hint) if isinstance(word, str) and word != option.default)
        told.append((option.name, f"{shown(option.default)} (or {others})" if others else shown(option.default)))
    return told


def shown(value: object) -> str:
    """A value as somebody would write it in the configuration."""
    return f"[{', '.join(map(str, value))}]" if isinstance(value, tuple | frozenset) else str(value)


def near(what: str, names: list[str]) -> str:
    """The name that was meant; what stands before a colon makes no name alike."""
    from difflib import get_close_matches  # noqa: PLC0415 - as above

    alike = {name.rpartition(":")[2]: name for name in names}
    close = get_close_matches(what.rpartition(":")[2], alike, 1, NEAR)
    return f"Did you mean {alike[close[0]]}?" if close else "`monitor explain` lists the checks; entries are term:ID."


def _knowledge(path: Path) -> Any:  # noqa: ANN401 - knowledge is not imported for --help
    from monitor.knowledge import load  # noqa: PLC0415 - as above

    if not path.exists():
        return load()
    from monitor.config import load as configured  # noqa: PLC0415 - as above

    return load(configured(path, os.environ).knowledge)


def _rows(entry: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - as above
    rows = []
    for field in fields(entry):
        value = getattr(entry, field.name)
        name = LABELS.get(field.name, field.name)
        if field.name in ("since", "new_from") and value is not None:
            value = "-".join(f"{part:02}" for part in value if part is not None)
        if field.name == "fact_sure":
            value = f"{value} %"
        if value in (None, "", (), {}, frozenset()):
            continue
        if isinstance(value, dict):
            rows += [(name if n == 0 else "", f"{k}: {shown(v)}") for n, (k, v) in enumerate(value.items())]
        else:
            rows.append((name, shown(value)))
    return rows


@click.command()
@click.argument("place", metavar="URL|FILE")
@click.option(
    "--knowledge", "files", type=click.Path(path_type=Path), multiple=True, help="A file of your own names; repeat."
)
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the table.")
def facts(place: str, files: tuple[Path, ...], lang: str | None) -> int:
    """What the monitor reads on a page, and how it stands there: for whoever asks why something was not flagged."""
    from monitor.checks import registry  # noqa: PLC0415 - as above
    from monitor.checks.contract import Context, PageView  # noqa: PLC0415 - as above
    from monitor.cli import why  # noqa: PLC0415 - as above
    from monitor.facts import state  # noqa: PLC0415 - as above
    from monitor.judge import Judge, Reader, statements  # noqa: PLC0415 - as above
    from monitor.knowledge import load  # noqa: PLC0415 - as above
    from monitor.wording import phrase, say  # noqa: PLC0415 - as above

    knowledge = load(files)
    page = _page(place)
    language = lang or reader_language()
    today = now().date()
    stated = Reader(knowledge.lexicon).stated(page.occurrences)
    view = PageView(url=page.url, page=page, statements=statements(stated), lang=page.lang)
    judge = Judge([check() for check in registry().values()], Context(as_of=today, knowledge=knowledge))
    findings = judge.page(view)
    click.echo(f"{one_line(page.title, 200)}\n{one_line(page.url, 1000)}")
    dated = f", {_words('facts.page-date', language)}: {page.page_date.day}" if page.page_date else ""
    click.echo(f"{page.lang or '?'}, {_words(f'facts.type.{page.page_type}', language)}{dated}")
    for _, occurrence, found in stated:
        heading = one_line(" > ".join(occurrence.headings), 200)
        zone = _words(f"facts.zone.{occurrence.zone}", language)
        click.echo(f"\n[{zone}] {heading}\n  {one_line(occurrence.block.text, 160)}")
        for fact in found:
            statement = state(fact, occurrence)
            click.echo(f"    {fact.text!r}: {one_line(_read(statement, language), 200)}")
            said = why.told(statement, findings)
            told = [("facts.told", message) for message in said]
            for name, message in told or [("facts.silent", why.silent(statement, knowledge, today))]:
                words = say(message, language)
                click.echo(f"      {one_line(phrase(name, language, {'words': words}), 400)}")
    return 0


def _read(statement: Any, lang: str) -> str:  # noqa: ANN401 - as above
    """Kind, role, tense and days in the reader's language, then what identifies the fact, and whose it is."""
    from monitor.facts import whose  # noqa: PLC0415 - as above

    fact, _, meaning = statement
    words = [_words(f"facts.kind.{fact.kind}", lang)]
    if fact.kind == "date":
        words += [_words(f"facts.role.{meaning.role}", lang), _words(f"facts.tense.{meaning.tense}", lang)]
    words += [" – ".join(str(day) for day in (meaning.begins, meaning.ends) if day)]
    words += [getattr(fact, name, "") or "" for name in ("e164", "number", "term", "address")]
    return ", ".join(dict.fromkeys(filter(None, [*words, whose(statement)])))


def _words(message: str, lang: str) -> str:
    from monitor.wording import phrase  # noqa: PLC0415 - as above

    return phrase(message, lang)


def _page(place: str) -> Any:  # noqa: ANN401 - the reader of pages is not needed for --help
    from monitor.cli.check import sort_out  # noqa: PLC0415 - as above
    from monitor.survey import Request, asked  # noqa: PLC0415 - as above

    addresses, files = sort_out([place])
    if any(file.is_dir() for file in files):
        raise UsageError(f"{place} is a folder.", hint="Name one of its pages.")
    if place.startswith(WEB):
        request = Request(as_of=now().date(), addresses=addresses, links="none", contact=contact(addresses))
    else:
        request = Request(as_of=now().date(), files=files, links="none")
    survey = asked(request, clock=now)
    page = next((page for page in survey.pages.values() if page is not None), None)
    if page is None:
        reasons = ", ".join(row.reason for row in survey.rows.values())
        raise CannotWork(f"{place} could not be read: {reasons or 'no answer'}.")
    return page
