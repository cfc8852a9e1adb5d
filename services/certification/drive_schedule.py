"""The days on which a drive is recalled."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from content.calendar import Calendar
from storage.certification.drives import Drive

DAY = timedelta(days=1)
LASTS = timedelta(days=2)
"""What has not left by then is not said any more: the next step says it."""


class Rung(StrEnum):
    """Why somebody is reminded; in the order in which they come."""

    START = "start"
    HALF = "half"
    WEEK = "week"
    SOON = "soon"
    EVE = "eve"
    TODAY = "today"
    LATE = "late"
    LAST = "last"


EARLY = frozenset({Rung.HALF, Rung.WEEK})
"""Left out for those who chose a day of their own, on which they are reminded every week instead."""


def rungs(starts_on: date, due_on: date, days: Calendar) -> dict[Rung, date]:
    """The day of each rung: the start, half-way, 7, 3 and 1 days before, the day, 1 and 7 after.

    What would fall on a day off comes on the working day before it, and after the deadline on the one after it. Of
    rungs that would fall on one day, or out of order in a short drive, the later one stays.
    """
    half = starts_on + (due_on - starts_on) / 2
    found = {
        Rung.START: days.working(starts_on),
        Rung.HALF: _earlier(half, days),
        Rung.WEEK: _earlier(due_on - 7 * DAY, days),
        Rung.SOON: _earlier(due_on - 3 * DAY, days),
        Rung.EVE: days.before(due_on),
        Rung.TODAY: days.working(due_on),
        Rung.LATE: days.working(due_on + DAY),
        Rung.LAST: days.working(due_on + 7 * DAY),
    }
    if found[Rung.LATE] <= found[Rung.TODAY]:
        found[Rung.LATE] = days.working(found[Rung.TODAY] + DAY)
    in_order = list(found)
    return {
        rung: day
        for at, (rung, day) in enumerate(found.items())
        if rung is Rung.START or (found[Rung.START] < day and all(day < found[later] for later in in_order[at + 1 :]))
    }


def rung_of(drive: Drive, today: date, days: Calendar) -> Rung | None:
    """The rung of that day: the latest that has come, at most a day off ago; none on a day off."""
    if days.day_off(today):
        return None
    come = {rung: day for rung, day in rungs(drive.starts_on, drive.due_on, days).items() if day <= today}
    if not come:
        return None
    rung = max(come, key=lambda each: come[each])
    return rung if today - come[rung] < LASTS else None


def _earlier(day: date, days: Calendar) -> date:
    return days.before(day + DAY)
