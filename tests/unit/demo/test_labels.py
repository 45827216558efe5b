"""The labels of the test pages keep their word: every quote stands on its page, in the words around it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.unit.demo.words import words

SITES = Path(__file__).parents[2] / "site"
TWELVE: dict[str, Any] = YAML(typ="safe").load(SITES / "twelve" / "labels.yaml")
IMMIGRANT: dict[str, Any] = YAML(typ="safe").load(SITES / "immigrant" / "truth.yaml")
PAGES = [pytest.param(page, id=page["file"]) for page in TWELVE["pages"]]
SEVERITIES = {"error", "warning", "note"}


@pytest.mark.parametrize("page", PAGES)
def test_what_an_editor_would_keep_stands_there(page: dict[str, Any]) -> None:
    text = words(SITES / "twelve" / page["file"])
    assert [one["quote"] for one in page["keep"] if one["quote"] not in text or not one["why"]] == []
    assert all(one.get("turns", date.max) > TWELVE["as_of"] for one in page["keep"])


@pytest.mark.parametrize("page", PAGES)
def test_what_an_editor_would_mend_stands_there_once(page: dict[str, Any]) -> None:
    text = words(SITES / "twelve" / page["file"])
    marked = page["flag"] + page["may"]
    assert [one["near"] for one in marked if text.count(one["near"]) != 1 or one["quote"] not in one["near"]] == []
    assert all(
        one["least"] in SEVERITIES and (one.get("from", one["since"]) or date.min) <= TWELVE["as_of"]
        for one in page["flag"]
    )


def test_three_pages_in_each_of_four_languages() -> None:
    files = sorted(page["file"] for page in TWELVE["pages"])
    assert files == sorted(path.name for path in (SITES / "twelve").glob("*.html"))
    assert [sum(page["lang"] == lang for page in TWELVE["pages"]) for lang in ("fi", "sv", "en", "ru")] == [3, 3, 3, 3]


@pytest.mark.parametrize("kind", ["silent", "may_find", "find"])
def test_the_immigrant_page_holds_what_its_truth_says(kind: str) -> None:
    text = words(SITES / "immigrant" / "page.html")
    assert [one["quote"] for one in IMMIGRANT[kind] if one["quote"] not in text] == []
    assert [one["near"] for one in IMMIGRANT[kind] if "near" in one and one["near"] not in text] == []


def test_only_the_programme_goes_in_the_second_state() -> None:
    before = (SITES / "immigrant" / "page.html").read_text(encoding="utf-8").splitlines()
    after = (SITES / "immigrant" / "second" / "page.html").read_text(encoding="utf-8").splitlines()
    gone = [line for line in before if line not in after]
    assert (len(gone), after) == (1, [line for line in before if line != gone[0]])
    assert "kotouttamisohjelma 2017-2020" in gone[0]
