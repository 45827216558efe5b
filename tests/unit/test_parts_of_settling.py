"""Things to mend are held against each other a few at a time: by their number, and by what stands on pages in all."""

import pytest

from monitor.settle.changes import AT_ONCE, FINDINGS_AT_ONCE, parts
from monitor.store.found import Sized

MUCH = FINDINGS_AT_ONCE


@pytest.mark.parametrize(
    ("findings", "cut"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([1, 0, 2], [[0, 1, 2]], id="little"),
        pytest.param([MUCH - 1, 1], [[0, 1]], id="as-much-as-may-be"),
        pytest.param([MUCH - 1, 2, 1], [[0], [1, 2]], id="more"),
        pytest.param([1, 3 * MUCH, 1], [[0], [1], [2]], id="one-thing-on-many-pages-is-never-cut"),
    ],
)
def test_parts(findings: list[int], cut: list[list[int]]) -> None:
    assert list(parts(map(Sized, range(len(findings)), findings))) == cut


def test_not_too_many_things() -> None:
    things = [Sized(number, 0) for number in range(AT_ONCE + 1)]
    assert [len(part) for part in parts(things)] == [AT_ONCE, 1]
