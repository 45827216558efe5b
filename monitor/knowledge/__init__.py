"""Dated facts about the world, as YAML with sources."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that is known."""


def load() -> Knowledge:
    """The bundled knowledge."""
    return Knowledge()
