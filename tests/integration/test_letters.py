"""Who is told what: new once, fixed once, nothing twice, nobody else's; and what a week without mail does to that."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.demo.server import Route, Site
from monitor.demo.sink import Mailbox, sink
from monitor.model import EventKind, Issue, IssueState
from monitor.store import issues, outbox
from tests.integration.house import House, page, write

NUMBER = "Puh. 0400 123456"
PROGRAMME = "Koivuselän ohjelma 2017–2020"
EDITOR, SWEDISH, ADMIN = "Verkkotoimitus", "Webbredaktionen", "(admin)"


@pytest.fixture
async def office(tmp_path: Path, site: Site, houses: Callable[..., House]) -> AsyncIterator[tuple[House, Mailbox]]:
    """Two pages of two editors, and a mail server."""
    async with AsyncExitStack() as stack:
        mailbox = await stack.enter_async_context(sink(tmp_path / "mail"))
        house = houses(tmp_path, f"{site.base_url}/index.html", site, port=mailbox.port)
        links = '<a href="/sv/sida.html">Svenska</a>'
        write(site.root, {"index.html": page("Etusivu", NUMBER, PROGRAMME, links)})
        write(site.root, {"sv/sida.html": page("Sida", "Tfn 0400 654321", lang="sv")})
        yield house, mailbox


def asks(house: House, name: str) -> set[tuple[str, str]]:
    return set(house.told()[name])


def only(house: House, check: str) -> Issue:
    return next(issue for issue in house.issues() if issue.check == check)


def decide(house: House, issue: Issue, state: IssueState, event: EventKind, **changes: Any) -> None:  # noqa: ANN401
    with house.database.begin() as connection:
        issues.decide(connection, issue, state, event, house.now, **changes)


def to(mailbox: Mailbox, recipient: str) -> list[str]:
    return [mail.subject for mail in mailbox.mails if recipient in mail.recipients]


async def test_nothing_is_told_before_its_page_was_asked_again(office: tuple[House, Mailbox]) -> None:
    house, mailbox = office
    await house.run()
    await house.mail()
    assert to(mailbox, "verkko@koivuselka.example") == []
    await house.confirm(minutes=15)
    await house.mail()
    assert len(to(mailbox, "verkko@koivuselka.example")) == 1


async def test_new_then_still_open_then_fixed_once(office: tuple[House, Mailbox]) -> None:
    house, _ = office
    await house.settled()
    assert asks(house, EDITOR) == {("new", "phone-format"), ("new", "programme-ended")}
    await house.mail()
    assert asks(house, EDITOR) == {("open", "phone-format"), ("open", "programme-ended")}
    assert house.site
    write(house.site.root, {"index.html": page("Etusivu", PROGRAMME, '<a href="/sv/sida.html">Svenska</a>')})
    await house.run(days=1)
    assert asks(house, EDITOR) == {("fixed", "phone-format"), ("open", "programme-ended")}
    await house.mail()
    assert asks(house, EDITOR) == {("open", "programme-ended")}


async def test_what_was_opened_and_mended_between_two_letters_is_never_told(office: tuple[House, Mailbox]) -> None:
    house, _ = office
    await house.settled()
    await house.mail()
    assert house.site
    front = page("Etusivu", NUMBER, PROGRAMME, '<a href="/sv/sida.html">Svenska</a>')
    write(house.site.root, {"index.html": front.replace("</main>", "<p>Puh. 0400 777888</p></main>")})
    await house.settled(hours=1)
    assert ("new", "phone-format") in asks(house, EDITOR)
    write(house.site.root, {"index.html": front})
    await house.run(hours=1)
    assert asks(house, EDITOR) == {("open", "phone-format"), ("open", "programme-ended")}


async def test_mended_back_and_mended_again_between_two_letters_is_told_as_fixed(
    office: tuple[House, Mailbox],
) -> None:
    house, _ = office
    await house.settled()
    await house.mail()
    assert house.site
    swedish = '<a href="/sv/sida.html">Svenska</a>'
    for words in ((), (NUMBER,), ()):
        write(house.site.root, {"index.html": page("Etusivu", PROGRAMME, swedish, *words)})
        await house.settled(days=8)
    assert asks(house, EDITOR) == {("fixed", "phone-format"), ("open", "programme-ended")}


async def test_a_place_that_came_and_went_with_the_rest_is_told_as_fixed(office: tuple[House, Mailbox]) -> None:
    """It was told as new; a further page with the same fault is no reason not to say thanks."""
    house, _ = office
    await house.settled()
    await house.mail()
    assert house.site
    links = '<a href="/sv/sida.html">Svenska</a> <a href="/b.html">B</a>'
    write(house.site.root, {"index.html": page("Etusivu", NUMBER, PROGRAMME, links), "b.html": page("B", NUMBER)})
    await house.settled(hours=1)
    write(house.site.root, {"index.html": page("Etusivu", PROGRAMME, links), "b.html": page("B", "Uutta.")})
    await house.run(hours=1)
    assert ("fixed", "phone-format") in asks(house, EDITOR)


async def test_an_editor_hears_of_own_places_only(office: tuple[House, Mailbox]) -> None:
    house, mailbox = office
    await house.settled()
    assert asks(house, SWEDISH) == {("new", "phone-format")}
    await house.mail()
    swedish = next(m for m in mailbox.mails if "webb@koivuselka.example" in m.recipients)
    body = swedish.message.get_body(("plain",))
    assert body is not None
    assert "0400 654321" in body.get_content()
    assert "0400 123456" not in body.get_content()


async def test_the_admin_hears_of_what_is_technical_and_of_what_is_nobodys(office: tuple[House, Mailbox]) -> None:
    house, _ = office
    await house.settled()
    assert house.site
    house.site.routes = {"/index.html": Route(410)}
    await house.run(days=1)
    assert ("urgent", "page-unreachable") in asks(house, ADMIN)
    assert ("urgent", "page-unreachable") not in asks(house, EDITOR)


async def test_a_week_without_a_mail_server_is_one_letter_each(office: tuple[House, Mailbox]) -> None:
    house, mailbox = office
    assert house.site
    mailbox.refuse = "451 4.3.0 Later"
    links = '<a href="/sv/sida.html">Svenska</a>'
    for day in range(7):
        more = [f"Puh. 0400 1111{n:02}" for n in range(day + 1)]
        write(house.site.root, {"index.html": page("Etusivu", NUMBER, PROGRAMME, links, *more)})
        await house.settled(days=1)
        for _ in range(4):
            await house.mail()
            house.later(minutes=15)
        house.later(hours=-1, minutes=-15)
    write(house.site.root, {"index.html": page("Etusivu", NUMBER, links, *more)})  # mended before anybody was told
    await house.run(hours=1)
    mailbox.refuse = ""
    house.later(hours=2)
    await house.mail()
    assert len(to(mailbox, "verkko@koivuselka.example")) == 1
    assert len(to(mailbox, "webb@koivuselka.example")) == 1
    (letter,) = (m for m in mailbox.mails if "verkko@koivuselka.example" in m.recipients)
    body = letter.message.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert all(f"0400 1111{n:02}" in text for n in range(7)), "complete"
    assert "2017–2020" not in text, "current"
    with house.database.read() as connection:
        rows = outbox.listing(connection)
    mine = [row.state for row in rows if row.editor == EDITOR]
    assert sorted(set(mine)) in (["sent"], ["sent", "superseded"])
    assert mine.count("sent") == 1
    mailbox.mails.clear()
    await house.mail()
    house.later(minutes=15)
    await house.mail()
    assert mailbox.mails == [], "told as new once"


async def test_acknowledged_until_a_day(office: tuple[House, Mailbox]) -> None:
    house, _ = office
    await house.settled()
    until = date(2026, 12, 1)
    decide(house, only(house, "programme-ended"), IssueState.ACKNOWLEDGED, EventKind.ACKNOWLEDGED, until=until)
    await house.mail()
    await house.run(days=7)  # 1 December: its last day
    assert ("acknowledged", "programme-ended") in asks(house, EDITOR)
    house.judge(days=1)
    assert ("new", "programme-ended") in asks(house, EDITOR), "it ends by itself, and is told again"


async def test_attested_until_the_words_change(office: tuple[House, Mailbox]) -> None:
    house, _ = office
    await house.settled()
    until = date(2027, 11, 1)
    decide(house, only(house, "programme-ended"), IssueState.ATTESTED, EventKind.ATTESTED, until=until)
    await house.mail()
    await house.run(days=1)
    assert ("attested", "programme-ended") in asks(house, EDITOR)
    assert house.site
    links = '<a href="/sv/sida.html">Svenska</a>'
    write(house.site.root, {"index.html": page("Etusivu", NUMBER, f"{PROGRAMME}: lue lisää.", links)})
    await house.run(days=1)
    assert only(house, "programme-ended").state is IssueState.OPEN
    assert ("new", "programme-ended") in asks(house, EDITOR)


async def test_a_false_alarm_is_never_told_again_not_even_as_fixed(office: tuple[House, Mailbox]) -> None:
    house, _ = office
    await house.settled()
    await house.mail()
    alarm = only(house, "programme-ended")
    decide(house, alarm, IssueState.FALSE_ALARM, EventKind.FALSE_ALARM, comment="nimi")
    await house.run(days=1)
    assert asks(house, EDITOR) == {("open", "phone-format")}
    assert house.site
    links = '<a href="/sv/sida.html">Svenska</a>'
    write(house.site.root, {"index.html": page("Etusivu", NUMBER, links)})
    await house.run(days=1)
    assert asks(house, EDITOR) == {("open", "phone-format")}
    write(house.site.root, {"index.html": page("Etusivu", NUMBER, PROGRAMME, links)})
    await house.settled(days=1)
    assert asks(house, EDITOR) == {("open", "phone-format")}, "the same words are the same false alarm"


async def test_reassigned_is_new_to_whom_it_is_given(office: tuple[House, Mailbox]) -> None:
    house, _ = office
    await house.settled()
    await house.mail()
    decide(house, only(house, "programme-ended"), IssueState.OPEN, EventKind.REASSIGNED, owner=SWEDISH)
    assert asks(house, EDITOR) == {("open", "phone-format")}
    assert asks(house, SWEDISH) == {("open", "phone-format"), ("new", "programme-ended")}
    await house.mail()
    house.later(days=1)
    await house.mail()
    assert asks(house, SWEDISH) == {("open", "phone-format"), ("open", "programme-ended")}


async def test_whose_editor_left_goes_the_usual_way(office: tuple[House, Mailbox]) -> None:
    house, _ = office
    await house.settled()
    decide(house, only(house, "programme-ended"), IssueState.OPEN, EventKind.REASSIGNED, owner="Lähtenyt")
    assert ("new", "programme-ended") in asks(house, EDITOR)


async def test_reopened_by_hand_is_told(office: tuple[House, Mailbox]) -> None:
    house, _ = office
    await house.settled()
    alarm = only(house, "programme-ended")
    decide(house, alarm, IssueState.FALSE_ALARM, EventKind.FALSE_ALARM, comment="nimi")
    await house.mail()
    decide(house, only(house, "programme-ended"), IssueState.OPEN, EventKind.REOPENED, comment="")
    assert ("new", "programme-ended") in asks(house, EDITOR)


async def test_a_letter_is_one_transaction_with_what_it_tells(office: tuple[House, Mailbox]) -> None:
    house, mailbox = office
    await house.settled()
    first = await house.mail()
    second = await house.mail()
    assert ({w.letter.reader.name for w in first}, second) == ({EDITOR, SWEDISH, ""}, [])
    ids = [mail.message["Message-ID"] for mail in mailbox.mails]
    assert len(ids) == len(set(ids)) == 3
    with house.database.read() as connection:
        assert {outbox.told(connection, name) for name in (EDITOR, SWEDISH)} == {issues.newest_event(connection)}


async def test_a_weekend_is_no_time_for_letters(office: tuple[House, Mailbox]) -> None:
    house, mailbox = office
    house.later(days=4)  # a Saturday
    await house.settled()
    await house.mail()
    assert to(mailbox, "verkko@koivuselka.example") == []
    house.later(days=2)
    await house.mail()
    assert len(to(mailbox, "verkko@koivuselka.example")) == 1
    assert timedelta(0) <= house.now - house.now.replace(hour=6, minute=0) < timedelta(hours=1)
