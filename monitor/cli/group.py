"""A command with commands below it: its help says of each in a whole sentence what it does."""

import click


class Group(click.Group):
    """click cuts the lines of subcommands off where the terminal ends; here they are broken."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """A sentence each."""
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None:
                rows.append((name, command.get_short_help_str(limit=200)))
        with formatter.section("Commands"):
            formatter.write_dl(rows)
