"""The table of routes, as it is written in YAML beside a site's files."""

from pathlib import Path

from ruamel.yaml import YAML

from monitor.demo.server import Route


def read_routes(path: Path) -> dict[str, Route]:
    """The entries under `routes:` of a YAML file, by path.

    Each entry has the fields of `Route`. Raises TypeError for a field that `Route` does not have.
    """
    table = YAML(typ="safe").load(path).get("routes") or {}
    return {where: Route(**fields) for where, fields in table.items()}
