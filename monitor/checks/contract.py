"""What a check is given and what it gives back. Everything in `checks/` is pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, ClassVar, NamedTuple, Protocol, TypeVar

from monitor.knowledge import Knowledge
from monitor.model import (
    Fact,
    Family,
    Finding,
    Link,
    Look,
    Page,
    Standing,
    Statement,
    Verdict,
)
from monitor.verdict import Whole

Kind = TypeVar("Kind", bound=Fact)

# What an option that counts time may be. Less is no time, more is beyond any calendar.
Days = Annotated[int, range(3651)]
Months = Annotated[int, range(1, 1201)]
Years = Annotated[int, range(1, 101)]


class LinkLook(NamedTuple):
    """A link of the page with what is known of its destination: the link's own verdict, fragment included.

    `standing` is None where there is no history (`check`, `gate`): one look is all there is. `whole` is what is true
    of the whole host.
    """

    link: Link
    verdict: Verdict
    look: Look | None = None
    standing: Standing | None = None
    whole: Whole | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """One page as the checks see it. `page` is None where it could not be read; then `look` says why.

    A check asks for the kinds of fact that it judges: `view.stated(DateFact)`.
    """

    url: str
    page: Page | None
    statements: tuple[Statement, ...] = ()
    links: tuple[LinkLook, ...] = ()
    look: Look | None = None
    standing: Standing | None = None
    lang: str = ""
    strayed: bool = False  # a start address that leads to pages that are not watched
    _kinds: dict[type[Any], list[Any]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the statements by kind, once for all checks."""
        for statement in self.statements:
            self._kinds.setdefault(type(statement.fact), []).append((statement.fact, statement))

    def stated(self, kind: type[Kind]) -> Sequence[tuple[Kind, Statement]]:
        """The facts of one kind in reading order, each with its statement."""
        return self._kinds.get(kind, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a check may know that is not the page. `as_of` is a day in Europe/Helsinki."""

    as_of: date
    knowledge: Knowledge
    own_hosts: frozenset[str] = frozenset()  # hosts of the target itself
    undeliverable: frozenset[str] = frozenset()  # mail domains that take no mail, where the name service was asked


class Check(Protocol):
    """One rule. Its docstring is its documentation, its dataclass fields are its options."""

    id: ClassVar[str]
    family: ClassVar[Family]

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:
        """Every finding on this page; a check never raises."""
        ...
