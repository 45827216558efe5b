"""From plain data, as YAML or JSON hold it, to entries; every mistake is told, none is guessed away."""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from monitor.knowledge.entry import Certainty, Kind, Statute, Term
from monitor.knowledge.forms import gate, pattern
from monitor.model import PartialDate, Severity

Complain = Callable[[tuple[str | int, ...], str, str], None]
"""Takes the path of keys to the mistake, what is wrong, and what to write instead."""

KEYS = (
    "id",
    "kind",
    "from",
    "new_from",
    "old",
    "new",
    "severity",
    "fact_sure",
    "pattern",
    "cues",
    "unless",
    "heirs",
    "source",
    "note",
)
STATUTE_KEYS = (*KEYS, "name", "by", "kept")
UNKNOWN = "unknown"

_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}")
_PHONE = re.compile(r"\+?[\d ]{3,20}")
_SHAPES = {
    Kind.DOMAIN: (_HOST, "is not a host name.", "Write it as eksote.fi, without https:// and path."),
    Kind.ADDRESS: (_MAIL, "is not an e-mail address.", "Write it as etunimi.sukunimi@example.fi."),
    Kind.PHONE: (_PHONE, "is not a phone number.", 'Write it as "040 123 4567" or "+358 40 123 4567".'),
}
Choice = TypeVar("Choice", bound=StrEnum)


def read_entry(raw: object, complain: Complain) -> Term | None:
    """The entry, or None after a complaint about a part without which there is none."""
    if not isinstance(raw, Mapping):
        complain((), "is not an entry.", "Begin each entry with `- id:`.")
        return None
    kind = _choice(raw, "kind", Kind, None, complain)
    identifier = _text(raw, "id", complain)
    if not identifier:
        complain(("id",), "is missing.", "Give the entry a short name, such as old-office.")
    allowed = STATUTE_KEYS if kind is Kind.STATUTE else KEYS
    for name in raw:
        if name not in allowed:
            close = get_close_matches(str(name), allowed, n=1)
            complain((name,), "is not a key of an entry.", f"Did you mean {close[0]}?" if close else "")
    old = _forms(raw, "old", complain)
    if kind is not Kind.STATUTE and not old:
        complain(("old",), "is missing.", "List the old forms: old: [Vanha nimi].")
    common: dict[str, Any] = {
        "id": identifier,
        "kind": kind,
        "old": old,
        "new": _names(raw, "new", complain),
        "since": _day(raw, "from", complain),
        "new_from": _day(raw, "new_from", complain),
        "severity": _choice(raw, "severity", Severity, Severity.WARNING, complain),
        "fact_sure": _percent(raw, complain),
        "pattern": _choice(raw, "pattern", Certainty, Certainty.NAME, complain),
        "cues": _listed(raw.get("cues"), ("cues",), complain),
        "unless": _listed(raw.get("unless"), ("unless",), complain),
        "heirs": _listed(raw.get("heirs"), ("heirs",), complain),
        "source": _text(raw, "source", complain),
        "note": _text(raw, "note", complain),
    }
    if common["pattern"] is Certainty.NEEDS_CUE and not common["cues"]:
        complain(
            ("pattern",), "needs-cue asks for cues.", "List the words beside which the form is meant: cues: [Suom*]."
        )
    if kind is None or not identifier:
        return None
    if kind is Kind.STATUTE:
        by, kept = (_listed(raw.get(name), (name,), complain) for name in ("by", "kept"))
        return Statute(**common, name=_names(raw, "name", complain), by=by, kept=kept)
    return Term(**common)


def examine_forms(term: Term, complain: Complain) -> None:
    """Complain about forms that cannot be searched for. Slow, since it compiles each: not for the bundled entries."""
    for lang, forms in term.old.items():
        for index, form in enumerate(forms):
            where = ("old", index) if lang == "any" else ("old", lang, index)
            if term.kind in _SHAPES and not term.cues:
                shape, sentence, hint = _SHAPES[term.kind]
                if not shape.fullmatch(form.lower()):
                    complain(where, f"“{form}” {sentence}", hint)
                continue
            try:
                gate(form)
            except ValueError:
                complain(
                    where, f"“{form}” is too short to be searched for.", "Write at least four letters before * or ~."
                )
            _examine(form, where, complain)
    for name in ("cues", "unless"):
        for index, form in enumerate(getattr(term, name)):
            _examine(form, (name, index), complain)


def _examine(form: str, where: tuple[str | int, ...], complain: Complain) -> None:
    try:
        re.compile(pattern(form))
    except re.error as error:
        complain(where, f"“{form}” cannot be read: {error}.", "Close each bracket, and write alternatives as (a|b).")


def _text(raw: Mapping[str, Any], name: str, complain: Complain) -> str:
    value = raw.get(name)
    if value is None or isinstance(value, str):
        return (value or "").strip()
    complain((name,), f"is not text but {value!r}.", "Put it in quotes, as it is written.")
    return ""


def _choice(
    raw: Mapping[str, Any], name: str, choices: type[Choice], default: Choice | None, complain: Complain
) -> Choice | None:
    value = raw.get(name)
    if value is None and default is not None:
        return default
    try:
        return choices(str(value))
    except ValueError:
        known = ", ".join(choices)
        wrong = "is missing." if value is None else f"“{value}” is not known."
        complain((name,), wrong, f"Write one of: {known}.")
        return default


def _percent(raw: Mapping[str, Any], complain: Complain) -> int:
    value = raw.get("fact_sure", 100)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100:  # noqa: PLR2004
        return value
    complain(("fact_sure",), f"“{value}” is not a percentage.", "Write a whole number from 0 to 100.")
    return 0


def _day(raw: Mapping[str, Any], name: str, complain: Complain) -> PartialDate | None:
    value = raw.get(name)
    if value is None or value == UNKNOWN:
        return None
    match = _DAY.fullmatch(str(value))
    if match:
        since = PartialDate(*(int(part) if part else None for part in match.groups()))
        if since.last():
            return since
    complain((name,), f"“{value}” is not a day.", "Write it as 2027-01-01, or as 2027, or unknown.")
    return None


def _forms(raw: Mapping[str, Any], name: str, complain: Complain) -> dict[str, tuple[str, ...]]:
    value = raw.get(name)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        return {"any": _listed(value, (name,), complain)}
    return {str(lang): _listed(forms, (name, lang), complain) for lang, forms in value.items()}


def _names(raw: Mapping[str, Any], name: str, complain: Complain) -> dict[str, str]:
    value = raw.get(name)
    pairs = value.items() if isinstance(value, Mapping) else [("any", value)]
    names = {}
    for lang, text in pairs:
        if isinstance(text, str) and text.strip():
            names[str(lang)] = text.strip()
        elif text is not None:
            complain((name, lang), f"is not text but {text!r}.", "Put it in quotes, as it is written.")
    return names


def _listed(value: object, where: tuple[str | int, ...], complain: Complain) -> tuple[str, ...]:
    if value is None:
        return ()
    forms = []
    for index, form in enumerate(value if isinstance(value, list) else [value]):
        if isinstance(form, str) and form.strip():
            forms.append(form.strip())
        else:
            complain((*where, index), f"is not text but {form!r}.", "Put it in quotes, as it is written.")
    return tuple(forms)
