"""The site of link forms, laid out for one server, and its truth."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from monitor.demo.routes import read_routes
from monitor.demo.server import Route

ROOM = Path(__file__).parents[2] / "site" / "linkforms"
TRUTH: dict[str, Any] = YAML(typ="safe").load(ROOM / "truth.yaml")
PAGES: tuple[str, ...] = tuple(TRUTH["pages"])
ROUTES: Mapping[str, Route] = read_routes(ROOM / "truth.yaml")


class Case(NamedTuple):
    """One link as written, and what is true of it. `verdicts` and `reasons` hold every right answer, the best first."""

    id: str
    page: str  # the whole address of the page
    element: str
    attribute: str
    href: str
    urls: tuple[str, ...]  # with the fragment; empty where there is no address
    verdicts: tuple[str, ...]
    reasons: tuple[str, ...]
    optional: bool


def lay_out(folder: Path, base_url: str) -> None:
    """Copy the site into `folder`, made for a server at `base_url`."""
    for source in sorted(ROOM.rglob("*")):
        target = folder / source.relative_to(ROOM)
        if source.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(filled(source.read_bytes().decode("latin-1"), base_url).encode("latin-1"))


def filled(text: str, base_url: str) -> str:
    """The text with the server's address and port in their places."""
    return text.replace("{base}", base_url).replace("{port}", base_url.rpartition(":")[2])


def cases(base_url: str) -> tuple[Case, ...]:
    """Every case, for a server at `base_url`."""
    return tuple(
        Case(
            id=row["id"],
            page=base_url + row["page"],
            element=row["element"],
            attribute=row["attribute"],
            href=filled(row["href"], base_url),
            urls=tuple(filled(url, base_url) for url in (row["url"], row.get("also", "")) if url),
            verdicts=tuple(row.get("any", [row["verdict"]])),
            reasons=tuple(row.get("reasons", [row.get("reason", "")])),
            optional=row.get("optional", False),
        )
        for row in TRUTH["cases"]
    )
