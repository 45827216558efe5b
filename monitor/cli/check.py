"""`monitor check`: addresses, folders and files, on demand; nothing is stored."""

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from monitor.cli.output import IN_LANGUAGE, Day, Formats, Progress, Wanted, now, reader_language, ready, write
from monitor.days import day_of
from monitor.errors import CannotWork, UsageError
from monitor.model import Outcome, Reason, Report, Severity

if TYPE_CHECKING:
    from monitor.survey import Request

WEB = ("http://", "https://")
CONFIG = Path("config/targets.yaml")
ANSWERED = frozenset({Outcome.OK, Outcome.REDIRECTED, Outcome.BROKEN})
FAIL_ON = ("error", "warning", "note", "never")


def asking(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that reads pages on demand."""
    for option in (
        click.option("--quiet", is_flag=True, help="No progress on stderr."),
        click.option("--allow-private", is_flag=True, help="Addresses of private networks may be asked."),
        click.option("--base-url", default="", help="Where the files will be published, for links that begin with /."),
        click.option(
            "--links", type=click.Choice(["none", "own", "all"]), help="Which links are asked. URL: all; files: own."
        ),
        click.option(
            "--knowledge",
            type=click.Path(path_type=Path),
            multiple=True,
            help="A file of your own superseded names, numbers and addresses; repeat.",
        ),
        click.option("--as-of", type=Day(), help="Judge as on this day (YYYY-MM-DD); today if not given."),
        click.option(
            "--depth", type=click.IntRange(min=0), default=0, show_default=True, help="Clicks from each address."
        ),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="URL|DIR|FILE|- ...")
@asking
@click.option("--all-links", is_flag=True, help="List links that work, too.")
@click.option("--interval", type=click.FloatRange(min=0), help="Seconds between requests to one host. 1; loopback: 0.")
@click.option("--connections", type=click.IntRange(1, 64), help="Connections to one host. 1; loopback: 8.")
@click.option("--dns", is_flag=True, help="Ask the name service which e-mail domains take mail.")
@IN_LANGUAGE
@click.option("--fail-on", type=click.Choice(FAIL_ON), default="error", show_default=True, help="Exit 1 from here on.")
@click.option("--min-coverage", type=click.FloatRange(0, 100), help="Exit 3 where fewer percent of pages were read.")
@click.option(
    "--format", "formats", type=Formats(), multiple=True, help="text, json, html, ... or FORMAT=FILE; repeat."
)
def check(
    places: tuple[str, ...],
    *,
    depth: int,
    as_of: date | None,
    all_links: bool,
    links: Literal["none", "own", "all"] | None,
    base_url: str,
    allow_private: bool,
    knowledge: tuple[Path, ...],
    interval: float | None,
    connections: int | None,
    dns: bool,
    lang: str | None,
    fail_on: str,
    min_coverage: float | None,
    quiet: bool,
    formats: tuple[Wanted, ...],
) -> int:
    """Check addresses, folders or files now; nothing is stored.

    FILE and DIR hold built HTML and the PDFs that it links to: no network is touched unless --links all. "-" reads
    addresses from stdin, one a line.
    """
    from monitor.survey import asked  # noqa: PLC0415 - the reader of pages is not needed for --help

    wanted = formats or (Wanted("text", None),)
    ready(wanted)
    addresses, files = sort_out(places)
    if depth and not addresses:
        raise UsageError("--depth is for addresses; files are read as they are given.", hint="Leave it out.")
    shown = Progress(quiet=quiet)
    request = request_of(
        addresses,
        files,
        as_of=as_of or day_of(now()),
        depth=depth,
        links=links,
        base_url=base_url,
        allow_private=allow_private,
        knowledge=knowledge,
        interval=interval,
        connections=connections,
        all_links=all_links,
        dns=dns,
    )
    survey = asked(request, clock=now, progress=shown)
    shown.done()
    report = survey.judged(request)
    write(report, wanted, lang or reader_language(), behind(files, base_url))
    could_work(report, min_coverage)
    return exit_code(report, fail_on)


def behind(files: tuple[Path, ...], base_url: str) -> dict[str, Path]:
    """The file behind each page that was read from one."""
    from monitor.crawl.files import addresses  # noqa: PLC0415 - as above

    return addresses(files, base_url) if files else {}


def request_of(addresses: tuple[str, ...], files: tuple[Path, ...], **options: Any) -> "Request":  # noqa: ANN401
    """What is asked for, with whom a webmaster can reach."""
    from monitor.survey import Request  # noqa: PLC0415 - as above

    beyond = bool(files) and options.get("links") == "all"
    return Request(addresses=addresses, files=files, contact=contact(addresses, beyond=beyond), **options)


def sort_out(places: Sequence[str]) -> tuple[tuple[str, ...], tuple[Path, ...]]:
    """Addresses, and files or folders. Raises UsageError for what is neither."""
    addresses: list[str] = []
    files: list[Path] = []
    for place in places:
        if place == "-":
            addresses += _from_stdin()
        elif place.startswith(WEB):
            addresses.append(_address(place))
        elif Path(place).exists():
            files.append(Path(place))
        else:
            raise UsageError(f"There is no file or folder {place}.", hint="An address begins with https:// or http://.")
    return tuple(dict.fromkeys(addresses)), tuple(files)


def _from_stdin() -> list[str]:
    lines = [line.strip() for line in sys.stdin.read().splitlines()]
    found = [line for line in lines if line and not line.startswith("#")]
    if not found:
        raise UsageError("stdin held no address.", hint="Write one address a line.")
    for number, line in enumerate(lines, start=1):
        if line and not line.startswith(("#", *WEB)):
            raise UsageError(f"stdin, line {number}: {line!r} is not an address.", hint="It begins with https://.")
    return [_address(line) for line in found]


def _address(written: str) -> str:
    from monitor.urls import canonical  # noqa: PLC0415 - as above

    address = canonical(written)
    if not address:
        raise UsageError(f"{written} is not an address that can be asked for.")
    return address


def contact(addresses: Sequence[str], *, beyond: bool = False) -> str:
    """Whom a webmaster can reach: MONITOR_CONTACT, or the contact of config/targets.yaml.

    Raises UsageError where there is none and something beyond this machine is to be asked for: one of the addresses,
    or, with `beyond`, whatever files link to.
    """
    found = os.environ.get("MONITOR_CONTACT", "")
    if found or (not beyond and _are_here(addresses)):
        return found
    if CONFIG.exists():
        from monitor.config import load  # noqa: PLC0415 - as above

        found = load(CONFIG, os.environ).monitor.contact
    if not found:
        raise UsageError(
            "Without a contact address nothing but this machine is asked for.",
            hint="Set MONITOR_CONTACT=you@example.fi, or monitor > contact in config/targets.yaml.",
        )
    return found


def _are_here(addresses: Sequence[str]) -> bool:
    """Whether all addresses are on this machine."""
    if not addresses:
        return True
    from monitor.crawl.guard import loopback  # noqa: PLC0415 - as above
    from monitor.urls import host  # noqa: PLC0415 - as above

    return all(loopback(host(address)) for address in addresses)


def could_work(report: Report, min_coverage: float | None = None) -> None:
    """Raises CannotWork where nothing was learnt of any address, or too few pages were read: nothing can be said then.

    An address that is no page, or is gone for good, was answered for.
    """
    checked, failed = report.coverage.pages_checked, report.coverage.pages_failed
    answered = any(row.page is None and row.verdict.outcome in ANSWERED for row in report.links)
    if not checked and not answered:
        private = any(row.reason == Reason.PRIVATE_ADDRESS for row in report.pages)
        hint = "Write --allow-private if that is meant." if private else ""
        raise CannotWork(f"No page could be read: {why_unread(report)}.", hint=hint)
    if min_coverage is not None and checked * 100 < (checked + failed) * min_coverage:
        share = checked * 100 // (checked + failed)
        raise CannotWork(f"Only {checked} of {checked + failed} pages ({share} %) could be read.")


def why_unread(report: Report) -> str:
    """The addresses that could not be read, each with its reason."""
    reasons = [f"{row.url} ({row.reason})" for row in report.pages if not row.checked]
    reasons += [f"{row.url} ({row.verdict.reason})" for row in report.links if row.page is None]
    return ", ".join(dict.fromkeys(reasons)) or "nothing answered"


def exit_code(report: Report, fail_on: str) -> int:
    """1 where something is found at or above `fail_on`."""
    if fail_on == "never":
        return 0
    limit = Severity(fail_on).rank
    return int(any(row.finding.severity.rank <= limit for row in report.findings))
