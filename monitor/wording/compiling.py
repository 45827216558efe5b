"""The catalogues that people write, compiled into the file of each language that the monitor reads.

`python -m monitor.wording.compiling` writes the files anew after a change of a catalogue; a test holds them together.
"""

from datetime import UTC, datetime
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from monitor.wording import LANGUAGES, LOCALE

ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)  # a catalogue names a day; the same sentences are to make the same file


def compiled(lang: str) -> bytes:
    """All sentences of one language, as gettext reads them."""
    whole = Catalog(locale=lang, creation_date=ALWAYS, revision_date=ALWAYS)
    for path in sorted((LOCALE / lang).glob("*.po")):
        with path.open("rb") as file:
            for entry in read_po(file, locale=lang):
                if entry.id:
                    whole.add(entry.id, entry.string)
    written = BytesIO()
    write_mo(written, whole)
    return written.getvalue()


if __name__ == "__main__":
    for language in LANGUAGES:
        (LOCALE / language / "compiled.mo").write_bytes(compiled(language))
