"""Whether a release may go out: what it introduced stops it, what was known or has run out by itself does not.

A baseline is written on the day of a release. It holds hashes only, of two kinds: what was *known* on that day, and
what was *latent*: statements that stood there and were still true, found by judging the same pages ten years ahead.
A programme that ends between two releases is not the fault of the second one: its hash is latent and its `since`
lies after the baseline's day, so it has *elapsed*; it is shown, and the release passes.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date
from enum import StrEnum
from hashlib import blake2b
from typing import NamedTuple

from monitor.errors import UsageError
from monitor.model import Finding, Listed, Message, Severity

SCHEMA = 1
AHEAD = 10  # years; integration programmes run four, strategies and leases seldom more than ten

# What may pass by itself (a name server that fails, a timeout, a bot wall) is no reason to stop a release, whatever
# the threshold: nobody could mend it in the pages. A host that does not exist is link-broken and does stop it.
PASSING = frozenset({"link-unchecked"})

_HASH = re.compile(r"[0-9a-f]{32}")


class Baseline(NamedTuple):
    """What stood on the pages on the day `as_of` (Europe/Helsinki), as hashes of fingerprints."""

    as_of: date
    known: frozenset[str] = frozenset()
    latent: frozenset[str] = frozenset()


class Class(StrEnum):
    """How a finding stands to the release."""

    INTRODUCED = "introduced"
    ELAPSED = "elapsed"
    KNOWN = "known"
    TOLERATED = "tolerated"  # below the threshold, or passing by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The findings by class, and whether the release passes: it does unless something was introduced."""

    introduced: tuple[Listed, ...] = ()
    elapsed: tuple[Listed, ...] = ()
    known: tuple[Listed, ...] = ()
    tolerated: tuple[Listed, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the release may go out."""
        return not self.introduced

    @property
    def listed(self) -> tuple[Listed, ...]:
        """All findings with their class as state, as reports show them."""
        return tuple(listed._replace(state=kind.value) for kind in Class for listed in self.group(kind))

    def group(self, kind: Class) -> tuple[Listed, ...]:
        """The findings of one class."""
        found: tuple[Listed, ...] = getattr(self, kind)
        return found

    @property
    def reasons(self) -> tuple[Message, ...]:
        """One sentence for each class that is not empty, the deciding one first."""
        groups = {kind: len(self.group(kind)) for kind in Class}
        said = tuple(Message(f"gate.{kind}", count=count) for kind, count in groups.items() if count)
        return (Message("gate.passed" if self.passed else "gate.failed"), *said)


def decide(findings: Sequence[Listed], *, fail_on: Severity | None, baseline: Baseline | None = None) -> Decision:
    """The decision. `fail_on` is the mildest severity that stops a release; None: nothing does.

    A finding on several pages counts as introduced if it is new on one of them. Without a baseline all is new.
    Findings on files were made `portable` first, as those of the baseline were.
    """
    classes: dict[Class, list[Listed]] = {kind: [] for kind in Class}
    for listed in findings:
        classes[_class(listed, fail_on, baseline)].append(listed)
    return Decision(**{kind.value: tuple(found) for kind, found in classes.items()})


def _class(listed: Listed, fail_on: Severity | None, baseline: Baseline | None) -> Class:
    places = {_place(finding, baseline) for finding in listed.places or (listed.finding,)}
    if places == {Class.KNOWN}:
        return Class.KNOWN
    if Class.INTRODUCED not in places:
        return Class.ELAPSED
    grave = fail_on is not None and listed.finding.severity.rank <= fail_on.rank
    return Class.INTRODUCED if grave and listed.finding.check not in PASSING else Class.TOLERATED


def _place(finding: Finding, baseline: Baseline | None) -> Class:
    if baseline is None:
        return Class.INTRODUCED
    mark = _hash(finding)
    if mark in baseline.known:
        return Class.KNOWN
    ran_out = finding.since is not None and finding.since > baseline.as_of
    return Class.ELAPSED if ran_out and mark in baseline.latent else Class.INTRODUCED


def portable(findings: Iterable[Listed], roots: Sequence[str]) -> tuple[Listed, ...]:
    """The findings without the folders that they were built in, so that another checkout knows them again.

    `roots` are `file:` addresses that end in "/"; pages and destinations below them lose that part.
    """

    def moved(finding: Finding) -> Finding:
        return replace(finding, page=below(finding.page, roots), subject=below(finding.subject, roots))

    return tuple(row._replace(finding=moved(row.finding), places=tuple(map(moved, row.places))) for row in findings)


def below(address: str, roots: Sequence[str]) -> str:
    """The address without the folder that it was built in."""
    root = next((root for root in roots if address.startswith(root)), "")
    return address[len(root) :]


def later(as_of: date) -> date:
    """The day to judge the same pages by, so that what will run out is found before it does."""
    # 28 February stands for 29 February: the year ahead may have none.
    return as_of.replace(
        year=min(as_of.year + AHEAD, MAXYEAR), day=28 if (as_of.month, as_of.day) == (2, 29) else as_of.day
    )


def write(findings: Iterable[Listed], as_of: date, *, latent: Iterable[Listed] = ()) -> str:
    """The baseline as JSON, one hash a line, sorted, so that a version control shows what changed.

    `latent` are the findings of the same pages, judged by the day that `later` gives.
    """
    known = _hashes(findings)
    rows = {
        "schema": SCHEMA,
        "as_of": as_of.isoformat(),
        "known": sorted(known),
        "latent": sorted(_hashes(latent) - known),
    }
    return json.dumps(rows, indent=1) + "\n"


def read(text: str, path: str) -> Baseline:
    """The baseline that `write` wrote. Raises `UsageError` if this is none, naming `path`."""
    again = f"Write it again with `monitor baseline write`, or mend --baseline {path}."
    try:
        rows = json.loads(text)
        schema = rows["schema"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UsageError(f"{path} is not a baseline.", hint=again) from None
    if schema != SCHEMA:
        hint = "Use the version of the monitor that wrote it, or write it again with `monitor baseline write`."
        raise UsageError(f"{path} is a baseline of schema {schema}; this monitor reads schema {SCHEMA}.", hint=hint)
    try:
        return Baseline(date.fromisoformat(rows["as_of"]), _sound(rows["known"]), _sound(rows["latent"]))
    except (ValueError, KeyError, TypeError):
        raise UsageError(f"{path} is a damaged baseline.", hint=again) from None


def _sound(marks: object) -> frozenset[str]:
    if not isinstance(marks, list) or not all(isinstance(mark, str) and _HASH.fullmatch(mark) for mark in marks):
        raise ValueError
    return frozenset(marks)


def _hashes(findings: Iterable[Listed]) -> frozenset[str]:
    return frozenset(_hash(finding) for listed in findings for finding in listed.places or (listed.finding,))


def _hash(finding: Finding) -> str:
    """Of the fingerprint, once more: a fingerprint may be shown in a public report, a baseline need not match it."""
    return blake2b(finding.fingerprint.encode(), digest_size=16, person=b"baseline").hexdigest()
