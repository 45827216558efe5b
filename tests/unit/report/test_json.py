"""The report for programs keeps to its contract."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from monitor.report import render
from monitor.report.json import schema
from tests.unit.report.sample import CLEAN, CONTACTS, ELSEWHERE, LINK, PAGE, PLAN, REPORT, STATUTE, hostile

CONTRACT = Draft202012Validator(schema())


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("report", [REPORT, CLEAN], ids=["full", "clean"])
def test_keeps_to_the_schema(report: object) -> None:
    assert report in (REPORT, CLEAN)
    assert (
        list(CONTRACT.iter_errors(json.loads(render(REPORT if report is REPORT else CLEAN, "json", lang="fi")))) == []
    )


def test_the_head() -> None:
    told = json.loads(render(REPORT, "json", lang="fi"))
    assert {key: told[key] for key in ("schema", "generated_at", "as_of", "conclusive", "coverage")} == {
        "schema": 1,
        "generated_at": "2026-11-24T06:30:00Z",
        "as_of": "2026-11-24",
        "conclusive": True,
        "coverage": {"pages_checked": 2, "pages_failed": 1, "links_checked": 9, "links_unchecked": 1},
    }


def test_mail_domains_that_could_not_be_checked() -> None:
    told = json.loads(render(replace(CLEAN, domains_unchecked=3), "json", lang="fi"))
    assert told["coverage"]["mail_domains_unchecked"] == 3
    assert list(CONTRACT.iter_errors(told)) == []


def test_a_finding() -> None:
    told = json.loads(render(REPORT, "json", lang="fi"))
    assert told["findings"][1] == {
        "check": "statute-repealed",
        "family": "statute",
        "severity": "warning",
        "fingerprint": STATUTE.fingerprint,
        "page": PAGE,
        "places": [
            {
                "page": PAGE,
                "quote": "1386/2010",
                "context": PLAN,
                "heading": "Kotouttaminen",
                "zone": "main",
                "fingerprint": STATUTE.fingerprint,
            }
        ],
        "lang": "fi",
        "subject": "1386/2010",
        "since": "2025-01-01",
        "quote": "1386/2010",
        "context": PLAN,
        "heading": "Kotouttaminen",
        "zone": "main",
        "message": "Laki 1386/2010 on kumottu lailla 681/2023.",
        "suggestion": "681/2023",
        "source": "https://www.finlex.fi/fi/lainsaadanto/2010/1386",
        "reasons": [
            {
                "check": "statute-repealed",
                "message": "Laki 1386/2010 on kumottu lailla 681/2023.",
                "source": "https://www.finlex.fi/fi/lainsaadanto/2010/1386",
                "since": None,
            },
            {"check": "term-superseded", "message": "Sama nimi on uudella lailla.", "source": "", "since": None},
        ],
        "state": "open",
        "confidence": 100,
    }


def test_a_finding_that_nothing_was_merged_into_is_its_own_reason() -> None:
    told = json.loads(render(REPORT, "json", lang="fi"))["findings"][2]
    assert told["reasons"] == [
        {
            "check": "programme-ended",
            "message": "Ohjelmakausi 2017-2020 on päättynyt 31.12.2020.",
            "source": "",
            "since": "2021-01-01",
        }
    ]


def test_places_and_links() -> None:
    told = json.loads(render(REPORT, "json", lang="fi"))
    assert [(place["page"], place["fingerprint"]) for place in told["findings"][3]["places"]] == [
        (CONTACTS, LINK.fingerprint),
        (PAGE, ELSEWHERE.fingerprint),
    ]
    assert told["links"][1] == {
        "page": None,
        "href": "http://example.fi/",
        "url": "http://example.fi/",
        "text": "",
        "verdict": "redirected",
        "reason": "moved",
        "standing": "",
        "status": 200,
        "final_url": "https://www.example.fi/",
        "hops": [{"url": "http://example.fi/", "status": 301, "location": "https://www.example.fi/"}],
    }


@given(st.text(st.characters(), min_size=1, max_size=30))
def test_hostile_words_come_through_as_they_are(words: str) -> None:
    text = render(hostile(words), "json", lang="en")
    told = json.loads(text.encode("utf-8"))
    assert list(CONTRACT.iter_errors(told)) == []
    if words.encode("utf-8", "ignore").decode() == words:
        assert told["findings"][0]["quote"] == words
