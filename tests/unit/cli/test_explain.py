"""What `monitor explain` takes a misspelt name for."""

import pytest

from monitor.cli.explain import near

NAMES = ["phone-format", "phone-link", "term:teo", "term:maistraatti", "statute:1386/2010"]


@pytest.mark.parametrize(
    ("what", "meant"),
    [
        pytest.param("term:nosuch", "", id="nothing like it"),
        pytest.param("nosuch", "", id="nothing at all"),
        pytest.param("term:maistratti", "term:maistraatti", id="a letter lost"),
        pytest.param("maistratti", "term:maistraatti", id="and the kind"),
        pytest.param("phone-formt", "phone-format", id="a check"),
        pytest.param("statute:1386/2011", "statute:1386/2010", id="an act"),
    ],
)
def test_near(what: str, meant: str) -> None:
    said = near(what, NAMES)
    assert said == (f"Did you mean {meant}?" if meant else "`monitor explain` lists the checks; entries are term:ID.")
