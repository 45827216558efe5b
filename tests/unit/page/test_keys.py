"""The key of a block: equal blocks have one, others have another, whatever stands in them."""

from hypothesis import example, given
from hypothesis import strategies as st

from monitor.model import Block, Mark, MarkKind

WRITTEN = st.text(alphabet="\0 '\"1a;\\\ud800", max_size=6)
MARKS = st.builds(Mark, st.sampled_from(MarkKind), st.integers(0, 11), st.integers(0, 11), WRITTEN)
BLOCKS = st.builds(Block, WRITTEN, st.sampled_from(("", "fi", "sv")), st.lists(MARKS, max_size=2).map(tuple))
MARK = Mark(MarkKind.QUOTE, 0, 1, "")


@given(BLOCKS, BLOCKS)
@example(Block("quote 0 1 '' \0a"), Block("a", "", (MARK,)))
@example(Block("fi\0\0a"), Block("a", "fi"))
def test_only_equal_blocks_have_the_same_key(one: Block, other: Block) -> None:
    assert (one.key == other.key) is (one == other)
    assert len(one.key) == 16
