"""The certificates of one hromada, counted. The rating is made of such counts, wherever they come from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HromadaCount:
    """The people who work at a hromada's council, and how many of them are certified at which level."""

    slug: str
    staff: int
    low: int
    middle: int
    high: int

    @property
    def certified(self) -> int:
        return self.low + self.middle + self.high

    @property
    def is_sound(self) -> bool:
        """Somebody works there, nothing is negative, and no more are certified than work."""
        return min(self.low, self.middle, self.high) >= 0 < self.staff >= self.certified
