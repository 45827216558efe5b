"""`monitor demo`: the main job on a bundled site."""

from pathlib import Path

import click


@click.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("reports/demo"),
    show_default=True,
    help="Where report, mail and database are left.",
)
def demo(folder: Path) -> int:
    """Run the main job on a bundled site: no network, no configuration, a few seconds."""
    from monitor import demo as room  # noqa: PLC0415 - everything is needed now, and nothing of it for --help

    return room.run(folder, click.echo)
