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
        pytest.param(seen("blocked/forbidden", state="unknown"), 0, id="refused-today"),
        pytest.param(seen("unreachable/timeout", state="unknown", days=13), 0, id="silent-for-13-days"),
        pytest.param(seen("unreachable/no-such-host"), 0, id="no-such-host"),
        pytest.param(seen("unreachable/tls-expired"), 0, id="certificate"),
        pytest.param(seen("unreachable/timeout", state="broken", days=20), 0, id="broken"),
        pytest.param(seen("unreachable/timeout"), 1, id="one-look"),
        pytest.param(seen("unreachable/timeout", state="unknown", days=14), 1, id="silent-for-14-days"),
        pytest.param(seen("blocked/forbidden", state="unknown", days=1), 1, id="refused-since-yesterday"),
    ],
)
def test_one_link(link: LinkLook, count: int) -> None:
    assert len(judged(CHECK, link)) == count


def test_one_note_for_each_host() -> None:
    links = [seen("unreachable/timeout", f"https://{name}.example/") for name in ("a", "b", "a")]
    found = [(f.subject, f.severity.value, f.message.count) for f in judged(CHECK, *links)]
    assert found == [("a.example", "note", 2), ("b.example", "note", 1)]


def test_refusals_are_for_the_admin() -> None:
    (refused,) = judged(CHECK, seen("blocked/bot-wall", state="unknown", days=3))
    assert (refused.technical, refused.message.id) == (True, "link-unchecked.refused")
    (silent,) = judged(CHECK, seen("unreachable/timeout", state="unknown", days=20))
    assert (silent.technical, silent.message.id) == (False, "link-unchecked.host")
