"""What is written in digits and is no phone number.

Two kinds: shapes (a date, a business id, an account number) are blanked before anything is read, words such as
*viitenumero* or *dnro* disown the digits right after them. No shape begins in the middle of a spaced number, so a
phone number that follows its label is never eaten.
"""

import re

from monitor.facts.phones.labels import FAR

_DASH = "[-–—]"
_YEAR = r"(?:19|20)\d\d"
_ALONE = r"(?<![\d+])(?<!\d[ /.–—-])"  # not inside a longer number
_END = r"(?!\d)(?![ –—-]\d)"
COUNTED = (
    r"euro|EUR|eur\b|henk|asuk|asiakas|hlö|kpl|invånare|person|people|inhabitants|residents|users|жител|человек|евро"
)

_SHAPES = re.compile(
    "(?=[0-9])(?:"
    + "|".join(
        (
            rf"{_ALONE}\d{{1,2}}\. ?\d{{1,2}}\.(?: ?{_YEAR}(?!\d)|\d\d(?!\d)|(?! ?\d))",  # 1.9.2026, 1.9.26, 1.9.
            rf"{_ALONE}{_YEAR}-\d\d-\d\d(?!\d)",
            rf"{_ALONE}\d{{1,2}}/\d{{1,2}}/{_YEAR}(?!\d)",
            rf"{_ALONE}\d{{1,2}}[.:]\d\d(?: ?{_DASH} ?\d{{1,2}}(?:[.:]\d\d)?)?(?![\d.])(?!-\d)",  # 9.00–15.00
            rf"{_ALONE}\d{{1,2}} ?{_DASH} ?\d{{1,2}}(?:[.:]\d\d)?(?![\d.–-])(?! \d)",  # 9–15
            rf"{_ALONE}[012]\d[0-5]\d ?{_DASH} ?[012]\d[0-5]\d{_END}",  # 0800–1600
            rf"{_ALONE}[012]\d[0-5]\d(?:[,;]? [012]\d[0-5]\d){{2,}}{_END}",  # 0635 0735 0835
            rf"{_ALONE}{_YEAR} ?{_DASH} ?(?:{_YEAR}|\d\d){_END}",
            rf"{_ALONE}\d{{1,4}}/{_YEAR}(?!\d)(?! \d)",  # 681/2023
            rf"{_ALONE}{_YEAR}/\d{{1,4}}(?!\d)",  # 2018/1724
            r"(?<![\d-])\d{7}-\d(?![\d-])",  # business id
            r"(?<![\d+])0037\d{8,13}(?!\d)",  # e-invoice address: 0037 and the business id
            r"(?<!\d)[0-3]\d[01]\d{3}[-+A]\d{3}[\dA-Z]\b",  # personal identity code
            rf"{_ALONE}\d{{1,3}}-\d{{1,3}}-\d{{4}}-\d{{4}}(?!\d)",  # property id
            rf"{_ALONE}\d{{1,3}}-\d{{1,3}}-(?:\d-\d{{1,4}}|\d{{1,4}}-\d)(?![\d-])",  # the same without its zeros
            rf"{_ALONE}\d{{2,3}}-{_YEAR}-\d{{1,5}}(?!\d)",  # diary number
            r"(?<=\b[A-Z]{2} )\d{5}-\d{4}(?!\d)",  # a post code of the United States: MA 02110-1301
            rf"{_ALONE}\d{{5}}(?= [A-ZÅÄÖА-Я][\w-]{{2}})",  # postal code and town
            r"(?<!\d)\d{1,12},\d+",
            rf"(?<![\w+])(?<!\d )\d{{1,3}}(?: \d{{3}}){{0,4}}(?: ?€| (?:{COUNTED}))",
        )
    )
    + ")"
)
_ACCOUNTS = re.compile(
    r"[A-Z](?<!\w[A-Z])[A-Z](?:\d\d(?: ?\d{4}){3,7}(?: ?\d{1,4})?| ?\d{8})(?!\d)"
)  # IBAN, VAT number
_ADDRESSES = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+")

_DISOWNING = (
    r"dnro|dno|drno|dnr|diaari\w*|diarie\w*|(?:asia|viite|tili|rekisteri|hanke|projekti|sopimus|kohde|asiakas|jäsen"
    r"|hakemus|lasku|tilaus|erä|sarja|tuote|kortti|posti|kirjaamo)numero\w*|viite|\w*tunnus|\w*tunniste|\w*beteckning"
    r"|\w*koodi"
    r"|(?:asema)?kaava|detaljplan|versio\w*|version|isbn|issn|doi|iban|ean|tili|ovt|verkkolasku\w*|lomake|pl|pb"
    r"|p\.? ?o\.? ?box|box|fo-?nummer|org\.? ?nr|konto\w*|referens\w*"
    r"|(?:kund|register|projekt|avtals|medlems|order|faktura|post)nummer|reference(?: (?:number|no))?|ref"
    r"|(?:business|case|customer|vat|project|grant|contract|agreement|membership|registration|account|order|student)"
    r" (?:id|number|no)|id|code|order|invoice|код|сч[её]т|№|инн|индекс|регистрационный номер"
    r"|номер (?:дела|сч[её]та|заказа|проекта|договора|заявки)|sivu\w*|sid(?:an|a)?|s|page|pages|pp|с|стр|huone|room"
    r"|rum|а/я"
)
DISOWNED = re.compile(rf"(?<!\w)(?:{_DISOWNING})[.:]{{0,2}} ?(?:(?:on|is|är|nro|no|nr)[.:]? )?\(?\Z", re.IGNORECASE)
# The word that stands last in whatever disowns the digits after it.
LAST_WORDS = rf"{_DISOWNING}|box|id|number|no|on|is|är|nro|nr|заказа|дела|сч[её]та|проекта|договора|заявки|номер"

_BLANK = "\x00"


def blank(text: str) -> str:
    """The text with everything that has the shape of something else blanked; offsets stay."""
    text = _SHAPES.sub(_blanked, _ACCOUNTS.sub(_blanked, text))
    return _ADDRESSES.sub(_blanked, text) if "@" in text or "www." in text or "://" in text else text


def _blanked(shape: re.Match[str]) -> str:
    return _BLANK * len(shape[0])


def disowned(text: str, start: int) -> bool:
    """Whether the words right before `start` say that a reference, an account or a page number follows."""
    return DISOWNED.search(text, max(0, start - FAR), start) is not None
