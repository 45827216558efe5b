"""A share with its counts and its 95 % interval (Wilson 1927): never a bare ratio."""

from math import sqrt
from typing import NamedTuple

_Z = 1.96


class Share(NamedTuple):
    """A part of a whole."""

    part: int
    whole: int

    def __str__(self) -> str:
        """The share, the counts and the interval."""
        if not self.whole:
            return "- (0/0)"
        low, high = self.interval()
        return f"{self.part / self.whole:.3f} ({self.part}/{self.whole}; {low:.3f}-{high:.3f})"

    def interval(self) -> tuple[float, float]:
        """Both ends of the interval; everything is possible of nothing."""
        if not self.whole:
            return 0.0, 1.0
        share = self.part / self.whole
        middle = share + _Z * _Z / (2 * self.whole)
        spread = _Z * sqrt(share * (1 - share) / self.whole + _Z * _Z / (4 * self.whole**2))
        scale = 1 + _Z * _Z / self.whole
        return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
