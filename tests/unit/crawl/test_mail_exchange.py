"""Which domains take no mail: answers of a name service as a table."""

from collections.abc import Mapping, Sequence

import pytest

from monitor.crawl.mail_exchange import MOST, Deliverable, deliverable

Answers = Mapping[tuple[str, str], Sequence[str] | None]


async def found(answers: Answers, *, alive: bool = True) -> Deliverable:
    async def ask(domain: str, kind: str) -> Sequence[str] | None:
        if kind == "NS":
            return ("ns.example.",) if alive else None
        if (domain, kind) not in answers:
            raise OSError("SERVFAIL")
        return answers[domain, kind]

    return await deliverable({domain for domain, _ in answers}, ask)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param({("a.example", "MX"): ("mx.a.example.",)}, set(), id="an exchanger"),
        pytest.param({("a.example", "MX"): (), ("a.example", "A"): ("192.0.2.1",)}, set(), id="its own exchanger"),
        pytest.param(
            {("a.example", "MX"): (), ("a.example", "A"): (), ("a.example", "AAAA"): ("2001:db8::1",)},
            set(),
            id="by IPv6",
        ),
        pytest.param({("a.example", "A"): ()}, set(), id="SERVFAIL says nothing"),
        pytest.param({("a.example", "MX"): (), ("a.example", "AAAA"): ()}, set(), id="half an answer says nothing"),
        pytest.param({("a.example", "MX"): None}, {"a.example"}, id="no such domain"),
        pytest.param({("a.example", "MX"): (".",)}, {"a.example"}, id="takes none, it says"),
        pytest.param(
            {("a.example", "MX"): (), ("a.example", "A"): (), ("a.example", "AAAA"): ()}, {"a.example"}, id="no address"
        ),
    ],
)
async def test_domains(answers: Answers, expected: set[str]) -> None:
    assert (await found(answers)).never == expected


async def test_a_name_service_that_denies_everything_says_nothing_and_that_is_told() -> None:
    assert await found({("a.example", "MX"): None}, alive=False) == (frozenset(), 1)


async def test_what_could_not_be_asked_is_counted() -> None:
    silent: Answers = {("a.example", "A"): (), ("b.example", "MX"): ("mx.b.example.",), ("c.example", "A"): ()}
    assert await found(silent) == (frozenset(), 2)
    many: Answers = {(f"{number}.example", "MX"): None for number in range(MOST + 3)}
    assert (await found(many)).unknown == 3


async def test_without_domains_nothing_is_asked() -> None:
    assert await found({}, alive=False) == (frozenset(), 0)
