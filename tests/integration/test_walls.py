"""A third of what a page links to refuses robots, asks for patience or puts a wall up: nothing of that is broken."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from monitor.demo.server import Route, serve
from tests.integration.command import checked
from tests.integration.house import page, write

EACH = 10  # links of every kind; twice as many are well


class Refusal(NamedTuple):
    """How a destination refuses, and what is to be said of it."""

    route: Route
    verdict: tuple[str, str]


CHALLENGE = page("Just a moment...", "Checking your browser before accessing the site.", lang="en")
REFUSALS = {
    "forbidden": Refusal(Route(403), ("blocked", "forbidden")),
    "rate": Refusal(Route(429, headers={"Retry-After": "0"}), ("blocked", "rate-limited")),
    "login": Refusal(Route(401), ("blocked", "login")),
    "linkedin": Refusal(Route(999), ("blocked", "bot-wall")),
    "legal": Refusal(Route(451), ("blocked", "forbidden")),
    "cloudflare": Refusal(Route(403, file="wall.html", headers={"cf-mitigated": "challenge"}), ("blocked", "bot-wall")),
    "anubis": Refusal(Route(200, file="anubis.html"), ("blocked", "bot-wall")),
}
ANUBIS = page("Making sure you're not a bot!", "Loading... You must have JavaScript enabled.", lang="en")


class Wavering(dict[str, Route]):
    """Routes of which those to `/passing` answer 503 once, and then get out of the way."""

    def get(self, path: str, default: object = None) -> Route | None:  # type: ignore[override]  # noqa: ARG002
        return self.pop(path) if path.startswith("/passing") and path in self else super().get(path)


async def test_a_third_of_the_destinations_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "site"
    refused = {f"/{name}-{n}": refusal for name, refusal in REFUSALS.items() for n in range(EACH)}
    well = [f"/{n}.html" for n in range(2 * EACH * (len(REFUSALS) + 1))]
    passing = {f"/passing-{n}.html": Route(503, headers={"Retry-After": "0"}) for n in range(EACH)}
    anchors = " ".join(f'<a href="{path}">{path}</a>' for path in (*refused, *well, *passing))
    write(root, {"index.html": page("Etusivu", anchors), "wall.html": CHALLENGE, "anubis.html": ANUBIS})
    write(root, {path[1:]: page(f"Sivu {path}") for path in (*well, *passing)})
    async with serve(root, Wavering({path: refusal.route for path, refusal in refused.items()} | passing)) as site:
        report = await checked(tmp_path / "report.json", f"{site.base_url}/index.html", "--all-links")
    rows = {row["href"]: (row["verdict"], row["reason"]) for row in report["links"]}
    with capsys.disabled():
        told = Counter(verdict for verdict, _ in rows.values())
        print(f"\n{len(rows)} links, {told['blocked']} behind walls, {told['broken']} broken; 503 once: {len(passing)}")  # noqa: T201
    assert [f for f in report["findings"] if f["check"] == "link-broken"] == []
    assert {rows[path] for path in (*well, *passing)} == {("ok", "")}
    assert {path: rows[path] for path in refused} == {path: r.verdict for path, r in refused.items()}
