"""What one crawl may do: where it starts and ends, how gently, how long, how much."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from monitor import __version__
from monitor.errors import UsageError
from monitor.urls import Scope

LOOPBACK = ("127.0.0.0/8", "::1/128")  # as `networks` of a plan that starts on this machine
PRODUCT = "freshness-monitor"  # the token that robots.txt files know us by


PDF = "application/pdf"


class Known(NamedTuple):
    """What an earlier reading of an address left behind: enough to ask conditionally and to skip what is the same.

    `links` are the canonical destinations of the page; `final_url` is where it answered.
    """

    etag: str = ""
    last_modified: str = ""
    body_hash: bytes = b""
    links: tuple[str, ...] = ()
    final_url: str = ""


class Met(NamedTuple):
    """What earlier looks at a destination left: the hash of the body of a good answer, or that it is broken."""

    body_hash: bytes = b""
    broken: bool = False


NEVER_MET = Met()


class Want(NamedTuple):
    """How many decoded bytes of an answer are wanted: of HTML, of a PDF, and of anything else."""

    html: int
    other: int = 0
    pdf: int = 0

    def of(self, kind: str, length: int) -> int:
        """The bytes wanted of this content type. Half a PDF is of no use: one that is too long is left alone."""
        if "html" in kind or not kind:
            return self.html
        if self.pdf and kind.startswith(PDF):
            return self.pdf if length <= self.pdf else 0
        return self.other


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One crawl. Times are in seconds, sizes in bytes.

    `depth` counts clicks from a start (None: no limit). `links` says which destinations outside the crawled pages are
    asked: none, those on our own hosts, or all. Without `contact` nothing but loopback is asked. `networks` are
    private networks that may be asked, as CIDR; `allow_private` allows them all but link-local ones, where clouds
    keep their secrets. `credentials` are headers by origin, sent to exactly that origin. `reread` reads pages anew
    that did not change. `second_look` is how long a 404 or 410 rests before it is asked again; None: it is believed.
    """

    starts: tuple[str, ...]
    destinations: tuple[str, ...] = ()  # asked once as links are, and not crawled
    scope: Scope = field(default_factory=Scope)
    depth: int | None = None
    page_limit: int = 10_000
    links: Literal["none", "own", "all"] = "all"
    contact: str = ""
    product: str = PRODUCT  # the name that robots.txt files know us by
    allow_private: bool = False
    networks: tuple[str, ...] = ()
    credentials: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    use_sitemap: bool = False
    respect_robots: bool = True
    reread: bool = False
    default_lang: str = ""  # of pages that do not tell
    readers: int = 0  # processes that read pages beside this one
    proxy: str = ""  # the origin of an HTTP proxy, for everything but loopback
    trust: str = ""  # a file of certificates to trust beside those of the system

    interval: float = 1.0  # between the starts of two requests to one host
    connections_per_host: int = 1
    connections: int = 100  # to all hosts together: hosts that hang must not hold up the others
    attempts: int = 3
    backoff: float = 1.0  # before the second attempt; doubles, with jitter
    longest_wait: float = 30.0  # a Retry-After beyond this ends the asking for this run
    second_look: float | None = 5.0

    deadline: float = 30.0  # for one answer, from connecting to its last byte
    connect_deadline: float = 10.0
    slowest: int = 256  # bytes a second, after `patience`
    patience: float = 10.0
    header_bytes: int = 64 * 1024
    wire_bytes: int = 8 * 1024 * 1024
    page_bytes: int = 8 * 1024 * 1024
    skim_bytes: int = 64 * 1024
    document_bytes: int = 4 * 1024 * 1024
    documents: int = 200  # PDFs of our own that are read in one run; each takes a process of its own
    redirects: int = 10
    per_host: int = 2_000  # destinations on one foreign host in a day; `spent` are those that were asked already
    spent: Mapping[str, int] = field(default_factory=dict)
    per_folder: int = 20_000  # pages in one directory, and addresses that differ in one query key only
    per_query: int = 500

    def __post_init__(self) -> None:
        """Refuse what would add lines of its own to a request. Raises `UsageError`."""
        values = [value for headers in self.credentials.values() for pair in headers.items() for value in pair]
        if any("\r" in value or "\n" in value for value in (self.contact, self.product, *values)):
            raise UsageError("A contact address or a credential has a line break in it.")

    @property
    def agent(self) -> str:
        """How we introduce ourselves: product, version, and whom to write to."""
        return f"{self.product}/{__version__}" + (f" (+{self.contact})" if self.contact else "")
