"""The mail that an editor acts on: short, in their language, with the words, the reason and what to write instead."""

from monitor.digest.compose import Mail, compose
from monitor.digest.headers import Sender
from monitor.digest.letter import Entry, Kind, Letter, Reader, Silence, Watch, Watched

__all__ = ["Entry", "Kind", "Letter", "Mail", "Reader", "Sender", "Silence", "Watch", "Watched", "compose"]
