"""A message id and its arguments become a sentence in the reader's language.

The catalogues are gettext files, `locale/<language>/<room>.po`, one for each room that speaks; ids are symbolic
(`phone-format.style`), so that English is a translation like the others. Sentences name their arguments in braces.
What is read here is compiled from them (see `compiling`), because reading them takes longer than judging a page.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from gettext import GNUTranslations
from pathlib import Path

from monitor.model import Message
from monitor.model.finding import Argument

LANGUAGES = ("fi", "sv", "en", "ru")
FALLBACK = "en"
LOCALE = Path(__file__).parent / "locale"

# The forms that the language guides of public bodies ask for: 1.9.2026, 1 September 2026, 01.09.2026.
DAY = {
    "fi": "{day}.{month}.{year}",
    "sv": "{day}.{month}.{year}",
    "en": "{day} {name} {year}",
    "ru": "{day:02}.{month:02}.{year}",
}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@lru_cache
def catalogue(lang: str) -> GNUTranslations:
    """All sentences of one language."""
    with (LOCALE / lang / "compiled.mo").open("rb") as file:
        return GNUTranslations(file)


def day(when: date, lang: str) -> str:
    """A date as it is written in that language."""
    return DAY[lang].format(day=when.day, month=when.month, year=when.year, name=MONTHS[when.month - 1])


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
