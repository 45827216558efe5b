"""Moved pages: only for good, and only where something moved."""

import pytest

from monitor.checks.contract import LinkLook
from monitor.checks.link_redirected import LinkRedirected
from monitor.verdict import Whole
from tests.unit.checks.linked import judged, seen, told

CHECK = LinkRedirected()
OLD, NEW = "https://www.example.org/vanha", "https://www.example.org/uusi"


@pytest.mark.parametrize(
    ("link", "findings"),
    [
        pytest.param(seen("ok"), [], id="ok"),
        pytest.param(seen("redirected/temporary", OLD, final=NEW, statuses=(302,)), [], id="temporary"),
        pytest.param(seen("redirected/temporary", OLD, final=NEW, statuses=(301, 302)), [], id="one-step-temporary"),
        pytest.param(seen("redirected/other-domain", OLD, final=NEW, statuses=(302,)), [], id="temporary-elsewhere"),
        pytest.param(seen("redirected/front-page", OLD, final=NEW, statuses=(301,)), [], id="front-page"),
        pytest.param(seen("redirected/moved", OLD, final=OLD + "/", statuses=(301,)), [], id="slash"),
        pytest.param(
            seen("redirected/moved", "http://example.org/vanha", final=OLD, statuses=(301,)), [], id="https-and-www"
        ),
        pytest.param(seen("redirected/moved", OLD, final=NEW, statuses=(301,), element="img"), [], id="image"),
        pytest.param(seen("redirected/moved", f"{OLD}/a/b", final=OLD, statuses=(301,)), [], id="two-folders-up"),
        pytest.param(
            seen("redirected/moved", OLD, final=NEW, statuses=(301, 308)),
            [("warning", "link-redirected.moved")],
            id="moved",
        ),
        pytest.param(
            seen("redirected/other-domain", OLD, final="https://example.net/", statuses=(301,)),
            [("warning", "link-redirected.other-domain")],
            id="other-domain",
        ),
    ],
)
def test_one_link(link: LinkLook, findings: list[tuple[str, str]]) -> None:
    assert told(judged(CHECK, link)) == findings


def test_the_suggestion_keeps_the_fragment() -> None:
    [finding] = judged(CHECK, seen("redirected/moved", OLD, final=NEW, statuses=(301,), fragment="osa"))
    assert finding.suggestion == f"{NEW}#osa"


def test_a_domain_that_moved_with_its_paths_is_one_finding() -> None:
    moved = Whole(to="www.uusi.example")
    links = [
        seen(
            "redirected/other-domain",
            f"https://vanha.example/{n}",
            final=f"https://www.uusi.example/{n}",
            statuses=(301,),
            whole=moved,
        )
        for n in (1, 2)
    ]
    (found,) = judged(CHECK, *links)
    assert (found.subject, found.message.id) == ("vanha.example", "link-redirected.domain")
    assert found.suggestion == "https://www.uusi.example/1"
