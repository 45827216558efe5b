"""How a written form in the knowledge is spelt, and the pattern that it becomes.

    maistraat*                any ending                     maistraatin, maistraattiin
    Eksote~                   a Finnish case ending          Eksotessa, Eksoten, but not eksoterminen
    TE-toimisto*              a hyphen may be lost           te-toimistoon, TE toimisto, TE–toimisto, not te toimistossa
    ELY Cent(re|er)*          one of several                 ELY Centre, ELY Centers
    oleskelulup* … poliisilta a gap inside one sentence
    VRK                       capitals alone are taken as written, with an ending: VRK:n, VRKlle
    /regular expression/      in cues and exceptions only, as it is

Forms do not mind case, except capitals alone; a space stands for any white space.
"""

import re
from functools import cache
from typing import NamedTuple

_CASE = (
    r"(?::?(?:n|t|a|ä|ta|tä|tta|ttä|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|na|nä|an|än|en|in|on|un|hin|hen|een|iin"
    r"|seen|issa|issä|ista|istä|illa|ille|ien|ia|iä))?(?:kin|kaan|kään|han|hän)?"
)
_CAPITAL_ENDING = r"(?-i::?[a-zåäö]{1,6})?"
# "TE toimisto" is an office, "te toimistossa" are you in one: after capitals only capitals may lose their hyphen.
_HYPHEN = r"(?:\s?[-‐‑–]\s?|\s)"
_ABBREVIATION = re.compile(r"[A-ZÅÄÖ]{2,3}$")
_TOKEN = re.compile(r"- | … |[-*~ ]|[^-*~ ]+")
_PIECES = {
    "- ": r"\s?[-‐‑–]\s?",
    "-": _HYPHEN,
    "*": r"\w*",
    "~": _CASE,
    " ": r"\s+",
    " … ": r"\W(?:[^.!?]{0,60}?\W)?",
}
_GROUP = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"(?<![\w*~])(\w+)([*~]?)")
_LETTERS = re.compile(r"\w+")
_SITE = "sivu|verkko|kotisivu|palvelu|portaal|osoit|webb|site|сайт"  # "kotouttaminen.fi-sivusto" names the host
KEY = 4  # letters that a word must have, unless it is a whole one, to open the gate; see `Lexicon`


def in_capitals(form: str) -> bool:
    """Whether the form is one word in capitals, such as VRK."""
    return form.isalpha() and form.isupper()


def pattern(form: str) -> str:
    """The regular expression of a form, without word boundaries; it may be wrong where the form is."""
    if len(form) > 1 and form.startswith("/") and form.endswith("/"):
        return form[1:-1]
    if in_capitals(form):
        return f"(?-i:{form}){_CAPITAL_ENDING}"
    parts = _TOKEN.findall(form)
    return "".join(
        _after_capitals(before) if part == "-" and _ABBREVIATION.match(before) else _PIECES.get(part) or _words(part)
        for before, part in zip(["", *parts], parts, strict=False)
    )


def _after_capitals(capitals: str) -> str:
    return rf"(?:\s?[-‐‑–]\s?|(?<=(?-i:{capitals}))\s)"


def _words(token: str) -> str:
    return re.escape(token).replace(r"\(", "(?:").replace(r"\)", ")").replace(r"\|", "|")


def host_pattern(host: str) -> str:
    """The expression of a host with its subdomains; the dot before a long name's ending may be lost."""
    name, _, ending = host.rpartition(".")
    dot = r"[. ]" if len(name) > KEY else r"\."
    return rf"(?:[\w-]+\.)*{re.escape(name)}{dot}{ending}(?!\.\w|-(?!{_SITE})\w)"


class Gate(NamedTuple):
    """What a text must hold before a form is looked for: the form's words, and the one of them that opens the gate.

    In lower case, after a space, with another behind whole words: " maistraat" begins a word, " te " is one.
    """

    opening: str
    words: tuple[str, ...]


def gate(form: str) -> Gate:
    """The gate of a form; it opens at the first word, or at the longest where the first is too short.

    Raises:
        ValueError: where no word of the form has as many letters as the gate needs.

    """
    literals = _WORD.findall(_GROUP.sub("*", form.lower()))
    words = tuple(f" {word}" if ending else f" {word} " for word, ending in literals if len(word) >= KEY or not ending)
    if not words:
        raise ValueError(form)
    first = form.lower().startswith(words[0].strip())
    return Gate(words[0] if first else max(words, key=len), words)


def spaced(text: str) -> str:
    """The words of a text as a gate writes its own."""
    return f" {' '.join(_LETTERS.findall(text.lower()))} "


@cache
def standing(word: str) -> re.Pattern[str]:
    """Finds a word of a gate in a text in lower case.

    It looks back behind the letters: a pattern that begins with plain letters is found ten times as fast.
    """
    letters = word.strip()
    return re.compile(rf"{letters}(?<!\w{letters})" + (r"(?!\w)" if word.endswith(" ") else ""))


@cache
def either(forms: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for several forms, as whole words, whatever the case."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(pattern(form) for form in forms)})(?!\w)", re.IGNORECASE)
