"""http:// where https:// was seen to answer."""

import pytest

from monitor.checks.contract import LinkLook
from monitor.checks.link_insecure import LinkInsecure
from tests.unit.checks.linked import judged, seen, told

CHECK = LinkInsecure()
PLAIN, SECURE = "http://example.org/a", "https://example.org/a"


@pytest.mark.parametrize(
    ("link", "findings"),
    [
        pytest.param(seen("ok", PLAIN), [], id="no-https-seen"),
        pytest.param(seen("redirected/moved", PLAIN, final="https://example.org/b"), [], id="other-path"),
        pytest.param(seen("redirected/moved", PLAIN, final="http://example.org/a/"), [], id="slash-only"),
        pytest.param(seen("redirected/moved", PLAIN, final=SECURE, element="img"), [], id="image"),
        pytest.param(seen("broken/not-found", PLAIN, final=SECURE), [], id="broken"),
        pytest.param(
            seen("redirected/moved", PLAIN, final="https://www.example.org/a/"),
            [("note", "link-insecure.http")],
            id="https-and-www",
        ),
        pytest.param(
            seen("redirected/temporary", PLAIN, final=SECURE), [("note", "link-insecure.http")], id="temporarily"
        ),
        pytest.param(
            seen("redirected/downgrade", SECURE, final=PLAIN), [("note", "link-insecure.downgrade")], id="downgrade"
        ),
    ],
)
def test_one_link(link: LinkLook, findings: list[tuple[str, str]]) -> None:
    assert told(judged(CHECK, link)) == findings


def test_suggests_the_secure_address() -> None:
    assert [f.suggestion for f in judged(CHECK, seen("redirected/moved", PLAIN, final=SECURE))] == [SECURE]
