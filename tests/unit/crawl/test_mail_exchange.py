"""Which domains take no mail: answers of a name service as a table."""

from collections.abc import Mapping, Sequence

import pytest

from monitor.crawl.mail_exchange import undeliverable

Answers = Mapping[tuple[str, str], Sequence[str] | None]


async def found(answers: Answers, *, alive: bool = True) -> frozenset[str]:
    async def ask(domain: str, kind: str) -> Sequence[str] | None:
        if kind == "NS":
            return ("ns.example.",) if alive else None
        if (domain, kind) not in answers:
            raise OSError("SERVFAIL")
        return answers[domain, kind]

    return await undeliverable({domain for domain, _ in answers}, ask)


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
    assert await found(answers) == expected


async def test_a_name_service_that_denies_everything_says_nothing() -> None:
    assert await found({("a.example", "MX"): None}, alive=False) == set()
