"""What `targets.yaml` may hold. The docstrings under the fields are the documentation, also of the JSON Schema.

Patterns are those of `monitor.urls.Scope`: an address, all below it if it ends in "/", with `*` for anything; or `re:`
and a regular expression that is searched in the address. A path begins at the root of the target's own hosts.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlsplit

from pydantic import AfterValidator, ConfigDict, Field

from monitor import urls
from monitor.config import cron
from monitor.config.kinds import (
    Address,
    Agent,
    Cadence,
    Contact,
    Host,
    Language,
    Mailbox,
    Network,
    Origin,
    PathPattern,
    Proxy,
    Template,
    Variable,
    Weekday,
    Zone,
)
from monitor.config.scope import Scope, Section, area, places

Cron = Annotated[str, AfterValidator(cron.checked)]
Name = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f]+$")]


class Reader(Section):
    """Somebody who gets mail, and the language it is written in."""

    email: Mailbox = Field(examples=["web@example.fi"])
    """Where the mail goes; a team mailbox is welcome."""
    language: Language = Field(examples=["fi"])
    """The language of the mail: fi, sv, en or ru. Never guessed."""


class Editor(Reader):
    """Somebody who mends pages."""

    name: Name = Field(examples=["Web team"])
    """What targets call this editor."""
    cadence: Cadence = Field(default="weekly", examples=["weekly"])
    """daily, weekly, or when-new: only if there is something new."""
    weekday: Weekday = Field(default="mon", examples=["mon"])
    """The day of the weekly mail."""
    hour: int = Field(default=8, ge=0, le=23, examples=[8])
    """The hour of the mail, 0 to 23, in Europe/Helsinki."""


class Keep(Section):
    """How long things are remembered. Pages carry names and numbers of staff."""

    unread_pages: int = Field(default=90, ge=1, le=3650, examples=[90])
    """Days after which the text of a page that could not be read since goes, unless something is open on it."""
    mails: int = Field(default=30, ge=1, le=3650, examples=[30])
    """Days after delivery when the words of a mail go; that it was sent stays."""
    resolved: int = Field(default=365, ge=1, le=3650, examples=[365])
    """Days after which what was mended goes, with its quotes and its history."""
    looks: int = Field(default=90, ge=1, le=3650, examples=[90])
    """Days for which single looks at links are kept; where a link stands is known without them."""


class Monitor(Section):
    """The monitor itself."""

    contact: Contact = Field(default="", examples=["web@example.fi"])
    """Where a webmaster reaches you: e-mail or page. Sent with every request; empty: only loopback is fetched."""
    admin: Reader | None = Field(default=None, examples=["{email: web@example.fi, language: fi}"])
    """Who hears of the monitor's own troubles, of timeouts and certificates."""
    user_agent: Agent = Field(default="freshness-monitor", examples=["freshness-monitor"])
    """The name that robots.txt can address."""
    database: str = Field(default="freshness.db", min_length=1, examples=["freshness.db"])
    """Where everything is remembered: a file, beside this one unless written in full."""
    reports: str = Field(default="reports", min_length=1, examples=["reports"])
    """The folder of the reports, beside this file unless written in full."""
    knowledge: tuple[str, ...] = Field(default=(), examples=["[our-names.yaml]"])
    """Files of your own superseded names, numbers and addresses, beside this one: see docs/knowledge.md."""
    timezone: Zone = Field(default="Europe/Helsinki", examples=["Europe/Helsinki"])
    """The time zone of schedules."""
    proxy: Proxy | None = Field(default=None, examples=["http://proxy.example.fi:3128"])
    """The only way out, if there is one; names are resolved there. Proxies of the environment are not used."""
    keep: Keep = Field(default=Keep(), examples=["{mails: 30}"])
    """How long things are remembered."""
    allow_networks: tuple[Network, ...] = Field(default=(), examples=["[10.20.0.0/16]"])
    """Private networks that may be fetched."""


class Smtp(Section):
    """The mail server. The password stands in no file: it is read from MONITOR_SMTP_PASSWORD."""

    model_config = ConfigDict(populate_by_name=False)

    enabled: bool = Field(default=False, examples=["false"])
    """Whether mail is sent at all."""
    host: Host = Field(default="localhost", examples=["mail.example.fi"])
    """The name of the server."""
    port: int = Field(default=587, ge=1, le=65535, examples=[587])
    """587 with starttls, 465 with implicit, 25 with none, as a rule."""
    tls: Literal["starttls", "implicit", "none"] = Field(default="starttls", examples=["starttls"])
    """How the connection is made private."""
    username: str = Field(default="", examples=["monitor"])
    """Who logs in; empty: nobody does."""
    sender: Mailbox | None = Field(default=None, alias="from", examples=["monitor@example.fi"])
    """The address that readers see."""
    envelope_sender: Mailbox | None = Field(default=None, examples=["bounces@example.fi"])
    """Where undeliverable mail returns to; the address that readers see if not given."""

    timeout: int = Field(default=60, ge=1, le=300, examples=[60])
    """Seconds for connecting, and for each message; the server is asked again later."""
    ca_file: str = Field(default="", examples=["ca.pem"])
    """Certificates to trust instead of the system's: a file, beside this one unless written in full."""


class Owner(Section):
    """Whose pages these are: everything that is given must fit. The longest path that fits counts."""

    editor: Name = Field(examples=["Web team"])
    """The name of an editor of this file."""
    path: PathPattern | None = Field(default=None, examples=["/maahanmuutto/"])
    """A path with all below it if it ends in "/"; * for anything."""
    language: Language | None = Field(default=None, examples=["sv"])
    """The language of the page."""
    author: str | None = Field(default=None, examples=["Maija Meikäläinen"])
    """The author or content owner that the page itself names."""


class Schedule(Section):
    """When the target is read."""

    cron: Cron = Field(examples=["30 5 * * mon-fri"])
    """Minute, hour, day, month, weekday by name: mon to sun."""
    timezone: Zone | None = Field(default=None, examples=["Europe/Helsinki"])
    """The time zone of the hour; that of the monitor if not given."""


class Credential(Section):
    """A name and a password that one origin alone is given. Here stand only the names of environment variables."""

    origin: Origin = Field(examples=["https://extranet.example.fi"])
    """Scheme and host. Nothing is ever sent to another one, also not after a redirect."""
    username: Variable = Field(examples=["EXTRANET_USERNAME"])
    """The environment variable that holds the name."""
    password: Variable = Field(examples=["EXTRANET_PASSWORD"])
    """The environment variable that holds the password."""


class Target(Section):
    """A set of pages that is watched."""

    name: Name = Field(examples=["immigrant-services"])
    """What it is called in reports and commands."""
    start: tuple[Address, ...] = Field(min_length=1, examples=["[https://www.example.fi/maahanmuutto]"])
    """The addresses that reading begins at."""
    scope: Scope = Field(default=Scope(), examples=["{depth: 3}"])
    """Which pages belong to it."""
    languages: tuple[Language, ...] = Field(default=(), examples=["[fi, sv, en]"])
    """The languages each page is expected in; none: not checked."""
    owners: tuple[Owner, ...] = Field(default=(), examples=["[{path: /sv/, editor: Web team}]"])
    """Whose pages are whose."""
    default_owner: Name | None = Field(default=None, examples=["Web team"])
    """The editor of all other pages."""
    site_owner: Name | None = Field(default=None, examples=["Web team"])
    """The editor of what stands on every page: menu, footer. The default owner if not given."""
    admin: Name | None = Field(default=None, examples=["Web team"])
    """The editor who hears of technical faults; the admin of the monitor if not given."""
    edit_url: Template | None = Field(default=None, examples=["https://cms.example.fi/edit?page={url}"])
    """Where a page is edited: {url} the whole address (percent-encoded), {path} without its first slash, {slug}."""
    schedule: Schedule | None = Field(default=None, examples=["{cron: '30 5 * * mon-fri'}"])
    """When it is read; none: by hand only."""
    checks: Mapping[str, Any] = Field(default={}, examples=["{phone-format: off}"])
    """Options of checks by check id, or off. `monitor explain CHECK` shows the options."""
    interval: float = Field(default=1.0, ge=0, le=3600, examples=[1.0])
    """Seconds between two requests to one host."""
    connections: int = Field(default=1, ge=1, le=64, examples=[1])
    """Connections to one host at a time; more than a few only on servers of your own."""
    links: Literal["none", "own", "all"] = Field(default="all", examples=["all"])
    """Which links are asked whether they still work: none, those of its own hosts, or all."""
    revisit_days: int = Field(default=7, ge=0, le=7, examples=[7])
    """Links that have long been well are asked at most so many days apart; 0: in every run. Failing ones sooner."""
    daily_budget: int = Field(default=2000, ge=1, examples=[2000])
    """At most so many links on one host of others are asked in a day."""
    sitemap: bool = Field(default=False, examples=["true"])
    """Whether pages that a sitemap lists belong to it too, though no page links to them; the scope still counts."""
    credentials: tuple[Credential, ...] = ()
    """Names and passwords of closed origins."""

    @cached_property
    def area(self) -> urls.Scope:
        """Which addresses belong to the target."""
        return area(self.start, self.scope)

    @property
    def own_hosts(self) -> frozenset[str]:
        """The target's own hosts, without ports."""
        return frozenset(urls.host(f"https://{place}/") for place in places(self.start, self.scope))

    def edit_link(self, url: str) -> str:
        """Where the page is edited; empty without a pattern."""
        if self.edit_url is None:
            return ""
        path = urlsplit(url).path.strip("/")
        return self.edit_url.format(url=quote(url, safe=""), path=path, slug=path.rpartition("/")[2])


class Document(Section):
    """The whole file."""

    monitor: Monitor = Field(default=Monitor(), examples=["{contact: web@example.fi}"])
    """The monitor itself."""
    smtp: Smtp = Field(default=Smtp(), examples=["{enabled: false}"])
    """The mail server."""
    editors: tuple[Editor, ...] = ()
    """Who mends pages."""
    targets: tuple[Target, ...] = Field(
        min_length=1, examples=["[{name: pages, start: [https://www.example.fi/maahanmuutto]}]"]
    )
    """What is watched."""
