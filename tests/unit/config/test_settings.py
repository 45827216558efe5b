"""A good file becomes settings; what can be meant but is worth a second look becomes a warning."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from monitor import config
from monitor.config.scope import area
from monitor.digest.cadence import Cadence, Rhythm
from monitor.digest.routing import Route, Routes
from monitor.errors import ConfigError, UsageError
from monitor.post import server_of

WHOLE = """
monitor:
  contact: web@example.fi
  admin: {email: admin@example.fi, language: en}
  database: /var/lib/monitor/freshness.db
  allow_networks: [10.20.0.0/16]
smtp:
  enabled: true
  host: mail.example.fi
  username: monitor
  from: monitor@example.fi
editors:
  - {name: Web team, email: web@example.fi, language: fi, cadence: daily, hour: 7}
  - {name: Svenska, email: svenska@example.fi, language: sv}
targets:
  - name: pages
    start: [https://www.example.fi/maahanmuutto]
    scope: {include: [/maahanmuutto, /maahanmuutto/, /sv/], exclude: ['*/arkisto/'], depth: 2, page_limit: 50}
    languages: [fi, sv]
    owners:
      - {editor: Svenska, path: /sv/, language: sv}
    default_owner: Web team
    site_owner: Svenska
    edit_url: https://cms.example.fi/edit?page={url}&slug={slug}&path={path}
    schedule: {cron: 30 5 * * mon-fri}
    checks:
      phone-format: off
      programme-ended: {days: 30}
    interval: 0.5
    links: own
    credentials:
      - {origin: https://www.example.fi, username: SITE_USER, password: SITE_PASSWORD}
"""
ENVIRON = {"MONITOR_SMTP_PASSWORD": "sesame", "SITE_USER": "me", "SITE_PASSWORD": "open", "HOME": "/root"}


@dataclass(frozen=True, slots=True)
class Sample:
    days: int = 10


@dataclass(frozen=True, slots=True)
class Other:
    pass


REGISTRY: dict[str, type[Sample | Other]] = {"phone-format": Other, "programme-ended": Sample, "date-passed": Other}


def whole() -> config.Settings:
    return config.parse(WHOLE, path=Path("/etc/monitor/targets.yaml"), environ=ENVIRON, checks=REGISTRY)


def warnings(text: str) -> list[str]:
    return [str(warning) for warning in config.parse(text, path=Path("t.yaml"), environ={}).warnings]


def test_a_whole_file_has_no_warnings() -> None:
    assert whole().warnings == ()


def test_paths_stand_beside_the_file_unless_written_in_full() -> None:
    settings = whole()
    assert settings.database == Path("/var/lib/monitor/freshness.db")
    assert settings.reports == Path("/etc/monitor/reports")
    assert config.parse(
        "targets: [{name: a, start: [https://example.fi/]}]", path=Path("/x/t.yaml"), environ={}
    ).database == Path("/x/freshness.db")


def test_secrets_come_from_the_environment_and_show_nowhere() -> None:
    settings = whole()
    assert settings.smtp_password is not None
    assert settings.smtp_password.get_secret_value() == "sesame"
    login = settings.logins(settings.targets[0])["https://www.example.fi"]
    assert (login.username, login.password.get_secret_value()) == ("me", "open")
    assert set(settings.secrets) == {"MONITOR_SMTP_PASSWORD", "SITE_USER", "SITE_PASSWORD"}
    assert not {"sesame", "'open'"} & set(repr(settings).replace("(", " ").replace(",", " ").split())
    assert "sesame" not in repr(settings)


def test_owners_become_the_routes_of_the_digest() -> None:
    settings = whole()
    assert settings.routes(settings.targets[0]) == Routes(
        default="Web team",
        site_owner="Svenska",
        routes=(Route(editor="Svenska", paths=("/sv/*",), langs=("sv",)),),
    )


def test_editors_have_their_hours() -> None:
    settings = whole()
    assert settings.cadence(settings.editor("Web team")) == Cadence(rhythm=Rhythm.DAILY, weekday=0, hour=7)
    assert settings.cadence(settings.editor("Svenska")) == Cadence(rhythm=Rhythm.WEEKLY, weekday=0, hour=8)


def test_the_admin_of_the_monitor_is_that_of_a_target_without_one() -> None:
    settings = whole()
    admin = settings.admin(settings.targets[0])
    assert admin is not None
    assert (admin.email, admin.language) == ("admin@example.fi", "en")


def test_checks_are_configured_or_off() -> None:
    settings = whole()
    assert settings.checks(settings.targets[0], REGISTRY) == (Sample(days=30), Other())


def test_checks_are_those_that_we_ship_unless_others_are_given() -> None:
    with pytest.raises(ConfigError) as caught:
        config.parse(GOOD + "    checks: {phone-fromat: off, phone-format: off}\n", path=Path("t.yaml"), environ={})
    assert str(caught.value) == (
        "t.yaml:4:14: targets[0].checks.phone-fromat: there is no such check. Did you mean phone-format?"
    )


@pytest.mark.parametrize(
    ("url", "inside"),
    [
        ("https://www.example.fi/maahanmuutto", True),
        ("http://www.example.fi/maahanmuutto/a", True),
        ("https://www.example.fi/sv/invandring", True),
        ("https://www.example.fi/maahanmuutto/arkisto/2017", False),
        ("https://www.example.fi/muu/sv/", False),
        ("https://other.example.fi/maahanmuutto", False),
    ],
)
def test_area(url: str, inside: bool) -> None:  # noqa: FBT001 - a row of the table
    assert whole().targets[0].area.covers(url) is inside


@pytest.mark.parametrize(
    ("pattern", "url", "inside"),
    [
        ("*/arkisto/", "https://www.example.fi/arkisto/1", True),
        ("*/arkisto/", "https://www.example.fi/a/arkisto/1", True),
        ("*/arkisto/", "https://www.example.fi.evil.example/arkisto/1", False),
        ("*haku*", "https://www.example.fi/a?haku=1", True),
        ("*haku*", "https://www.example.fi.evil.example/haku", False),
        ("re:[0-9]{4}$", "https://www.example.fi/2017", True),
        ("re:[0-9]{4}$", "https://evil.example/www.example.fi/2017", False),
        ("https://b.example.fi/", "https://b.example.fi/x", True),
    ],
)
def test_patterns_stay_on_the_hosts_of_the_target(pattern: str, url: str, inside: bool) -> None:  # noqa: FBT001 - a row
    scope = config.Scope(include=(pattern,))
    assert area(("https://www.example.fi/",), scope).covers(url) is inside


def test_edit_link() -> None:
    link = whole().targets[0].edit_link("https://www.example.fi/a/b?c=d")
    assert link == "https://cms.example.fi/edit?page=https%3A%2F%2Fwww.example.fi%2Fa%2Fb%3Fc%3Dd&slug=b&path=a/b"


@pytest.mark.parametrize("noun", ["target", "editor"])
def test_an_unknown_name_is_answered_with_the_nearest(noun: str) -> None:
    with pytest.raises(UsageError, match=f"There is no {noun} named pagse|There is no editor named Svensk"):
        whole().target("pagse") if noun == "target" else whole().editor("Svensk")


def test_our_own_machine_needs_no_contact() -> None:
    text = "targets:\n  - name: a\n    start: ['http://127.0.0.1:8000/']\n"
    assert warnings(text) == []


GOOD = "targets:\n  - name: a\n    start: [https://www.example.fi/]\n"
NO_CONTACT = "t.yaml:1:1: monitor.contact: no contact address, so nothing but loopback is fetched. "
DOUBLED = (
    "between 3 and 4 at night clocks are changed: this hour is left out once a year and comes twice. "
    "Choose another hour."
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(GOOD, NO_CONTACT + "Write where webmasters reach you.", id="no-contact"),
        pytest.param(
            "monitor: {contact: a@example.fi}\nsmtp: {enabled: true, from: a@example.fi, username: a}\n" + GOOD,
            "t.yaml:2:53: smtp.username: MONITOR_SMTP_PASSWORD is not set, so nobody can log in. Set it.",
            id="no-password",
        ),
        pytest.param(
            "monitor: {contact: a@example.fi}\n"
            "smtp: {enabled: true, from: a@example.fi, host: m.example.fi, username: a, tls: none}\n" + GOOD,
            "t.yaml:2:81: smtp.tls: the password would go over the network unencrypted. Write `tls: starttls`.",
            id="password-in-clear",
        ),
        pytest.param(
            "monitor: {contact: a@example.fi}\n" + GOOD + "    schedule: {cron: 0 3 * * mon}\n",
            f"t.yaml:5:22: targets[0].schedule.cron: {DOUBLED}",
            id="hour-3",
        ),
        pytest.param(
            "monitor: {contact: a@example.fi}\n" + GOOD + "    schedule: {cron: 0 1-4/2 * * mon}\n",
            f"t.yaml:5:22: targets[0].schedule.cron: {DOUBLED}",
            id="hour-3-in-a-range",
        ),
        pytest.param(
            "monitor: {contact: a@example.fi}\n"
            + GOOD
            + "    credentials: [{origin: https://www.example.fi, username: A, password: B}]\n",
            "t.yaml:5:62: targets[0].credentials[0].username: "
            "A is not set, so https://www.example.fi is asked without a password. Set it.",
            id="variable-not-set",
        ),
    ],
)
def test_warnings(text: str, message: str) -> None:
    assert message in warnings(text)[:1]


@pytest.mark.parametrize("cron", ["0 5 * * mon", "*/10 * * * sun", "0 4-6 1-7 jan mon"])
def test_schedules_without_a_warning(cron: str) -> None:
    assert warnings("monitor: {contact: a@example.fi}\n" + GOOD + f"    schedule: {{cron: '{cron}'}}\n") == []


def test_hour_3_is_quiet_where_clocks_stand_still() -> None:
    text = "monitor: {contact: a@example.fi}\n" + GOOD + "    schedule: {cron: 0 3 * * mon, timezone: UTC}\n"
    assert warnings(text) == []


def test_a_key_with_nothing_behind_it_counts_as_left_out() -> None:
    settings = config.parse("monitor:\nsmtp:\neditors:\n" + GOOD + "    owners:\n", path=Path("t.yaml"), environ={})
    assert settings.targets[0].owners == ()


def test_the_mail_server_is_given_its_time_and_its_certificates() -> None:
    text = "smtp: {host: mail.example.fi, timeout: 15, ca_file: ca.pem}\ntargets: [{name: a, start: [https://example.fi/]}]"
    server = server_of(config.parse(text, path=Path("/etc/monitor/targets.yaml"), environ={}))
    assert (server.timeout, server.ca_file) == (15, "/etc/monitor/ca.pem")
    assert server_of(whole()).ca_file == ""
