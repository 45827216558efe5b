"""Words and addresses from monitored pages, made harmless before they stand in a mail.

Everything fetched is hostile: a title may hold markup, line breaks that would end a header, direction controls that
turn a sentence around (Unicode Technical Report 36), or ten megabytes.
"""

import re
from urllib.parse import quote, urlsplit

# Controls (C0, C1), line and paragraph separators, everything that overrides direction, invisible tags, surrogates.
UNWANTED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]+"
)
SPACES = re.compile(r"\s+")
ADDRESS_LIMIT = 1000
# What may stand in an address as it is: reserved and unreserved characters of RFC 3986 but for the fragment's "#".
URL_SAFE = "%/:?[]@!$&()*+,;=-._~"
MAILBOX = re.compile(r"[A-Za-z0-9.!$&*+/=?^_{|}~-]{1,64}@(?=.{1,253}\Z)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\Z")


def clean(text: str, limit: int) -> str:
    """One line of at most `limit` characters, without controls; what was cut off is shown by an ellipsis."""
    head = text[: 4 * limit]
    line = SPACES.sub(" ", UNWANTED.sub(" ", head)).strip()
    if len(line) <= limit and len(head) == len(text):
        return line
    return line[: limit - 1].rstrip() + "…"


def fragment(text: str, limit: int) -> str:
    """As `clean`, for a part of a sentence: a space at its edges stays."""
    line = clean(text, limit)
    lead = " " if text[:1].isspace() and line else ""
    tail = " " if text[-1:].isspace() and line else ""
    return f"{lead}{line}{tail}"


def web_address(url: str) -> str:
    """The address as it may be linked from a mail, or "" where it is none: http or https, ASCII, not endless.

    The fragment is left off: mail filters that rewrite links turn "#" into "%23", and the page is not found then.
    """
    url = url.strip()
    if len(url) > ADDRESS_LIMIT:
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return ""
    whole = quote(url.partition("#")[0].encode("utf-8", "replace"), safe=URL_SAFE)
    return whole if len(whole) <= ADDRESS_LIMIT else ""


def host(url: str) -> str:
    """The host of an address that `web_address` let through."""
    return clean(urlsplit(url).netloc.rpartition("@")[2].removeprefix("www."), 80)


def is_mailbox(address: str) -> bool:
    """Whether it is a plain ASCII mail address: the only kind that goes into a header or an envelope."""
    return MAILBOX.match(address) is not None


def mailto(address: str, subject: str) -> str:
    """A link that opens a mail with its subject filled in (RFC 6068)."""
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject.encode('utf-8', 'replace'), safe='')}"
