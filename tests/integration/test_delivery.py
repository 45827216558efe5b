"""Digests from the store to a real mail server, over weeks of the clock: what is told, to whom, when, and how often."""

import logging
from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from random import Random

import pytest

from monitor import service
from monitor.days import day_of
from monitor.demo.server import Site
from monitor.model import EventKind, Issue, IssueState
from monitor.store import issues, outbox
from tests.integration.house import House, page, write
from tests.integration.mailbox import Mailbox, serving

PROGRAMME = "Kotouttamisohjelma 2017–2020 ohjaa työtä."
NUMBER = "Neuvonnan numero on 0401234567."
EDITOR, ADMIN = "verkko@koivuselka.example", "yllapito@koivuselka.example"


@pytest.fixture
def front(tmp_path: Path) -> Callable[..., None]:
    """Writes the front page with these paragraphs."""

    def put(*paragraphs: str) -> None:
        write(tmp_path / "site", {"index.html": page("Etusivu", *paragraphs)})

    return put


@pytest.fixture
def told(tmp_path: Path, site: Site, houses: Callable[..., House]) -> House:
    return houses(tmp_path, f"{site.base_url}/index.html", site)


async def tick(house: House) -> None:
    """What `serve` does each quarter of an hour."""
    duties = service.duties(house.settings, house.database, clock=house.clock, rng=Random(1))
    await next(duty for duty in duties if duty.name == "digest").perform()


async def hours(house: House, count: int) -> None:
    for _ in range(count):
        house.later(hours=1)
        await tick(house)


def read(mailbox: Mailbox, recipient: str = EDITOR) -> list[str]:
    """Subject and text of each mail that the recipient got."""
    letters = []
    for team, content in mailbox.taken:
        if recipient in team:
            message = message_from_bytes(content, policy=policy.default)
            assert isinstance(message, EmailMessage)
            part = message.get_body(("plain",))
            assert part is not None
            letters.append(f"{message['Subject']}\n{part.get_content()}")
    return letters


def only(house: House) -> Issue:
    (issue,) = house.issues(IssueState.OPEN)
    return issue


def decide(house: House, state: IssueState, event: EventKind, **changes: object) -> None:
    with house.database.begin() as connection:
        issues.decide(connection, only(house), state, event, house.now, **changes)


async def test_a_mail_server_that_is_down_for_a_week(told: House, front: Callable[..., None]) -> None:
    front(PROGRAMME)
    await told.run()
    await hours(told, 3 * 24)
    front(PROGRAMME, NUMBER)
    await told.run()
    await hours(told, 2 * 24)
    front(NUMBER)
    await told.settled()
    await hours(told, 2 * 24)
    with told.database.read() as connection:
        assert {row.state for row in outbox.listing(connection)} <= {"waiting", "superseded"}

    mailbox = Mailbox()
    async with serving(mailbox) as port:
        told.reconfigure(port=str(port))
        await hours(told, 3 * 24)
    (letter,) = read(mailbox)
    assert letter.startswith("[Sisältövahti] 1 uusi – sivut")
    assert "040 123 4567" in letter
    assert "2017–2020" not in letter, "what was mended before anybody heard of it is not told"
    assert len(read(mailbox, ADMIN)) == 1


async def test_told_once_then_once_a_week_then_thanked_once(told: House, front: Callable[..., None]) -> None:
    front(NUMBER)
    mailbox = Mailbox()
    async with serving(mailbox) as port:
        told.reconfigure(port=str(port))
        await told.run()  # a Tuesday
        await hours(told, 6 * 24)
        first, second = read(mailbox)
        assert "1 uusi" in first
        assert "1 avoinna" in second
        assert "Avoinna 6 päivää" in second
        front("Neuvonnan numero on 040 123 4567.")
        await told.settled()
        await hours(told, 8 * 24)
    assert "Korjattu – kiitos!".upper() in read(mailbox)[2]
    assert len(read(mailbox)) == 3, "never an empty mail"
    assert len(read(mailbox, ADMIN)) >= 2, "but a sign of life each week"
    assert all("Sisältövahti" not in letter and "0 new" not in letter for letter in read(mailbox, ADMIN))


async def test_acknowledged_until_its_day(told: House, front: Callable[..., None]) -> None:
    front(NUMBER)
    await told.settled()
    until = told.now.date() + timedelta(days=5)
    decide(told, IssueState.ACKNOWLEDGED, EventKind.ACKNOWLEDGED, until=until, comment="uusi numero tulossa")
    await told.settled(days=5)
    assert told.told()["Verkkotoimitus"] == [("acknowledged", "phone-format")]
    told.judge(days=1)
    assert told.told()["Verkkotoimitus"] == [("new", "phone-format")]
    assert only(told).until is None


@pytest.mark.parametrize(
    ("text", "state"),
    [
        pytest.param(f"Uusi kappale edellä.</p><p>{PROGRAMME}", IssueState.ATTESTED, id="the page grows"),
        pytest.param(PROGRAMME.replace(" ", "\n   "), IssueState.ATTESTED, id="re-flowed"),
        pytest.param("Kotouttamisohjelma 2017–2020 ohjaa yhä työtä.", IssueState.OPEN, id="the words change"),
    ],
)
async def test_attested_until_the_words_change(
    told: House, front: Callable[..., None], text: str, state: IssueState
) -> None:
    front(PROGRAMME)
    await told.settled()
    until = told.now.date() + timedelta(days=300)
    decide(told, IssueState.ATTESTED, EventKind.ATTESTED, until=until, by="Verkkotoimitus")
    front(text)
    await told.settled(days=1)
    assert [issue.state for issue in told.issues(state)] == [state]


async def test_not_mine_goes_to_the_admin_and_on_to_another_editor(told: House, front: Callable[..., None]) -> None:
    front(NUMBER)
    await told.settled()
    decide(told, IssueState.NOT_MINE, EventKind.NOT_MINE, by="Verkkotoimitus")
    assert told.told() == {
        "Verkkotoimitus": [],
        "Webbredaktionen": [],
        "(admin)": [("not-mine", "phone-format")],
    }
    await told.settled(days=1)
    (issue,) = told.issues(IssueState.NOT_MINE)
    with told.database.begin() as connection:
        changes = {"owner": "Webbredaktionen"}
        issues.decide(connection, issue, IssueState.OPEN, EventKind.REASSIGNED, told.now, **changes)
    assert told.told() == {"Verkkotoimitus": [], "Webbredaktionen": [("new", "phone-format")], "(admin)": []}


async def test_false_alarms_are_counted_by_check_and_stay_quiet(told: House, front: Callable[..., None]) -> None:
    front(NUMBER)
    await told.settled()
    decide(told, IssueState.FALSE_ALARM, EventKind.FALSE_ALARM, comment="on sarjanumero")
    front(NUMBER, "Toinen kappale.")
    await told.settled(days=1)
    assert told.told() == {"Verkkotoimitus": [], "Webbredaktionen": [], "(admin)": []}
    with told.database.read() as connection:
        assert [(check, reason) for check, _, reason in issues.false_alarms(connection)] == [
            ("phone-format", "on sarjanumero")
        ]


async def test_what_comes_and_goes_is_told_to_the_admin_once(told: House, front: Callable[..., None]) -> None:
    front(NUMBER)
    mailbox = Mailbox()
    async with serving(mailbox) as port:
        told.reconfigure(port=str(port))
        await told.settled()
        await told.mail()
        for text in ("Ei numeroa.", NUMBER, "Ei numeroa.", NUMBER):
            front(text)
            await told.settled(hours=20)
        assert told.told()["Verkkotoimitus"] == []
        assert told.told()["(admin)"] == [("flapping", "phone-format")]
        await hours(told, 3 * 24)  # over a weekend
        assert (told.told()["Verkkotoimitus"], told.told()["(admin)"]) == ([], [])
        flapped = len(read(mailbox))
        await hours(told, 8 * 24)
    assert "1 coming and going" in "".join(read(mailbox, ADMIN))
    assert flapped == 1, "the editor heard of it when it was new"
    assert told.told()["Verkkotoimitus"] == [("open", "phone-format")], "and hears again when it is quiet"


async def test_reminded_before_the_last_day_and_after_it(told: House, front: Callable[..., None]) -> None:
    front("Kotoutumisohjelma 2025–2026 ohjaa työtä.")
    mailbox = Mailbox()
    async with serving(mailbox) as port:
        told.reconfigure(port=str(port))
        await told.settled()  # 24.11.: 37 days left
        for _ in range(120):
            await told.settled(days=1, minutes=-15)
            await tick(told)
    reminded = [event for event in told.events() if event.kind is EventKind.REMINDED]
    days = [(event.note, day_of(event.at).isoformat()) for event in reminded]
    assert days == [("last", "2026-12-24"), ("overdue", "2027-01-30"), ("admin", "2027-03-01")]
    letters = "".join(read(mailbox))
    assert letters.count("Muistutus · päättyy 31.12.2026") == 1
    assert letters.count("Muistutus · avoinna") == 2
    assert "Reminder" in "".join(read(mailbox, ADMIN)), "in the end the admin hears of it, too"


async def test_urgent_news_at_once_but_once_a_day(told: House, front: Callable[..., None]) -> None:
    front("Kaikki on kunnossa.")
    mailbox = Mailbox()
    async with serving(mailbox) as port:
        told.reconfigure(port=str(port))
        await told.settled()
        await told.mail()
        told.later(hours=14)  # ten in the evening
        front("Päivystys: puh. 040 123 45.")
        await told.settled()
        await tick(told)
        assert len(read(mailbox)) == 1, "a wrong number does not wait for the morning"
        front("Päivystys: puh. 040 123 45.", "Kriisiapu: puh. 040 765 43.")
        await told.settled()
        await tick(told)
        assert len(read(mailbox)) == 1, "but there is one such mail a day"
        await hours(told, 4)
        assert len(read(mailbox)) == 2, "the next day has come"
    assert "kiireellinen" in read(mailbox)[0]


async def test_the_admin_hears_of_refused_mail(told: House, front: Callable[..., None]) -> None:
    front(NUMBER)
    mailbox = Mailbox(refuses={EDITOR: "550 No such user"})
    async with serving(mailbox) as port:
        told.reconfigure(port=str(port))
        await told.settled()
        await told.mail()
        await hours(told, 26)
    assert read(mailbox) == []
    assert "Mail was not delivered: Verkkotoimitus" in "".join(read(mailbox, ADMIN))


async def test_logs_hold_no_words_of_pages(
    told: House, front: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    front(PROGRAMME, NUMBER, "Palveluohjaaja Kielo Kuvitteellinen.")
    caplog.set_level(logging.INFO)
    mailbox = Mailbox("554 Kotouttamisohjelma", "250 OK")
    async with serving(mailbox) as port:
        told.reconfigure(port=str(port))
        for duty in service.duties(told.settings, told.database, clock=told.clock, rng=Random(1)):
            await duty.perform()
        await told.settled()
        await hours(told, 30)
    assert mailbox.taken
    assert not [word for word in ("Kielo", "0401234567", "Kotouttamis") if word in caplog.text]


BODIES = [f"{name}n seudun kuntayhtymä" for name in ("Kuuse", "Männy", "Koivu", "Haava", "Pihlaja", "Lepä", "Tammi")]
BODIES += [f"{name}niemen kuntayhtymä" for name in ("Kuuse", "Männy", "Koivu", "Haava", "Pihlaja", "Lepä", "Tammi")]
BODIES += [f"{name}lahden kuntayhtymä" for name in ("Kuuse", "Männy", "Koivu", "Haava", "Pihlaja", "Lepä", "Tammi")]
ENTRY = """\
- id: yhtyma-{number}
  kind: organisation
  from: 2023-01-01
  old: {{fi: [{name}]}}
  new: {{fi: Uuden seudun hyvinvointialue}}
  source: https://www.example.fi/
"""


async def test_what_a_new_rule_finds_at_once_goes_to_the_admin_first(
    told: House, front: Callable[..., None], tmp_path: Path
) -> None:
    front(NUMBER, *(f"{name} palvelee." for name in BODIES))
    mailbox = Mailbox()
    async with serving(mailbox) as port:
        told.reconfigure(port=str(port))
        await told.settled()
        await told.mail()
        entries = (ENTRY.format(number=number, name=name) for number, name in enumerate(BODIES))
        (tmp_path / "own.yaml").write_text("".join(entries), "utf-8")
        told.reconfigure(port=str(port), knowledge="own.yaml")
        told.judge(days=1)
        await told.confirm(hours=1)
        assert told.told()["Verkkotoimitus"] == [("open", "phone-format")]
        assert len(told.told()["(admin)"]) == len(BODIES)
        await tick(told)
        assert "monitor issues release term-superseded" in " ".join(read(mailbox, ADMIN)[-1].split())
        with told.database.begin() as connection:
            assert issues.release(connection, "term-superseded", told.now) == len(BODIES)
            assert issues.release(connection, "term-superseded", told.now) == 0
        await hours(told, 24)
    assert f"{len(BODIES)} uutta" in read(mailbox)[-1]
    assert told.told()["(admin)"] == []
