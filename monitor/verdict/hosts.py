"""What looks tell of hosts, rather than of pages: one that is down or has moved; and of our own connection."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from monitor.model import Look, Outcome, Reason
from monitor.urls import host, registrable
from monitor.verdict.standing import GOOD

_OF_PAGE_TOO = frozenset({Reason.TIMEOUT, Reason.RESET})
_OF_HOST = _OF_PAGE_TOO | {
    Reason.DNS, Reason.NO_SUCH_HOST, Reason.REFUSED, Reason.TLS_EXPIRED, Reason.TLS_HOST, Reason.TLS_UNTRUSTED,
}  # fmt: skip


TOGETHER = timedelta(hours=12)  # looks of one run


class Whole(NamedTuple):
    """What is true of a host whatever the page: one fault, not fifty. `to` is the host to which it has moved."""

    down: bool = False
    to: str = ""


def whole(looks: Iterable[Look], well: Mapping[str, datetime] | None = None) -> dict[str, Whole]:
    """The hosts that are down, or have moved to another domain for good with all their paths, by the latest looks.

    `well` says when a host last answered as it should, where the looks that saw it are not given.
    A single time-out or reset may be one slow page; a name that does not exist, or a door that is shut, is the host's.
    What was seen long before the newest look at a host says nothing of today: steady links are not asked every day.
    """
    asked = [look for look in looks if look.verdict.outcome is not Outcome.UNCHECKED]
    names = {host(look.url) for look in asked if look.verdict.outcome is not Outcome.OK}
    groups: dict[str, list[Look]] = {}
    for look in asked:
        if (name := host(look.url)) in names:
            groups.setdefault(name, []).append(look)
    found: dict[str, Whole] = {}
    for name, known in groups.items():
        newest = max(look.at for look in known)
        if well and name in well and newest - well[name] <= TOGETHER:
            continue
        group = [look for look in known if newest - look.at <= TOGETHER]
        if all(look.status is None and not look.hops and look.verdict.reason in _OF_HOST for look in group):
            if len(group) > 1 or group[0].verdict.reason not in _OF_PAGE_TOO:
                found[name] = Whole(down=True)
            continue
        to = {host(look.final_url) if _carried(look) else "" for look in group if look.status is not None}
        if len(to) == 1 and "" not in to:
            found[name] = Whole(to=to.pop())
    return found


def _carried(look: Look) -> bool:
    """Whether an address was sent to another domain for good, and its path with it."""
    if not look.hops or any(hop.status not in (301, 308) for hop in look.hops):
        return False
    if registrable(host(look.url)) == registrable(host(look.final_url)):
        return False
    return look.verdict.outcome not in GOOD or _path(look.url) == _path(look.final_url)


def _path(url: str) -> str:
    return url.partition("://")[2].partition("/")[2].rstrip("/")


class Answered(NamedTuple):
    """One host in one run: did it answer at all, from where, and with what (a hash of the body, b"" if unknown)."""

    host: str
    answered: bool
    peer: str = ""
    body_hash: bytes = b""


def conclusive(answers: Sequence[Answered], controls: Collection[str] = ()) -> bool:
    """Whether what a run saw tells anything of the sites, rather than of our own connection to them.

    `controls` are hosts that answered last time, or configured probes. At least half of those asked must answer;
    without any, one answer of whatever host is enough. Three or more domains that answer with one body, being half
    of those that answer, are a captive portal.
    """
    asked = [answer for answer in answers if answer.host in controls]
    if asked:
        if 2 * sum(answer.answered for answer in asked) < len(asked):
            return False
    elif answers and not any(answer.answered for answer in answers):
        return False
    heard = [answer for answer in answers if answer.answered]
    domains = len({registrable(answer.host) for answer in heard})
    bodies = Counter(
        body for body, _ in {(answer.body_hash, registrable(answer.host)) for answer in heard if answer.body_hash}
    )
    most = max(bodies.values(), default=0)
    return not (most >= 3 and 2 * most >= domains)  # noqa: PLR2004 - two domains may share an owner
