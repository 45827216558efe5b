"""One look judged, and what looks add up to. Pure and total: time is an argument, every result has a verdict."""

from monitor.verdict.hosts import Answered, Whole, conclusive, whole
from monitor.verdict.links import for_link, unasked
from monitor.verdict.look import body_key, doubtful, glimpse, judge, stranger
from monitor.verdict.standing import GOOD, UNKNOWN_AFTER, fold, resting

__all__ = [
    "GOOD",
    "UNKNOWN_AFTER",
    "Answered",
    "Whole",
    "body_key",
    "conclusive",
    "doubtful",
    "fold",
    "for_link",
    "glimpse",
    "judge",
    "resting",
    "stranger",
    "unasked",
    "whole",
]
