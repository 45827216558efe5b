"""The Finnish numbering plan, and what a string of digits reaches.

Series and lengths: Traficom's numbering regulation as told on the authorities' public pages, and the examples of the
Finnish language guide (kielitoimistonohjepankki.fi/ohje/puhelinnumerot). The last word on whether a number can exist
has Google's libphonenumber, which is loaded when the first candidate is met.
"""

from functools import lru_cache
from typing import NamedTuple

from monitor.model import NumberKind

COUNTRY = "+358"
EMERGENCY = "112"
SHORT = frozenset({EMERGENCY, "116000", "116006", "116111", "116117", "116123"})
RETIRED = frozenset({"10022", "10023", "000"})  # police and alarm before 112
RUSSIAN_DIGITS = 11  # 8 and ten digits


class Series(NamedTuple):
    """Numbers that begin alike: `least` and `most` digits in all, the leading zero counted."""

    prefix: str
    kind: NumberKind
    least: int
    most: int
    own_word: bool = False  # the guide or the authority knows it although the library does not


class Reading(NamedTuple):
    """What digits reach. `doubt` says why no number, or not the number meant, is reached; "" where all is well."""

    e164: str | None = None
    kind: NumberKind = NumberKind.UNKNOWN
    doubt: str = ""
    national: str = ""  # Finnish digits with the leading zero


def _plan() -> dict[str, Series]:
    mobile, land, business = NumberKind.MOBILE, NumberKind.LANDLINE, NumberKind.BUSINESS
    rows = [
        Series("0800", NumberKind.FREEPHONE, 8, 11, own_word=True),
        Series("0600", NumberKind.PREMIUM, 9, 11, own_word=True),
        Series("0700", NumberKind.PREMIUM, 9, 11, own_word=True),
        *(Series(p, NumberKind.SERVICE, 8, 9) for p in ("0100", "0200", "0300")),
        Series("0202", NumberKind.SERVICE, 6, 8),
        Series("0400", mobile, 9, 10),
        Series("0500", mobile, 9, 10),
        Series("0457", mobile, 10, 11),
        Series("050", mobile, 9, 10),
        *(Series(f"04{n}", mobile, 10, 10) for n in range(9)),
        Series("0494", mobile, 8, 11),
        Series("029", business, 9, 10),
        *(Series(p, business, 7, 10) for p in ("010", "020", "030", "039", "071")),
        *(Series(p, business, 7, 11, own_word=True) for p in ("073", "075")),
        *(Series(f"01{n}", land, 6, 10) for n in range(3, 10)),
        *(Series(f"0{n}", land, 6, 10) for n in (2, 3, 5, 6, 8, 9)),
    ]
    return {row.prefix: row for row in rows}


PLAN = _plan()


def series(national: str) -> Series | None:
    """The series of a number with its leading zero; None where Finland has none."""
    for length in (4, 3, 2):
        found = PLAN.get(national[:length])
        # 0200, 0300 and 0100 are short; longer numbers that begin so are 020, 030 and 010 numbers.
        if found and not (found.kind is NumberKind.SERVICE and len(national) > found.most):
            return found
    return None


@lru_cache(maxsize=4096)
def read(dialled: str) -> Reading:
    """What "+", exit codes and digits reach from Finland. `dialled` is digits, perhaps after one "+"."""
    if (country := _after_country_code(dialled)) is not None:
        return _with_country(country)
    if dialled in SHORT:
        return Reading(kind=NumberKind.SHORT)
    if dialled in RETIRED:
        return Reading(doubt="retired")
    if dialled.startswith(("+", "00")):
        return _abroad(dialled)
    return _national(dialled) if dialled.startswith("0") else _without_zero(dialled)


def _after_country_code(dialled: str) -> str | None:
    """What follows +358, 00358, 8 10 358 or a 358 that lost its plus sign; None where there is no country code."""
    for code in ("+358", "00358", "810358"):
        if dialled.startswith(code):
            return dialled[len(code) :]
    if dialled.startswith("358") and len(dialled) >= 10:  # noqa: PLR2004
        return dialled[3:]
    return None


def _with_country(rest: str) -> Reading:
    if rest in SHORT or rest in RETIRED:
        return Reading(doubt="short-with-country", kind=NumberKind.SHORT, national=rest)
    return _national(rest if rest.startswith("0") else "0" + rest)


def _country_with_zero(dialled: str) -> Reading:
    """0358 and +0358: nothing answers there, but the number meant can be read."""
    meant = _with_country(dialled.lstrip("+0").removeprefix("358"))
    return Reading(doubt="country-zero", national=meant.national)


def _abroad(dialled: str) -> Reading:
    if dialled.startswith("+0") and dialled.lstrip("+0").startswith(COUNTRY[1:]):
        return _country_with_zero(dialled)
    number = dialled if dialled.startswith("+") else "+" + dialled[2:]
    if not number.strip("+0"):
        return Reading(doubt="placeholder")
    return Reading(number, NumberKind.FOREIGN) if _valid(number) else Reading(doubt="no-such-number")


def _national(digits: str) -> Reading:
    if digits.startswith("0358") and len(digits) > 10:  # noqa: PLR2004
        return _country_with_zero(digits)
    row = series(digits)
    if _is_placeholder(digits, row):
        return Reading(doubt="placeholder")
    if row is None:
        return Reading(doubt="no-such-series")
    e164 = COUNTRY + digits[1:]
    real = row.own_word or _valid(e164)
    if len(digits) < row.least:
        near = real and row.kind is NumberKind.MOBILE and len(digits) == row.least - 1
        return Reading(e164, row.kind, "too-short", digits) if near else Reading(doubt="too-short", national=digits)
    if len(digits) > row.most:
        return Reading(e164, row.kind, "too-long", digits) if real else Reading(doubt="too-long", national=digits)
    return Reading(e164, row.kind, "", digits) if real else Reading(doubt="no-such-number")


def _is_placeholder(digits: str, row: Series | None) -> bool:
    code = len(row.prefix) if row else 1
    return not digits[code:].strip("0") or (len(digits) > 5 and not digits[3:].strip("0"))  # noqa: PLR2004


def _without_zero(digits: str) -> Reading:
    """Digits that begin with neither zero nor plus: a Russian domestic number, a local one, an extension."""
    if digits.startswith("8") and len(digits) == RUSSIAN_DIGITS:
        return Reading(doubt="russian-domestic")
    meant = _national("0" + digits)
    if meant.kind is NumberKind.MOBILE and not meant.doubt and len(digits) > 8:  # noqa: PLR2004
        return meant._replace(doubt="zero-missing")
    if len(digits) > 8:  # noqa: PLR2004
        return Reading(doubt="too-long")
    if len(digits) < 4:  # noqa: PLR2004
        return Reading(doubt="too-short")
    return Reading(doubt="extension-only" if len(digits) == 4 else "area-missing")  # noqa: PLR2004


def _valid(number: str) -> bool:
    import phonenumbers  # noqa: PLC0415  loaded with the first candidate: most pages' blocks never need it

    try:
        return bool(phonenumbers.is_valid_number(phonenumbers.parse(number)))
    except phonenumbers.NumberParseException:
        return False


@lru_cache(maxsize=512)
def spaced(number: str) -> str:
    """A foreign number in groups parted by spaces, as ITU-T E.123 writes it."""
    import phonenumbers  # noqa: PLC0415  as above

    form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(phonenumbers.parse(number), form)).replace("-", " ")
