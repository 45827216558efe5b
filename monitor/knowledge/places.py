"""What the words above a block tell of it: a heading, a lead-in, the header of a column. They stand in places.yaml."""

import re
from functools import cache, lru_cache

from monitor.knowledge.bundle import bundled
from monitor.knowledge.forms import either

_LONGEST = 200  # code points; what is longer is no heading, and only its beginning is heard


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """All languages of a kind together: pages mix them."""
    return tuple(
        (kind, either(tuple(form for forms in languages.values() for form in forms)))
        for kind, languages in bundled("places").items()
    )


@lru_cache(maxsize=4096)  # headings repeat, from block to block and from page to page
def told_by(words: str) -> frozenset[str]:
    """The kinds of places.yaml that these words are of."""
    return frozenset(kind for kind, pattern in _patterns() if pattern.search(words, 0, _LONGEST))


def is_history(heading: str) -> bool:
    """Whether a heading announces history: Historia, Arkisto, Aiemmat ohjelmat."""
    return "history" in told_by(heading)
