"""Pages that are gone and do not say so to machines."""

import pytest

from monitor.checks.contract import LinkLook
from monitor.checks.link_soft_404 import LinkSoft404
from tests.unit.checks.linked import judged, seen, told

DEEP, FRONT = "https://example.org/ohjeet/tulkkaus", "https://example.org/fi/"


@pytest.mark.parametrize(
    ("link", "findings"),
    [
        pytest.param(seen("ok"), [], id="ok"),
        pytest.param(seen("broken/not-found"), [], id="honest-404"),
        pytest.param(seen("broken/soft-404", state="failing"), [], id="not-confirmed"),
        pytest.param(seen("redirected/front-page", DEEP, final=FRONT, statuses=(302,)), [], id="for-now"),
        pytest.param(
            seen("redirected/front-page", "https://example.org/x", final=FRONT, statuses=(301,)), [], id="short-address"
        ),
        pytest.param(seen("redirected/front-page", DEEP, final=FRONT, statuses=(301,), element="img"), [], id="image"),
        pytest.param(
            seen("redirected/moved", f"{DEEP}/x", final=DEEP, statuses=(301,)), [], id="one-folder-up-is-a-move"
        ),
        pytest.param(seen("redirected/temporary", f"{DEEP}/x/y", final=DEEP, statuses=(302,)), [], id="up-for-now"),
        pytest.param(
            seen("redirected/moved", f"{DEEP}/x/y", final=DEEP, statuses=(301,)),
            [("warning", "link-soft-404.upper")],
            id="two-folders-up",
        ),
        pytest.param(seen("broken/soft-404"), [("error", "link-soft-404.missing")], id="one-look"),
        pytest.param(seen("broken/soft-404", state="broken"), [("error", "link-soft-404.missing")], id="confirmed"),
        pytest.param(
            seen("redirected/front-page", DEEP, final=FRONT, statuses=(301,)),
            [("warning", "link-soft-404.front-page")],
            id="front-page",
        ),
    ],
)
def test_one_link(link: LinkLook, findings: list[tuple[str, str]]) -> None:
    assert told(judged(LinkSoft404(), link)) == findings
