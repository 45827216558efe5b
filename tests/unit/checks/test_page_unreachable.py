"""Watched pages that do not answer."""

from dataclasses import replace

import pytest

from monitor.checks.contract import LinkLook
from monitor.checks.page_unreachable import PageUnreachable
from monitor.model import Family, Finding, Message, Severity
from tests.unit.checks.linked import CONTEXT, PAGE, seen, told, view

CHECK = PageUnreachable()


def found(look: LinkLook) -> list[Finding]:
    bare = replace(view(), page=None, look=look.look, standing=look.standing)
    return list(CHECK.judge(bare, CONTEXT))


@pytest.mark.parametrize(
    ("look", "findings"),
    [
        pytest.param(seen("blocked/forbidden"), [], id="refused"),
        pytest.param(seen("unchecked/robots"), [], id="robots"),
        pytest.param(seen("unreachable/timeout", state="failing"), [], id="failing"),
        pytest.param(seen("unreachable/timeout"), [("note", "page-unreachable.down")], id="one-look"),
        pytest.param(seen("broken/gone"), [("error", "page-unreachable.gone")], id="gone"),
        pytest.param(
            seen("unreachable/reset", state="broken"), [("error", "page-unreachable.down")], id="down-for-good"
        ),
    ],
)
def test_one_page(look: LinkLook, findings: list[tuple[str, str]]) -> None:
    assert told(found(look)) == findings


def test_a_page_that_was_read_is_silent() -> None:
    assert list(CHECK.judge(view(seen("broken/not-found")), CONTEXT)) == []


def test_whole_finding() -> None:
    assert found(seen("broken/not-found", PAGE)) == [
        Finding(
            check="page-unreachable",
            family=Family.PAGE,
            severity=Severity.ERROR,
            page=PAGE,
            subject=PAGE,
            quote=PAGE,
            message=Message("page-unreachable.gone", {"url": PAGE}),
            lang="fi",
            source=PAGE,
        )
    ]
