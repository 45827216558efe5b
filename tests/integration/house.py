"""A target on loopback with its database and its clock: what the tests of runs have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from monitor import letters, post, runs
from monitor.config import Settings, Target, parse
from monitor.crawl.guard import Resolve
from monitor.crawl.plan import Plan
from monitor.demo.server import Site
from monitor.model import Event, Issue, IssueState
from monitor.store import issues
from monitor.store.database import Database, connect

START = datetime(2026, 11, 24, 6, tzinfo=UTC)  # a Tuesday, 8 in the morning in Helsinki

CONFIG = """\
monitor:
  contact: {contact}
  admin: {{email: yllapito@koivuselka.example, language: en}}
  allow_networks: [127.0.0.0/8]
  knowledge: [{knowledge}]
smtp: {{enabled: true, host: 127.0.0.1, port: {port}, tls: none, from: vahti@koivuselka.example}}
editors:
  - {{name: Verkkotoimitus, email: verkko@koivuselka.example, language: fi, cadence: daily}}
  - {{name: Webbredaktionen, email: webb@koivuselka.example, language: sv, cadence: daily}}
targets:
  - name: sivut
    start: [{start}]
    scope: {scope}
    default_owner: Verkkotoimitus
    owners: [{{path: /sv/, editor: Webbredaktionen}}]
    interval: 0
    connections: 8
    checks: {{{checks}}}
"""


def configured(
    folder: Path,
    start: str,
    *,
    port: int = 9,
    checks: str = "",
    knowledge: str = "",
    scope: str = "{}",
    contact: str = "vahti@koivuselka.example",
) -> Settings:
    """A configuration with two editors and one target; port 9 (discard) is a mail server that is down.

    Without a contact address nothing but loopback is asked.
    """
    text = CONFIG.format(
        start=start, port=port, checks=checks, knowledge=knowledge, scope=scope, contact=contact or '""'
    )
    return parse(text, path=folder / "targets.yaml", environ={})


async def nowhere(name: str) -> Sequence[str]:
    """A name service that knows no name."""
    raise OSError(f"no such host: {name}")


def named(hosts: Mapping[str, bool]) -> Resolve:
    """A name service of our own: names that are up lead to loopback, all others fail. The mapping may change."""

    async def resolve(name: str) -> Sequence[str]:
        if hosts.get(name):
            return ("127.0.0.1",)
        return await nowhere(name)

    return resolve


@dataclass
class House:
    """One target, its database and a clock that only tests move."""

    settings: Settings
    database: Database
    site: Site | None = None
    now: datetime = START
    resolve: Resolve = nowhere
    overrides: dict[str, object] = field(default_factory=dict)

    @property
    def target(self) -> Target:
        return self.settings.targets[0]

    @property
    def plan(self) -> Plan:
        quick = replace(runs.plan_of(self.settings, self.target), second_look=0.01, backoff=0.01, attempts=1)
        return replace(quick, **self.overrides)  # type: ignore[arg-type]

    def clock(self) -> datetime:
        return self.now

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)

    async def run(self, **time: float) -> runs.Ran:
        """One run, so much later."""
        self.later(**time)
        return await runs.run(
            self.settings, self.target, self.database, clock=self.clock, plan=self.plan, resolve=self.resolve
        )

    async def confirm(self, **time: float) -> runs.Ran | None:
        """The pages of candidates, asked again."""
        self.later(**time)
        return await runs.confirm(
            self.settings, self.target, self.database, clock=self.clock, plan=self.plan, resolve=self.resolve
        )

    async def settled(self, **time: float) -> runs.Ran:
        """A run, and the second asking that comes before anything is told."""
        ran = await self.run(**time)
        await self.confirm(minutes=15)
        return ran

    async def again(self, **time: float) -> runs.Ran | None:
        """What is due, asked again."""
        self.later(**time)
        return await runs.ask_again(
            self.settings, self.target, self.database, clock=self.clock, plan=self.plan, resolve=self.resolve
        )

    def judge(self, **time: float) -> runs.Ran:
        """The stored facts, judged on a later day."""
        self.later(**time)
        return runs.judge_again(self.settings, self.target, self.database, now=self.now)

    def reconfigure(self, **changes: Any) -> None:  # noqa: ANN401
        """The same target under other settings."""
        self.settings = configured(self.settings.path.parent, self.target.start[0], **changes)

    def issues(self, *states: IssueState, family: str = "") -> list[Issue]:
        with self.database.read() as connection:
            found = issues.of_target(connection, self.target.name, states)
        return [issue for issue in found if issue.family == (family or issue.family)]

    def subjects(self, *states: IssueState, family: str = "") -> set[tuple[str, str]]:
        """Check and subject of each issue, addresses without the server's own part."""
        base = self.site.base_url if self.site else ""
        return {(i.check, i.subject.removeprefix(base)) for i in self.issues(*states, family=family)}

    def events(self) -> list[Event]:
        """All that ever happened, in order."""
        with self.database.read() as connection:
            found = [event for issue in self.issues() for event in issues.history(connection, issue.id)]
        return sorted(found, key=lambda event: event.id)

    def told(self) -> dict[str, list[tuple[str, str]]]:
        """What each letter would tell now: kind and subject, by reader."""
        with self.database.begin() as connection:
            post_ = letters.Post(connection, self.settings, self.now)
            written = {
                name: post_.letter(name, mailbox, admin=admin)
                for name, (mailbox, admin) in letters.readers(self.settings).items()
            }
        return {n: [(str(e.kind), e.finding.check) for e in w.entries] if w else [] for n, w in written.items()}

    async def mail(self) -> list[letters.Written]:
        """Letters are written as their hours want it, and delivered."""
        written = letters.write(self.database, self.settings, self.now)
        await post.deliver(self.database, self.settings, clock=self.clock, rng=Random(1))
        return written


def furnish(folder: Path, start: str, site: Site | None = None, **settings: Any) -> House:  # noqa: ANN401
    """A house in this folder."""
    made = configured(folder, start, **settings)
    return House(made, connect(made.database), site)


def page(title: str, *paragraphs: str, lang: str = "fi") -> str:
    """A small page, with enough plain words to be known again."""
    filler = [
        "Kirjasto on avoinna joka arkipäivä.",
        "Neuvontaan voi tulla ilman ajanvarausta.",
        "Palvelu on maksuton kaikille asukkaille.",
    ]
    text = "\n".join(f"<p>{words}</p>" for words in (*filler, *paragraphs))
    head = f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title></head>'
    return f"{head}<body><main><h1>{title}</h1>\n{text}</main></body></html>"


def write(folder: Path, pages: Mapping[str, str]) -> None:
    """Lay pages out as files."""
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
