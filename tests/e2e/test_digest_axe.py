"""The HTML of a digest in a real browser: axe finds nothing, in light and dark, on a phone and on a desk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from monitor.digest import Letter, compose
from tests.unit.digest.letters import SENDER, admins, letter

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM.exists(), "Chromium is missing: ./run test installs it (apt-get install chromium)."
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.parametrize("lang", ["fi", "sv", "en", "ru"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 800])
@pytest.mark.parametrize("written", [letter, admins], ids=["editor", "admin"])
def test_no_violation(browser: Browser, lang: str, scheme: str, width: int, written: Callable[[str], Letter]) -> None:
    html = compose(written(lang), SENDER).html
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.set_content(html)
    found = Axe().run(page, options={"rules": {"target-size": {"enabled": True}}})
    sideways = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    context.close()
    assert (found.violations_count, sideways) == (0, False), found.generate_report()
