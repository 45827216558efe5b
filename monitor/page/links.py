"""Every attribute that leads somewhere, and what it leads to."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from monitor.urls import resolve

Attributes = Mapping[str, str | None]

_PLAIN: Final[dict[str, tuple[str, ...]]] = {
    "a": ("href",),
    "area": ("href",),
    "audio": ("src",),
    "button": ("formaction",),
    "embed": ("src",),
    "form": ("action",),
    "frame": ("src",),
    "iframe": ("src",),
    "img": ("src",),
    "input": ("src", "formaction"),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src",),
    "track": ("src",),
    "video": ("src", "poster"),
}
_SETS: Final = {"img": "srcset", "source": "srcset", "link": "imagesrcset"}
LINKING: Final = frozenset((*_PLAIN, "meta"))
PLACED: Final = frozenset(("a", "area", "embed", "img"))  # a reader meets these in the text
_MAY_BE_EMPTY: Final = frozenset(("a", "area"))  # "" is the page itself

_HINTS: Final = frozenset(("preconnect", "dns-prefetch"))  # names of hosts, not addresses of documents
_IGNORED: Final = re.compile(r"(?:javascript|data|about|blob|vbscript):", re.IGNORECASE)
_AS_WRITTEN: Final = re.compile(r"(?:mailto|tel|sms|callto|geo|skype|whatsapp):", re.IGNORECASE)
_STYLE_URL: Final = re.compile(r"""url\(\s{0,9}(?:"([^"]*)"|'([^']*)'|([^()"'\s]{0,4000}))\s{0,9}\)""", re.IGNORECASE)
_REFRESH: Final = re.compile(
    r"""\s*[\d.]*\s*[;,\s]\s*(?:url\s*=\s*)?(?:"([^"]*)"?|'([^']*)'?|(.*))""", re.IGNORECASE | re.DOTALL
)
_BREAKS: Final = str.maketrans("", "", "\t\n\r")
_EDGES: Final = "".join(map(chr, range(0x21)))


def addresses(tag: str, attributes: Attributes) -> Iterator[tuple[str, str]]:
    """Attribute and address, as written, of every link that an element holds."""
    if tag == "link" and _HINTS.intersection((attributes.get("rel") or "").lower().split()):
        return
    for attribute in _PLAIN.get(tag, ()):
        href = attributes.get(attribute)
        if href is None:
            if attribute not in attributes or tag not in _MAY_BE_EMPTY:
                continue
            href = ""
        if (href.strip(_EDGES) or tag in _MAY_BE_EMPTY) and not leads_nowhere(href):
            yield "post" if tag == "form" and _posts(attributes) else attribute, href
    if tag in _SETS:
        yield from (
            (_SETS[tag], href) for href in candidates(attributes.get(_SETS[tag]) or "") if not leads_nowhere(href)
        )
    if tag == "meta" and (attributes.get("http-equiv") or "").strip().lower() == "refresh":
        yield from (("content", href) for href in _refresh(attributes.get("content") or "") if not leads_nowhere(href))
    style = attributes.get("style")
    if style and "url" in style.lower():
        yield from (("style", href) for href in _style(style) if not leads_nowhere(href))


def _posts(attributes: Attributes) -> bool:
    """Whether a form sends what was written into it: such an address must not be asked for without."""
    return (attributes.get("method") or "").strip().lower() in ("post", "dialog")


def candidates(srcset: str) -> Iterator[str]:
    """The addresses of a srcset (WHATWG HTML, section 4.8.4.3.10): commas end them only beside white space."""
    place = 0
    while (found := _CANDIDATE.search(srcset, place)) is not None:
        href = found[0].rstrip(",")
        place = found.end()
        if href == found[0]:
            comma = srcset.find(",", place)
            place = len(srcset) if comma < 0 else comma + 1
        if href:
            yield href


_CANDIDATE: Final = re.compile(r"[^\s,]\S*")


def _style(style: str) -> Iterator[str]:
    for found in _STYLE_URL.finditer(style):
        href = found[1] or found[2] or found[3]
        if href and not href.startswith("#"):  # a part of the page's own drawing
            yield href


def _refresh(content: str) -> Iterator[str]:
    found = _REFRESH.match(content)
    href = (found[1] or found[2] or found[3] or "").strip() if found else ""
    if href and not href.replace(".", "").isdigit():
        yield href


def leads_nowhere(href: str) -> bool:
    """Whether an address leads nowhere that could be asked for: scripts, inline bytes, about:blank."""
    if ":" not in href:
        return False
    return _IGNORED.match(href.strip(_EDGES).translate(_BREAKS)) is not None


def ground(url: str, base: str | None) -> str:
    """What relative links of the page are relative to; a base that is no web address is ignored, as by browsers."""
    if base is None or leads_nowhere(base):
        return url
    return resolve(url, base)[0] or url


def target(href: str, base: str) -> tuple[str, str]:
    """What a link will be asked for by, and its fragment; addresses that no one resolves stay as they are written."""
    if ":" in href and _AS_WRITTEN.match(href.lstrip(_EDGES)):
        return href.strip(_EDGES).translate(_BREAKS), ""
    return resolve(base, href)
