"""What came of asking for an address: one fetch, one look, and what looks add up to over time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Outcome(StrEnum):
    """The verdict of one look."""

    OK = "ok"
    REDIRECTED = "redirected"
    BROKEN = "broken"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    UNCHECKED = "unchecked"


class Reason(StrEnum):
    """Why. Consumers of the JSON report accept values that they do not know."""

    NONE = ""
    NOT_FOUND = "not-found"
    GONE = "gone"
    CLIENT_ERROR = "client-error"
    SERVER_ERROR = "server-error"
    FORBIDDEN = "forbidden"
    LOGIN = "login"
    RATE_LIMITED = "rate-limited"
    BOT_WALL = "bot-wall"
    DNS = "dns"
    NO_SUCH_HOST = "no-such-host"
    REFUSED = "refused"
    RESET = "reset"
    TIMEOUT = "timeout"
    TLS_EXPIRED = "tls-expired"
    TLS_UNTRUSTED = "tls-untrusted"
    TLS_HOST = "tls-host"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    REDIRECT_LOOP = "redirect-loop"
    MOVED = "moved"
    TEMPORARY = "temporary"
    DOWNGRADE = "downgrade"
    OTHER_DOMAIN = "other-domain"
    FRONT_PAGE = "front-page"
    PROTOCOL = "protocol"
    TOO_LARGE = "too-large"
    TOO_DEEP = "too-deep"
    UNREADABLE = "unreadable"  # a document that cannot be opened
    SCANNED = "scanned"  # a document without words
    SOFT_404 = "soft-404"
    PARKED = "parked"
    FRAGMENT = "fragment"
    JS_FRAGMENT = "js-fragment"
    ROBOTS = "robots"
    BUDGET = "budget"
    PRIVATE_ADDRESS = "private-address"
    NOT_ASKED = "not-asked"
    NOT_DUE = "not-due"
    NOT_CONCLUSIVE = "not-conclusive"
    INVALID_URL = "invalid-url"
    UNSUPPORTED_SCHEME = "unsupported-scheme"


class Hop(NamedTuple):
    """One redirect: the address that answered, its status, and where it pointed (absolute)."""

    url: str
    status: int
    location: str


class Failure(NamedTuple):
    """Why no answer came. `detail` is for the log, never for a decision."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchResult:
    """What came of asking for one address. Exactly one of `status` and `failure` is set.

    `fetched_at` is UTC; `elapsed` is in seconds; `headers` have lower-case names, of the last answer only;
    `body` holds decoded bytes, cut at the cap, and is empty for 304 and where it was not wanted.
    """

    url: str
    final_url: str
    fetched_at: datetime
    hops: tuple[Hop, ...] = ()
    status: int | None = None
    failure: Failure | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    truncated: bool = False
    elapsed: float = 0.0
    attempts: int = 1
    peer: str = ""  # the address that was connected to
    tls_expires: datetime | None = None


class Verdict(NamedTuple):
    """One look at a destination, judged."""

    outcome: Outcome
    reason: Reason = Reason.NONE


class Look(NamedTuple):
    """A verdict with its time (UTC): what is remembered of one fetch."""

    url: str
    at: datetime
    verdict: Verdict
    status: int | None = None
    final_url: str = ""
    hops: tuple[Hop, ...] = ()
    body_hash: bytes = b""  # of a good answer: many hosts that answer with one body are a captive portal
    tls_expires: datetime | None = None


class State(StrEnum):
    """What the looks at a destination add up to."""

    OK = "ok"
    FAILING = "failing"  # failed, not yet confirmed
    BROKEN = "broken"  # confirmed
    UNKNOWN = "unknown"  # blocked or not checked: nothing can be said


class Standing(NamedTuple):
    """A destination over time. `looks` counts those that told and lay at least an hour apart; times are UTC."""

    state: State
    since: datetime
    looks: int
    last: Look
    due: datetime | None = None  # when a failing destination wants to be asked again
