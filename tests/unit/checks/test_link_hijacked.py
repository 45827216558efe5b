"""Domains in other hands."""

import pytest

from monitor.checks.contract import LinkLook
from monitor.checks.link_hijacked import LinkHijacked
from tests.unit.checks.linked import judged, seen, told

CHECK = LinkHijacked()


@pytest.mark.parametrize(
    ("link", "findings"),
    [
        pytest.param(seen("ok"), [], id="ok"),
        pytest.param(seen("broken/not-found"), [], id="gone"),
        pytest.param(seen("broken/soft-404"), [], id="soft-404"),
        pytest.param(seen("broken/parked", state="failing"), [], id="not-confirmed"),
        pytest.param(seen("broken/parked"), [("error", "link-hijacked.parked")], id="one-look"),
        pytest.param(seen("broken/parked", state="broken"), [("error", "link-hijacked.parked")], id="confirmed"),
    ],
)
def test_one_link(link: LinkLook, findings: list[tuple[str, str]]) -> None:
    assert told(judged(CHECK, link)) == findings


def test_names_the_domain_and_offers_no_address_to_follow() -> None:
    [finding] = judged(CHECK, seen("broken/parked", "https://ohjeet.palvelu.example.org/a"))
    assert (finding.message.args, finding.suggestion, finding.source) == ({"domain": "example.org"}, None, "")
