"""Dead links: what is told, and what is not."""

from datetime import date

import pytest

from monitor.checks.contract import LinkLook
from monitor.checks.link_broken import LinkBroken
from monitor.model import Family, Finding, Message, Severity
from tests.unit.checks.linked import PAGE, TEXT, judged, seen, told

CHECK = LinkBroken()


@pytest.mark.parametrize(
    ("link", "findings"),
    [
        pytest.param(seen("ok"), [], id="ok"),
        pytest.param(seen("redirected/moved"), [], id="moved"),
        pytest.param(seen("blocked/forbidden"), [], id="403"),
        pytest.param(seen("blocked/bot-wall", state="unknown", days=90), [], id="wall-for-months"),
        pytest.param(seen("unreachable/timeout"), [], id="one-timeout"),
        pytest.param(seen("unreachable/server-error"), [], id="one-5xx"),
        pytest.param(seen("unreachable/no-such-host"), [], id="no-such-host-in-one-look"),
        pytest.param(seen("unreachable/timeout", state="failing"), [], id="failing"),
        pytest.param(seen("broken/not-found", state="failing"), [], id="404-not-confirmed"),
        pytest.param(seen("unchecked/robots"), [], id="robots"),
        pytest.param(seen("broken/fragment"), [], id="fragment"),
        pytest.param(seen("broken/soft-404"), [], id="soft-404"),
        pytest.param(seen("broken/soft-404", state="broken"), [], id="soft-404-confirmed"),
        pytest.param(seen("broken/parked"), [], id="parked"),
        pytest.param(seen("broken/not-found"), [("error", "link-broken.not-found")], id="404"),
        pytest.param(seen("broken/gone"), [("error", "link-broken.gone")], id="410"),
        pytest.param(seen("broken/not-found", element="img"), [("error", "link-broken.not-found")], id="image"),
        pytest.param(seen("unreachable/timeout", state="broken"), [("error", "link-broken.down")], id="down-for-good"),
        pytest.param(
            seen("unreachable/no-such-host", state="broken"), [("error", "link-broken.no-such-host")], id="no-host"
        ),
    ],
)
def test_one_link(link: LinkLook, findings: list[tuple[str, str]]) -> None:
    assert told(judged(CHECK, link)) == findings


def test_whole_finding() -> None:
    link = seen("broken/not-found", state="broken", days=3)
    assert judged(CHECK, link, link) == [
        Finding(
            check="link-broken",
            family=Family.LINK,
            severity=Severity.ERROR,
            page=PAGE,
            subject="https://example.org/a/b",
            quote="ohje",
            context=TEXT,
            start=6,
            end=10,
            heading="Ohjeet",
            lang="fi",
            message=Message("link-broken.not-found", {"url": "https://example.org/a/b"}),
            since=date(2026, 11, 21),
            source="https://example.org/a/b",
        )
    ]
