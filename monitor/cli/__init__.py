"""Arguments in, exit code out; the only room that prints. stdout carries the result, stderr everything else.

Exit codes: 0 clean · 1 findings at or above --fail-on · 2 usage or configuration · 3 the monitor could not do its work.
Each command is imported when it is called, so that `monitor --help` does not wait for libraries.
"""

import os
import sys
from importlib import import_module
from typing import NamedTuple

import click
from click.exceptions import NoArgsIsHelpError, NoSuchCommand

from monitor import __version__
from monitor.errors import CannotWork, MonitorError

INTERRUPTED = 130
UNREAD = 141  # as of any tool whose reader went away (128 + SIGPIPE): what was not read must not count as clean


class Entry(NamedTuple):
    """Where a command lives, and its line in `monitor --help`."""

    module: str
    command: str
    line: str


COMMANDS = {
    "demo": Entry("demo", "demo", "Run the main job on a bundled site: no network, no configuration."),
    "check": Entry("check", "check", "Check addresses, folders or files now; nothing is stored."),
    "init": Entry("configure", "init", "Write a commented config/targets.yaml."),
    "config": Entry("configure", "config", "Look for mistakes in the configuration."),
    "run": Entry("run", "run", "Crawl, judge and record targets, as the schedule does."),
    "expiring": Entry("expiring", "expiring", "What will go stale next, and on which day."),
    "issues": Entry("issues", "issues", "What is stale, since when, and what became of it."),
    "digest": Entry("digest", "digest", "Look at the mail to editors, or send it."),
    "outbox": Entry("digest", "outbox", "Mail that waits, went, or was refused."),
    "gate": Entry("gate", "gate", "Fail a release that brings something stale."),
    "baseline": Entry("gate", "baseline", "Remember what is stale today, for the gate."),
    "facts": Entry("explain", "facts", "What the monitor reads on a page, and how it stands."),
    "explain": Entry("explain", "explain", "A check, or an entry of the knowledge, with its source."),
    "forget": Entry("forget", "forget", "Remove a name, number or address, and never store it again."),
    "doctor": Entry("doctor", "doctor", "Look whether everything that the monitor needs is there."),
    "serve": Entry("serve", "serve", "Run targets and send digests on their schedules."),
}


class Commands(click.Group):
    """Commands by name, imported when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """In the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """Import the command's module."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        found: click.Command = getattr(import_module(f"monitor.cli.{entry.module}"), entry.command)
        return found

    def invoke(self, ctx: click.Context) -> object:
        """Whoever reads us may have read enough; Python would complain once more while closing stdout."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return UNREAD

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; a command that does not exist is answered with the nearest one that does."""
        try:
            return super().resolve_command(ctx, args)
        except NoSuchCommand as error:
            raise NoSuchCommand(error.command_name, possibilities=COMMANDS, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """One line each, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.line) for name, entry in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="monitor")
def root() -> None:
    """Find what has gone stale on public pages, and tell the people who can mend it.

    Start with: monitor demo
    """


def main(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    try:
        code = root.main(args=arguments, prog_name="monitor", standalone_mode=False)
    except MonitorError as error:
        click.echo(f"monitor: {error}", err=True)
        code = error.exit_code
    except NoArgsIsHelpError as error:
        error.show()
        code = error.exit_code
    except click.ClickException as error:
        click.echo(f"monitor: {_sentence(error)}", err=True)
        code = error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("monitor: stopped.", err=True)
        code = INTERRUPTED
    except OSError as error:
        # A disk that is full, a folder that may not be written: the one sentence is the system's own.
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"monitor: {place}{error.strerror or error}.", err=True)
        code = CannotWork.exit_code
    sys.exit(code if isinstance(code, int) else 0)


def _sentence(error: click.ClickException) -> str:
    """What click would say in four lines."""
    said = error.format_message()
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else ""
    return f"{said} `{command} --help` says more." if command else said
