"""The correction of an announcement whose day has come: the same sentence in the past tense."""

import re

from monitor.facts.dates.verbs import CHANGES
from monitor.model import Block, DateFact

# Russian past forms agree with a subject that is not parsed here; no text is better than a wrong form.
_LANGUAGES = ("fi", "sv", "en")
_THEN = {lang: {pair.now: pair.then for pair in CHANGES[lang]} for lang in _LANGUAGES}
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-ZÅÄÖ])|\n")


def in_the_past(fact: DateFact, block: Block) -> str | None:
    """The sentence of the date with its announcing verb in the past tense; None where that is not certain."""
    verbs = [cue.partition(":")[2] for cue in fact.cues if cue.startswith(("change:", "happens:"))]
    pairs = _THEN.get(block.lang, {})
    if len(verbs) != 1 or verbs[0].casefold() not in pairs:
        return None
    ends = [m.end() for m in _SENTENCE_END.finditer(block.text)]
    low = max((end for end in ends if end <= fact.start), default=0)
    high = min((end for end in ends if end >= fact.end), default=len(block.text))
    sentence, verb = block.text[low:high].strip(), verbs[0]
    if sentence.count(verb) != 1:
        return None
    then = pairs[verb.casefold()]
    return sentence.replace(verb, then[0].upper() + then[1:] if verb[0].isupper() else then)
