"""Built pages on disk: what is ours, what is missing, what is left alone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.crawl.files import read_files
from monitor.crawl.visit import DestinationVisit, PageVisit, Skipped
from monitor.errors import UsageError
from monitor.model import Page, Unreadable

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
FRONT = """<!doctype html><title>Etusivu</title><h1 id=alku>Etusivu</h1>
<a href="sivu.html">a</a> <a href="ohjeet/">b</a> <a href="ohjeet/tulkki">c</a> <a href="poissa.html">d</a>
<a href="/ohjeet/">e</a> <a href="https://www.example.org/x">f</a> <a href="../salaisuus.txt">g</a>
<a href="kuva.png">h</a> <a href="sivu.html?x=1#b">i</a> <a href="tyhja/">j</a> <a href="%C3%A4%C3%A4.html">k</a>"""
BASE = "https://www.example.fi/kunta/"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    folder = tmp_path / "built"
    for name, text in {
        "index.html": FRONT,
        "sivu.html": "<!doctype html><title>Sivu</title><p id=b>Sivu",
        "ohjeet/index.html": "<!doctype html><title>Ohjeet</title>",
        "ohjeet/tulkki.html": "<!doctype html><title>Tulkki</title>",
        "ää.html": "<!doctype html><title>Ää</title>",
        "kuva.png": "png",
        "tyhja/lue.txt": "ei sivua",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (tmp_path / "salaisuus.txt").write_text("salaisuus")
    return folder


def told(*paths: Path, base_url: str = "") -> dict[str, str]:
    rows = {}
    for visit in read_files(paths, base_url=base_url, now=NOW):
        match visit:
            case Skipped():
                rows[visit.url] = str(visit.reason)
            case PageVisit():
                assert isinstance(visit.page, Page | Unreadable)
                title = visit.page.title if isinstance(visit.page, Page) else visit.page.reason
                rows[visit.result.url] = f"page {title}"
            case DestinationVisit():
                rows[visit.result.url] = str(visit.result.status)
    return rows


def test_folder_with_its_address(built: Path) -> None:
    assert told(built, base_url="https://www.example.fi/kunta") == {
        BASE: "page Etusivu",
        f"{BASE}ohjeet/": "page Ohjeet",
        f"{BASE}ohjeet/tulkki.html": "page Tulkki",
        f"{BASE}sivu.html": "page Sivu",
        f"{BASE}%C3%A4%C3%A4.html": "page Ää",
        f"{BASE}ohjeet/tulkki": "200",
        f"{BASE}poissa.html": "404",
        "https://www.example.fi/ohjeet/": "not-asked",
        "https://www.example.org/x": "not-asked",
        "https://www.example.fi/salaisuus.txt": "not-asked",
        f"{BASE}kuva.png": "200",
        f"{BASE}sivu.html?x=1": "200",
        f"{BASE}tyhja/": "404",
    }


def test_folder_without_address(built: Path) -> None:
    rows = {url.removeprefix(built.as_uri()): row for url, row in told(built).items()}
    assert rows == {
        "/index.html": "page Etusivu",
        "/ohjeet/index.html": "page Ohjeet",
        "/ohjeet/tulkki.html": "page Tulkki",
        "/sivu.html": "page Sivu",
        "/%C3%A4%C3%A4.html": "page Ää",
        "/ohjeet/": "200",
        "/ohjeet/tulkki": "200",
        "/poissa.html": "404",
        "file:///ohjeet/": "not-asked",
        "https://www.example.org/x": "not-asked",
        built.parent.as_uri() + "/salaisuus.txt": "not-asked",
        "/kuva.png": "200",
        "/sivu.html?x=1": "200",
        "/tyhja/": "404",
    }


def test_one_file_knows_itself_alone(built: Path) -> None:
    rows = told(built / "index.html")
    assert rows.pop((built / "index.html").as_uri()) == "page Etusivu"
    assert set(rows.values()) == {"not-asked"}


def test_link_out_of_the_folder_by_a_symbolic_link(built: Path) -> None:
    (built / "poissa.html").symlink_to(built.parent / "salaisuus.txt")
    assert told(built, base_url=BASE)[f"{BASE}poissa.html"] == "404"


def test_folder_without_pages(tmp_path: Path) -> None:
    assert told(tmp_path) == {}


@pytest.mark.parametrize(
    ("name", "base_url", "words"),
    [
        pytest.param("puuttuu", "", "no file or folder", id="missing"),
        pytest.param(".", "ftp://example.fi/", "no address of the web", id="base"),
    ],
)
def test_what_cannot_be_meant(tmp_path: Path, name: str, base_url: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        told(tmp_path / name, base_url=base_url)
