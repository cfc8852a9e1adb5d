"""When a person may be written to of the bot's own accord: quiet hours, and «do not disturb until»."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from storage.people import Preferences

DEFAULT = (time(21, 0), time(8, 0))
"""Quiet from the first until the second, in the department's time zone."""


@dataclass(frozen=True, slots=True)
class Quiet:
    hours: tuple[time, time] | None
    """From and until, over midnight where the first is later; None: no quiet hours."""
    silent_until: datetime | None

    @classmethod
    def of(cls, preferences: Preferences) -> Quiet:
        """What the person chose, or what the bot proposes. The same from and until means: at no time."""
        hours: tuple[time, time] | None = DEFAULT
        if preferences.quiet_from is not None and preferences.quiet_until is not None:
            hours = (_time(preferences.quiet_from), _time(preferences.quiet_until))
            if hours[0] == hours[1]:
                hours = None
        return cls(hours, preferences.silent_until)

    def holds(self, now: datetime) -> bool:
        """Whether the person is not to be disturbed now; `now` is in the department's time zone."""
        if self.silent_until and now < self.silent_until:
            return True
        if self.hours is None:
            return False
        start, end = self.hours
        clock = now.time()
        return start <= clock < end if start < end else clock >= start or clock < end

    def ends(self, now: datetime) -> datetime:
        """The moment from which the person may be written to again; `now` where it is not quiet."""
        at = now
        if self.silent_until and at < self.silent_until:
            at = self.silent_until.astimezone(now.tzinfo)
        if self.hours is not None and Quiet(self.hours, None).holds(at):
            end = datetime.combine(at.date(), self.hours[1], at.tzinfo)
            at = end if end > at else datetime.combine(at.date() + timedelta(days=1), self.hours[1], at.tzinfo)
        return at


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
