"""Which days are worked (`content/uk/calendar.yaml`): editors keep it, for under martial law holidays may be worked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from content.mistakes import load_yaml

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Weekends and holidays."""

    holidays_are_working: bool
    every_year: Mapping[str, str]
    """By month and day, `01-31`."""
    once: Mapping[date, str]

    def day_off(self, day: date) -> bool:
        """A weekend, or a holiday where holidays are not worked."""
        if day.weekday() >= _SATURDAY:
            return True
        return not self.holidays_are_working and (f"{day:%m-%d}" in self.every_year or day in self.once)

    def holiday(self, day: date) -> str:
        """What it is called, whether it is worked or not; empty for other days."""
        return self.every_year.get(f"{day:%m-%d}") or self.once.get(day, "")

    def working(self, day: date) -> date:
        """That day, or the first working one after it."""
        while self.day_off(day):
            day += _DAY
        return day

    def after(self, day: date, count: int = 1) -> date:
        """So many working days after that one."""
        for _ in range(count):
            day = self.working(day + _DAY)
        return day

    def before(self, day: date) -> date:
        """The last working day before that one."""
        day -= _DAY
        while self.day_off(day):
            day -= _DAY
        return day


def load_calendar(path: Path) -> Calendar:
    """Raises BrokenContent."""
    return load_yaml(path, _calendar, "check-wrong-calendar")


def _calendar(data: dict[str, Any]) -> Calendar:
    every_year = {str(day): str(name) for day, name in data["every_year"].items()}
    for day in every_year:
        date.fromisoformat(f"2024-{day}")  # a leap year: every day of a year is in it
    once = dict(data["once"])
    if not all(isinstance(day, date) for day in once) or not isinstance(data["holidays_are_working"], bool):
        raise TypeError("once, holidays_are_working")
    return Calendar(data["holidays_are_working"], every_year, once)
