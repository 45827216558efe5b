"""What a check is given."""

from monitor.checks.contract import PageView
from monitor.facts import state
from monitor.model import Block, ContactFact, DateFact, Occurrence, PhoneFact

PLACE = Occurrence(Block("040 123 4567, 050 123 4567, a@example.fi", "fi"))
FIRST = state(PhoneFact(start=0, end=12, text="040 123 4567"), PLACE)
ADDRESS = state(ContactFact(start=28, end=40, text="a@example.fi", address="a@example.fi"), PLACE)
SECOND = state(PhoneFact(start=14, end=26, text="050 123 4567"), PLACE)


def test_a_page_without_facts_states_nothing() -> None:
    assert PageView(url="https://www.example.fi/", page=None).stated(DateFact) == ()


def test_facts_of_one_kind_come_in_reading_order_with_their_statements() -> None:
    view = PageView(url="https://www.example.fi/", page=None, statements=(FIRST, ADDRESS, SECOND))
    assert list(view.stated(PhoneFact)) == [(FIRST.fact, FIRST), (SECOND.fact, SECOND)]
    assert list(view.stated(ContactFact)) == [(ADDRESS.fact, ADDRESS)]
    assert list(view.stated(DateFact)) == []
