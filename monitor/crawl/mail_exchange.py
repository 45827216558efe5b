"""Which domains take no mail at all (RFC 5321, section 5.1; RFC 7505): asked of the name service, once each.

A domain without a mail exchanger is its own, if it has an address. Whatever may pass (SERVFAIL, time-outs) says
nothing.
No mailbox is asked for: that would tell strangers who reads, and many servers accept everything.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import NamedTuple

MOST = 200  # domains in one run
AT_ONCE = 8
CONTROL = ("fi", "NS")
PATIENCE = 5.0  # seconds for one question

Ask = Callable[[str, str], Awaitable[Sequence[str] | None]]


class Deliverable(NamedTuple):
    """Which domains surely take no mail, and of how many nothing could be learnt."""

    never: frozenset[str]
    unknown: int


async def deliverable(domains: Iterable[str], ask: Ask | None = None) -> Deliverable:
    """What the name service says of these domains."""
    gate = asyncio.Semaphore(AT_ONCE)
    question = ask or answers

    async def takes_none(domain: str) -> bool | None:
        async with gate:
            try:
                return await _takes_none(domain, question)
            except OSError:
                return None

    wanted = sorted(set(domains))
    names = wanted[:MOST]
    if not names or not await _answers_at_all(question):
        return Deliverable(frozenset(), len(wanted))
    found = await asyncio.gather(*map(takes_none, names))
    never = frozenset(name for name, none in zip(names, found, strict=True) if none)
    return Deliverable(never, found.count(None) + len(wanted) - len(names))


async def _answers_at_all(ask: Ask) -> bool:
    """Whether the name service knows what surely exists; one that denies everything is none."""
    try:
        return bool(await ask(*CONTROL))
    except OSError:
        return False


async def _takes_none(domain: str, ask: Ask) -> bool:
    exchangers = await ask(domain, "MX")
    if exchangers is None:
        return True
    if exchangers:
        return all(exchanger == "." for exchanger in exchangers)  # RFC 7505: "no mail here"
    return not (await ask(domain, "A") or await ask(domain, "AAAA"))


async def answers(domain: str, kind: str) -> Sequence[str] | None:
    """What the name service says: names or addresses; None where there is no such domain.

    Raises OSError for whatever may pass.
    """
    from dns import asyncresolver, exception, resolver  # noqa: PLC0415 - only where it is asked for

    try:
        found = await asyncresolver.resolve(f"{domain}.", kind, lifetime=PATIENCE)
    except resolver.NXDOMAIN:
        return None
    except resolver.NoAnswer:
        return ()
    except exception.DNSException as fault:
        raise OSError(str(fault)) from fault
    return tuple(str(row.exchange) if kind == "MX" else str(row) for row in found)
