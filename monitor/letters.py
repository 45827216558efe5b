"""Who is to be told what, now: letters from issues and events, written into the outbox.

What a letter tells is decided by a cursor over events, never by a stretch of time: the highest event that the reader's
mails have told, or may have told. A letter is written in one transaction with what it tells.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from monitor.chronicle import REMEMBERED, escalated, flapping, held
from monitor.config import Editor, Settings
from monitor.config import Reader as Mailbox
from monitor.days import day_of
from monitor.digest import Entry, Kind, Letter, Mail, Reader, Sender, compose
from monitor.digest.cadence import Cadence, News, due
from monitor.digest.routing import owner
from monitor.errors import UsageError
from monitor.gathering import said
from monitor.model import Coverage, EventKind, Issue, IssueState, Place, Severity
from monitor.sign_of_life import watch
from monitor.store import issues, outbox, pages, runs
from monitor.store.database import Database
from monitor.store.issues import Told

TELLS_NEWS = frozenset(
    {
        EventKind.OPENED,
        EventKind.REOPENED,
        EventKind.PLACE_ADDED,
        EventKind.WORSE,
        EventKind.REASSIGNED,
        EventKind.RELEASED,
    }
)
COMES_OR_GOES = frozenset({EventKind.OPENED, EventKind.REOPENED, EventKind.RESOLVED})
AT_ONCE = frozenset({"phone-invalid", "link-hijacked"})  # wrong now, and dangerous: these do not wait for a window
CHANGED = frozenset({Kind.URGENT, Kind.NEW, Kind.NOT_MINE, Kind.FLAPPING, Kind.FIXED})
ADMIN = "(admin)"  # no editor can be called so: names of editors are words
UNSET = "monitor@example.invalid"  # in previews, where no address for mail is configured
QUIET = {IssueState.ACKNOWLEDGED: Kind.ACKNOWLEDGED, IssueState.ATTESTED: Kind.ATTESTED}
TOLD_STATES = (
    IssueState.OPEN,
    IssueState.ACKNOWLEDGED,
    IssueState.ATTESTED,
    IssueState.NOT_MINE,
    IssueState.RESOLVED,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as it went into the outbox, or would."""

    letter: Letter
    mail: Mail


class Post:
    """All that letters are made from, read once."""

    def __init__(self, connection: Connection, settings: Settings, now: datetime) -> None:
        self.settings = settings
        self.now = now
        self.today = day_of(now)
        self.newest = issues.newest_event(connection)
        self._connection = connection
        self._editors = {editor.name for editor in settings.editors}
        self._targets = {target.name: target for target in settings.targets}
        self._issues = [i for i in issues.of_target(connection, states=TOLD_STATES) if i.target in self._targets]
        self._titles = {name: pages.titles(connection, name) for name in self._targets}
        self._authors = {name: pages.authors(connection, name) for name in self._targets}
        self._runs = {name: runs.last(connection, name) for name in self._targets}
        self._past: dict[int, list[Told]] = {}
        for name in self._targets:
            self._past |= issues.events_of(connection, name, REMEMBERED)
        self._places: dict[str, dict[int, list[Place]]] = {}
        for issue in self._issues:
            for place in issue.places:
                for name in self._owners(issue, place):
                    self._places.setdefault(name, {}).setdefault(issue.id, []).append(place)

    def _owners(self, issue: Issue, place: Place) -> tuple[str, ...]:
        """Who hears of it: one editor; the admin, where it waits for a decision; both, where reminders were in vain."""
        past = self._past.get(issue.id, ())
        name = self._owner(issue, place)
        if self.settings.monitor.admin is None:
            return (name,)
        if issue.state is IssueState.NOT_MINE or held(past) or flapping(past, self.now):
            return (ADMIN,)
        return tuple(dict.fromkeys((name, ADMIN))) if escalated(past, issue) else (name,)

    def _owner(self, issue: Issue, place: Place) -> str:
        """The name of the editor whose place it is; the admin hears of what is nobody's, and of what is technical."""
        routes = self.settings.routes(self._targets[issue.target])
        if self.settings.monitor.admin is not None:
            routes = replace(routes, admin=routes.admin or ADMIN, default=routes.default or ADMIN)
        everywhere = place.page.startswith("*")
        author = self._authors[issue.target].get(place.finding.page, "")
        named = issue.owner if issue.owner in self._editors else ""  # an editor who left has no successor in the file
        return owner(place.finding, routes, author=author, everywhere=everywhere, named=named)

    def letter(self, name: str, mailbox: Mailbox, *, admin: bool = False) -> Letter | None:
        """What this reader is to be told; None where there is nothing at all. An admin is always told how we fare."""
        told = self._told_since(name)
        places = self._places.get(name, {})
        entries = tuple(
            entry
            for issue in self._issues
            if issue.id in places and (entry := self._entry(issue, places[issue.id], told.get(issue.id, ())))
        )
        if not entries and not admin:
            return None
        names = sorted({issue.target for issue in self._issues if issue.id in places} if entries else self._targets)
        ran = [run for n in names if (run := self._runs[n])]
        finished = [run.finished_at for run in ran if run.finished_at]
        return Letter(
            digest=f"{self.today.isoformat()}.{self.newest}",
            reader=Reader(name="" if admin else name, addresses=(mailbox.email,), lang=mailbox.language, admin=admin),
            targets=tuple(names),
            at=self.now,
            coverage=Coverage(*map(sum, zip(*(run.coverage for run in ran), strict=True))) if ran else Coverage(),
            entries=entries,
            checked_at=max(finished, default=None),
        )

    def mail(self, letter: Letter, sender: Sender) -> Mail:
        """The letter as a mail; an admin's with the sign of life, which takes a while to gather."""
        if not letter.reader.admin:
            return compose(letter, sender)
        waiting = Counter(issue.check for issue in self._issues if held(self._past.get(issue.id, ())))
        life = watch(self._connection, self.settings, sorted(waiting.items()), self.now)
        return compose(replace(letter, watch=life), sender)

    def refusals_since(self, told: datetime | None) -> bool:
        """Whether mail was refused that the admin has not heard of."""
        return any(told is None or refusal.at > told for refusal in outbox.refusals(self._connection))

    def _told_since(self, name: str) -> dict[int, list[Told]]:
        since: dict[int, list[Told]] = {}
        for event in issues.events_after(self._connection, outbox.told(self._connection, name)):
            since.setdefault(event.issue, []).append(event)
        return since

    def _entry(self, issue: Issue, places: list[Place], told: Iterable[Told]) -> Entry | None:
        told = tuple(told)
        if flapping(self._past.get(issue.id, ()), self.now):
            kind = Kind.FLAPPING if any(event.kind is EventKind.FLAPPING for event in told) else None
        else:
            kind = _kind(issue, {place.page for place in places}, told)
        if kind is None:
            return None
        (finding, *same), *others = said([place.finding for place in places])
        return Entry(
            issue=issue.id,
            kind=kind,
            finding=finding,
            words=tuple(found for found in same if found.page == finding.page),
            others=tuple(found for row in others for found in row if found.page == row[0].page),
            page_title=self._titles[issue.target].get(finding.page, ""),
            edit_url=self._targets[issue.target].edit_link(finding.page),
            places=tuple(dict.fromkeys(found.page for found in same)),
            count=len(places),
            days=0 if kind is Kind.SOON else (self.today - day_of(issue.first_seen)).days,
            until=_ends(issue, places) if kind is Kind.SOON else issue.until,
            reminder=any(event.kind is EventKind.REMINDED for event in told) and kind in {Kind.OPEN, Kind.SOON},
        )


def _kind(issue: Issue, own: set[str], told: Iterable[Told]) -> Kind | None:
    """Why the issue is told. What is mended is told once; what nobody had been told of, and is mended, never."""
    told = tuple(told)
    kinds = {event.kind for event in told if event.kind is not EventKind.PLACE_ADDED or event.page in own}
    if issue.state is IssueState.RESOLVED:
        # What came first since the last letter says whether that letter knew of it as open.
        first = next((event.kind for event in told if event.kind in COMES_OR_GOES), None)
        added = {event.page for event in told if event.kind is EventKind.PLACE_ADDED}
        return Kind.FIXED if first is EventKind.RESOLVED and not own <= added else None
    if issue.state in QUIET:
        return QUIET[issue.state]
    if issue.state is IssueState.NOT_MINE and EventKind.NOT_MINE in kinds:
        return Kind.NOT_MINE
    if kinds & TELLS_NEWS:
        return Kind.URGENT if issue.severity == Severity.ERROR else Kind.NEW
    return Kind.SOON if issue.check == "programme-ending" else Kind.OPEN


def _ends(issue: Issue, places: list[Place]) -> date | None:
    """The last day on which it holds; `since` is the day after it."""
    since = next((place.finding.since for place in places if place.finding.since), None)
    return since - timedelta(days=1) if since else issue.until


def readers(settings: Settings) -> Mapping[str, tuple[Mailbox, bool]]:
    """Everybody who gets mail, by name, and whether they are shown commands."""
    everybody: dict[str, tuple[Mailbox, bool]] = {editor.name: (editor, False) for editor in settings.editors}
    if settings.monitor.admin is not None:
        everybody[ADMIN] = (settings.monitor.admin, True)
    return everybody


def preview(
    connection: Connection, settings: Settings, now: datetime, names: Iterable[str] = (), *, lang: str | None = None
) -> list[Written]:
    """The letters as they would be written now, whatever the hour; `names` picks readers, `lang` replaces theirs.

    Raises UsageError where the configuration names nobody to write to.
    """
    if not readers(settings):
        raise UsageError(f"{settings.path} names nobody to write to.", hint="Name an editor under editors.")
    post = Post(connection, settings, now)
    sender = _sender(settings, settings.smtp.sender or UNSET)
    wanted = set(names)
    written = []
    for name, (mailbox, admin) in readers(settings).items():
        if not wanted or name in wanted:
            letter = post.letter(name, mailbox, admin=admin)
            if letter is not None:
                spoken = replace(letter, reader=replace(letter.reader, lang=lang or letter.reader.lang))
                written.append(Written(spoken, post.mail(spoken, sender)))
    return written


def write(database: Database, settings: Settings, now: datetime, *, at_once: bool = False) -> list[Written]:
    """Write the letters that are due into the outbox; `at_once` without waiting for anybody's window."""
    sender = sender_of(settings)
    envelope = settings.smtp.envelope_sender or sender.address
    written = []
    with database.begin() as connection:
        post = Post(connection, settings, now)
        for name, (mailbox, admin) in readers(settings).items():
            letter = post.letter(name, mailbox, admin=admin)
            told = outbox.told_at(connection, name)
            if letter is None:
                continue
            news = _news(letter, refusals=admin and post.refusals_since(told))
            cadence = settings.cadence(mailbox) if isinstance(mailbox, Editor) else Cadence()
            urgent_told = outbox.urgent_told_at(connection, name)
            if not (news.changes if at_once else due(cadence, now, news=news, told=told, urgent_told=urgent_told)):
                continue
            mail = post.mail(letter, sender)
            kept = outbox.put(
                connection,
                message_id=mail.message_id,
                editor=name,
                digest_key=letter.digest,
                recipients=letter.reader.addresses,
                sender=envelope,
                subject=mail.subject,
                body=mail.content,
                cursor=post.newest,
                now=now,
                urgent=news.urgent,
            )
            if kept:
                written.append(Written(letter, mail))
    return written


def _news(letter: Letter, *, refusals: bool) -> News:
    """What the letter has to tell. An admin's always tells that the monitor lives, which is told once a week."""
    changes = any(entry.kind in CHANGED or entry.reminder for entry in letter.entries)
    told = ((entry, found) for entry in letter.entries for found in (entry.finding, *entry.others))
    urgent = any(entry.kind is Kind.URGENT and found.check in AT_ONCE for entry, found in told)
    # What ends soon is told when it is new, and on its rungs; between them it makes no letter of its own.
    still = letter.reader.admin or any(entry.kind.asks and entry.kind is not Kind.SOON for entry in letter.entries)
    return News(urgent=urgent, changes=changes or refusals, open=still)


def sender_of(settings: Settings) -> Sender:
    """Where digests come from. Raises UsageError where no address is configured."""
    address = settings.smtp.sender
    if address is None:
        raise UsageError(f"{settings.path} names no address that mail comes from.", hint="Write it under smtp > from.")
    return _sender(settings, address)


def _sender(settings: Settings, address: str) -> Sender:
    contact = settings.monitor.admin.email if settings.monitor.admin else address
    return Sender(address=address, domain=address.rpartition("@")[2], contact=contact)
