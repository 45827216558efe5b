"""Hosts that did not answer: one note, with a count."""

import pytest

from monitor.checks.contract import LinkLook
from monitor.checks.link_unchecked import LinkUnchecked
from tests.unit.checks.linked import judged, seen

CHECK = LinkUnchecked()


@pytest.mark.parametrize(
    ("link", "count"),
    [
        pytest.param(seen("ok"), 0, id="ok"),
        pytest.param(seen("unchecked/not-asked"), 0, id="not-asked"),
        pytest.param(seen("blocked/forbidden"), 0, id="refused-in-one-look"),
        pytest.param(seen("unreachable/timeout", state="failing", days=2), 0, id="failing-for-two-days"),
        pytest.param(seen("blocked/forbidden", state="unknown", days=13), 0, id="refused-for-13-days"),
        pytest.param(seen("unreachable/timeout", state="broken", days=20), 0, id="broken"),
        pytest.param(seen("unreachable/timeout"), 1, id="one-look"),
        pytest.param(seen("blocked/forbidden", state="unknown", days=14), 1, id="refused-for-14-days"),
    ],
)
def test_one_link(link: LinkLook, count: int) -> None:
    assert len(judged(CHECK, link)) == count


def test_one_note_for_each_host() -> None:
    links = [seen("unreachable/timeout", f"https://{name}.example/") for name in ("a", "b", "a")]
    found = [(f.subject, f.severity.value, f.message.count) for f in judged(CHECK, *links)]
    assert found == [("a.example", "note", 2), ("b.example", "note", 1)]
