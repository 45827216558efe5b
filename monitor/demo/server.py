"""A small web server on the loopback address: the demo's site, and the sites of the tests.

It does what a municipal web server does and no more: files with `ETag` and `Last-Modified`, 304, redirects,
error pages, kept-alive connections. A table of routes says what no file can: a page that moved, one that fails,
one that says "not found" with status 200. A second folder laid over the first makes the site's next state.
"""

import asyncio
import mimetypes
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from email.utils import formatdate, parsedate_to_datetime
from hashlib import blake2b
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

IDLE_SECONDS = 30.0
HEAD_BYTES = 64 * 1024
TEXT_TYPES = {"text/html", "text/css", "text/plain", "text/javascript", "application/javascript", "application/xml"}


class Route(NamedTuple):
    """What one path answers where no plain file does. `file` is relative to the root, `to` goes into `Location`."""

    status: int = HTTPStatus.OK
    to: str = ""
    file: str = ""
    type: str = ""  # the whole Content-Type; "" takes it from the file's name
    headers: Mapping[str, str] = {}


class Asked(NamedTuple):
    """One request that was answered: what a test asks about after a crawl."""

    target: str  # as sent, query included
    status: int
    headers: Mapping[str, str]  # names in lower case


class _Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes = b""


@dataclass(slots=True)
class Site:
    """A site that is being served. `base_url` ends without a slash."""

    root: Path
    routes: Mapping[str, Route]
    base_url: str = ""
    asked: list[Asked] = field(default_factory=list)
    overlay: Path | None = None

    def turn(self, overlay: Path | None) -> None:
        """From now on, files in `overlay` stand before files of the same path in the root; None takes it away."""
        self.overlay = overlay

    def answer(self, method: str, target: str, headers: Mapping[str, str]) -> _Answer:
        """The answer to one request; it depends on nothing but the files, the routes and the request."""
        if method not in {"GET", "HEAD"}:
            return _plain(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": "GET, HEAD"})
        path = target.partition("?")[0]
        decoded = unquote(path)
        route = self.routes.get(target) or self.routes.get(decoded)
        if route is not None and route.to:
            return _plain(route.status, {"Location": route.to, **route.headers})
        if route is not None and not route.file:
            return _plain(route.status, route.headers)
        place = self._place(f"/{route.file}" if route else decoded)
        if place is not None and place.is_dir():
            if not path.endswith("/"):
                return _plain(HTTPStatus.MOVED_PERMANENTLY, {"Location": f"/{path.strip('/')}/"})
            place = self._place(f"{decoded}/index.html")
        elif route is None and path.endswith("/"):
            place = None  # "page.html/" is another address than "page.html"
        if place is None or not place.is_file():
            own = self._place("/404.html")
            return _file(own, Route(HTTPStatus.NOT_FOUND), {}) if own else _plain(HTTPStatus.NOT_FOUND)
        return _file(place, route or Route(), headers)

    def _place(self, path: str) -> Path | None:
        """Where a decoded path lies, inside the overlay or the root; None where it lies in neither."""
        for folder in (self.overlay, self.root):
            if folder is None:
                continue
            with suppress(OSError, ValueError):  # a name too long for the system, or with a null byte in it
                place = (folder / path.lstrip("/")).resolve()
                if place.is_relative_to(folder.resolve()) and place.exists():
                    return place
        return None


def _plain(status: int, headers: Mapping[str, str] | None = None) -> _Answer:
    body = f"{status} {_phrase(status)}\n".encode()
    return _Answer(status, {"Content-Type": "text/plain; charset=utf-8", **(headers or {})}, body)


def _file(place: Path, route: Route, asked: Mapping[str, str]) -> _Answer:
    body = place.read_bytes()
    changed = int(place.stat().st_mtime)
    tag = f'"{blake2b(body, digest_size=8).hexdigest()}"'
    headers = {
        "Content-Type": route.type or _type_of(place),
        "ETag": tag,
        "Last-Modified": formatdate(changed, usegmt=True),
        **route.headers,
    }
    if route.status == HTTPStatus.OK and _unchanged(asked, tag, changed):
        return _Answer(HTTPStatus.NOT_MODIFIED, headers)
    return _Answer(route.status, headers, body)


def _type_of(place: Path) -> str:
    guessed = mimetypes.guess_type(place.name)[0] or "application/octet-stream"
    return f"{guessed}; charset=utf-8" if guessed in TEXT_TYPES else guessed


def _unchanged(asked: Mapping[str, str], tag: str, changed: int) -> bool:
    """Whether the reader's copy is still good; the entity tag goes before the date (RFC 9110, 13.2.2)."""
    if "if-none-match" in asked:
        known = {one.strip().removeprefix("W/") for one in asked["if-none-match"].split(",")}
        return tag in known or "*" in known
    if "if-modified-since" not in asked:
        return False
    try:
        return changed <= parsedate_to_datetime(asked["if-modified-since"]).timestamp()
    except ValueError:
        return False


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Unknown"


@asynccontextmanager
async def serve(root: Path, routes: Mapping[str, Route] | None = None, *, port: int = 0) -> AsyncIterator[Site]:
    """Serve `root` on 127.0.0.1 until the block ends; port 0 lets the system choose a free one.

    Raises OSError where the port is taken.
    """
    site = Site(root, routes or {})
    talks: set[asyncio.Task[None]] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            talks.add(task)
            task.add_done_callback(talks.discard)
        try:
            await _converse(site, reader, writer)
        except (ConnectionError, TimeoutError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the reader went away, fell silent, or the site is closing: nobody is left to be told
        finally:
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", port, limit=HEAD_BYTES)
    site.base_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield site
    finally:
        server.close()
        for task in tuple(talks):
            task.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        await server.wait_closed()


async def _converse(site: Site, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer the requests of one connection, one after the other, until either side wants no more."""
    while True:
        try:
            async with asyncio.timeout(IDLE_SECONDS):
                head = await reader.readuntil(b"\r\n\r\n")
            method, target, version, headers = _parse(head)
        except asyncio.LimitOverrunError:
            await _send(writer, "GET", _plain(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE), keep=False)
            return
        except ValueError:
            await _send(writer, "GET", _plain(HTTPStatus.BAD_REQUEST), keep=False)
            return
        answer = site.answer(method, target, headers)
        site.asked.append(Asked(target, answer.status, headers))
        # A body that nobody here reads would be taken for the next request.
        has_body = headers.get("content-length", "0") != "0" or "transfer-encoding" in headers
        wish = headers.get("connection", "close" if version == "HTTP/1.0" else "keep-alive").lower()
        keep = wish == "keep-alive" and not has_body
        await _send(writer, method, answer, keep=keep)
        if not keep:
            return


def _parse(head: bytes) -> tuple[str, str, str, dict[str, str]]:
    """Method, target, version and headers; raises ValueError where it is no request for a path."""
    first, *rest = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    method, target, version = first.split(" ")
    if not target.startswith("/") or not version.startswith("HTTP/1."):
        raise ValueError(first)
    headers = {}
    for line in rest:
        name, colon, value = line.partition(":")
        if not colon:
            raise ValueError(line)
        headers[name.strip().lower()] = value.strip()
    return method, target, version, headers


async def _send(writer: asyncio.StreamWriter, method: str, answer: _Answer, *, keep: bool) -> None:
    lines = [f"HTTP/1.1 {answer.status} {_phrase(answer.status)}"]
    if answer.status != HTTPStatus.NOT_MODIFIED:
        lines.append(f"Content-Length: {len(answer.body)}")
    lines += [f"{name}: {value}" for name, value in answer.headers.items()]
    lines.append(f"Connection: {'keep-alive' if keep else 'close'}")
    writer.write("\r\n".join([*lines, "", ""]).encode("latin-1"))
    if method != "HEAD" and answer.status != HTTPStatus.NOT_MODIFIED:
        writer.write(answer.body)
    await writer.drain()
