"""PDFs made here: good, scanned, broken and hostile ones, alone and linked from a page."""

import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from monitor.checks import registry
from monitor.checks.contract import Context, PageView
from monitor.cli import main
from monitor.crawl.engine import crawl
from monitor.crawl.pdf_box import read_document
from monitor.crawl.plan import LOOPBACK, Plan
from monitor.crawl.visit import Visit
from monitor.demo.server import Site
from monitor.judge import Judge, Reader, statements
from monitor.knowledge import load
from monitor.knowledge.web import load_web
from monitor.model import BlockKind, IssueState, Page, PageDate, PageType, Unreadable
from monitor.page.document import document
from monitor.survey import Request, Survey, asked
from monitor.urls import Scope
from tests.integration.house import House

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
URL = "https://www.example.fi/liitteet/esite.pdf"
LINES = ("Kotoutumisen palvelut esittelyssä", "Neuvonta, puh. 040 123 45 67", "Ilmoittaudu viimeistään 5.9.2025.")


def pdf(*lines: str, title: str = "", streams: tuple[tuple[str, bytes], ...] = (), kids: str = "[3 0 R]") -> bytes:
    """A PDF of one page in ISO 8859-1, uncompressed."""
    shown = "".join(f"({line}) Tj 0 -20 Td " for line in lines)
    content = f"BT /F1 12 Tf 50 700 Td {shown}ET".encode("latin-1") if lines else b""
    kind, body = streams[0] if streams else ("", content)
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R /Lang (fi-FI) >>",
        f"<< /Type /Pages /Kids {kids} /Count 1 >>".encode(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 7 0 R >>",
        f"<< /Length {len(body)} {kind} >>\nstream\n".encode() + body + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({title}) /CreationDate (D:20210503120000) >>".encode("latin-1"),
        b"<< /Font << /F1 5 0 R >> >>",
    )
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, words in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + words + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{table}\n%%EOF".encode()
    return bytes(out)


def bomb() -> bytes:
    """An eighth of a gigabyte of spaces in two layers of Flate."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * 2**20) for _ in range(128)) + packer.flush()
    return pdf(streams=(("/Filter [/FlateDecode /FlateDecode]", zlib.compress(once, 9)),))


def test_a_good_one() -> None:
    page = read_document(pdf(*LINES, title="Kotouttamisohjelma 2017-2020"), URL)
    assert isinstance(page, Page)
    assert (page.title, page.lang, page.page_type) == ("Kotouttamisohjelma 2017-2020", "fi", PageType.DOCUMENT)
    assert page.page_date == PageDate(date(2021, 5, 3), "pdf", "2021-05-03")
    assert [(o.kind, o.block.text) for o in page.occurrences] == [
        (BlockKind.TITLE, "Kotouttamisohjelma 2017-2020"),
        *((BlockKind.PARAGRAPH, line) for line in LINES),
    ]


def test_the_file_name_speaks_where_the_title_says_less() -> None:
    page = read_document(
        pdf(*LINES, title="Microsoft Word - liite.docx"), "https://www.example.fi/esitteet_2019-2020.pdf"
    )
    other = read_document(pdf(*LINES, title="Esitteet"), "https://www.example.fi/esitteet_2019-2020.pdf")
    assert isinstance(page, Page)
    assert isinstance(other, Page)
    assert (page.title, other.title) == ("esitteet 2019-2020", "Esitteet")
    assert [o.block.text for o in other.occurrences if o.kind is BlockKind.HEADING] == ["esitteet 2019-2020"]


def test_half_a_character_is_none() -> None:
    # A font's own table of characters may name half of a surrogate pair, which neither a file nor a letter can hold.
    read = document(URL, title="Esite \ud800", lang="fi", day="", text="\udc00 Puh. 040 123 45 67 \ud83d\ude00")
    assert [o.block.text for o in read.occurrences] == ["Esite \ufffd", "\ufffd Puh. 040 123 45 67 \U0001f600"]


@pytest.mark.parametrize(
    ("make", "wall", "reason"),
    [
        pytest.param(lambda: pdf(title="Skannattu"), 15, "scanned", id="a picture only"),
        pytest.param(lambda: pdf(*LINES)[:400], 15, "unreadable", id="cut off"),
        pytest.param(lambda: b"<!doctype html><p>x", 15, "unreadable", id="another kind"),
        pytest.param(lambda: pdf(*LINES, kids="[2 0 R]"), 15, "unreadable", id="a page tree that holds itself"),
        pytest.param(bomb, 15, "unreadable", id="a bomb of a few bytes"),
        pytest.param(lambda: pdf(*LINES), 0.001, "unreadable", id="longer than it may take"),
    ],
)
def test_what_cannot_be_read_is_said(make: Callable[[], bytes], wall: float, reason: str) -> None:
    found = read_document(make(), URL, wall=wall)
    assert isinstance(found, Unreadable)
    assert found.reason == reason


CONTACTS = (
    "Kotoutumisen palvelut",
    "Matti Virtanen, matti.virtanen@eksote.fi",
    "www.eksote.fi",
    "Puh. 040 123 4567, maija@example.fi",
    "Eksote palvelee asiakkaitaan.",
)
OWN = """\
- {id: vaihde, kind: phone, from: 2026-01-01, old: ["040 123 4567"], new: "0295 333 200"}
- {id: maija, kind: address, from: 2026-01-01, old: [maija@example.fi], new: neuvonta@example.fi}
"""


@pytest.mark.parametrize(
    ("title", "told"),
    [
        pytest.param(
            "Esite",
            [
                ("email-superseded", "matti.virtanen@eksote.fi"),
                ("term-superseded", "www.eksote.fi"),
                ("email-superseded", "maija@example.fi"),
                ("term-superseded", "040 123 4567"),
            ],
            id="contacts, though no other words",
        ),
        pytest.param("Pöytäkirja 12.3.2021", [], id="minutes"),
        pytest.param("Tiedotearkisto 2021", [], id="archive"),
    ],
)
def test_contacts_of_a_document_are_judged_like_those_of_a_page(
    tmp_path: Path, title: str, told: list[tuple[str, str]]
) -> None:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    knowledge = load([tmp_path / "own.yaml"])
    page = document(URL, title=title, lang="fi", day="2021-05-03", text="\n".join(CONTACTS))
    stated = statements(Reader(knowledge.lexicon).stated(page.occurrences))
    judge = Judge([check() for check in registry().values()], Context(as_of=NOW.date(), knowledge=knowledge))
    found = judge.page(PageView(url=URL, page=page, statements=stated, lang=page.lang))
    assert sorted((f.check, f.quote) for f in found) == sorted(told)


def furnish(root: Path) -> None:
    """A page with five documents, one of which can be read."""
    names = ("ohjelma", "kuva", "rikki", "tyhja", "suuri")
    links = " ".join(f'<a href="{name}.pdf">{name.title()}</a>' for name in names)
    (root / "index.html").write_text(f"<!doctype html><html lang=fi><title>Sivu</title><p>{links}", encoding="utf-8")
    (root / "ohjelma.pdf").write_bytes(pdf(*LINES, title="Kotouttamisohjelma 2017-2020"))
    (root / "kuva.pdf").write_bytes(pdf())
    (root / "rikki.pdf").write_bytes(pdf(*LINES)[:300])
    (root / "tyhja.pdf").write_bytes(b"")
    (root / "suuri.pdf").write_bytes(pdf(*LINES) + b" " * 2**22)


@pytest.fixture
async def visits(site: Site) -> list[Visit]:
    """The page and what it links to, one click deep."""
    furnish(site.root)
    start = f"{site.base_url}/index.html"
    plan = Plan(
        starts=(start,), scope=Scope.around((start,)), depth=1, networks=LOOPBACK, interval=0.0, respect_robots=False
    )
    return [visit async for visit in crawl(plan, known=lambda _: None, clock=lambda: NOW)]


async def test_linked_documents_are_places_of_their_own(visits: list[Visit]) -> None:
    survey = Survey(load_web(), NOW)
    for visit in visits:
        survey.take(visit)
    rows = {url.rpartition("/")[2]: (row.type, row.checked, row.reason) for url, row in survey.rows.items()}
    assert rows == {
        "index.html": ("standing", True, ""),
        "ohjelma.pdf": ("document", True, ""),
        "kuva.pdf": ("document", False, "scanned"),
        "rikki.pdf": ("document", False, "unreadable"),
        "tyhja.pdf": ("document", False, "unreadable"),
        "suuri.pdf": ("document", False, "too-large"),
    }
    assert {str(look.verdict.outcome) for look in survey.looks.values()} == {"ok"}
    knowledge = load()
    judge = Judge([check() for check in registry().values()], Context(as_of=NOW.date(), knowledge=knowledge))
    found = [f for view in survey.views(Reader(knowledge.lexicon)) for f in judge.page(view)]
    assert sorted((f.page.rpartition("/")[2], f.check, f.quote) for f in found) == [
        ("ohjelma.pdf", "phone-format", "040 123 45 67"),
        ("ohjelma.pdf", "programme-ended", "2017-2020"),
    ]


def test_documents_beside_built_pages_are_read_where_a_page_links_to_them(tmp_path: Path) -> None:
    furnish(tmp_path)
    (tmp_path / "muu.pdf").write_bytes(pdf(*LINES))
    request = Request(as_of=NOW.date(), files=(tmp_path,))
    report = asked(request, clock=lambda: NOW).judged(request)
    rows = {row.url.rpartition("/")[2]: (row.type, row.checked, row.reason) for row in report.pages}
    assert rows == {
        "index.html": ("standing", True, ""),
        "ohjelma.pdf": ("document", True, ""),
        "kuva.pdf": ("document", False, "scanned"),
        "rikki.pdf": ("document", False, "unreadable"),
        "tyhja.pdf": ("document", False, "unreadable"),
        "suuri.pdf": ("document", True, ""),
    }
    found = {(f.finding.page.rpartition("/")[2], f.finding.check) for f in report.findings}
    assert ("ohjelma.pdf", "programme-ended") in found
    assert report.coverage == (3, 3, 5, 0)


def test_no_document_is_read_where_no_link_is_followed(tmp_path: Path) -> None:
    furnish(tmp_path)
    request = Request(as_of=NOW.date(), files=(tmp_path,), links="none")
    assert len(asked(request, clock=lambda: NOW).judged(request).pages) == 1


def test_the_facts_of_a_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "esite.pdf").write_bytes(pdf(*LINES, title="Esite"))
    with pytest.raises(SystemExit) as ended:
        main(["facts", str(tmp_path / "esite.pdf"), "--lang", "en"])
    assert ended.value.code == 0
    assert "'040 123 45 67'" in capsys.readouterr().out


async def test_a_run_counts_documents_that_it_could_not_read(
    site: Site, houses: Callable[..., House], tmp_path: Path
) -> None:
    furnish(site.root)
    house = houses(tmp_path, f"{site.base_url}/index.html", site)
    for _ in range(2):
        ran = await house.run(hours=1)
        unread = {row.url.rpartition("/")[2]: (row.type, row.reason) for row in ran.report.pages if not row.checked}
        assert unread == {
            "kuva.pdf": ("document", "scanned"),
            "rikki.pdf": ("document", "unreadable"),
            "tyhja.pdf": ("document", "unreadable"),
            "suuri.pdf": ("document", "too-large"),
        }
        assert ran.report.coverage[:2] == (2, 4)
    (site.root / "kuva.pdf").write_bytes(pdf(*LINES))
    links = '<a href="ohjelma.pdf">Ohjelma</a> <a href="kuva.pdf">Kuva</a> <a href="tyhja.pdf">Tyhjä</a>'
    (site.root / "index.html").write_text(
        f"<!doctype html><html lang=fi><title>Sivu</title><p>{links}", encoding="utf-8"
    )
    ran = await house.run(days=10)
    assert [(row.url.rpartition("/")[2], row.reason) for row in ran.report.pages if not row.checked] == [
        ("tyhja.pdf", "unreadable")
    ]
    assert ran.report.coverage[:2] == (3, 1)


async def test_more_documents_than_are_read_in_a_run_are_counted(
    site: Site, houses: Callable[..., House], tmp_path: Path
) -> None:
    furnish(site.root)
    house = houses(tmp_path, f"{site.base_url}/index.html", site)
    house.overrides["documents"] = 0
    ran = await house.run()
    assert {row.reason for row in ran.report.pages if row.type == "document"} == {"budget", "too-large"}


async def test_a_run_remembers_documents(site: Site, houses: Callable[..., House], tmp_path: Path) -> None:
    furnish(site.root)
    house = houses(tmp_path, f"{site.base_url}/index.html", site)
    await house.settled()
    told = {(i.check, i.places[0].finding.page.rpartition("/")[2]) for i in house.issues(IssueState.OPEN)}
    assert told == {("programme-ended", "ohjelma.pdf"), ("phone-format", "ohjelma.pdf")}
    (site.root / "ohjelma.pdf").write_bytes(pdf("Toimenpideohjelma on uusi.", title="Toimenpideohjelma 2025-2028"))
    await house.run(days=1)
    assert house.issues(IssueState.OPEN) == []
    assert {i.check for i in house.issues(IssueState.RESOLVED)} == {"programme-ended", "phone-format"}
