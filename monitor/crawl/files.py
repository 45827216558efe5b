"""Built pages on disk, read as if they had been crawled: the same visits, no network.

A link of ours is looked for among the files, and a PDF that it leads to is read; what lies outside them is left alone
and said so. Where no `base_url` says where the files will be published, a link that begins with "/" cannot be looked
for either.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from monitor import page as reading
from monitor.crawl.plan import PDF
from monitor.crawl.visit import DestinationVisit, PageVisit, Skipped, Visit
from monitor.errors import CannotWork, UsageError
from monitor.model import FetchResult, Page, Reason, Unreadable
from monitor.urls import WEB, canonical

DOCUMENT = ".pdf"
PAGES = (".html", ".htm", ".xhtml")
INDEX = ("index.html", "index.htm", "index.xhtml")
LARGEST = 8 * 1024 * 1024  # bytes; larger files are no pages that a person wrote


def read_files(
    paths: Sequence[Path], *, base_url: str = "", links: Literal["none", "own", "all"] = "own", now: datetime
) -> Iterator[Visit]:
    """Visits of every page among these files and folders, then of what they link to; `now` is UTC.

    `base_url` is where the (first) folder will be published. Raises `UsageError` for a path that does not exist.
    """
    shelf = _Shelf(paths, base_url)
    wanted: dict[str, bool] = {}
    for path in shelf.pages:
        url = shelf.address(path)
        visit = _visit(path, url, now)
        yield visit
        wanted[url] = True
        if isinstance(visit.page, Page):
            for link in visit.page.links:
                wanted.setdefault(link.url, False)
    for url, seen in wanted.items():
        if not seen and url.startswith((*WEB, "file:")):
            yield _destination(shelf, url, now) if links != "none" else Skipped(url, Reason.NOT_ASKED)


def addresses(paths: Sequence[Path], base_url: str = "") -> dict[str, Path]:
    """The file behind each address that `read_files` gives to a page."""
    shelf = _Shelf(paths, base_url)
    return {shelf.address(path): path for path in shelf.pages if path.suffix.lower() != DOCUMENT}


def _visit(path: Path, url: str, now: datetime, depth: int = 0) -> PageVisit:
    try:
        size = path.stat().st_size
        body = b"" if size > LARGEST else path.read_bytes()
    except OSError as error:
        raise CannotWork(f"{path} cannot be read: {error.strerror}.") from error
    page: Page | Unreadable
    if size > LARGEST:
        page = Unreadable(Reason.TOO_LARGE, f"{size} bytes")
    elif path.suffix.lower() == DOCUMENT:
        from monitor.crawl.pdf_box import read_document  # noqa: PLC0415 - pages alone need no other process

        page = read_document(body, url)
    elif path.suffix.lower() not in PAGES and b"<" not in body:
        page = Unreadable("not-html", "holds no tag")  # a style sheet or a text, named by mistake
    else:
        page = reading.read(body, url=url, content_type="text/html")
    kind = PDF if path.suffix.lower() == DOCUMENT else "text/html"
    result = _answer(url, 200, now, body, kind)
    return PageVisit(result, page, False, blake2b(body, digest_size=16).digest(), depth)  # noqa: FBT003


def _destination(shelf: "_Shelf", url: str, now: datetime) -> Visit:
    path = shelf.place(url)
    if path is None:
        return Skipped(url, Reason.NOT_ASKED)
    found = shelf.find(path)
    if found is None:
        return DestinationVisit(_answer(url, 404, now), None)
    if found.suffix.lower() == DOCUMENT:
        return _visit(found, url, now, depth=1)
    if found.suffix.lower() not in PAGES:
        return DestinationVisit(_answer(url, 200, now), None)
    page = _visit(found, url, now).page
    return DestinationVisit(_answer(url, 200, now), page if isinstance(page, Page) else None)


def _answer(url: str, status: int, now: datetime, body: bytes = b"", kind: str = "") -> FetchResult:
    headers = {"content-type": kind} if body or kind == PDF else {}
    return FetchResult(url=url, final_url=url, fetched_at=now, status=status, headers=headers, body=body)


def _pages(folder: Path) -> list[Path]:
    """The pages in a folder; links that lead out of it are not followed."""
    found = (path for path in folder.rglob("*") if path.suffix.lower() in PAGES)
    return sorted(path for path in found if path.is_file() and path.resolve().is_relative_to(folder))


class _Shelf:
    """The files that were given, and the addresses they stand for."""

    def __init__(self, paths: Sequence[Path], base_url: str) -> None:
        self._base = canonical(base_url)
        if base_url and not self._base.startswith(WEB):
            raise UsageError(f"The base address {base_url!r} is no address of the web.", hint="Write https://…/")
        if self._base and not self._base.endswith("/"):
            self._base += "/"
        self._folders: list[Path] = []
        self._given: set[Path] = set()
        for path in paths:
            if not path.exists():
                raise UsageError(f"There is no file or folder {str(path)!r}.")
            place = path.resolve()
            if place.is_dir():
                self._folders.append(place)
            else:
                self._given.add(place)
        if self._base and not self._folders:
            self._root = next(iter(self._given)).parent
        else:
            self._root = self._folders[0] if self._folders else Path("/")
        self.pages = tuple(dict.fromkeys((*sorted(self._given), *(p for f in self._folders for p in _pages(f)))))

    def address(self, path: Path) -> str:
        """The canonical address of a file; that of an index page is its folder's where it will be published."""
        if not self._base or not path.is_relative_to(self._root):
            return canonical(path.as_uri())
        tail = path.relative_to(self._root).as_posix()
        folder, _, name = tail.rpartition("/")
        if name in INDEX:
            tail = f"{folder}/" if folder else ""
        return canonical(self._base + tail.replace("%", "%25").replace("?", "%3F").replace("#", "%23"))

    def place(self, url: str) -> Path | None:
        """Where the file behind an address would be; None where it would not be among the given ones."""
        bare = url.partition("?")[0]
        if self._base and url.startswith(WEB):
            scheme_free = bare.partition("://")[2]
            base = self._base.partition("://")[2]
            if not scheme_free.startswith(base):
                return None
            path = self._root / unquote(scheme_free[len(base) :])
        elif bare.startswith("file:///") and not self._base:
            path = Path(unquote(bare.removeprefix("file://")))
        else:
            return None
        if "\0" in str(path):
            return None
        place = Path(os.path.normpath(path))
        inside = any(place.is_relative_to(folder) for folder in self._folders) or place in self._given
        return place if inside else None

    def find(self, path: Path) -> Path | None:
        """The file that a web server would answer with: the file itself, a folder's index, or `name.html`."""
        try:
            tries = [path / name for name in INDEX] if path.is_dir() else [path]
            tries.append(path.with_name(f"{path.name}.html"))
            found = next((place for place in tries if place.is_file()), None)
        except (OSError, ValueError):
            return None
        roots = (*self._folders, *(given.parent for given in self._given))
        return found if found and any(found.resolve().is_relative_to(root) for root in roots) else None
