"""Bad targets, with the whole message."""

import pytest

from tests.unit.config.bad import TARGET, mistakes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "targets:\n  - nonsense\n",
            "2:5: targets[0]: this must be keys with values. "
            "Write for example `targets: [{name: pages, start: [https://www.example.fi/maahanmuutto]}]`.",
            id="a-word-for-a-target",
        ),
        pytest.param(
            "targets: [{name: a, start: [www.example.fi]}]\n",
            "1:29: targets[0].start[0]: 'www.example.fi' is not an address of a page. "
            "Write it in full, such as https://www.example.fi/maahanmuutto.",
            id="start-without-scheme",
        ),
        pytest.param(
            "targets: [{name: a, start: ['https://me:sesame@www.example.fi/']}]\n",
            "1:29: targets[0].start[0]: a user name or password does not belong in an address. "
            "Write the address without them, and name environment variables under credentials.",
            id="start-with-password",
        ),
        pytest.param(
            "targets: [{name: a, start: https://www.example.fi/}]\n",
            "1:28: targets[0].start: this must be a list. "
            "Write for example `start: [https://www.example.fi/maahanmuutto]`.",
            id="start-not-a-list",
        ),
        pytest.param(
            TARGET + "scope: {include: [/y/]}\n",
            "3:13: targets[0].start[0]: https://www.example.fi/x/ is outside the scope of its own target. "
            "Widen include or hosts, or mend exclude, so that reading can begin.",
            id="start-not-included",
        ),
        pytest.param(
            TARGET + "scope: {exclude: ['*/x/']}\n    nonsense: 1\n    schedule: {cron: x}\n",
            "3:13: targets[0].start[0]: https://www.example.fi/x/ is outside the scope of its own target. "
            "Widen include or hosts, or mend exclude, so that reading can begin.",
            id="start-excluded-beside-other-mistakes",
        ),
        pytest.param(
            TARGET + "scope: {hosts: [b.example.fi]}\n",
            "3:13: targets[0].start[0]: https://www.example.fi/x/ is outside the scope of its own target. "
            "Widen include or hosts, or mend exclude, so that reading can begin.",
            id="start-on-another-host",
        ),
        pytest.param(
            TARGET + "scope: {include: ['re:(']}\n",
            "4:23: targets[0].scope.include[0]: '(' is not a regular expression: "
            "missing ), unterminated subpattern at character 1. "
            "Put a backslash before . ? + * ( ) [ ] that are meant as they are.",
            id="regular-expression",
        ),
        pytest.param(
            TARGET + "scope: {exclude: [arkisto]}\n",
            "4:23: targets[0].scope.exclude[0]: 'arkisto' is no pattern: it would fit nothing. "
            "Begin with / for a path, https:// for an address, or re: for a regular expression: /arkisto.",
            id="pattern-that-fits-nothing",
        ),
        pytest.param(
            TARGET + "scope: {depth: deep}\n",
            "4:20: targets[0].scope.depth: this must be a whole number. Write for example `depth: 10`.",
            id="depth",
        ),
        pytest.param(
            TARGET + "owners: [{editor: B}]\n",
            "4:23: targets[0].owners[0].editor: there is no editor named B. "
            "Add them under editors: with name, email and language.",
            id="no-editors",
        ),
        pytest.param(
            TARGET + "default_owner: Web taem\neditors: [{name: Web team, email: a@example.fi, language: fi}]\n",
            "4:20: targets[0].default_owner: there is no editor named Web taem. Did you mean Web team?",
            id="unknown-owner",
        ),
        pytest.param(
            TARGET + "owners: [{editor: A, path: https://www.example.fi/sv/}]\n"
            "editors: [{name: A, email: a@example.fi, language: fi}]\n",
            "4:32: targets[0].owners[0].path: 'https://www.example.fi/sv/' is no path. Begin with /, such as /sv/.",
            id="owner-path",
        ),
        pytest.param(
            TARGET + "edit_url: https://cms.example.fi/{page}\n",
            "4:15: targets[0].edit_url: 'https://cms.example.fi/{page}' is not a pattern of an edit address. "
            "Use {url}, {path} or {slug} where the page is to stand.",
            id="edit-url",
        ),
        pytest.param(
            TARGET + "schedule: {cron: 0 5 * * 1-5}\n",
            "4:22: targets[0].schedule.cron: weekdays as numbers ('1-5') mean different days to different tools. "
            "If you mean crontab's numbers, write `0 5 * * mon-fri`.",
            id="weekday-numbers",
        ),
        pytest.param(
            TARGET + "schedule: {cron: hourly}\n",
            "4:22: targets[0].schedule.cron: a schedule has five fields, 'hourly' has 1. "
            "Write minute, hour, day, month, weekday: `30 5 * * mon-fri` is half past five on working days.",
            id="schedule-of-one-field",
        ),
        pytest.param(
            TARGET + "schedule: {cron: 0 25 * * mon}\n",
            "4:22: targets[0].schedule.cron: '0 25 * * mon' is not a schedule. "
            "Write minute, hour, day, month, weekday: `30 5 * * mon-fri` is half past five on working days.",
            id="hour-25",
        ),
        pytest.param(
            TARGET + "credentials: [{origin: https://www.example.fi/x, username: A, password: B}]\n",
            "4:28: targets[0].credentials[0].origin: 'https://www.example.fi/x' is more than an origin: "
            "scheme and host. Write https://www.example.fi.",
            id="origin",
        ),
        pytest.param(
            TARGET + "credentials: [{origin: https://www.example.fi, username: A, password: sesame}]\n",
            "4:75: targets[0].credentials[0].password: this is not the name of an environment variable. "
            "Write its name, such as EXTRANET_PASSWORD, no secret.",
            id="a-secret-in-the-file",
        ),
        pytest.param(
            TARGET + "checks: {programe-ended: off}\n",
            "4:14: targets[0].checks.programe-ended: there is no such check. Did you mean programme-ended?",
            id="unknown-check",
        ),
        pytest.param(
            TARGET + "checks: {phone-format: yes}\n",
            "4:28: targets[0].checks.phone-format: this must be off, or options. Write `phone-format: off`.",
            id="check-neither-off-nor-options",
        ),
        pytest.param(
            TARGET + "checks: {phone-format: {max_day: 1}}\n",
            "4:29: targets[0].checks.phone-format.max_day: this check has no such option. Did you mean max_days?",
            id="unknown-option",
        ),
        pytest.param(
            TARGET + "checks: {phone-format: {max_days: many}}\n",
            "4:39: targets[0].checks.phone-format.max_days: this must be a whole number. "
            "It is `max_days: 90` if you leave it out.",
            id="option-type",
        ),
        pytest.param(
            TARGET + "checks: {phone-format: {words: [0295333200]}}\n",
            "4:37: targets[0].checks.phone-format.words[0]: "
            "YAML reads this as a number, and drops the zeros before it. "
            'Write it in quotes: "0295333200".',
            id="option-unquoted-phone-number",
        ),
        pytest.param(
            TARGET + "checks: {phone-format: {min_days: 100}}\n",
            "4:39: targets[0].checks.phone-format.min_days: min_days (100) is above max_days (90). "
            "Were they meant the other way round?",
            id="minimum-above-maximum",
        ),
        pytest.param(
            TARGET + "checks: {phone-format: {after: 2026-13-01}}\n",
            "4:36: targets[0].checks.phone-format.after: this must be a day such as 2026-11-24. "
            "Leave it out if you are not sure.",
            id="option-day",
        ),
    ],
)
def test_one_mistake(text: str, message: str) -> None:
    assert mistakes(text)[0] == message
