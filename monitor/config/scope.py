"""Which pages belong to a target, and what all sections of the file have in common."""

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict, Field, model_validator

from monitor import urls
from monitor.config.kinds import Host, Pattern


class Section(BaseModel):
    """A mapping of the file: unknown keys are refused, values do not change after reading."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=True,
        hide_input_in_errors=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _nothing_behind_the_colon(cls, raw: object) -> object:
        """A known key with nothing behind it counts as left out: all below it may be commented out."""
        if not isinstance(raw, dict):
            return raw
        names = {field.alias or name for name, field in cls.model_fields.items()}
        return {key: value for key, value in raw.items() if value is not None or key not in names}


class Scope(Section):
    """Which pages belong to the target."""

    hosts: tuple[Host, ...] = Field(default=(), examples=["[www.example.fi]"])
    """Hosts whose pages are read; those of the start addresses if not given."""
    include: tuple[Pattern, ...] = Field(default=(), examples=["[/maahanmuutto/]"])
    """Patterns of the pages that are read; everything on the hosts if not given."""
    exclude: tuple[Pattern, ...] = Field(default=(), examples=["[/arkisto/]"])
    """Patterns of the pages that are left out."""
    depth: int = Field(default=10, ge=0, le=100, examples=[10])
    """How many links away from a start address; 0 reads the start addresses alone."""
    page_limit: int = Field(default=10_000, ge=1, examples=[500])
    """At most so many pages."""


def places(start: Iterable[str], scope: Scope) -> tuple[str, ...]:
    """The hosts of a target, with a port where one is written."""
    return scope.hosts or tuple(dict.fromkeys(urls.origin(address).partition("//")[2] for address in start))


def area(start: Iterable[str], scope: Scope) -> urls.Scope:
    """The scope as the crawl asks for it."""
    own = places(start, scope)
    return urls.Scope(on(own, scope.include or ("/",)), on(own, scope.exclude))


def on(own: tuple[str, ...], patterns: Iterable[str]) -> tuple[str, ...]:
    """The patterns with these hosts written into them, so that a path means one of the target's own."""
    return tuple(written for pattern in patterns for written in _on(own, pattern))


def _on(own: tuple[str, ...], pattern: str) -> Iterator[str]:
    if pattern.startswith(urls.WEB):
        yield pattern
    elif pattern.startswith("re:"):
        yield f"re:^(?=https?://(?:{'|'.join(map(re.escape, own))})/)(?:.*?(?:{pattern[3:]}))"
    else:
        # `*/news/` also means /news/ itself; written behind the host, `*` would reach into the name of another host.
        tails = (pattern[1:], f"/{pattern}") if pattern.startswith("*/") else (f"/{pattern.lstrip('/')}",)
        yield from (f"https://{place}{tail}" for place in own for tail in tails)
