"""The formats for spreadsheets, merge requests and pipelines."""

import csv
import json
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped
from markdown_it import MarkdownIt

from monitor.model import Listed, Report
from monitor.report import Position, render
from tests.unit.report.sample import CLEAN, CONTACTS, LINK, PAGE, PHONE, PLAN, REPORT, STATUTE, hostile

HOSTILE = st.text(min_size=1, max_size=30)


def table(report: Report) -> list[dict[str, str]]:
    text = render(report, "csv", lang="en")
    assert text.startswith("\ufeffseverity,check,page,")
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


def test_csv_has_a_row_for_each_place() -> None:
    rows = table(REPORT)
    assert [(row["severity"], row["check"], row["page"]) for row in rows] == [
        ("Error", "link-broken", CONTACTS),
        ("Error", "link-broken", PAGE),
        ("Warning", "programme-ended", PAGE),
        ("Warning", "statute-repealed", PAGE),
        ("Note", "phone-format", CONTACTS),
    ]
    assert rows[3] == {
        "severity": "Warning",
        "check": "statute-repealed",
        "page": PAGE,
        "heading": "Kotouttaminen",
        "quote": "1386/2010",
        "context": PLAN,
        "message": "Laki 1386/2010 on kumottu lailla 681/2023.",
        "suggestion": "681/2023",
        "source": "https://www.finlex.fi/fi/lainsaadanto/2010/1386",
        "since": "2025-01-01",
        "state": "still open",
        "lang": "fi",
        "fingerprint": STATUTE.fingerprint,
    }


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("040 123 4567", "040 123 4567"),
        ("a=1", "a=1"),
        ("=1+1", "'=1+1"),
        ("+358 40 123 4567", "'+358 40 123 4567"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r\n=1", "'=1"),
        ("＝1", "'＝1"),
    ],
)
def test_csv_holds_no_formula(words: str, cell: str) -> None:
    (row,) = table(hostile(words))
    assert (row["quote"], row["suggestion"]) == (cell, cell)


@given(HOSTILE)
def test_csv_stays_a_table(words: str) -> None:
    (row,) = table(hostile(words))
    assert not row["heading"].startswith(("=", "+", "-", "@", "\t"))
    assert None not in row


def sarif(report: Report, **positions: Position) -> dict[str, Any]:
    by_place = {LINK.fingerprint: positions["link"]} if positions else None
    told: dict[str, Any] = json.loads(render(report, "sarif", lang="en", positions=by_place))
    return told


def test_sarif_names_the_page_where_there_is_no_file() -> None:
    run = sarif(REPORT)["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["link-broken", "phone-format", "programme-ended", "statute-repealed"]
    assert rules[0] == {
        "id": "link-broken",
        "shortDescription": {"text": "link-broken"},
        "fullDescription": {"text": "Readers are misled or stranded now."},
        "help": {"text": "monitor explain link-broken"},
        "defaultConfiguration": {"level": "error"},
    }
    assert run["results"][3] == {
        "ruleId": "statute-repealed",
        "ruleIndex": 3,
        "level": "warning",
        "message": {
            "text": "“Etelä-Karjalan kotouttamisohjelma 2017-2020 perustuu lakiin kotoutumisen edistämisestä "
            f"(»1386/2010«).”: Laki 1386/2010 on kumottu lailla 681/2023. Write instead: 681/2023 ({PAGE})"
        },
        "locations": [{"logicalLocations": [{"fullyQualifiedName": PAGE, "kind": "resource"}]}],
        "partialFingerprints": {"monitorFingerprint/v1": STATUTE.fingerprint},
    }


def test_sarif_points_into_files() -> None:
    results = sarif(REPORT, link=Position("site/yhteys tiedot.html", 12, 7))["runs"][0]["results"]
    assert results[0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "site/yhteys%20tiedot.html"},
        "region": {"startLine": 12, "startColumn": 7},
    }


@pytest.mark.parametrize(
    ("page", "uri"),
    [("site/index.html", "site/index.html"), ("file:///srv/a%20b/index.html", "/srv/a%20b/index.html")],
    ids=["path", "file-address"],
)
def test_sarif_takes_a_page_that_is_a_file_as_one(page: str, uri: str) -> None:
    file = replace(PHONE, page=page)
    (result,) = sarif(replace(REPORT, findings=(Listed(file, (file,)),)))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}


def test_sarif_without_findings() -> None:
    assert sarif(CLEAN)["runs"][0]["results"] == []


def junit(report: Report) -> JUnitXml:
    return JUnitXml.fromstring(render(report, "junit", lang="en").encode())


def test_junit_is_read_back_by_another_reader() -> None:
    (suite,) = junit(REPORT)
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (8, 4, 1, 0)
    assert [(case.classname, case.name, [type(r) for r in case.result]) for case in suite] == [
        ("page", PAGE, []),
        ("page", CONTACTS, []),
        ("page", "https://www.example.fi/rikki", [Error]),
        ("link-broken", PAGE, [Failure]),
        ("link-broken", CONTACTS, [Failure]),
        ("phone-format", CONTACTS, []),
        ("programme-ended", PAGE, [Failure]),
        ("statute-repealed", PAGE, [Failure]),
    ]


def test_junit_skips_what_is_known() -> None:
    (suite,) = junit(replace(REPORT, findings=(Listed(LINK, (LINK,), "known"),), pages=()))
    (case,) = suite
    assert [(type(r), r.message) for r in case.result] == [(Skipped, "known before")]
    assert "Linkin takana ei ole enää sivua (404)." in str(case.system_out)


@given(HOSTILE | st.sampled_from(["\x07", "\x00", "\ufffe", "]]>", "<failure/>"]))
def test_junit_is_always_xml(words: str) -> None:
    (suite,) = junit(hostile(words))
    assert suite.tests == 3


def test_github_commands() -> None:
    lines = render(
        REPORT, "github", lang="en", positions={PHONE.fingerprint: Position("site/a,b.html", 3, 5)}
    ).splitlines()
    assert lines[0] == f"::error title=link-broken::“»Lomakkeet«”: Linkin takana ei ole enää sivua (404). ({CONTACTS})"
    assert lines[4:] == [
        (
            "::notice file=site/a%2Cb.html,line=3,col=5,title=phone-format::“Neuvonta: »040 1234567« arkisin.”: "
            "Puhelinnumeron ryhmittely poikkeaa suosituksesta. Write instead: 040 123 4567"
        ),
        "1 error, 2 warnings, 1 note. 2 of 3 pages checked. 9 of 10 links checked.",
    ]


@given(HOSTILE | st.sampled_from(["\n::stop-commands::x", "%0A::error::x", "\r::set-env name=A::b"]))
def test_github_commands_stay_on_their_lines(words: str) -> None:
    lines = render(hostile(words), "github", lang="en").split("\n")
    assert [line[:9] for line in lines] == ["::notice ", "1 note. 0", ""]
    assert "\r" not in lines[0]


def test_gitlab_entries() -> None:
    told = json.loads(render(REPORT, "gitlab", lang="en"))
    assert len({entry["fingerprint"] for entry in told}) == len(told) == 5
    assert told[4] == {
        "description": "“Neuvonta: »040 1234567« arkisin.”: Puhelinnumeron ryhmittely poikkeaa suosituksesta. "
        "Write instead: 040 123 4567",
        "check_name": "phone-format",
        "fingerprint": PHONE.fingerprint,
        "severity": "info",
        "location": {"path": CONTACTS, "lines": {"begin": 1}},
    }


def test_markdown_in_swedish() -> None:
    assert render(replace(REPORT, findings=REPORT.findings[1:2]), "markdown", lang="sv") == (
        "# Granskning av sidor\n\n**1 varning**\n\n"
        "2 av 3 sidor granskade. 9 av 10 länkar granskade. Bedömt enligt läget 24.11.2026.\n\n"
        f"## [Maahanmuuttajapalvelut](<{PAGE}>)\n\n"
        "- **Varning** (öppen) `statute-repealed`: Etelä-Karjalan kotouttamisohjelma 2017-2020 perustuu lakiin "
        "kotoutumisen edistämisestä (**1386/2010**).\n"
        "  - Rubrik: Kotouttaminen\n"
        "  - Varför: Laki 1386/2010 on kumottu lailla 681/2023. (Källa: "
        "[https://www.finlex.fi/fi/lainsaadanto/2010/1386](<https://www.finlex.fi/fi/lainsaadanto/2010/1386>))\n"
        "  - Varför: Sama nimi on uudella lailla.\n"
        "  - Skriv i stället: 681/2023\n\n"
        "## 1 sida kunde inte granskas\n\n"
        "- [https://www.example.fi/rikki](<https://www.example.fi/rikki>) (serverfel)\n\n"
        "Maskinen vet inte om någon svarar i telefonen eller om personen fortfarande har samma uppgift.\n"
    )


@given(HOSTILE | st.sampled_from(["![x](http://evil.example/)", "<b>", "](http://evil.example)", "a\n# b", "`", "**"]))
def test_markdown_of_a_page_is_never_markup(words: str) -> None:
    tokens = MarkdownIt().parse(render(hostile(words), "markdown", lang="en"))
    inline = [child for token in tokens for child in token.children or []]
    kinds = {child.type for child in inline} | {token.type for token in tokens}
    assert kinds & {"image", "html_inline", "html_block", "fence", "code_block", "hr"} == set()
    links = [str(child.attrs["href"]) for child in inline if child.type == "link_open"]
    assert all(link.startswith(("https://www.example.fi/", words.strip()[:4])) for link in links)
    assert sum(token.type == "heading_open" for token in tokens) == 3
