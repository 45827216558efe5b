"""The self-examination, with a real mail server and a database that is made, sound, or damaged."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.config import Settings, parse
from monitor.demo.server import Site
from monitor.doctor import Health, examine
from tests.integration.house import START, House, page, write
from tests.integration.mailbox import Mailbox, serving


async def health(settings: Settings, mail_to: str = "", **later: float) -> dict[str, Health]:
    now = START + timedelta(**later)
    return {line.name: line.health async for line in examine(settings, now, mail_to)}


@pytest.mark.parametrize("mail_to", ["", "yllapito@koivuselka.example"])
async def test_all_is_well(tmp_path: Path, site: Site, houses: Callable[..., House], mail_to: str) -> None:
    write(tmp_path / "site", {"index.html": page("Etusivu", "Neuvonnan numero on 0401234567.")})
    mailbox = Mailbox()
    async with serving(mailbox) as port:
        house = houses(tmp_path, f"{site.base_url}/index.html", site, port=port)
        await house.settled()
        found = await health(house.settings, mail_to, days=1)
    assert found.pop("contact") is Health.NOT_CHECKED  # loopback alone needs none
    assert set(found.values()) == {Health.OK}
    assert {"database", "clock", "time zones", "reading sivut", "mail server", "outbox", "kept"} <= set(found)
    assert [b"monitor doctor" in content for _, content in mailbox.taken] == [True] * bool(mail_to)


async def test_nothing_was_done_yet(house: House) -> None:
    house.database.close()
    house.settings.database.unlink()
    found = await health(house.settings)
    assert found["database"] is Health.NOT_CHECKED
    assert found["mail server"] is Health.NOT_OK  # port 9 discards
    off = replace(house.settings, smtp=house.settings.smtp.model_copy(update={"enabled": False}))
    assert (await health(off))["mail server"] is Health.NOT_CHECKED
    assert not house.settings.database.exists()


async def test_what_is_wrong_is_said(tmp_path: Path, site: Site, houses: Callable[..., House]) -> None:
    write(tmp_path / "site", {"index.html": page("Etusivu", "Neuvonnan numero on 0401234567.")})
    async with serving(Mailbox("554 Not wanted")) as port:
        house = houses(tmp_path, f"{site.base_url}/index.html", site, port=port)
        await house.settled()
        await house.mail()
        assert (await health(house.settings, "ei osoite"))["mail server"] is Health.NOT_OK
    assert (await health(house.settings))["recipients"] is Health.NOT_OK
    assert (await health(house.settings, days=400))["kept"] is Health.NOT_OK
    assert (await health(house.settings, days=-400))["clock"] is Health.NOT_OK
    house.database.close()
    house.settings.database.write_bytes(b"no database" * 100)
    assert (await health(house.settings))["database"] is Health.NOT_OK


async def test_pages_elsewhere_need_a_contact_and_names_that_lead_somewhere(tmp_path: Path) -> None:
    text = "targets: [{name: a, start: ['https://ei-ole.example/']}]"
    found = await health(parse(text, path=tmp_path / "t.yaml", environ={}))
    assert (found["contact"], found["name ei-ole.example"]) == (Health.NOT_OK, Health.NOT_OK)
