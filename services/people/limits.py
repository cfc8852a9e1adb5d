"""How much one person may write: enough for anybody who asks, too little for who floods."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

MOST, WINDOW = 20, 60.0
"""Free texts, and seconds: nobody who reads the replies writes more."""
PAUSE = 300.0
"""Seconds for which a person who floods is not answered."""
REMEMBERED = 10_000
"""People of whom the last minutes are known; the oldest are forgotten first."""


class FloodVerdict(Enum):
    TAKE = auto()
    WARN = auto()
    """The first one too many: say so."""
    IGNORE = auto()


@dataclass(slots=True)
class _Person:
    times: list[float] = field(default_factory=list)
    """Of the last MOST texts; mostly one, for which a deque would take ten times as much."""
    silent_until: float = 0.0


class Limits:
    """Counts in memory: what a flood was is of no interest after a restart."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._people: dict[int, _Person] = {}

    def take(self, person_id: int) -> FloodVerdict:
        """Counts a text of the person and says what to do with it."""
        now = self._monotonic()
        person = self._people.pop(person_id, None) or _Person()
        self._people[person_id] = person  # at the end: the first is the one longest not heard of
        if len(self._people) > REMEMBERED:
            del self._people[next(iter(self._people))]
        if now < person.silent_until:
            return FloodVerdict.IGNORE
        if len(person.times) == MOST and now - person.times[0] < WINDOW:
            person.silent_until = now + PAUSE
            person.times.clear()
            return FloodVerdict.WARN
        person.times[:] = [*person.times[1 - MOST :], now]
        return FloodVerdict.TAKE
