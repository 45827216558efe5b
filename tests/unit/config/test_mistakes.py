"""Bad files, with the whole message: where it stands, what is wrong, what to write instead."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import config
from monitor.errors import ConfigError
from tests.unit.config.bad import CHECKS, GOOD, TARGET, mistakes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "1:1: this file is empty. Run `monitor init` to write one to begin with.", id="empty"),
        pytest.param("# x\n", "1:1: this file is empty. Run `monitor init` to write one to begin with.", id="comments"),
        pytest.param(
            "- a\n",
            "1:1: this must be keys with values.",
            id="a-list",
        ),
        pytest.param(
            "a: [1\nb: 2\n",
            "2:2: this is not YAML: expected ',' or ']', but got ':'. Indent with spaces and close every bracket.",
            id="syntax",
        ),
        pytest.param(
            "a:\n\tb: 1\n",
            "2:1: this is not YAML: found character '\\t' that cannot start any token. "
            "Indent with spaces and close every bracket.",
            id="tab",
        ),
        pytest.param(
            TARGET + "scope: {include: [*/x/]}\n",
            "4:23: this is not YAML: found undefined alias '/x/'. Put text that begins with * or & in quotes.",
            id="star-without-quotes",
        ),
        pytest.param(
            "a: \x07\n",
            "1:1: this cannot be read as YAML. Save it as UTF-8 text without control characters.",
            id="control-character",
        ),
        pytest.param(
            "monitor: {}\n",
            "1:1: targets: this key is missing. "
            "Write for example `targets: [{name: pages, start: [https://www.example.fi/maahanmuutto]}]`.",
            id="no-targets",
        ),
        pytest.param(
            "targets: []\n",
            "1:10: targets: this must not be empty. "
            "Write for example `targets: [{name: pages, start: [https://www.example.fi/maahanmuutto]}]`.",
            id="empty-targets",
        ),
        pytest.param(GOOD + "tragets: []\n", "2:1: tragets: there is no such key. Did you mean targets?", id="unknown"),
        pytest.param(
            GOOD + "zzz: 1\n",
            "2:1: zzz: there is no such key. There are monitor, smtp, editors, targets.",
            id="unknown-and-far",
        ),
        pytest.param(
            TARGET + "scope: {exlude: []}\n",
            "4:13: targets[0].scope.exlude: there is no such key. Did you mean exclude?",
            id="unknown-inside",
        ),
        pytest.param(
            GOOD + "monitor: {user-agent: x}\n",
            "2:11: monitor.user-agent: there is no such key. Did you mean user_agent?",
            id="hyphen-for-underscore",
        ),
        pytest.param(
            GOOD + "monitor:\n  timezone: UTC\n  timezone: UTC\n",
            "4:3: monitor.timezone: this key stands here a second time; the first is in line 3. Keep one of them.",
            id="double-key",
        ),
        pytest.param(
            GOOD + "monitor: {contact: 0295333200}\n",
            "2:20: monitor.contact: YAML reads this as a number, and drops the zeros before it. "
            'Write it in quotes: "0295333200".',
            id="unquoted-phone-number",
        ),
        pytest.param(
            GOOD + "monitor: {contact: true}\n",
            '2:20: monitor.contact: YAML does not read true as text. Write it in quotes: "true".',
            id="unquoted-word",
        ),
        pytest.param(
            GOOD + "monitor: {contact: [a]}\n",
            "2:20: monitor.contact: this must be text. Write it behind the colon.",
            id="a-list-for-text",
        ),
        pytest.param(
            GOOD + "monitor: {contact: somewhere}\n",
            "2:20: monitor.contact: 'somewhere' is no way to reach you. "
            "Write an e-mail address or the address of a page, such as web@example.fi.",
            id="contact",
        ),
        pytest.param(
            GOOD + "monitor: {timezone: Europe/Helsinky}\n",
            "2:21: monitor.timezone: there is no time zone 'Europe/Helsinky'. Write Europe/Helsinki.",
            id="time-zone",
        ),
        pytest.param(
            GOOD + "monitor: {timezone: ../etc}\n",
            "2:21: monitor.timezone: there is no time zone '../etc'. Write Europe/Helsinki.",
            id="time-zone-path",
        ),
        pytest.param(
            GOOD + "monitor: {allow_networks: [10.0.0.1/8]}\n",
            "2:28: monitor.allow_networks[0]: '10.0.0.1/8' is not a network. "
            "Write it as address/bits, such as 10.20.0.0/16.",
            id="network",
        ),
        pytest.param(
            GOOD + "monitor: {user_agent: my crawler}\n",
            "2:23: monitor.user_agent: 'my crawler' cannot be the name of a crawler. "
            "Write one word of letters, digits, hyphens (RFC 9309).",
            id="user-agent",
        ),
        pytest.param(
            GOOD + "monitor: {proxy: 'http://me:sesame@p.example.fi'}\n",
            "2:18: monitor.proxy: a password does not belong in a file. "
            "Write the address of the proxy without a name and a password.",
            id="proxy-password",
        ),
        pytest.param(
            GOOD + "monitor: {admin: {email: a@example.fi}}\n",
            "2:18: monitor.admin.language: this key is missing. Write for example `language: fi`.",
            id="admin-without-language",
        ),
        pytest.param(
            GOOD + "smtp: {password: sesame}\n",
            "2:8: smtp.password: a password does not belong in a file. "
            "Delete this line and set the environment variable MONITOR_SMTP_PASSWORD.",
            id="smtp-password",
        ),
        pytest.param(
            GOOD + "smtp: {enabled: true}\n",
            "2:17: smtp.enabled: mail is on, but from is missing. Write `from: monitor@example.fi` with your domain.",
            id="mail-without-sender",
        ),
        pytest.param(
            GOOD + "smtp: {enabled: maybe}\n",
            "2:17: smtp.enabled: this must be true or false. Write for example `enabled: false`.",
            id="not-a-truth",
        ),
        pytest.param(
            GOOD + "smtp: {tls: ssl}\n",
            "2:13: smtp.tls: 'ssl' cannot stand here. Write one of starttls, implicit, none.",
            id="tls",
        ),
        pytest.param(
            GOOD + "smtp: {port: 0}\n",
            "2:14: smtp.port: this must be at least 1. Write for example `port: 587`.",
            id="port",
        ),
        pytest.param(
            GOOD + "smtp: {host: 'https://mail.example.fi'}\n",
            "2:14: smtp.host: 'https://mail.example.fi' is not a host. "
            "Write the name alone, such as www.example.fi, without https://.",
            id="host",
        ),
        pytest.param(
            GOOD + "editors: [{name: A, email: a@example.fi}]\n",
            "2:11: editors[0].language: this key is missing. Write for example `language: fi`.",
            id="editor-without-language",
        ),
        pytest.param(
            GOOD + "editors: [{name: A, email: 'a@example.fi\\nBcc: b@example.fi', language: fi}]\n",
            "2:28: editors[0].email: 'a@example.fi\\nBcc: b@example.fi' is not an e-mail address. "
            "Write one address, such as web@example.fi.",
            id="email-injection",
        ),
        pytest.param(
            GOOD + "editors: [{name: A, email: a@example.fi, language: de}]\n",
            "2:52: editors[0].language: 'de' cannot stand here. Write one of fi, sv, en, ru.",
            id="language",
        ),
        pytest.param(
            GOOD + "editors: [{name: A, email: a@example.fi, language: fi, cadence: weekley}]\n",
            "2:65: editors[0].cadence: 'weekley' cannot stand here. Did you mean weekly?",
            id="cadence",
        ),
        pytest.param(
            GOOD + "editors: [{name: A, email: a@example.fi, language: fi, hour: 24}]\n",
            "2:62: editors[0].hour: this must be at most 23. Write for example `hour: 8`.",
            id="hour",
        ),
        pytest.param(
            GOOD + "editors:\n- {name: A, email: a@example.fi, language: fi}\n"
            "- {name: A, email: b@example.fi, language: fi}\n",
            "4:10: editors[1].name: there are two editors named A. Rename it or the one in line 3.",
            id="two-editors-of-one-name",
        ),
        pytest.param(
            GOOD.rstrip("]\n") + ", {name: a, start: [https://b.example.fi/]}]\n",
            "1:65: targets[1].name: there are two targets named a. Rename it or the one in line 1.",
            id="two-targets-of-one-name",
        ),
        pytest.param(
            "targets: &a [{name: a, start: *a}]\n",
            "1:10: targets[0].start: this contains itself. Write it out without * and &.",
            id="contains-itself",
        ),
    ],
)
def test_one_mistake(text: str, message: str) -> None:
    assert mistakes(text)[0] == message


def test_every_mistake_at_once_in_the_order_of_the_file() -> None:
    text = (
        "monitr: {}\nsmtp: {enabled: true}\neditors: [{name: A, email: a, cadence: x}]\n"
        "targets:\n  - {start: [https://www.example.fi/], owners: [{editor: B}], checks: {phone: off}, links: both}\n"
    )
    places = [line.split(": ")[0] + " " + line.split(": ")[1] for line in mistakes(text)]
    assert places == [
        "1:1 monitr",
        "2:17 smtp.enabled",
        "3:11 editors[0].language",
        "3:28 editors[0].email",
        "3:40 editors[0].cadence",
        "5:5 targets[0].name",
        "5:58 targets[0].owners[0].editor",
        "5:72 targets[0].checks.phone",
        "5:92 targets[0].links",
    ]


def test_times_that_no_calendar_has() -> None:
    """With the options of the shipped checks."""
    checks = (
        "checks: {review-overdue: {years: -1}, page-outdated: {months: 0}, programme-ending: {days: -1}, "
        "term-superseded: {ahead_days: 0}}\n"
    )
    with pytest.raises(ConfigError) as caught:
        config.parse(TARGET + checks, path=Path("t.yaml"), environ={})
    places = [str(mistake).split(".checks.")[1] for mistake in caught.value.mistakes]
    assert places == [
        "review-overdue.years: this must be from 1 to 100. Leave it out if you are not sure.",
        "page-outdated.months: this must be from 1 to 1200. Leave it out if you are not sure.",
        "programme-ending.days: this must be from 0 to 3650. It is `days: 60` if you leave it out.",
    ]
    assert [(m.line, m.column) for m in caught.value.mistakes] == [(4, 38), (4, 67), (4, 96)]


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_any_text_is_settings_or_mistakes(text: str) -> None:
    with suppress(ConfigError):
        config.parse(text, path=Path("t.yaml"), environ={})


KEYS = st.sampled_from(["name", "start", "scope", "include", "owners", "editor", "checks", "schedule", "cron"])
SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(SHAPES)
def test_any_shape_is_settings_or_mistakes(shape: object) -> None:
    text = json.dumps({"targets": [shape], "editors": shape, "smtp": shape})
    with suppress(ConfigError):
        config.parse(text, path=Path("t.yaml"), environ={}, checks=CHECKS)
