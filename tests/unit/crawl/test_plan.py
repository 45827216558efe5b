"""What a plan says of us, and what it refuses."""

import pytest

from monitor.crawl.plan import Plan
from monitor.errors import UsageError


@pytest.mark.parametrize(
    ("contact", "ending"),
    [
        pytest.param("", "freshness-monitor/", id="nobody"),
        pytest.param("https://example.fi/botti", "(+https://example.fi/botti)", id="page"),
    ],
)
def test_agent(contact: str, ending: str) -> None:
    assert ending in Plan(starts=(), contact=contact).agent


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"contact": "a\r\nX: y"}, id="contact"),
        pytest.param({"credentials": {"https://example.fi": {"x-key": "a\nHost: b"}}}, id="value"),
        pytest.param({"credentials": {"https://example.fi": {"x\n": "a"}}}, id="name"),
    ],
)
def test_line_breaks_are_refused(more: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="line break"):
        Plan(starts=(), **more)  # type: ignore[arg-type]
