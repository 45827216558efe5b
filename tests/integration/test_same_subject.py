"""Several words of one subject: one issue that is mended when all of them are, and a letter that tells of each."""

from datetime import date
from pathlib import Path

import pytest

from monitor import letters
from monitor.demo.server import Site
from monitor.model import EventKind, IssueState
from monitor.store import issues
from tests.integration.house import House, page, write

PERMITS = tuple(f"{what} on voimassa 30.6.2025 asti." for what in ("Passi", "Pysäköintilupa", "Bussilippu"))
OWN = """\
- id: vanha-vaihde
  kind: phone
  from: 2023-01-01
  old: [05 616 2999]
  new: 05 616 2000
  source: https://www.example.fi/
"""


def lay(site: Site, *words: str) -> None:
    write(site.root, {"index.html": page("Luvat", *words)})


def letter(house: House) -> str:
    with house.database.begin() as connection:
        (told,) = letters.preview(connection, house.settings, house.now, ["Verkkotoimitus"])
    return " ".join(told.mail.text.split())


def told_of(house: House) -> list[set[str]]:
    return [{f.context for p in issue.places for f in p.finding.each} for issue in house.issues(IssueState.OPEN)]


async def test_an_issue_is_mended_when_all_its_words_are(house: House, site: Site) -> None:
    lay(site, *PERMITS)
    await house.settled()
    assert told_of(house) == [set(PERMITS)]
    (number,) = [issue.id for issue in house.issues()]
    for left in (PERMITS[1:], PERMITS[2:]):
        lay(site, *left)
        await house.run(days=1)
        assert told_of(house) == [set(left)]
    lay(site)
    await house.run(days=1)
    assert [(issue.id, issue.state) for issue in house.issues()] == [(number, IssueState.RESOLVED)]
    kinds = [event.kind for event in house.events()]
    assert kinds == [EventKind.SEEN, EventKind.OPENED, EventKind.PLACE_GONE, EventKind.RESOLVED]


async def test_the_letter_tells_each_sentence(house: House, site: Site) -> None:
    lay(site, *PERMITS)
    await house.settled()
    said = letter(house).replace(">>", "").replace("<<", "")
    assert [sentence for sentence in PERMITS if sentence not in said] == []
    assert said.count("Miksi:") == 1


async def test_the_letter_tells_the_worst_first_and_of_other_words_their_own_reason(house: House, site: Site) -> None:
    links = '<a href="/b.html">B</a> <a href="/c.html">C</a>'
    write(site.root, {"index.html": page("A", "Puh. 040-1234567", links)})
    write(site.root, {"b.html": page("B", "Puh. +358 040 123 4567"), "c.html": page("C", "Puh. O40 123 4567")})
    await house.settled()
    (issue,) = house.issues(family="phone")
    assert issue.worst
    assert (issue.severity, issue.worst.severity) == ("warning", "warning")
    said = letter(house)
    quotes = [said.index(f">>{number}<<") for number in ("+358 040 123 4567", "O40 123 4567", "040-1234567")]
    assert quotes == sorted(quotes)
    assert said.count("Ehdotus:") == said.count("Miksi:") == 3
    assert said.count("Myös täällä:") == 2


async def test_attested_is_what_was_read_and_no_further_sentence(house: House, site: Site) -> None:
    lay(site, *PERMITS[:2])
    await house.settled()
    (issue,) = house.issues()
    with house.database.begin() as connection:
        until = date(2027, 10, 1)
        issues.decide(connection, issue, IssueState.ATTESTED, EventKind.ATTESTED, house.now, until=until)
    lay(site, PERMITS[1])
    await house.run(days=1)
    assert [issue.state for issue in house.issues()] == [IssueState.ATTESTED]
    lay(site, *PERMITS[1:])
    await house.run(days=1)
    assert [issue.state for issue in house.issues()] == [IssueState.OPEN]


@pytest.mark.parametrize(
    ("options", "written"),
    [("", "05 616 2000"), ("term-superseded: {house_style: international}", "+358 5 616 2000")],
    ids=["guide", "international"],
)
async def test_a_number_that_is_gone_is_not_to_be_written_better(
    house: House, site: Site, tmp_path: Path, options: str, written: str
) -> None:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    style = ", ".join(filter(None, ("phone-format: {house_style: international}", options)))
    house.reconfigure(knowledge="own.yaml", checks=style)
    lay(site, "Puh. 05 616 2999")
    await house.settled()
    (issue,) = house.issues()
    (found,) = [place.finding for place in issue.places]
    assert issue.check == "term-superseded"
    assert [because.check for because in found.reasons] == ["term-superseded", "phone-format"]
    assert found.suggestion == written
