"""Sites, folders and configurations for the command line."""

import asyncio
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from monitor import demo
from monitor.demo.routes import read_routes
from monitor.demo.server import Route, Site, serve
from monitor.demo.sink import Mailbox, sink

DEMO = Path(demo.__file__).parent
ROUTES = read_routes(DEMO / "planted.yaml")
PLANTED: dict[str, Any] = YAML(typ="safe").load(DEMO / "planted.yaml")
IMMIGRANT = Path(__file__).parents[1] / "site" / "immigrant"
TRUTH: dict[str, Any] = YAML(typ="safe").load(IMMIGRANT / "truth.yaml")


class Ran(NamedTuple):
    """What a command left: its exit code, stdout and stderr."""

    code: int
    out: str
    err: str


@contextmanager
def _beside(opening: Any) -> Iterator[Any]:  # noqa: ANN401 - an asynchronous context manager of either kind
    """An asynchronous server, run on a loop of its own beside the test: commands bring their own loop."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield asyncio.run_coroutine_threadsafe(opening.__aenter__(), loop).result(10)
        asyncio.run_coroutine_threadsafe(opening.__aexit__(None, None, None), loop).result(10)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


@contextmanager
def served(root: Path, routes: Mapping[str, Route] | None = None) -> Iterator[Site]:
    """A folder, served on loopback."""
    with _beside(serve(root, routes or {})) as site:
        yield site


@contextmanager
def mailbox(folder: Path) -> Iterator[Mailbox]:
    """A mail server on loopback that writes down what it is given."""
    with _beside(sink(folder)) as box:
        yield box


def clean_site(folder: Path) -> Path:
    """A built site on which nothing is stale, and that no day will make so."""
    folder.mkdir()
    for name, other in (("index", "about"), ("about", "index")):
        (folder / f"{name}.html").write_text(
            f'<!doctype html><html lang="en"><title>{name}</title><main><h1>{name}</h1>'
            f'<p>Welcome. <a href="{other}.html">Read on</a>.</p></main></html>',
            encoding="utf-8",
        )
    return folder


def demo_site(folder: Path) -> Path:
    """The demo's site as it lies on the disk."""
    shutil.copytree(DEMO / "site", folder)
    return folder


CONFIG = """\
monitor:
  admin: {{email: admin@koivuselka.example, language: en}}
  allow_networks: [127.0.0.0/8]
smtp: {{enabled: true, host: 127.0.0.1, port: {port}, tls: none, from: vahti@koivuselka.example}}
editors:
  - {{name: Verkkotoimitus, email: verkko@koivuselka.example, language: fi}}
  - {{name: Webbredaktion, email: webb@koivuselka.example, language: sv}}
targets:
  - name: Sivut
    start: ["{start}"]
    default_owner: Verkkotoimitus
    interval: 0
    connections: 8
"""
# One page and nothing else, for tests that are not about crawling.
ALONE = "    links: none\n    scope: {include: [/fi/ohjelmat.html], depth: 0}\n"


def configuration(folder: Path, start: str, port: int = 9, more: str = "") -> Path:
    """A configuration of one target, with `more` lines; port 9 is one on which nobody listens."""
    path = folder / "config" / "targets.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(CONFIG.format(start=start, port=port) + more, encoding="utf-8")
    return path
