"""What must agree between the parts of the file. Read from the plain values, so that one mistake hides no other."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from monitor import urls
from monitor.config import options
from monitor.config.cron import in_the_doubled_hour
from monitor.config.mistakes import nearest
from monitor.config.models import Monitor, Smtp, Target
from monitor.config.scope import Scope, area
from monitor.errors import Mistake
from monitor.tree import Loc, Tree

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def mistakes(tree: Tree, registry: Mapping[str, type[Any]] | None) -> Iterator[Mistake]:
    """Names that are missing or double, starts outside their scope, mail without a sender, options of checks."""
    whole = tree.value if isinstance(tree.value, dict) else {}
    smtp = _mapping(whole.get("smtp"))
    if smtp.get("enabled") is True and smtp.get("from") is None:
        yield tree.blame(
            ("smtp", "enabled"),
            "mail is on, but from is missing.",
            "Write `from: monitor@example.fi` with your domain.",
        )
    yield from _doubles(tree, "editors", "editors")
    yield from _doubles(tree, "targets", "targets")
    editors = _sections(whole.get("editors"))
    names = tuple(dict.fromkeys(str(editor["name"]) for _, editor in editors if "name" in editor))
    for place, target in _sections(whole.get("targets")):
        loc: Loc = ("targets", place)
        yield from _strangers(tree, loc, target, names)
        yield from _outside(tree, loc, target)
        given = _mapping(target.get("checks"))
        if given:
            yield from options.mistakes(tree, (*loc, "checks"), _shipped() if registry is None else registry, given)


def warnings(
    tree: Tree, monitor: Monitor, smtp: Smtp, targets: tuple[Target, ...], environ: Mapping[str, str]
) -> Iterator[Mistake]:
    """What can be meant, but is worth a second look."""
    beyond = any(urls.host(start) not in LOOPBACK for target in targets for start in target.start)
    if beyond and not monitor.contact:
        sentence = "no contact address, so nothing but loopback is fetched."
        yield tree.blame(("monitor", "contact"), sentence, "Write where webmasters reach you.")
    if smtp.enabled and smtp.tls == "none" and smtp.username and smtp.host.partition(":")[0] not in LOOPBACK:
        yield tree.blame(
            ("smtp", "tls"), "the password would go over the network unencrypted.", "Write `tls: starttls`."
        )
    if smtp.enabled and smtp.username and not environ.get("MONITOR_SMTP_PASSWORD"):
        yield tree.blame(("smtp", "username"), "MONITOR_SMTP_PASSWORD is not set, so nobody can log in.", "Set it.")
    for place, target in enumerate(targets):
        schedule, loc = target.schedule, ("targets", place)
        if schedule and in_the_doubled_hour(schedule.cron, schedule.timezone or monitor.timezone):
            sentence = "between 3 and 4 at night clocks are changed: this hour is left out once a year and comes twice."
            yield tree.blame((*loc, "schedule", "cron"), sentence, "Choose another hour.")
        for row, credential in enumerate(target.credentials):
            for key in ("username", "password"):
                variable = str(getattr(credential, key))
                if not environ.get(variable):
                    sentence = f"{variable} is not set, so {credential.origin} is asked without a password."
                    yield tree.blame((*loc, "credentials", row, key), sentence, "Set it.")


def _shipped() -> Mapping[str, type[Any]]:
    from monitor.checks import registry  # noqa: PLC0415 - 0.2 s that a file without options need not wait

    return registry()


def _doubles(tree: Tree, key: str, kind: str) -> Iterator[Mistake]:
    seen: dict[str, int] = {}
    whole = tree.value if isinstance(tree.value, dict) else {}
    for place, section in _sections(whole.get(key)):
        name, loc = section.get("name"), (key, place, "name")
        if not isinstance(name, str):
            continue
        if name in seen:
            hint = f"Rename it or the one in line {seen[name]}."
            yield tree.blame(loc, f"there are two {kind} named {name}.", hint)
        seen.setdefault(name, tree.values[loc][0])


def _strangers(tree: Tree, loc: Loc, target: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[Mistake]:
    named: list[tuple[Loc, object]] = [((*loc, k), target.get(k)) for k in ("default_owner", "site_owner", "admin")]
    owners = _sections(target.get("owners"))
    named += [((*loc, "owners", row, "editor"), owner.get("editor")) for row, owner in owners]
    for where, name in named:
        if isinstance(name, str) and name not in names:
            hint = nearest(name, names) if names else "Add them under editors: with name, email and language."
            yield tree.blame(where, f"there is no editor named {name}.", hint)


def _outside(tree: Tree, loc: Loc, target: Mapping[str, Any]) -> Iterator[Mistake]:
    try:
        scope = Scope.model_validate(_mapping(target.get("scope")))
    except ValidationError:
        return
    given = target.get("start")
    starts = (
        {row: urls.canonical(s) for row, s in enumerate(given) if isinstance(s, str)} if isinstance(given, list) else {}
    )
    starts = {row: url for row, url in starts.items() if urls.host(url)}
    mine = area(tuple(starts.values()), scope)
    for row, url in starts.items():
        if not mine.covers(url):
            hint = "Widen include or hosts, or mend exclude, so that reading can begin."
            yield tree.blame((*loc, "start", row), f"{url} is outside the scope of its own target.", hint)


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _sections(value: object) -> list[tuple[int, dict[str, Any]]]:
    rows = value if isinstance(value, list) else []
    return [(place, row) for place, row in enumerate(rows) if isinstance(row, dict)]
