"""The verdict of a link: of addresses that are not asked for, and of the place on the page that it leads to."""

import re
from collections.abc import Collection
from urllib.parse import unquote

from monitor.model import Outcome, Reason, Verdict
from monitor.urls import WEB
from monitor.verdict.standing import GOOD

OK = Verdict(Outcome.OK)
_SILENT_SCHEMES = frozenset({"mailto", "tel", "javascript", "data", "about", "blob"})
_MAILBOX = re.compile(r"[^@\s<>]+@[^@\s<>]+|[^@<>]*<[^@\s<>]+@[^@\s<>]+>")
_HIDDEN_AT = re.compile(r"[(\[{]\s?(?:at|ät|miukumauku)\s?[)\]}]", re.IGNORECASE)  # scripts put it right in browsers


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
