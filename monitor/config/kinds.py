"""The kinds of values a configuration holds, each with the sentence that says what to write instead."""

import ipaddress
import re
import string
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from monitor import urls

Language = Literal["fi", "sv", "en", "ru"]
Cadence = Literal["daily", "weekly", "when-new"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

PARTS = frozenset({"url", "path", "slug"})


def wrong(sentence: str, hint: str) -> PydanticCustomError:
    """An error of pydantic that carries our own sentence and what to write instead."""
    return PydanticCustomError("wrong", "{sentence}", {"sentence": sentence, "hint": hint})


def _pattern(text: str) -> str:
    if not text.startswith(("re:", "/", "*", *urls.WEB)):
        hint = f"Begin with / for a path, https:// for an address, or re: for a regular expression: /{text}."
        raise wrong(f"'{text}' is no pattern: it would fit nothing.", hint)
    if text.startswith("re:"):
        try:
            re.compile(text[3:])
        except re.error as error:
            at = f" at character {error.pos + 1}" if error.pos is not None else ""
            sentence = f"'{text[3:]}' is not a regular expression: {error.msg}{at}."
            raise wrong(sentence, r"Put a backslash before . ? + * ( ) [ ] that are meant as they are.") from None
    return text


def _path(text: str) -> str:
    if not text.startswith(("/", "*")):
        hint = f"Begin with /, such as /{text.partition('//')[2].partition('/')[2] or text}."
        raise wrong(f"'{text}' is no path.", hint)
    return text


def _mailbox(text: str) -> str:
    if not re.fullmatch(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\.]+", text):
        raise wrong(f"'{text}' is not an e-mail address.", "Write one address, such as web@example.fi.")
    return text


def _address(text: str) -> str:
    known = urls.canonical(text)
    if "@" in text.partition("//")[2].partition("/")[0]:
        # The value itself is not repeated: it may hold a password.
        hint = "Write the address without them, and name environment variables under credentials."
        raise wrong("a user name or password does not belong in an address.", hint)
    if not urls.host(known):
        hint = "Write it in full, such as https://www.example.fi/maahanmuutto."
        raise wrong(f"'{text}' is not an address of a page.", hint)
    return known


def _origin(text: str) -> str:
    known = urls.origin(_address(text))
    if urls.canonical(text) != f"{known}/":
        raise wrong(f"'{text}' is more than an origin: scheme and host.", f"Write {known}.")
    return known


def _proxy(text: str) -> str:
    if "@" in text:
        hint = "Write the address of the proxy without a name and a password."
        raise wrong("a password does not belong in a file.", hint)
    return urls.origin(_address(text))


def _contact(text: str) -> str:
    if text:
        try:
            return _mailbox(text)
        except PydanticCustomError:
            pass
        try:
            return _address(text)
        except PydanticCustomError:
            hint = "Write an e-mail address or the address of a page, such as web@example.fi."
            raise wrong(f"'{text}' is no way to reach you.", hint) from None
    return text


def _host(text: str) -> str:
    if not re.fullmatch(r"[^\s/:@?#]+(:\d+)?", text):
        raise wrong(f"'{text}' is not a host.", "Write the name alone, such as www.example.fi, without https://.")
    return text.lower()


def _network(text: str) -> str:
    try:
        return str(ipaddress.ip_network(text))
    except ValueError:
        raise wrong(f"'{text}' is not a network.", "Write it as address/bits, such as 10.20.0.0/16.") from None


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _zone(text: str) -> str:
    try:
        return ZoneInfo(text).key
    except (ValueError, OSError, KeyError):
        near = get_close_matches(text, sorted(_zones()), 1) or ["Europe/Helsinki"]
        raise wrong(f"there is no time zone '{text}'.", f"Write {near[0]}.") from None


def _agent(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", text):
        raise wrong(
            f"'{text}' cannot be the name of a crawler.", "Write one word of letters, digits, hyphens (RFC 9309)."
        )
    return text


def _variable(text: str) -> str:
    if not re.fullmatch(r"[A-Z_][A-Z0-9_]*", text):
        # Somebody may have written the secret itself: it is not repeated.
        raise wrong(
            "this is not the name of an environment variable.", "Write its name, such as EXTRANET_PASSWORD, no secret."
        )
    return text


def _template(text: str) -> str:
    try:
        parsed = [part[1:] for part in string.Formatter().parse(text) if part[1] is not None]
        names = {"?" if spec or conversion else name for name, spec, conversion in parsed}
    except ValueError:
        names = {"?"}
    if not names or names - PARTS:
        raise wrong(
            f"'{text}' is not a pattern of an edit address.", "Use {url}, {path} or {slug} where the page is to stand."
        )
    _address(text.format(url="u", path="p", slug="s"))
    return text


Pattern = Annotated[str, AfterValidator(_pattern)]
PathPattern = Annotated[str, AfterValidator(_path)]
Mailbox = Annotated[str, AfterValidator(_mailbox)]
Address = Annotated[str, AfterValidator(_address)]
Origin = Annotated[str, AfterValidator(_origin)]
Proxy = Annotated[str, AfterValidator(_proxy)]
Contact = Annotated[str, AfterValidator(_contact)]
Host = Annotated[str, AfterValidator(_host)]
Network = Annotated[str, AfterValidator(_network)]
Zone = Annotated[str, AfterValidator(_zone)]
Agent = Annotated[str, AfterValidator(_agent)]
Variable = Annotated[str, AfterValidator(_variable)]
Template = Annotated[str, AfterValidator(_template)]
