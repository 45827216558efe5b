"""The HTML part: one template, its styles set inline for mail programs that drop style sheets."""

from functools import lru_cache
from pathlib import Path

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from monitor.digest.view import View
from monitor.wording import phrase

INLINER = css_inline.CSSInliner(load_remote_stylesheets=False)


@lru_cache
def template() -> Template:
    """The compiled template; everything that is put into it is escaped."""
    rooms = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return rooms.get_template("letter.html")


def write_html(view: View) -> str:
    """The letter as a whole HTML document."""

    def words(message: str, **args: str | int) -> str:
        return phrase(f"digest.{message}", view.lang, args)

    return f"{INLINER.inline(template().render(letter=view, words=words))}\n"
