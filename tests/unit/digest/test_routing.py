import pytest

from monitor.digest.routing import Route, Routes, owner
from monitor.model import Family, Finding, Message, Severity, Zone

ROUTES = Routes(
    default="viestinta",
    site_owner="verkkotoimitus",
    admin="yllapito",
    routes=(
        Route(editor="neuvonta", paths=("/maahanmuuttajat/*",)),
        Route(editor="kotoutuminen", paths=("/maahanmuuttajat/kotoutuminen*",)),
        Route(editor="ruotsi", langs=("sv",)),
        Route(editor="venaja", paths=("/maahanmuuttajat/*",), langs=("ru",)),
        Route(editor="asiakaspalvelu", authors=("Asiakaspalvelun tiimi",)),
    ),
)


def finding(
    path: str = "/", *, lang: str = "fi", check: str = "phone-format", zone: Zone = Zone.MAIN, subject: str = "x"
) -> Finding:
    return Finding(
        check=check,
        family=Family.PHONE,
        severity=Severity.NOTE,
        page=f"https://kunta.example.fi{path}",
        subject=subject,
        quote="040 1234567",
        message=Message("phone-format.style"),
        lang=lang,
        zone=zone,
    )


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(finding("/kirjasto"), "viestinta", id="no route: the default owner"),
        pytest.param(finding("/maahanmuuttajat/neuvonta"), "neuvonta", id="path"),
        pytest.param(finding("/maahanmuuttajat/kotoutuminen/ohjelma"), "kotoutuminen", id="the most specific path"),
        pytest.param(finding("/maahanmuuttajat/%6beuvonta"), "neuvonta", id="escapes are resolved"),
        pytest.param(finding("/kirjasto", lang="sv"), "ruotsi", id="language alone"),
        pytest.param(finding("/maahanmuuttajat/x", lang="sv"), "neuvonta", id="a path is closer than a language"),
        pytest.param(finding("/maahanmuuttajat/x", lang="ru"), "venaja", id="same path, and the language"),
        pytest.param(finding("/maahanmuuttajat/x", zone=Zone.FOOTER), "verkkotoimitus", id="footer: the site owner"),
        pytest.param(finding("/maahanmuuttajat/x", zone=Zone.ASIDE), "neuvonta", id="a box of the page's own"),
        pytest.param(finding("/x", check="page-unreachable"), "yllapito", id="a page that does not answer"),
        pytest.param(
            finding("/x", check="link-certificate", subject="https://kunta.example.fi/y"),
            "yllapito",
            id="certificate of our own host",
        ),
        pytest.param(
            finding("/x", check="link-certificate", subject="https://toinen.example/"),
            "viestinta",
            id="certificate of another host: the link can be changed",
        ),
    ],
)
def test_owner(found: Finding, expected: str) -> None:
    assert owner(found, ROUTES) == expected


def test_what_the_caller_knows() -> None:
    found = finding("/maahanmuuttajat/x")
    assert owner(found, ROUTES, author="asiakaspalvelun TIIMI ") == "asiakaspalvelu"
    assert owner(found, ROUTES, author="Joku Muu") == "neuvonta"
    assert owner(found, ROUTES, everywhere=True) == "verkkotoimitus"
    assert owner(found, ROUTES, technical=True) == "yllapito"
    assert owner(found, ROUTES, technical=True, named="neuvonta") == "neuvonta"


def test_one_owner_is_enough() -> None:
    alone = Routes(default="viestinta")
    assert {owner(f, alone) for f in (finding(), finding(zone=Zone.HEADER), finding(check="page-unreachable"))} == {
        "viestinta"
    }
