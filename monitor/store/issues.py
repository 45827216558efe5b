"""Issues with their places and events; what is remembered of each finding."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Text, bindparam, delete, func, insert, select, type_coerce, update
from sqlalchemy.dialects.sqlite import insert as upsert

from monitor.gathering import Key
from monitor.issues import Change
from monitor.model import Because, Event, EventKind, Family, Finding, Issue, IssueState, Message, Place, Severity, Zone
from monitor.store.database import write
from monitor.store.schema import events, issues, places, written

SLICE = 500  # issues written at once; SQLite takes 32,766 values in one statement at most
REPEATED = 2_048  # findings kept unpacked: a run finds again what is stored
USUAL = {field.name: field.default for field in fields(Finding)}


def pack_finding(finding: Finding) -> dict[str, Any]:
    """The finding as plain JSON, without what is as usual: a field at its default, itself as its only reason."""
    row: dict[str, Any] = {name: value for name, usual in USUAL.items() if (value := getattr(finding, name)) != usual}
    row["message"] = _pack_message(finding.message)
    if finding.since:
        row["since"] = finding.since.isoformat()
    row["reasons"] = [
        [r.check, _pack_message(r.message), r.severity, r.source, _pack_day(r.since)] for r in finding.reasons
    ]
    if finding.reasons == (_own_reason(finding),):
        del row["reasons"]
    if finding.also:
        row["also"] = list(map(pack_finding, finding.also))
    return row


def _own_reason(finding: Finding) -> Because:
    return Because(finding.check, finding.message, finding.severity, finding.source, finding.since)


def write_finding(finding: Finding) -> str:
    """The finding as JSON, in few bytes."""
    row = pack_finding(finding)
    written = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    try:
        written.encode()
    except UnicodeEncodeError:  # half of a character can only be stored escaped
        return json.dumps(row)
    return written


def _pack_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _pack_message(message: Message) -> list[Any]:
    args = {k: {"day": v.isoformat()} if isinstance(v, date) else v for k, v in message.args.items()}
    return [message.id, args, message.count]


def unpack_finding(row: dict[str, Any]) -> Finding:
    """The finding that `pack_finding` packed."""
    message, severity, since = _message(row["message"]), Severity(row["severity"]), _day(row.get("since"))
    reasons: tuple[Because, ...] = (Because(row["check"], message, severity, row.get("source", ""), since),)
    if "reasons" in row:
        reasons = tuple(
            Because(check, _message(said), Severity(rank), source, _day(day))
            for check, said, rank, source, day in row["reasons"]
        )
    known = {
        "family": Family(row["family"]),
        "severity": severity,
        "zone": Zone(row.get("zone", Zone.MAIN)),
        "message": message,
        "since": since,
        "reasons": reasons,
        "also": tuple(map(unpack_finding, row.get("also", ()))),
    }
    return Finding(**{**row, **known})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _message(packed: Sequence[Any]) -> Message:
    name, args, count = packed
    return Message(name, {k: _argument(v) for k, v in args.items()}, count)


def _argument(value: Any) -> str | int | date:  # noqa: ANN401 - plain JSON
    if isinstance(value, dict):
        return date.fromisoformat(value["day"])
    return value  # type: ignore[no-any-return]


@lru_cache(maxsize=REPEATED)
def read_finding(written: str) -> Finding:
    """The finding of which this is the JSON; what is written alike is one finding."""
    return unpack_finding(json.loads(written))


def of_target(connection: Connection, target: str | None = None, states: Iterable[IssueState] = ()) -> list[Issue]:
    """Issues with their places, oldest first; of all targets where none is named, in all states where none is."""
    query = select(issues).order_by(issues.c.first_seen, issues.c.id)
    if target is not None:
        query = query.where(issues.c.target == target)
    if wanted := list(states):
        query = query.where(issues.c.state.in_(wanted))
    found = {row.id: _issue(row) for row in connection.execute(query)}
    held = _places(connection, found)
    return [replace(issue, places=tuple(held.get(number, ()))) for number, issue in found.items()]


def numbers_of(connection: Connection, target: str) -> list[int]:
    """The numbers of all issues of a target, oldest first."""
    oldest = select(issues.c.id).where(issues.c.target == target).order_by(issues.c.first_seen, issues.c.id)
    return list(connection.scalars(oldest))


def some(connection: Connection, numbers: Sequence[int]) -> list[Issue]:
    """The issues with these numbers and their places, in this order."""
    found = {row.id: _issue(row) for row in connection.execute(select(issues).where(issues.c.id.in_(numbers)))}
    held = _places(connection, numbers)
    return [replace(found[number], places=tuple(held.get(number, ()))) for number in numbers]


def one(connection: Connection, number: int) -> Issue | None:
    """The issue with this number."""
    known = connection.execute(select(issues.c.id).where(issues.c.id == number)).first()
    return some(connection, [number])[0] if known else None


def states_of(connection: Connection, target: str) -> dict[Key, str]:
    """The state of each thing to mend that is known."""
    rows = connection.execute(
        select(issues.c.family, issues.c.subject, issues.c.state).where(issues.c.target == target)
    )
    return {(row.family, row.subject): row.state for row in rows}


def _places(connection: Connection, numbers: Iterable[int]) -> dict[int, list[Place]]:
    wanted, held = list(numbers), dict[int, list[Place]]()
    finding = type_coerce(places.c.finding, Text)
    query = select(places.c.issue, places.c.page, finding, places.c.first_seen)
    for start in range(0, len(wanted), SLICE):
        part = query.where(places.c.issue.in_(wanted[start : start + SLICE]))
        for number, page, text, first_seen in connection.execute(part.order_by(places.c.first_seen, places.c.page)):
            held.setdefault(number, []).append(Place(page, read_finding(text), first_seen))
    return held


def _issue(row: Any) -> Issue:  # noqa: ANN401 - a row of issues
    return Issue(
        id=row.id,
        target=row.target,
        family=row.family,
        subject=row.subject,
        state=IssueState(row.state),
        check=row.check,
        severity=row.severity,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        until=row.until,
        by=row.by,
        comment=row.comment,
        owner=row.owner,
    )


def waited(connection: Connection, target: str) -> frozenset[tuple[Key, str]]:
    """The places that went in a wave last time."""
    rows = connection.execute(
        select(issues.c.family, issues.c.subject, places.c.page)
        .join(places, places.c.issue == issues.c.id)
        .where(issues.c.target == target, places.c.waiting)
    )
    return frozenset(((row.family, row.subject), row.page) for row in rows)


def apply(connection: Connection, changes: Iterable[Change], run: int | None) -> None:
    """Keep what changed, many at a time: issues, their places, and the events that digests tell."""
    told = list(changes)
    for start in range(0, len(told), SLICE):
        _apply(connection, told[start : start + SLICE], run)


def _apply(connection: Connection, told: Sequence[Change], run: int | None) -> None:
    numbers = _keep(connection, [change.issue for change in told])
    _keep_places(connection, list(zip(numbers, told, strict=True)))
    rows = [
        (number, e.kind.value, written(e.at), e.page, e.note, run)
        for number, change in zip(numbers, told, strict=True)
        for e in change.events
    ]
    if rows:
        write(connection, insert(events), ("issue", "kind", "at", "page", "note", "run"), rows)


def _keep(connection: Connection, found: Sequence[Issue]) -> list[int]:
    """Write the issues; the numbers of all of them, in order."""
    known = [_values(issue) | {"number": issue.id} for issue in found if issue.id]
    if known:
        changed: dict[str, Any] = {c.name: bindparam(c.name) for c in issues.c if c.name != "id"}
        connection.execute(update(issues).where(issues.c.id == bindparam("number")).values(changed), known)
    born = [_values(issue) for issue in found if not issue.id]
    fresh: Iterator[int] = iter(())
    if born:
        statement = insert(issues).returning(issues.c.id, sort_by_parameter_order=True)
        fresh = iter(connection.scalars(statement, born).all())
    return [issue.id or next(fresh) for issue in found]


def _values(issue: Issue) -> dict[str, Any]:
    return {c.name: getattr(issue, c.name) for c in issues.c if c.name != "id"}


def _keep_places(connection: Connection, changed: Sequence[tuple[int, Change]]) -> None:
    """Write only what is new of them: most places say what they said in the last run."""
    before = _written(connection, [number for number, change in changed if change.issue.id])
    fresh, kept = [], set()
    for number, change in changed:
        for place in change.issue.places:
            kept.add((number, place.page))
            waiting = place.page in change.waiting
            old = before.get((number, place.page))
            if old == (place.finding, place.first_seen, waiting):
                continue
            fresh.append((number, place.page, write_finding(place.finding), written(place.first_seen), waiting))
    gone = [{"number": number, "where": page} for number, page in before.keys() - kept]
    if gone:
        here = (places.c.issue == bindparam("number"), places.c.page == bindparam("where"))
        connection.execute(delete(places).where(*here), gone)
    if fresh:
        keep = upsert(places)
        new = {c.name: keep.excluded[c.name] for c in places.c if c.name not in {"issue", "page"}}
        keep = keep.on_conflict_do_update(index_elements=["issue", "page"], set_=new)
        write(connection, keep, places.c.keys(), fresh)


def _written(connection: Connection, numbers: Sequence[int]) -> dict[tuple[int, str], tuple[Finding, datetime, bool]]:
    """Finding, first time, and whether it waits, of each stored place of these issues."""
    finding = type_coerce(places.c.finding, Text)
    query = select(places.c.issue, places.c.page, finding, places.c.first_seen, places.c.waiting)
    rows = connection.execute(query.where(places.c.issue.in_(numbers)))
    return {(issue, page): (read_finding(text), *rest) for issue, page, text, *rest in rows}


class Told(NamedTuple):
    """An event with the number of its issue, as a digest reads it."""

    id: int
    issue: int
    kind: EventKind
    at: datetime
    page: str
    note: str = ""


def events_after(connection: Connection, cursor: int) -> list[Told]:
    """What happened after the cursor, in order."""
    rows = connection.execute(select(events).where(events.c.id > cursor).order_by(events.c.id))
    return [_told(row) for row in rows]


def _told(row: Any) -> Told:  # noqa: ANN401 - a row of events
    return Told(row.id, row.issue, EventKind(row.kind), row.at, row.page, row.note)


def events_of(connection: Connection, target: str, kinds: Iterable[EventKind]) -> dict[int, list[Told]]:
    """Events of these kinds by the number of their issue, in order."""
    query = select(events).join(issues, issues.c.id == events.c.issue).where(issues.c.target == target)
    return _by_issue(connection, query.where(events.c.kind.in_(list(kinds))))


def events_of_some(connection: Connection, numbers: Sequence[int], kinds: Iterable[EventKind]) -> dict[int, list[Told]]:
    """Events of these kinds and issues by the number of their issue, in order."""
    return _by_issue(connection, select(events).where(events.c.issue.in_(numbers), events.c.kind.in_(list(kinds))))


def _by_issue(connection: Connection, query: Select[Any]) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = {}
    for row in connection.execute(query.order_by(events.c.id)):
        found.setdefault(row.issue, []).append(_told(row))
    return found


def release(connection: Connection, check: str, at: datetime) -> int:
    """Let editors hear of a wave that waits for the admin; how many issues."""
    marks = select(events).join(issues, issues.c.id == events.c.issue).where(issues.c.check == check)
    held = events.c.kind.in_([EventKind.HELD, EventKind.RELEASED])
    newest = {row.issue: row.kind for row in connection.execute(marks.where(held).order_by(events.c.id))}
    waiting = [number for number, kind in newest.items() if kind == EventKind.HELD]
    rows = [{"issue": n, "kind": EventKind.RELEASED, "at": at, "page": "", "note": "", "run": None} for n in waiting]
    if rows:
        connection.execute(insert(events), rows)
    return len(rows)


def false_alarms(connection: Connection) -> list[tuple[str, str, str]]:
    """What people called a false alarm: check, what it was about, and their reason; by check."""
    named = select(issues.c.check, issues.c.subject, issues.c.comment)
    query = named.where(issues.c.state == IssueState.FALSE_ALARM).order_by(issues.c.check, issues.c.id)
    return [(row.check, row.subject, row.comment) for row in connection.execute(query)]


def newest_event(connection: Connection) -> int:
    """The number of the newest event; 0 before the first."""
    return connection.scalar(select(func.max(events.c.id))) or 0


def history(connection: Connection, number: int) -> list[Event]:
    """All that happened to one issue."""
    issue = one(connection, number)
    if issue is None:
        return []
    rows = connection.execute(select(events).where(events.c.issue == number).order_by(events.c.id))
    return [Event(EventKind(r.kind), issue.key, r.at, r.page, r.note, r.id) for r in rows]


def decide(
    connection: Connection,
    issue: Issue,
    state: IssueState,
    event: EventKind,
    at: datetime,
    **changes: Any,  # noqa: ANN401
) -> None:
    """Keep what a person decided of an issue, with its event. `changes` are fields of the issue."""
    decided = replace(issue, state=state, **changes)
    note = "; ".join(f"{name} {value}" for name, value in changes.items() if value)
    apply(connection, [Change(decided, (Event(event, issue.key, at, "", note),))], None)
