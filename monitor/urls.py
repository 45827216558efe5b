"""Addresses: one spelling for each, what a link means on its page, whose they are, and which are ours to crawl.

Parsing is that of browsers (WHATWG URL Standard, by ada): backslashes, tabs and line breaks, `0x7f.1`, IDN by UTS 46.
Beyond the standard an address that we ask for has no fragment, no user name or password, no session id, and its
percent escapes are in upper case (RFC 3986, section 6.2.2.1). The order of a query is kept: it may mean something.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import ada_url

from monitor.errors import UsageError

WEB: Final = ("http://", "https://")
LONGEST = 8_000  # RFC 9110, section 4.1, asks for at least 8000; longer ones are traps or bodies
LABEL = 63  # RFC 1035, section 2.3.4

_EDGES = "".join(map(chr, range(0x21)))  # C0 controls and space, which browsers strip
_BREAKS = str.maketrans("", "", "\t\n\r")
_UNPLAIN = frozenset("/\\\t\n\r")  # after "/" these make, or hide, the start of a host
_ESCAPE = re.compile(r"%[0-9a-f][0-9a-fA-F]|%[0-9A-F][a-f]")
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sessionid)=[^/?;]*", re.IGNORECASE)
_QUERY_SESSION = re.compile(
    r"(?<=[?&])(?:(?:jsessionid|phpsessid|aspsessionid[a-z]*|cfid|cftoken|zenid|oscsid)=[^&]*"
    r"|(?:sid|session_?id|s)=[0-9a-f]{26,64})(?:&|$)",
    re.IGNORECASE,
)
_USERINFO = re.compile(r"([/\\]{2})[^/\\?#\s]*@")
_FRONT = re.compile(r"/?(?:[a-z]{2}(?:-[a-zA-Z]{2})?/?)?(?:(?:index|default|etusivu)\.\w{2,5})?")


def canonical(url: str) -> str:
    """The one spelling under which an address is known and asked for; "" where it is none.

    Addresses of other schemes (`mailto:`, `tel:`) come back normalised but otherwise as they are.
    """
    return _resolved("", url)[0]


def resolve(base: str, href: str) -> tuple[str, str]:
    """What a link leads to: its canonical address ("" where it is none) and its fragment as written, without "#"."""
    return _resolved(_ground(base, href), href)


def _ground(base: str, href: str) -> str:
    """As much of the base as the link needs, so that the pages of a site share the answers in the cache."""
    first = href[:1]
    if first == "/" and href[1:2] not in _UNPLAIN:
        return _root(base)
    if href[:7] == WEB[0] or href[:8] == WEB[1]:
        return ""
    if first > " " and first not in ("?", "#") and ":" not in href and "?" not in base:
        return base[: base.rfind("/") + 1]
    return base


@lru_cache(maxsize=64)  # the links of a page come in a row
def _root(base: str) -> str:
    return origin(base) + "/"


@lru_cache(maxsize=2_048)
def _resolved(ground: str, href: str) -> tuple[str, str]:
    path, _, fragment = href.strip(_EDGES).translate(_BREAKS).partition("#")
    return _joined(ground, path), fragment


def _joined(base: str, path: str) -> str:
    if len(path) > LONGEST:
        return ""
    try:
        whole = ada_url.join_url(base, path) if base else ada_url.normalize_url(path)
    except ValueError:
        return ""
    if not whole.startswith(WEB):
        return whole
    return _plain(whole)


def _plain(whole: str) -> str:
    """A web address without what does not belong to its identity; "" where no name server could know its host."""
    whole = whole.partition("#")[0]
    start = whole.index("//") + 2
    end = whole.find("/", start)
    authority = whole[start:end]
    if "@" in authority:
        authority = authority.rpartition("@")[2]
        whole = f"{whole[:start]}{authority}{whole[end:]}"
    if not authority.startswith("[") and any(not 0 < len(label) <= LABEL for label in _labels(authority)):
        return ""
    if ";" in whole:
        whole = _PATH_SESSION.sub("", whole)
    if "?" in whole:
        whole = _QUERY_SESSION.sub("", whole).rstrip("&").removesuffix("?")
    if "%" in whole:
        whole = _ESCAPE.sub(lambda escape: escape[0].upper(), whole)
    return whole


def _labels(authority: str) -> list[str]:
    name = authority.partition(":")[0]
    return name.removesuffix(".").split(".")


def _start(url: str) -> str:
    """Scheme and authority, as text: what hosts are cached by."""
    at = url.find("//")
    end = url.find("/", at + 2) if at > 0 else -1
    return url if end < 0 else url[:end]


def discreet(href: str) -> str:
    """A link as written, without a user name and password in it: reports travel further than pages."""
    return _USERINFO.sub(r"\1", href) if "@" in href else href


def origin(url: str) -> str:
    """`https://www.example.fi` of a canonical address: what credentials and connections are bound to."""
    return _start(url)


def host(url: str) -> str:
    """The host of a canonical address in ASCII and lower case, IPv6 without brackets; "" where there is none."""
    return _host(_start(url))


@lru_cache(maxsize=4_096)
def _host(start: str) -> str:
    if not start.startswith(WEB):
        return ""
    authority = start[start.index("//") + 2 :]
    if authority.startswith("["):
        return authority[1 : authority.index("]")]
    return authority.partition(":")[0]


def port(url: str) -> int:
    """The port of a canonical web address."""
    start = _start(url)
    tail = start.rpartition("]")[2] if "]" in start else start[start.index("//") + 2 :]
    written = tail.rpartition(":")[2] if ":" in tail else ""
    return int(written) if written else (443 if start.startswith("https") else 80)


def front(url: str) -> bool:
    """Whether a canonical address is the front page of its host, a language folder or index page counted as one."""
    return _FRONT.fullmatch(url[len(_start(url)) :].partition("?")[0]) is not None


def above(url: str, other: str) -> int:
    """How many folders the first canonical address lies above the second on the same host; 0 where it does not."""
    here, there = (each.partition("?")[0].rstrip("/") for each in (url, other))
    return there.count("/") - here.count("/") if there.startswith(f"{here}/") else 0


@lru_cache(maxsize=1)
def _suffixes() -> Any:  # noqa: ANN401 - publicsuffixlist carries no types
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 - 35 ms that most commands never need

    return PublicSuffixList()


@lru_cache(maxsize=4_096)
def registrable(name: str) -> str:
    """The domain that someone registered: `lappeenranta.fi` for `www.lappeenranta.fi` (Public Suffix List).

    A host that has none (an address, `localhost`, a public suffix) stands for itself.
    """
    name = name.removesuffix(".")
    if ":" in name or name.replace(".", "").isdigit():
        return name
    return _suffixes().privatesuffix(name) or name


@dataclass(frozen=True, slots=True)
class Scope:
    """Which addresses are ours to crawl.

    A pattern is an address: all below it, if it ends in "/", else that page alone with whatever query; with `*` for
    any characters; or `re:` and a regular expression that is searched in the address. `http` and `https` are the
    same to the first two. Nothing included means nothing covered.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    _inside: re.Pattern[str] | None = field(init=False, repr=False, compare=False)
    _outside: re.Pattern[str] | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Compile. Raises `UsageError` for a regular expression that does not compile."""
        object.__setattr__(self, "_inside", _compiled(self.include))
        object.__setattr__(self, "_outside", _compiled(self.exclude))

    @classmethod
    def around(cls, starts: Iterable[str], exclude: tuple[str, ...] = ()) -> "Scope":
        """Everything on the hosts of these addresses."""
        return cls(tuple(dict.fromkeys(f"{origin(start)}/" for start in starts)), exclude)

    def covers(self, url: str) -> bool:
        """Whether this canonical address is included and not excluded."""
        if self._inside is None or not self._inside.match(url):
            return False
        return self._outside is None or not self._outside.match(url)


def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{_expression(pattern)})" for pattern in patterns)) if patterns else None


def _expression(pattern: str) -> str:
    if pattern.startswith("re:"):
        try:
            return f".*?(?:{re.compile(pattern[3:]).pattern})"
        except re.error as wrong:
            raise UsageError(
                f"The pattern {pattern!r} does not compile: {wrong}.", hint="See Python's `re`."
            ) from wrong
    address = (canonical(pattern) if pattern.startswith(WEB) else "") or pattern
    tail = re.sub(r"^https?://", "", address)
    parts = ".*".join(re.escape(part) for part in tail.split("*"))
    head = "https?://" if tail != address else (".*?" if tail.startswith("/") else "")
    end = "" if tail.endswith(("/", "*")) else r"(?:\?.*)?$"
    return f"{head}{parts}{end}"
