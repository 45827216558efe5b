"""Which groups of a run make one number, and where the next one begins."""

import re
from typing import NamedTuple

from monitor.facts.phones import labels
from monitor.facts.phones.numbering import Reading, read, series
from monitor.facts.phones.runs import LONGEST, Group
from monitor.model import NumberKind

_LEAST = 7  # digits of a number that no label announces
_LEAST_UNPARTED = 9
_LONGEST_LANDLINE = 10  # digits of an 03 number
_DASHES = ("-", "–", "—", "/")
_LISTED = re.compile(rf"(?:, ?| (?:{labels.CONJUNCTIONS}) )[-–]?([1-9]\d{{2,3}})(?!\w)(?![.:/–-]? ?\d)")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")


class Chosen(NamedTuple):
    """How many groups were used, what they reach, where it all ends, and further numbers told by their ends only."""

    used: int
    reading: Reading
    end: int
    also: tuple[str, ...] = ()


def choose(text: str, parts: tuple[Group, ...], label: str, lang: str) -> Chosen | None:
    """The number that begins with the first group; None where none does.

    The longest chain that is a number wins, unless a shorter one is followed by another number or by its sibling's
    end. After a label, and after a plus sign, digits that reach nobody are chosen as well, with their doubt.
    """
    rest = parts[:LONGEST]
    whole = read(dialled(rest))
    spelt_out = rest[0].digits == "0358" and sum(len(part.digits) for part in rest) > _LONGEST_LANDLINE
    if whole.doubt == "country-zero" and (label or rest[0].plus or spelt_out):
        return Chosen(len(rest), whole, rest[-1].end)
    best = None
    for stop in range(1, min(len(parts), LONGEST) + 1):
        reading = _reading(text, parts[:stop], label)
        if reading.doubt or (best and len(parts[stop - 1].digits) == 1):
            continue
        if with_ends := _with_ends(text, parts, stop, reading):
            return with_ends
        best = Chosen(stop, reading, parts[stop - 1].end)
        if stop < len(parts) and _begins_number(text, parts[stop:]):
            return best
    if best and not (label and _runs_on(text, parts[best.used :])):
        return best
    if label:
        claimed = _claims(text, rest, label, whole)
    else:
        claimed = _finnish(rest) or _plain(text, rest, whole) or (lang == "ru" and whole.doubt == "russian-domestic")
    return Chosen(len(rest), whole, rest[-1].end) if claimed else None


def dialled(parts: tuple[Group, ...]) -> str:
    """The digits in a row, after a plus sign where one leads them; without the (0) that nobody dials."""
    first, *rest = parts
    digits = first.digits + "".join(part.digits for part in rest if not (part.bracketed and part.digits == "0"))
    return "+" + digits if parts[0].plus else digits


def _reading(text: str, parts: tuple[Group, ...], label: str) -> Reading:
    """What these groups reach; without a label or a plus sign they must also look like a phone number."""
    reading = read(dialled(parts))
    if reading.doubt or label or parts[0].plus or _looks_dialled(text, parts):
        return reading
    return Reading(doubt="no-such-number")


def _looks_dialled(text: str, parts: tuple[Group, ...]) -> bool:
    first, start, end = parts[0], parts[0].start, parts[-1].end
    row = series(first.digits)
    coded = first.digits.startswith("00") or first.digits in ("358", "8")
    landline = row if row and row.kind is NumberKind.LANDLINE else None
    if len(parts) == 1:
        inside_word = text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()
        fits = len(first.digits) >= _LEAST_UNPARTED and not (inside_word or landline)
    else:
        pairs = len(parts) > 2 and all(len(part.digits) == 2 for part in parts)  # noqa: PLR2004
        split = (
            landline and "-" in text[start:end] and first.digits != landline.prefix
        )  # 091-045-12 is a plan or a plot
        fits = sum(len(part.digits) for part in parts) >= _LEAST and not (pairs or split or "." in text[start:end])
    return fits and (coded or row is not None) and text[start - 1 : start] not in ("_", "#", "=", "-", "/")


def _finnish(parts: tuple[Group, ...]) -> bool:
    """Whether +358 leads digits enough to be meant as a number."""
    digits = dialled(parts)
    return digits.startswith("+") and digits[1:].lstrip("0").startswith("358") and len(digits) >= _LEAST


def _begins_number(text: str, parts: tuple[Group, ...]) -> bool:
    if not parts[0].digits.startswith("0") or parts[0].bracketed:
        return False
    return any(not _reading(text, parts[:stop], "").doubt for stop in range(1, min(len(parts), LONGEST) + 1))


def _with_ends(text: str, parts: tuple[Group, ...], stop: int, first: Reading) -> Chosen | None:
    """The number with the ends of its siblings: "–4568", "/68", ", 4568"."""
    last, end = parts[stop - 1], parts[stop - 1].end
    if first.e164 is None:
        return None
    if stop == len(parts) - 1 and text[end : parts[stop].start].strip() in _DASHES:
        tail = parts[stop].digits
        if _follows(last.digits, tail):
            return Chosen(stop + 1, first, parts[stop].end, (first.e164[: -len(tail)] + tail,))
    if stop < len(parts):
        return None
    also: list[str] = []
    while (listed := _LISTED.match(text, end)) and _is_sibling(last.digits, listed[1]):
        also.append(first.e164[: -len(listed[1])] + listed[1])
        end = listed.end()
    return Chosen(stop, first, end, tuple(also)) if also else None


def _is_sibling(digits: str, tail: str) -> bool:
    """Whether a listed end is that of a sibling: four digits that are no year, or three that are near."""
    if len(tail) > len(digits) or _YEAR.match(tail):
        return False
    return len(tail) == 4 or abs(int(tail) - int(digits[-3:])) < 100  # noqa: PLR2004


def _follows(digits: str, tail: str) -> bool:
    size = len(tail)
    return 2 <= size <= min(4, len(digits)) and 0 < int(tail) - int(digits[-size:]) < 100  # noqa: PLR2004


def _runs_on(text: str, rest: tuple[Group, ...]) -> bool:
    """Whether a few digits more follow that belong to nothing else: "040 1234 567 89", "040 123 4567 99 88"."""
    sizes = [len(part.digits) for part in rest]
    if not sizes or len(sizes) > 2 or max(sizes) > 3 or sum(sizes) > 4:  # noqa: PLR2004
        return False
    return not text[rest[-1].end : rest[-1].end + 2].strip()[:1].isalnum()


def _plain(text: str, parts: tuple[Group, ...], whole: Reading) -> bool:
    """Whether a number that nothing announces is plainly one although its length is wrong: "040 123 45678"."""
    row = series(parts[0].digits)
    spaced = text[parts[0].start : parts[-1].end].replace(" ", "").isdigit()
    mobile = whole.kind is NumberKind.MOBILE and row is not None and row.prefix == parts[0].digits
    return bool(whole.e164) and mobile and spaced and len(parts) > 1


def _claims(text: str, parts: tuple[Group, ...], label: str, whole: Reading) -> bool:
    """Whether a label and digits claim to be a number although none can be read."""
    if labels.EXTENSION.search(label):
        return True
    digits = dialled(parts)
    if digits[0] in "0+":
        return len(digits) > 2  # noqa: PLR2004
    if labels.PAGE_OR_VOLUME.match(label) or (len(parts) == 1 and _YEAR.match(digits)):
        return False
    abbreviated = "." in label or ":" in label
    counted = re.match(r" [^\W\d]{3,}", text[parts[-1].end : parts[-1].end + 5])
    return abbreviated or (whole.doubt != "too-short" and not counted)
