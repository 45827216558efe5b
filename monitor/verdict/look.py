"""One look judged. The statuses are those of RFC 9110; 999 is LinkedIn's refusal.

A wall, a login and a server that wants to be left alone say nothing of the page behind them. What may pass by itself is
never broken in a single look.
"""

import re
from functools import lru_cache
from hashlib import blake2b

from monitor import __version__
from monitor.knowledge.web import WebSigns, load_web
from monitor.model import BlockKind, FetchResult, Outcome, Page, Reason, Verdict
from monitor.urls import front, host, registrable

SHORT = 150  # words of main text below which a page has nothing of its own to say
ABOUT = 300  # words of main text from which a page that speaks of missing pages is about them
_LOUD = frozenset({BlockKind.HEADING, BlockKind.TITLE})
SHOWN = 80  # blocks in which a page shows what it is
LOOKED_AT = 20_000  # bytes of a body in which the signs of a wall stand
NOT_MODIFIED = 304
_NEAR = frozenset(
    ("", "fi", "sv", "en", "ru", "se", "smn", "sms", "et", "no", "nb", "nn", "da", "is", "de", "fr", "uk")
)  # spoken in these parts, or unknown
OK = Verdict(Outcome.OK)
_UNCHECKED = frozenset({
    Reason.PRIVATE_ADDRESS, Reason.NOT_ASKED, Reason.INVALID_URL, Reason.UNSUPPORTED_SCHEME, Reason.ROBOTS,
    Reason.BUDGET, Reason.NOT_DUE, Reason.NOT_CONCLUSIVE,
})  # fmt: skip
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


def glimpse(page: Page) -> Page:
    """As much of a page as a look is judged by: of one with much to say, its beginning at most."""
    words, shown = page.main_words, page.occurrences
    if words >= ABOUT:
        shown = shown[:SHOWN] if load_web().casino.search(page.title) else ()
    return page._replace(occurrences=shown, links=(), ids=frozenset(), words=words)


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
    text = " ".join(o.block.text for o in page.occurrences[:SHOWN] if o.kind not in _LOUD)
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
    text = " ".join(o.block.text for o in page.occurrences[:SHOWN])
    return len(web.casino.findall(text)) >= 5  # noqa: PLR2004 - a page about gambling help names it less, and links on


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
