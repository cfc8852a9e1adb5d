"""How much one person may write: enough for anybody who asks, too little for who floods."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto

MOST, WINDOW = 20, timedelta(minutes=1)
"""Free texts: nobody who reads the replies writes more."""
PAUSE = timedelta(minutes=5)
"""For so long a person who floods is not answered."""
REMEMBERED = 10_000
"""People of whom the last minutes are known; the oldest are forgotten first."""


class FloodVerdict(Enum):
    TAKE = auto()
    WARN = auto()
    """The first one too many: say so."""
    IGNORE = auto()


@dataclass(slots=True)
class _Person:
    times: list[datetime] = field(default_factory=list)
    """Of the last MOST texts; mostly one, for which a deque would take ten times as much."""
    silent_until: datetime | None = None


class Limits:
    """Counts in memory: what a flood was is of no interest after a restart."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._people: dict[int, _Person] = {}

    def take(self, person_id: int) -> FloodVerdict:
        """Counts a text of the person and says what to do with it."""
        now = self._clock()
        person = self._people.pop(person_id, None) or _Person()
        self._people[person_id] = person  # at the end: the first is the one longest not heard of
        if len(self._people) > REMEMBERED:
            del self._people[next(iter(self._people))]
        if person.silent_until and now < person.silent_until:
            return FloodVerdict.IGNORE
        if len(person.times) == MOST and now - person.times[0] < WINDOW:
            person.silent_until = now + PAUSE
            person.times.clear()
            return FloodVerdict.WARN
        person.times[:] = [*person.times[1 - MOST :], now]
        return FloodVerdict.TAKE
