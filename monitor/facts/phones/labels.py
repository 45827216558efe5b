"""The words that announce a number, in four languages."""

import re

FAR = 40  # characters before a number in which the words begin that announce or disown it

_PHONE = (
    r"puh(?:elin(?:numero\w*|nro|vaihde)?|elime\w+)?|matkapuhelin\w*|gsm|vaihde\w*|faksi?|fax"
    r"|tfn|tel|telefon(?:nummer|nr|växel)?|mobil(?:nummer|telefon)?|växeln?|phone(?: number)?|telephone(?: number)?"
    r"|mobile(?: phone)?|cell|switchboard|whatsapp"
    r"|тел|телефон\w*|моб|мобильный|факс|коммутатор"
)
EXTENSIONS = r"alanro|alanumero|sisäpuhelin|sisänumero|anknytning|ankn|ext|extension|доб|добавочный"
CONJUNCTIONS = "tai|ja|eller|och|or|and|или|и"
_URGENT = (
    r"hätänumero\w*|hätäkesku\w+|poliisi\w*|palvelunumero\w*|nödnum\w+|nödcentral\w*|polis(?:en|ens)?"
    r"|emergency(?: number| services)?|police|экстренн\w+(?: вызов\w*| номер\w*)?|полиц\w+"
)
_JOINED = r"nro|numero|nr|no|on|is|är|номер"
_GLUE = rf"[.:]{{0,2}} {{0,2}}(?:\([^\d()]{{2,20}}\) )?(?:(?:{_JOINED})[.:]? )?\(?\Z"

ANNOUNCED = re.compile(rf"(?<!\w)(?:{_PHONE}|{EXTENSIONS}|{_URGENT}|[pт]\.){_GLUE}", re.IGNORECASE)
# The word that stands last in whatever announces a number.
LAST_WORDS = rf"{_PHONE}|{EXTENSIONS}|{_URGENT}|{_JOINED}|[pт]|phone|number|services|вызов\w*|номер\w*"
EXTENSION = re.compile(rf"(?:{EXTENSIONS})[.:]{{0,2}} {{0,2}}\Z", re.IGNORECASE)
PAGE_OR_VOLUME = re.compile(r"[pт]\.", re.IGNORECASE)  # "p. 12", "т. 5" are pages and volumes as well

SHORT_CUE = re.compile(
    r"hätä|soit[at]|numeroon|numerosta|päivysty|auttava|kriisi|rikosuhri|puhelin|puh\."
    r"|nöd|(?<!\w)ring|larm|jour|brottsoffer|telefon|tfn"
    r"|emergenc|(?<!\w)call|dial|helpline|phone|hotline"
    r"|экстренн|звон|телефон|тел\.|скор|помощ|номер",
    re.IGNORECASE,
)
ALARM_CUE = re.compile(r"hätä|poliisi|nöd|(?<!\w)polis|larm|emergenc|police|экстренн|полиц|звон", re.IGNORECASE)
AFTER_ALARM = re.compile(r"[^\w]{1,3}(?:\w+ ){0,3}(?:hätä|nöd|emergenc|экстренн)", re.IGNORECASE)

TRAILING_EXTENSION = re.compile(rf"[,;]? ?\(?(?:{EXTENSIONS})[.:]? ?(\d{{2,5}})(?!\d)", re.IGNORECASE)
PLACEHOLDER = re.compile(
    rf"(?<!\w)(?:{_PHONE})[.:]{{0,2}} {{1,2}}(?=[\d +-]{{0,12}}xx)(\+?[\dx]+(?:[ -][\dx]+){{0,8}})(?!\w)", re.IGNORECASE
)
