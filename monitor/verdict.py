"""One look judged, and what looks add up to. Pure: time is an argument.

The statuses are those of RFC 9110; 999 is LinkedIn's refusal. A wall, a login and a server that wants to be left alone
say nothing of the page behind them. What may pass by itself is never broken in a single look.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import unquote

from monitor import __version__
from monitor.knowledge.web import WebSigns, load_web
from monitor.model import BlockKind, FetchResult, Look, Outcome, Page, Reason, Standing, State, Verdict
from monitor.urls import WEB, front, host, registrable

SHORT = 150  # words of main text below which a page has nothing of its own to say
ABOUT = 300  # words of main text from which a page that speaks of missing pages is about them
APART = timedelta(hours=1)  # looks closer together than this count once
DUE = (timedelta(hours=6), timedelta(hours=18), timedelta(hours=24))  # when a failing destination is asked again
CONFIRMED = timedelta(hours=24)
LOOKS = 3
LOOKED_AT = 20_000  # bytes of a body in which the signs of a wall stand
NOT_MODIFIED = 304
UNKNOWN_AFTER = timedelta(days=14)

_NEAR = frozenset(
    ("", "fi", "sv", "en", "ru", "se", "smn", "sms", "et", "no", "nb", "nn", "da", "is", "de", "fr", "uk")
)  # spoken in these parts, or unknown
OK = Verdict(Outcome.OK)
GOOD = frozenset({Outcome.OK, Outcome.REDIRECTED})

_UNCHECKED = frozenset({
    Reason.PRIVATE_ADDRESS, Reason.NOT_ASKED, Reason.INVALID_URL, Reason.UNSUPPORTED_SCHEME, Reason.ROBOTS,
    Reason.BUDGET, Reason.NOT_DUE, Reason.NOT_CONCLUSIVE,
})  # fmt: skip
_OF_PAGE_TOO = frozenset({Reason.TIMEOUT, Reason.RESET})
_OF_HOST = _OF_PAGE_TOO | {
    Reason.DNS, Reason.NO_SUCH_HOST, Reason.REFUSED, Reason.TLS_EXPIRED, Reason.TLS_HOST, Reason.TLS_UNTRUSTED,
}  # fmt: skip
_STATUSES = {
    401: Verdict(Outcome.BLOCKED, Reason.LOGIN),
    403: Verdict(Outcome.BLOCKED, Reason.FORBIDDEN),
    404: Verdict(Outcome.BROKEN, Reason.NOT_FOUND),
    407: Verdict(Outcome.BLOCKED, Reason.LOGIN),
    410: Verdict(Outcome.BROKEN, Reason.GONE),
    429: Verdict(Outcome.BLOCKED, Reason.RATE_LIMITED),
    451: Verdict(Outcome.BLOCKED, Reason.FORBIDDEN),
    999: Verdict(Outcome.BLOCKED, Reason.BOT_WALL),
}
_WALL_STATUSES = frozenset({401, 403, 405, 406, 418, 429, 503, 999})
_TITLE = re.compile(rb"<title[^>]*>([^<]{1,300})", re.IGNORECASE)
_LOGIN_PATHS = (
    "/login",
    "/signin",
    "/sign-in",
    "/kirjaudu",
    "/logga-in",
    "/adfs/ls",
    "/idp/",
    "/saml",
    "/oauth2/authorize",
    "/wp-login",
)
_MISSING_PATHS = ("404", "notfound", "not-found", "pagenotfound", "page-not-found", "sivuaeiloydy")
_SILENT_SCHEMES = frozenset({"mailto", "tel", "javascript", "data", "about", "blob"})
_MAILBOX = re.compile(r"[^@\s<>]+@[^@\s<>]+|[^@<>]*<[^@\s<>]+@[^@\s<>]+>")
_HIDDEN_AT = re.compile(r"[(\[{]\s?(?:at|ät|miukumauku)\s?[)\]}]", re.IGNORECASE)  # scripts put it right in browsers


def judge(
    result: FetchResult, page: Page | None = None, web: WebSigns | None = None, sibling: Page | None = None
) -> Verdict:
    """The verdict of one look; `page` is what was read of a good answer. Total: every result has a verdict.

    `sibling` is what the same folder shows at an address that cannot exist.
    """
    if result.failure is not None:
        reason = result.failure.reason
        return Verdict(Outcome.UNCHECKED if reason in _UNCHECKED else Outcome.UNREACHABLE, reason)
    web = web or load_web()
    status = result.status or 0
    good = 200 <= status < 300 or status == NOT_MODIFIED  # noqa: PLR2004
    if _walled(result, page, web, good=good):
        return Verdict(Outcome.BLOCKED, Reason.BOT_WALL)
    return _of_good(result, page, web, sibling) if good else _of_status(status)


def doubtful(result: FetchResult, page: Page) -> bool:
    """Whether one sign, and one alone, says that this page is not there: then a sibling is worth asking for."""
    web = load_web()
    if page.main_words >= ABOUT or not web.missing.search(" ".join((page.title, *_first_headings(page)))):
        return False
    return not _missing(result, page, web, None)


def body_key(body: bytes) -> bytes:
    """By which a body is known again that was judged before; 8 bytes. Judged by other signs, it has another key."""
    return blake2b(body, digest_size=8, key=_signs()).digest()


@lru_cache(maxsize=1)
def _signs() -> bytes:
    return blake2b(f"{__version__}{load_web().version}".encode(), digest_size=16).digest()


def _of_status(status: int) -> Verdict:
    if status in _STATUSES:
        return _STATUSES[status]
    if 400 <= status < 500:  # noqa: PLR2004
        return Verdict(Outcome.UNREACHABLE, Reason.CLIENT_ERROR)
    if 500 <= status < 600:  # noqa: PLR2004
        return Verdict(Outcome.UNREACHABLE, Reason.SERVER_ERROR)
    return Verdict(Outcome.UNREACHABLE, Reason.PROTOCOL)  # a redirect to nowhere, or a status that does not exist


def _walled(result: FetchResult, page: Page | None, web: WebSigns, *, good: bool) -> bool:
    """Whether a wall answered. Good answers that came through it carry its headers too: there they say nothing."""
    if good:
        if page is None or page.main_words >= SHORT:
            return False
        return bool(web.wall(200, {}, page.title, result.body[:LOOKED_AT]))
    if result.status not in _WALL_STATUSES:
        return False
    written = _TITLE.search(result.body[:LOOKED_AT])
    title = written[1].decode("utf-8", "replace") if written else ""
    return bool(web.wall(result.status or 0, result.headers, title, result.body[:LOOKED_AT]))


def _of_good(result: FetchResult, page: Page | None, web: WebSigns, sibling: Page | None) -> Verdict:
    if result.hops and registrable(host(result.final_url)) in web.sale_hosts:
        return Verdict(Outcome.BROKEN, Reason.PARKED)
    if page is not None:
        if _parked(page, web):
            return Verdict(Outcome.BROKEN, Reason.PARKED)
        if _missing(result, page, web, sibling):
            return Verdict(Outcome.BROKEN, Reason.SOFT_404)
    return _moved(result) if result.hops else OK


def _moved(result: FetchResult) -> Verdict:
    """How a chain of redirects that ended well is called: what matters most to a reader comes first."""
    asked, final = result.url, result.final_url
    if any(path in final.lower() for path in _LOGIN_PATHS) and not any(path in asked.lower() for path in _LOGIN_PATHS):
        return Verdict(Outcome.BLOCKED, Reason.LOGIN)
    if front(final) and not front(asked):
        return Verdict(Outcome.REDIRECTED, Reason.FRONT_PAGE)
    if asked.startswith("https:") and final.startswith("http:"):
        return Verdict(Outcome.REDIRECTED, Reason.DOWNGRADE)
    if registrable(host(asked)) != registrable(host(final)):
        return Verdict(Outcome.REDIRECTED, Reason.OTHER_DOMAIN)
    permanent = all(hop.status in (301, 308) for hop in result.hops)
    return Verdict(Outcome.REDIRECTED, Reason.MOVED if permanent else Reason.TEMPORARY)


def _first_headings(page: Page) -> list[str]:
    found = (o.block.text for o in page.occurrences if o.kind is BlockKind.HEADING and not o.headings)
    return [text for _, text in zip(range(3), found, strict=False)]


def _missing(result: FetchResult, page: Page, web: WebSigns, sibling: Page | None) -> bool:
    """Whether a page that answers 200 says that it is not there. One sign is never enough."""
    if page.main_words >= ABOUT:
        return False
    headings = _first_headings(page)
    in_title = web.missing.search(page.title) is not None
    in_heading = any(web.missing.search(text) for text in headings)
    if not in_title and not in_heading:
        return False
    text = " ".join(o.block.text for o in page.occurrences[:80] if o.kind not in (BlockKind.HEADING, BlockKind.TITLE))
    signs = (
        in_title,
        in_heading,
        web.missing.search(text) is not None,
        web.perhaps_missing.search(text) is not None,
        any(web.perhaps_missing.search(words) for words in (page.title, *headings)),
        any(part in result.final_url.lower() for part in _MISSING_PATHS),
        sibling is not None and _alike(page, sibling),
    )
    return sum(signs) >= 2  # noqa: PLR2004 - two signs


def _alike(page: Page, other: Page) -> bool:
    """Whether two pages say the same, but for an address that they repeat or the time of day."""
    ours, theirs = ({word for o in each.occurrences for word in o.block.text.lower().split()} for each in (page, other))
    return len(ours & theirs) >= 0.9 * len(ours | theirs)


def _parked(page: Page, web: WebSigns) -> bool:
    """Whether the domain is for sale, or a casino stands where something else was linked to."""
    words = (page.title, *_first_headings(page))
    loud = " ".join(words)
    if page.main_words < ABOUT and web.for_sale.search(loud):
        return True
    if page.main_words < SHORT:
        text = " ".join(o.block.text for o in page.occurrences[:40])
        if len(web.for_sale.findall(text)) > 1:
            return True
    if not web.casino.search(page.title):
        return False
    text = " ".join(o.block.text for o in page.occurrences[:80])
    return len(web.casino.findall(text)) >= 5  # noqa: PLR2004 - a page about gambling help names it less, and links on


def unasked(url: str) -> Verdict | None:
    """The verdict of an address that is not asked because of what it is; None for an address of the web or a file.

    `OK` stands for schemes that other checks look at, or that lead nowhere outside the page.
    """
    if url.startswith((*WEB, "file:")):
        return None
    if not url:
        return Verdict(Outcome.UNCHECKED, Reason.INVALID_URL)
    scheme, _, rest = url.partition(":")
    if scheme not in _SILENT_SCHEMES:
        return Verdict(Outcome.UNCHECKED, Reason.UNSUPPORTED_SCHEME)
    return OK if scheme != "mailto" or _mailable(rest) else Verdict(Outcome.BROKEN, Reason.INVALID_URL)


def _mailable(written: str) -> bool:
    """Whether a letter can be addressed to this (RFC 6068, section 2); without any address the writer chooses one."""
    to = unquote(written.partition("?")[0]).strip()
    if not to or _HIDDEN_AT.search(to):
        return True
    return all(_MAILBOX.fullmatch(part.strip()) for part in re.split("[,;]", to) if part.strip())


def for_link(
    verdict: Verdict,
    fragment: str,
    ids: Collection[str] | None,
    built_by_script: bool = False,  # noqa: FBT001, FBT002 - (ids, built_by_script) travel together as a pair
) -> Verdict:
    """The verdict of a link: its destination's, then that of its fragment. `ids` is None where they are not known.

    `#`, `#top` and text fragments always lead somewhere (HTML Standard, "find a potential indicated element").
    """
    if verdict.outcome not in GOOD or not fragment or ids is None:
        return verdict
    name = fragment.partition(":~:")[0]
    if not name or name.lower() == "top" or name in ids:
        return verdict
    if (name[0] in "/!?&" or "=" in name) or built_by_script:  # routes and states of applications
        return Verdict(Outcome.UNCHECKED, Reason.JS_FRAGMENT)
    if unquote(name) in ids:
        return verdict
    return Verdict(Outcome.BROKEN, Reason.FRAGMENT)


def fold(looks: Sequence[Look], now: datetime) -> Standing | None:
    """What looks, oldest first, add up to; None where none of them told anything.

    A 404 or 410 has had its second look within the run. What may pass is broken after three looks over a day.
    Blocked and unchecked looks never break anything, nor mend it.
    """
    standing: Standing | None = None
    counted: datetime | None = None  # the time of the last look that counted
    for look in looks:
        outcome = look.verdict.outcome
        if outcome is Outcome.UNCHECKED:
            standing = standing or Standing(State.UNKNOWN, look.at, 0, look)
        elif outcome is Outcome.BLOCKED:
            if standing is None or standing.state is not State.BROKEN:
                same = standing is not None and standing.state is State.UNKNOWN
                standing = Standing(State.UNKNOWN, standing.since if standing and same else look.at, 0, look)
            counted = None
        else:
            fresh = counted is None or look.at - counted >= APART
            standing = _after(standing, look, fresh=fresh)
            if fresh or standing.looks == 1:
                counted = look.at
    if standing and standing.state is State.OK and now - standing.last.at > UNKNOWN_AFTER:
        return Standing(State.UNKNOWN, standing.last.at, standing.looks, standing.last)
    return standing


def _after(before: Standing | None, look: Look, *, fresh: bool) -> Standing:
    good = look.verdict.outcome in GOOD
    going_on = before is not None and before.state in ((State.OK,) if good else (State.FAILING, State.BROKEN))
    since = before.since if before and going_on else look.at
    looks = before.looks + fresh if before and going_on else 1
    if good:
        return Standing(State.OK, since, looks, look)
    if before and before.state is State.BROKEN:
        # A page that was said to be gone is not found again because its host is down today.
        said = before.last.verdict.outcome is Outcome.BROKEN and look.verdict.outcome is not Outcome.BROKEN
        return Standing(State.BROKEN, since, looks, before.last if said else look)
    if look.verdict.reason in (Reason.NOT_FOUND, Reason.GONE):
        return Standing(State.BROKEN, since, looks, look)
    needed = 2 if look.verdict.outcome is Outcome.BROKEN else LOOKS
    span = look.at - since
    if looks >= needed and (span >= CONFIRMED or needed < LOOKS):
        return Standing(State.BROKEN, since, looks, look)
    due = next((since + after for after in DUE if after > span), look.at + DUE[0])
    return Standing(State.FAILING, since, looks, look, due)


def resting(since: datetime, last: datetime, now: datetime, most: timedelta) -> bool:
    """Whether a destination that has been well `since` then, and was `last` asked then, need not be asked yet.

    It rests for a quarter of the time that it has been well: a day at least, `most` at most. An hour is forgiven, so
    that a daily run stays a daily one.
    """
    wait = min(max((last - since) / 4, timedelta(days=1)), most)
    return now < last + wait - APART


def stranger(before: tuple[str, str], now: tuple[str, str], web: WebSigns | None = None) -> bool:
    """Whether somebody else lives at an address by now, by (title, language) as first met and as met today.

    Two signs: the titles have no word in common, and the new one speaks of sale or of casinos, or a public service of
    these parts speaks a language of quite other parts.
    """
    web = web or load_web()
    (old, lang), (new, spoken) = before, now
    if not old or not new or _words(old) & _words(new):
        return False
    if web.for_sale.search(new) or web.casino.search(new):
        return not web.casino.search(old)
    return lang in ("fi", "sv", "en", "ru") and spoken not in _NEAR


def _words(title: str) -> set[str]:
    return {word for word in re.findall(r"\w+", title.casefold()) if len(word) > 2}  # noqa: PLR2004 - "ja", "of"


class Whole(NamedTuple):
    """What is true of a host whatever the page: one fault, not fifty. `to` is the host to which it has moved."""

    down: bool = False
    to: str = ""


def whole(looks: Iterable[Look]) -> dict[str, Whole]:
    """The hosts that are down, or have moved to another domain for good with all their paths, by the latest looks.

    A single time-out or reset may be one slow page; a name that does not exist, or a door that is shut, is the host's.
    """
    troubled: dict[str, list[Look]] = {}
    sound: set[str] = set()
    for look in looks:
        if look.verdict.outcome is Outcome.OK:
            sound.add(host(look.url))
        elif look.verdict.outcome is not Outcome.UNCHECKED:
            troubled.setdefault(host(look.url), []).append(look)
    found: dict[str, Whole] = {}
    for name in troubled.keys() - sound:
        group = troubled[name]
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
