"""A message id and its arguments become a sentence in the reader's language.

The catalogues are gettext files, `locale/<language>/<room>.po`, one for each room that speaks; ids are symbolic
(`phone-format.style`), so that English is a translation like the others. Sentences name their arguments in braces.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from monitor.model import Message
from monitor.model.finding import Argument

LANGUAGES = ("fi", "sv", "en", "ru")
FALLBACK = "en"

# The forms that the language guides of public bodies ask for: 1.9.2026, 1 September 2026, 01.09.2026.
DAY = {"fi": "d.M.y", "sv": "d.M.y", "en": "d MMMM y", "ru": "dd.MM.y"}


@lru_cache
def catalogue(lang: str) -> GNUTranslations:
    """All sentences of one language."""
    whole = Catalog(locale=lang)
    for path in sorted((Path(__file__).parent / "locale" / lang).glob("*.po")):
        with path.open("rb") as file:
            for entry in read_po(file, locale=lang):
                if entry.id:
                    whole.add(entry.id, entry.string)
    compiled = BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return GNUTranslations(compiled)


def day(when: date, lang: str) -> str:
    """A date as it is written in that language."""
    return format_date(when, DAY[lang], locale=lang)


def phrase(message: str, lang: str, args: Mapping[str, Argument] | None = None, count: int | None = None) -> str:
    """The sentence with this id. `count` picks the plural form and is offered as `{count}`.

    A language without catalogues is answered in English; an id that no catalogue has comes back as it is.
    """
    lang = lang if lang in LANGUAGES else FALLBACK
    words = catalogue(lang)
    text = words.gettext(message) if count is None else words.ngettext(message, message, count)
    values = {k: day(v, lang) if isinstance(v, date | datetime) else v for k, v in (args or {}).items()}
    if count is not None:
        values["count"] = count
    return text.format_map(values) if values else text


def say(message: Message, lang: str) -> str:
    """The message in the reader's language."""
    return phrase(message.id, lang, message.args, message.count)
