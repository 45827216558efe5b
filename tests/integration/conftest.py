"""Sites, houses and mail sinks for the tests of runs."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from monitor.demo.routes import read_routes
from monitor.demo.server import Site, serve
from tests.integration.house import House, furnish

IMMIGRANT = Path(__file__).parents[1] / "site" / "immigrant"
PAGE = "/sosiaalipalvelut/maahanmuuttajat/Sivut/default.aspx"


class Place(NamedTuple):
    """Where a test keeps its files, and its site."""

    folder: Path
    site: Site


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    """An empty folder, served; `site.routes` may be given other answers, and names may lead to it."""
    root = tmp_path / "site"
    root.mkdir()
    async with serve(root, {}) as served:
        yield served


@pytest.fixture
def houses() -> Iterator[Callable[..., House]]:
    """Furnishes houses and closes their databases."""
    made: list[House] = []

    def build(folder: Path, start: str, site: Site | None = None, **settings: Any) -> House:  # noqa: ANN401
        made.append(furnish(folder, start, site, **settings))
        return made[-1]

    yield build
    for house in made:
        house.database.close()


@pytest.fixture
async def house(tmp_path: Path, site: Site, houses: Callable[..., House]) -> House:
    """A target that starts at the front page of the empty site."""
    return houses(tmp_path, f"{site.base_url}/index.html", site)


@pytest.fixture
async def immigrant(tmp_path: Path, houses: Callable[..., House]) -> AsyncIterator[House]:
    """The page that the product was asked for, in shape; people and numbers are invented."""
    async with AsyncExitStack() as stack:
        served = await stack.enter_async_context(serve(IMMIGRANT, read_routes(IMMIGRANT / "truth.yaml")))
        yield houses(tmp_path, served.base_url + PAGE, served, contact="")
