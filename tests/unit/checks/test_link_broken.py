"""Dead links: what is told, and what is not."""

from datetime import date

import pytest

from monitor.checks.contract import LinkLook
from monitor.checks.link_broken import LinkBroken
from monitor.model import Family, Finding, Message, Severity
from monitor.verdict import Whole
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
        pytest.param(seen("unreachable/no-such-host", state="failing"), [], id="no-such-host-not-confirmed"),
        pytest.param(seen("unreachable/tls-expired", state="broken"), [], id="certificate"),
        pytest.param(seen("unreachable/timeout", state="failing"), [], id="failing"),
        pytest.param(seen("broken/not-found", state="failing"), [], id="404-not-confirmed"),
        pytest.param(seen("unchecked/robots"), [], id="robots"),
        pytest.param(seen("broken/fragment"), [], id="fragment"),
        pytest.param(seen("broken/soft-404"), [], id="soft-404"),
        pytest.param(seen("broken/soft-404", state="broken"), [], id="soft-404-confirmed"),
        pytest.param(seen("broken/parked"), [], id="parked"),
        pytest.param(seen("broken/not-found"), [("error", "link-broken.not-found")], id="404"),
        pytest.param(seen("broken/gone"), [("error", "link-broken.gone")], id="410"),
        pytest.param(seen("unreachable/no-such-host"), [("error", "link-broken.no-such-host")], id="no-such-host"),
        pytest.param(seen("broken/invalid-url", "mailto:x"), [("error", "link-broken.mailto")], id="mailto"),
        pytest.param(seen("broken/not-found", element="img"), [("error", "link-broken.not-found")], id="image"),
        pytest.param(seen("unreachable/timeout", state="broken"), [("error", "link-broken.down")], id="down-for-good"),
        pytest.param(
            seen("unreachable/no-such-host", state="broken"), [("error", "link-broken.no-such-host")], id="no-host"
        ),
    ],
)
def test_one_link(link: LinkLook, findings: list[tuple[str, str]]) -> None:
    assert told(judged(CHECK, link)) == findings


def test_a_host_that_is_down_is_one_finding() -> None:
    down = Whole(down=True)
    links = [
        seen("unreachable/refused", f"https://poissa.example/{n}", state="broken", whole=down) for n in (1, 2, 2, 3)
    ]
    gone = seen("broken/not-found", "https://poissa.example/4", state="broken", whole=down)
    found = [(finding.subject, finding.message) for finding in judged(CHECK, *links, gone)]
    urls = "https://poissa.example/1, https://poissa.example/2, https://poissa.example/3"
    assert found == [
        ("poissa.example", Message("link-broken.host", {"host": "poissa.example", "urls": urls}, count=3)),
        ("https://poissa.example/4", Message("link-broken.not-found", {"url": "https://poissa.example/4"})),
    ]


@pytest.mark.parametrize(("element", "technical"), [("a", False), ("img", False), ("script", True), ("form", True)])
def test_what_no_editor_can_mend_is_for_the_admin(element: str, technical: bool) -> None:  # noqa: FBT001
    assert [f.technical for f in judged(CHECK, seen("broken/not-found", element=element))] == [technical]


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
