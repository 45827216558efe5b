"""Places on pages that are not there."""

import pytest

from monitor.checks.contract import LinkLook
from monitor.checks.link_fragment import LinkFragment
from tests.unit.checks.linked import PAGE, judged, seen, told

OWN = "https://www.example.fi/toinen"
MISSING = "broken/fragment"


@pytest.mark.parametrize(
    ("check", "link", "findings"),
    [
        pytest.param(LinkFragment(), seen("ok", OWN, fragment="a"), [], id="ok"),
        pytest.param(LinkFragment(), seen("unchecked/js-fragment", OWN, fragment="/a"), [], id="application"),
        pytest.param(LinkFragment(), seen("broken/not-found", OWN, fragment="a"), [], id="page-is-gone"),
        pytest.param(LinkFragment(), seen(MISSING, fragment="a"), [], id="page-of-others"),
        pytest.param(
            LinkFragment(), seen(MISSING, OWN, fragment="a"), [("warning", "link-fragment.missing")], id="own-page"
        ),
        pytest.param(
            LinkFragment(), seen(MISSING, PAGE, fragment="a"), [("warning", "link-fragment.missing")], id="same-page"
        ),
        pytest.param(
            LinkFragment(external=True), seen(MISSING, fragment="a"), [("note", "link-fragment.missing")], id="external"
        ),
    ],
)
def test_one_link(check: LinkFragment, link: LinkLook, findings: list[tuple[str, str]]) -> None:
    assert told(judged(check, link)) == findings


def test_each_place_once() -> None:
    links = [seen(MISSING, OWN, fragment=place) for place in ("a", "b", "a")]
    assert [f.subject for f in judged(LinkFragment(), *links)] == [f"{OWN}#a", f"{OWN}#b"]
