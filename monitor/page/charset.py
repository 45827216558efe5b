"""Bytes to text, as a reader's browser would, and a little more forgiving.

The order: byte order mark, HTTP header, `meta` in the first 1024 bytes (WHATWG HTML, section 13.2.3.2). Beyond the
standard, bytes that are strictly UTF-8 and not plain ASCII are UTF-8 whatever `meta` says, because templates lie and
accident does not produce UTF-8; and Cyrillic that nothing declares is told by where its letters lie.
"""

import codecs
import re
from typing import Final

_LABEL: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.IGNORECASE)
_HEADER: Final = re.compile(r"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.IGNORECASE)
_XML: Final = re.compile(rb"""^\s{0,9}<\?xml[^>]{0,99}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{2,40})""")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN: Final = re.compile(  # never codecs such as unicode_escape, which are no encodings of pages
    r"utf-?8|utf-?16(?:-?[lb]e)?|iso-?8859-\d+|windows-125\d|cp125\d|cp866|ibm866|koi8-[ru]|mac-(?:roman|cyrillic)"
    r"|gb2312|gbk|gb18030|big5|euc-(?:jp|kr)|shift_jis|iso-2022-jp"
)
_AS_BROWSERS: Final = {  # WHATWG Encoding Standard, section 4.2
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "latin1": "windows-1252",
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "iso-8859-9": "windows-1254",
    "x-cp1251": "windows-1251",
    "win-1251": "windows-1251",
    "gb2312": "gb18030",
    "x-sjis": "shift_jis",
}
_HEAD: Final = 1024
_SAMPLE: Final = 65_536
_RUNS: Final = re.compile(rb"[\x80-\xff]{3,}")  # Cyrillic words; ä and ö stand among plain letters


def decode(body: bytes, content_type: str = "") -> str:
    """The text of the page; never raises, wrong bytes become U+FFFD."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    header = _HEADER.search(content_type)
    declared = _codec(header[1]) if header else ""
    if declared:
        return _lenient(body, declared)
    text = _utf8(body)
    if text is not None:
        return text
    return _lenient(body, _meta(body) or _guess(body))


def _codec(label: str) -> str:
    """The Python name of an encoding, "" for what no page is written in."""
    name = label.strip().lower()
    name = _AS_BROWSERS.get(name, name)
    return name if _KNOWN.fullmatch(name) else ""


def _meta(body: bytes) -> str:
    found = _LABEL.search(body[:_HEAD]) or _XML.match(body[:_HEAD])
    name = _codec(found[1].decode("ascii", "replace")) if found else ""
    return "utf-8" if name.startswith("utf") else name  # a page that could be read this far is not UTF-16


def _utf8(body: bytes) -> str | None:
    """Strictly UTF-8, but for a last character that the size limit may have cut."""
    try:
        text, used = codecs.utf_8_decode(body, "strict", False)  # noqa: FBT003 - positional in the codec interface
    except UnicodeDecodeError:
        return None
    return None if used < len(body) and text.isascii() else text  # one odd byte at the end is no evidence


def _lenient(body: bytes, name: str) -> str:
    try:
        return body.decode(name, "replace")
    except (LookupError, UnicodeError):
        return body.decode("utf-8", "replace")


def _guess(body: bytes) -> str:
    """An encoding for bytes that declare none and are not UTF-8."""
    if body[:_HEAD:2].count(0) * 4 > len(body[:_HEAD]):
        return "utf-16-be"
    if body[1:_HEAD:2].count(0) * 4 > len(body[:_HEAD]):
        return "utf-16-le"
    sample = body[:_SAMPLE]
    high = len(sample.translate(None, bytes(range(0x80))))
    if high and 2 * sum(map(len, _RUNS.findall(sample))) > high:
        small_1251 = sum(byte >= 0xE0 for byte in sample)  # noqa: PLR2004 - а to я in windows-1251
        small_koi8 = sum(0xC0 <= byte < 0xE0 for byte in sample)  # noqa: PLR2004 - the same letters in KOI8-R
        return "windows-1251" if small_1251 >= small_koi8 else "koi8-r"
    from bs4.dammit import EncodingDetector, UnicodeDammit  # noqa: PLC0415 - 60 ms that declared pages never pay

    if EncodingDetector.find_declared_encoding(sample, is_html=True):
        return UnicodeDammit(sample, is_html=True).original_encoding or "windows-1252"
    return "windows-1252"
