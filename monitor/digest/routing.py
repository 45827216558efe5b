"""Whose a finding is. Pure: the routes of one target, a finding, and what is known of its page.

In this order: an owner named by hand; the admin, for faults that no editor can mend; the site owner, for what every
page shares; the author that the page itself names; the most specific path; the language; the default owner.
A team's mailbox is an owner like any other. Each place has one owner: what is everybody's is nobody's.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from urllib.parse import unquote, urlsplit

from monitor.model import Finding, Zone

SHARED = frozenset({Zone.NAVIGATION, Zone.HEADER, Zone.FOOTER})
OWN_HOST = frozenset({"link-certificate", "link-unchecked"})  # technical when the host is our own


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """An editor, and the pages that are theirs; what is empty asks for nothing.

    `paths` are shell patterns over the path of the address (`/maahanmuuttajat/*`; `*` crosses slashes), percent
    escapes resolved; `langs` are two-letter codes; `authors` are compared without regard to case.
    """

    editor: str
    paths: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """All routes of one target. `site_owner` and `admin` fall back to the default owner where they are empty."""

    default: str
    routes: tuple[Route, ...] = ()
    site_owner: str = ""
    admin: str = ""


def owner(
    finding: Finding,
    routes: Routes,
    *,
    author: str = "",
    everywhere: bool = False,
    technical: bool = False,
    named: str = "",
) -> str:
    """The editor whose finding it is.

    `author` is the content owner that the page names; `everywhere` says that the block stands on so many pages that
    it is one place; `technical` is what only the caller knows: a dead script, a stylesheet, the target of a form.
    A box beside the text is the page's own unless it is everywhere.
    """
    if named:
        return named
    if technical or is_technical(finding):
        return routes.admin or routes.default
    if everywhere or finding.zone in SHARED:
        return routes.site_owner or routes.default
    return _by_page(finding.page, finding.lang, author, routes.routes) or routes.default


def is_technical(finding: Finding) -> bool:
    """Pages that do not answer, and certificates of the page's own host: nothing that an editor could mend."""
    if finding.technical or finding.check == "page-unreachable":
        return True
    return finding.check in OWN_HOST and _host(finding.subject) == _host(finding.page)


def _by_page(page: str, lang: str, author: str, routes: tuple[Route, ...]) -> str:
    path = unquote(urlsplit(page).path) or "/"
    spoken = tuple(route for route in routes if not route.langs or lang in route.langs)
    if author:
        for route in spoken:
            if author.casefold().strip() in (name.casefold().strip() for name in route.authors):
                return route.editor
    # A page named author is the only claim of a route that lists authors alone.
    open_routes = tuple(route for route in spoken if route.paths or route.langs or not route.authors)
    best = max(open_routes, key=lambda route: _closeness(route, path), default=None)
    return best.editor if best is not None and _closeness(best, path) >= (0, 0) else ""


def _closeness(route: Route, path: str) -> tuple[int, int]:
    """How closely a route fits: the length of its longest fitting pattern, then whether it names languages."""
    if not route.paths:
        return (0, int(bool(route.langs)))
    fitting = [len(pattern) for pattern in route.paths if fnmatchcase(path, pattern)]
    return (max(fitting), int(bool(route.langs))) if fitting else (-1, 0)


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""
