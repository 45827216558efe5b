"""The text part: written by hand, of the same worth as the HTML part, 72 columns, addresses unbroken."""

from collections.abc import Iterator
from textwrap import wrap

from monitor.digest.view import Line, OnPage, Other, Point, Quote, Section, View
from monitor.wording import phrase

COLUMNS = 72
NO_BREAK = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " "})


def write_text(view: View) -> str:
    """The letter as plain text with line feeds, without no-break spaces."""
    return "\n".join(_letter(view)).translate(NO_BREAK) + "\n"


def _letter(view: View) -> Iterator[str]:
    yield from _fold(view.title)
    yield from _fold(view.summary)
    yield ""
    yield from _fold(" ".join(view.coverage))
    for section in view.sections:
        yield from _section(section, view.lang)
    if view.watch:
        name = phrase("digest.section.watch", view.lang)
        yield from ("", "", name.upper(), "-" * len(name), "")
        for line in view.watch:
            yield from _fold(f"- {line}", "  ", first="")
    yield ""
    yield "-- "  # readers of mail grey what follows (RFC 3676)
    for sentence in view.footer:
        yield from _fold(sentence)
    yield from _fold(f"{view.unsubscribe}: {view.contact}")


def _section(section: Section, lang: str) -> Iterator[str]:
    yield from ("", "", section.name.upper(), "-" * len(section.name))
    for page in section.pages:
        yield from _page(page, lang)
    if section.lines:
        yield ""
    for line in section.lines:
        yield from _line(line)
    if section.more:
        yield from ("", section.more)


def _page(page: OnPage, lang: str) -> Iterator[str]:
    yield ""
    yield from _fold(page.title)
    if page.url:
        yield page.url
    for point in page.points:
        yield from _point(point, lang)
    if page.edit_url:
        yield ""
        yield from _fold(f"{phrase('digest.edit', lang)}: {page.edit_url}", "   ")


def _point(point: Point, lang: str) -> Iterator[str]:
    first, *rest = (*([point.heading] if point.heading else []), *map(_sentence, point.quotes))
    yield ""
    yield from _fold(f"{point.number}. {first}", "   ", first="")
    for sentence in rest:
        yield from _fold(sentence, "   ")
    label = f"{phrase('digest.why', lang)}: "
    for why in point.why:
        yield from _fold(f"{label}{why.sentence}", "   ")
        if why.source:
            yield from _fold(f"{phrase('digest.source', lang)}: {why.url or why.source}", "   ")
        label = ""
    if point.suggestion:
        yield from _fold(f"{phrase('digest.write', lang)}: {point.suggestion}", "   ")
    for other in point.others:
        yield from _other(other, lang)
    if point.more:
        yield f"   {point.more}"
    yield from _fold(point.note, "   ")
    if point.places:
        yield f"   {phrase('digest.also-on', lang)}:"
        yield from (f"   {place.url}" for place in point.places)
    yield from (f"   {command}" for command in point.commands)


def _other(other: Other, lang: str) -> Iterator[str]:
    if other.link:
        yield f"   {phrase('digest.also-on', lang)}:"
        yield f"   {other.link.url}"
    yield from _fold(_sentence(other.quote), "   ")
    yield from _fold(f"{phrase('digest.why', lang)}: {other.why}", "   ")
    if other.suggestion:
        yield from _fold(f"{phrase('digest.write', lang)}: {other.suggestion}", "   ")


def _sentence(quote: Quote) -> str:
    return f'"{quote.before}>>{quote.marked}<<{quote.after}"'


def _line(line: Line) -> Iterator[str]:
    note = f" ({line.note})" if line.note else ""
    yield from _fold(f'- {line.title} · {line.subject}: "{line.quote}"{note}', "  ", first="")
    if line.url:
        yield f"  {line.url}"


def _fold(text: str, indent: str = "", *, first: str | None = None) -> Iterator[str]:
    lead = indent if first is None else first
    yield from wrap(
        text,
        COLUMNS,
        initial_indent=lead,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
