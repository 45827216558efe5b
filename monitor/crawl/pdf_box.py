"""A PDF as a page, read in a process that may be killed: limits of memory and CPU in there, of time out here."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

from monitor.model import Page, Reason, Unreadable

WALL = 15.0  # seconds
MAGIC = b"%PDF-"
_CHILD = Path(__file__).with_name("pdf_child.py")
_SHOWN = 200  # characters of what a dying process says


def read_document(body: bytes, url: str, default_lang: str = "", *, wall: float = WALL) -> Page | Unreadable:
    """The title, the file name and the first page of a PDF. A scanned one holds no words: it is not checked."""
    from monitor.page.document import document  # noqa: PLC0415 - most runs read no new document

    if MAGIC not in body[:1024]:
        return Unreadable(Reason.UNREADABLE, f"begins with {body[:8]!r}")
    try:
        done = subprocess.run(  # noqa: S603 - our own program, by its path
            [sys.executable, "-I", "-X", "utf8", str(_CHILD)],
            input=body,
            capture_output=True,
            timeout=wall,
            env={},
            check=False,
        )
        said = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return Unreadable(Reason.UNREADABLE, f"took longer than {wall:g} s")
    except ValueError:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        return Unreadable(Reason.UNREADABLE, last[:_SHOWN] or f"ended with {done.returncode}")
    if not said["text"].strip():
        return Unreadable(Reason.SCANNED, "no words on its first page")
    return document(
        url, title=said["title"], lang=said["lang"], day=said["day"], text=said["text"], default_lang=default_lang
    )


class PdfBox:
    """One document at a time, beside the crawl; at most so many in a run."""

    def __init__(self, most: int, default_lang: str) -> None:
        self._left = most
        self._default_lang = default_lang
        self._one = asyncio.Semaphore(1)

    async def read(self, body: bytes, url: str) -> Page | Unreadable:
        """The document, unless the run has read enough of them."""
        if self._left <= 0:
            return Unreadable(Reason.BUDGET)
        self._left -= 1
        async with self._one:
            return await asyncio.to_thread(read_document, body, url, self._default_lang)
