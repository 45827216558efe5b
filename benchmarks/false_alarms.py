"""What the monitor says of text in which nothing can be stale: Debian's Finnish manuals.

`python -m benchmarks.false_alarms` fetches the packages aptitude-doc-fi and manpages-fi into build/corpus with apt and
judges each document as a page of its own, by every check and at any severity. Every finding is shown. A sentence is
counted where a Finnish block holds at least two words up to its full stop or its end, once a page. Exit code 1 at 1
finding per 1,000.
"""

import gzip
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path

from benchmarks.interval import Share
from monitor.checks import registry
from monitor.checks.contract import Context, PageView
from monitor.judge import Judge, Reader, statements
from monitor.knowledge import load
from monitor.model import Finding, Page
from monitor.page import read

PACKAGES = ("aptitude-doc-fi", "manpages-fi")
FOLDER = Path("build/corpus")
AS_OF = date(2026, 11, 24)
FEWEST, MOST = 5_000, 0.001  # sentences; findings per sentence
_SENTENCE = re.compile(r"[^.!?]*\w[^.!?]*[.!?](?=\s|$)|[^.!?]*\w[^.!?]*$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ESCAPE = re.compile(r"\\f(?:\[\w*\]|\(..|.)|\\[&|^/,:]|\\s[-+]?\d+")
_CHARACTER = {"\\-": "-", "\\ ": " ", "\\(aq": "'", "\\(co": "©", "\\(bu": "•", "\\e": "\\", "\\~": " ", "\\(en": "–"}
_HEADING, _PARAGRAPH = (".SH", ".SS"), (".PP", ".P", ".LP", ".TP", ".IP", ".HP", ".RS", ".RE", ".sp", ".br")


def fetch() -> None:
    """The packages, unpacked; what is there already stays."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        if not list(FOLDER.glob(f"{package}_*.deb")):
            subprocess.run(["apt-get", "download", package], cwd=FOLDER, check=True)
        archive = next(FOLDER.glob(f"{package}_*.deb"))
        subprocess.run(["dpkg", "-x", archive.name, "text"], cwd=FOLDER, check=True)


def documents() -> Iterator[tuple[str, bytes]]:
    """Name and HTML of every document; a manual page becomes headings and paragraphs."""
    root = FOLDER / "text/usr/share"
    for path in sorted((root / "doc/aptitude/html/fi").rglob("*.html")):
        yield path.name, path.read_bytes()
    for path in sorted((root / "man/fi").rglob("*.gz")):
        source = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        yield path.name, f"<html lang=fi><title>{escape(path.stem)}</title>{''.join(manual(source))}".encode()


def manual(source: str) -> Iterator[str]:
    """A page of roff as HTML: macros end paragraphs or give their words, escapes become characters."""
    words: list[str] = []
    for line in (*source.splitlines(), ".PP"):
        macro, _, rest = line.partition(" ")
        if line.startswith(
            ('.\\"', "'\\\"", ".TH", ".so", ".nf", ".fi", ".ad", ".de", ".if", ".ie", ".el", ".nh", ".nr", "..")
        ):
            continue
        if macro in (*_HEADING, *_PARAGRAPH) or not line.strip():
            if words:
                yield f"<p>{escape(plain(' '.join(words)))}</p>"
            words = []
            if macro in _HEADING:
                yield f"<h2>{escape(plain(rest))}</h2>"
        else:
            words.append(rest if line.startswith((".", "'")) else line)


def plain(words: str) -> str:
    """Words without the marks of roff."""
    for mark, character in _CHARACTER.items():
        words = words.replace(mark, character)
    return _ESCAPE.sub("", words).replace('"', "")


def main() -> int:
    """Print every finding and the figures."""
    fetch()
    knowledge = load()
    reader = Reader(knowledge.lexicon)
    judge = Judge([check() for check in registry().values()], Context(as_of=AS_OF, knowledge=knowledge))
    found: list[tuple[str, Finding]] = []
    sentences = pages = facts = 0
    for name, html in documents():
        page = read(html, url=f"https://manuals.example/{name}", default_lang="fi")
        if not isinstance(page, Page):
            continue
        pages += 1
        stated = statements(reader.stated(page.occurrences))
        facts += len(stated)
        blocks = {o.block.text for o in page.occurrences if o.block.lang == "fi"}
        sentences += sum(len(_WORD.findall(s)) >= 2 for text in blocks for s in _SENTENCE.findall(text))
        found += [(name, f) for f in judge.page(PageView(url=page.url, page=page, statements=stated, lang=page.lang))]
    for name, finding in found:
        print(f"{finding.severity} {finding.check} [{finding.quote}] {name}: {finding.context[:200]}")
    print(f"{pages} documents, {sentences} Finnish sentences, {facts} facts, {len(found)} findings of any severity")
    print(f"findings per sentence: {Share(len(found), sentences)}")
    return int(sentences < FEWEST or len(found) >= MOST * sentences or bool(judge.failed))


if __name__ == "__main__":
    sys.exit(main())
