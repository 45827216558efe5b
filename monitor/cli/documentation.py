"""docs/checks.md and docs/commands.md, from the docstrings of the checks and the help of the commands.

`python -m monitor.cli.documentation` writes them; a test holds them against what is written here.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from monitor.checks import registry
from monitor.cli import root
from monitor.cli.explain import documentation, options

WIDTH = 100
DOCS = Path(__file__).parents[2] / "docs"
NOTE = "<!-- Written by `python -m monitor.cli.documentation`. Change the docstring or the help instead. -->"


def checks() -> str:
    """What each check finds, why that matters, how to mend it, when it stays silent, and by which source."""
    lines = ["# The checks", "", NOTE, ""]
    for name, check in registry().items():
        lines += [f"## {name}", "", documentation(check).replace("\n## ", "\n### "), ""]
        if told := options(check):
            lines += ["### Options", ""]
            lines += [f"- `{option}`: {value}" for option, value in told]
            lines += [""]
    return "\n".join(lines).rstrip() + "\n"


def commands() -> str:
    """The help of every command."""
    lines = ["# The commands", "", NOTE, ""]
    for path, command in commands_below():
        context = click.Context(
            command, info_name=" ".join(path), terminal_width=WIDTH, help_option_names=["-h", "--help"]
        )
        lines += [f"{'#' * (len(path) + 1)} {' '.join(path)}", "", "```", command.get_help(context), "```", ""]
    return "\n".join(line.rstrip() for line in "\n".join(lines).splitlines()) + "\n"


def commands_below(
    command: click.Command = root, path: tuple[str, ...] = ("monitor",)
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """The command and all below it, each with its words."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from commands_below(below, (*path, name))


def main() -> None:
    """Write both files."""
    DOCS.mkdir(exist_ok=True)
    (DOCS / "checks.md").write_text(checks(), encoding="utf-8")
    (DOCS / "commands.md").write_text(commands(), encoding="utf-8")
    click.echo(f"Written: {os.fspath(DOCS)}", err=True)


if __name__ == "__main__":
    main()
