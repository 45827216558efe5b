"""A name is forgotten: not in one byte of the database, its log or the reports, and it does not come back."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from monitor import erasure
from monitor.demo.server import Site
from monitor.model import IssueState
from monitor.report import render
from monitor.store import retention
from monitor.store.schema import issues, judged, metadata, outbox, pages, snapshots
from tests.integration.house import House, page, write
from tests.integration.mailbox import Mailbox, serving

NAME, PHONE, ADDRESS = "Kielo Kuvitteellinen", "040 123 4567", "kielo.kuvitteellinen@koivuselka.example"
SPELLINGS = (NAME, NAME.upper(), "040 123 4567", "0401234567", "+358401234567", ADDRESS, "kielo-kuvitteellinen")
PAGES = {
    "index.html": page(
        "Yhteystiedot",
        f"Palveluohjaaja {NAME} vastaa numerossa 0401234567.",
        f'Kirjoita osoitteeseen <a href="mailto:{ADDRESS}">{NAME}</a>.',
        '<a href="/kielo-kuvitteellinen.html">Esittely</a> ja <a href="/muu.html">muut sivut</a>.',
        "Kotouttamisohjelma 2017–2020 ohjaa työtä.",
    ),
    "muu.html": page(f"{NAME} kertoo", f"<h2>{NAME}</h2>", "Neuvonnan numero on 0401234568."),
    "kielo-kuvitteellinen.html": page("Esittely", "Tavoittaa numerosta 0401234567."),
}


def everything(folder: Path) -> bytes:
    files = [file for file in folder.rglob("*") if file.is_file() and "site" not in file.relative_to(folder).parts]
    assert any(file.name == "freshness.db" for file in files)
    return b"\n".join(file.read_bytes() for file in files)


def stored(house: House) -> str:
    """What compression would hide from a search in the bytes."""
    with house.database.read() as connection:
        from monitor.store.packing import unfold, unpack_links  # noqa: PLC0415 - looking into the packing itself

        taken = connection.execute(select(snapshots)).all()
        rows: list[object] = [[unfold(row.reading), unpack_links(row.links), unfold(row.ids)] for row in taken]
        rows += [unfold(row.findings) for row in connection.execute(select(judged))]
        rows += [bytes(row.body).decode() for row in connection.execute(select(outbox))]
    return repr(rows)


def traces(house: House) -> list[str]:
    found = everything(house.settings.path.parent).decode("utf-8", "replace") + stored(house)
    return [spelling for spelling in SPELLINGS if spelling.casefold() in found.casefold()]


async def test_a_name_and_a_number_are_gone_from_the_bytes_and_stay_away(
    tmp_path: Path, site: Site, houses: Callable[..., House]
) -> None:
    write(tmp_path / "site", PAGES)
    async with serving(Mailbox()) as port:
        house = houses(tmp_path, f"{site.base_url}/index.html", site, port=port)
        ran = await house.settled()
        assert len(await house.mail()) == 2
    house.settings.reports.mkdir()
    (house.settings.reports / "report.html").write_text(render(ran.report, "html", lang="fi"), "utf-8")
    (house.settings.reports / "report.json").write_text(render(ran.report, "json", lang="fi"), "utf-8")
    (house.settings.reports / "muuta.txt").write_text("Ei nimiä.", "utf-8")
    assert set(SPELLINGS) - set(traces(house)) <= {NAME.upper()}

    erased = erasure.forget(house.database, house.settings, (NAME, PHONE), house.now)
    assert erased.wiped
    assert {file.name for file in erased.files} == {"report.html", "report.json"}
    assert traces(house) == []
    kept = house.subjects()
    assert ("programme-ended", "kotouttamisohjelma 2017-2020") in kept or any(c == "programme-ended" for c, _ in kept)

    await house.settled(days=1)
    write(tmp_path / "site", {"index.html": PAGES["index.html"].replace("työtä", "työtä yhä")})
    await house.settled(days=1)
    house.judge(days=1)
    assert traces(house) == []
    assert any(check == "programme-ended" for check, _ in house.subjects())
    assert any("0401234568" in subject or "401234568" in subject for _, subject in house.subjects())


async def test_an_address_is_forgotten_with_its_page(house: House, tmp_path: Path) -> None:
    assert house.site is not None
    write(tmp_path / "site", PAGES)
    await house.settled()
    url = f"{house.site.base_url}/kielo-kuvitteellinen.html"
    erased = erasure.forget(house.database, house.settings, (url,), house.now)
    assert erased.wiped
    await house.settled(days=1)
    with house.database.read() as connection:
        known = {row.url.removeprefix(house.site.base_url) for row in connection.execute(select(pages))}
    assert known == {"/index.html", "/muu.html"}
    assert "kielo-kuvitteellinen" not in everything(tmp_path).decode("utf-8", "replace") + stored(house)


async def test_somebody_reads_meanwhile(house: House, tmp_path: Path) -> None:
    write(tmp_path / "site", PAGES)
    await house.settled()
    with sqlite3.connect(house.settings.database, isolation_level=None) as other:
        other.execute("PRAGMA busy_timeout=0")
        other.execute("BEGIN")
        other.execute("SELECT * FROM pages").fetchone()
        assert not erasure.forget(house.database, house.settings, (NAME,), house.now).wiped
        other.execute("COMMIT")
    other.close()
    assert erasure.forget(house.database, house.settings, (NAME,), house.now).wiped
    assert NAME not in traces(house)


def late(house: House) -> dict[str, int]:
    with house.database.read() as connection:
        return {kind.name: kind.late for kind in retention.kept(connection, house.settings.terms, house.now)}


def rows(house: House) -> dict[str, int]:
    with house.database.read() as connection:
        return {kind.name: kind.rows for kind in retention.kept(connection, house.settings.terms, house.now)}


async def test_retention(tmp_path: Path, site: Site, houses: Callable[..., House]) -> None:
    write(tmp_path / "site", PAGES)
    async with serving(Mailbox()) as port:
        house = houses(tmp_path, f"{site.base_url}/index.html", site, port=port)
        await house.settled()
        await house.mail()
    assert set(late(house).values()) == {0}
    there = rows(house)
    assert min(there["page texts"], there["mails"], there["looks at links"]) > 0

    house.later(days=31)
    assert {name for name, count in late(house).items() if count} == {"mails"}
    house.later(days=60)
    with house.database.begin() as connection:
        gone = retention.retain(connection, house.settings.terms, house.now)
    assert (gone["mails"], gone["looks at links"]) == (there["mails"], there["looks at links"])
    with house.database.read() as connection:
        shown = {row.url for row in connection.execute(select(pages).join(snapshots, snapshots.c.page == pages.c.id))}
        open_on = {place.page for issue in house.issues() for place in issue.places}
        assert shown == open_on
        assert shown

    with house.database.begin() as connection:
        connection.execute(issues.update().values(state="resolved"))
        retention.retain(connection, house.settings.terms, house.now + timedelta(days=300))
        assert connection.execute(select(issues)).first() is None
        assert connection.execute(select(snapshots)).first() is None


@pytest.mark.parametrize("says", ["Puh. 0400 123456", "Tervetuloa."], ids=["one-text-is-kept", "none-is-kept"])
async def test_text_that_was_let_go_speaks_neither_for_nor_against(site: Site, house: House, says: str) -> None:
    # A footer is no place of any page, so it keeps none; and a link leads to a place on a page that is let go.
    foot = "</main><footer><p>Puh. 0400 654321</p></footer>"
    texts = {
        "index.html": page("Etusivu", says, '<a href="/muu.html#kohta">Muu</a>'),
        "muu.html": page("Muu", '<h2 id="kohta">Kohta</h2>'),
    }
    write(site.root, {name: text.replace("</main>", foot) for name, text in texts.items()})
    await house.settled()
    told = house.subjects(IssueState.OPEN)
    assert ("phone-format", "+358400654321") in told
    house.later(days=2)
    with house.database.begin() as connection:
        retention.retain(connection, house.settings.terms._replace(unread_pages=1), house.now)
    house.judge()
    assert house.subjects() == house.subjects(IssueState.OPEN) == told


@pytest.mark.parametrize("text", ["", "ab", "a-b c", "!!!!!!"])
def test_what_is_too_short_is_refused(house: House, text: str) -> None:
    from monitor.errors import UsageError  # noqa: PLC0415 - this test's alone

    with pytest.raises(UsageError, match="too short"):
        erasure.forget(house.database, house.settings, (text,), house.now)


CLEARED = "aliases destinations events issues judged looks outbox pages places snapshots standings"
WITHOUT_WORDS = "extractors leases runs sights slots suppressions"  # names of targets, versions, hashes, counts


def test_no_table_is_overlooked() -> None:
    """Whoever adds a table decides here whether words of pages can get into it."""
    assert set(metadata.tables) == {*CLEARED.split(), *WITHOUT_WORDS.split()}
