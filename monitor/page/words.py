"""Word lists as they read best."""


def words(written: str) -> frozenset[str]:
    """The words of a text that are parted by white space."""
    return frozenset(written.split())
