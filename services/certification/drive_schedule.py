"""The days on which a drive reminds people."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from content.calendar import Calendar
from storage.certification import Drive

DAY = timedelta(days=1)
LASTS = timedelta(days=2)
"""What has not left by then is not sent any more: the next stage says it."""


class ReminderStage(StrEnum):
    """Why somebody is reminded; in the order in which they come."""

    START = "start"
    HALF = "half"
    WEEK = "week"
    SOON = "soon"
    EVE = "eve"
    TODAY = "today"
    LATE = "late"
    LAST = "last"


EARLY = frozenset({ReminderStage.HALF, ReminderStage.WEEK})
"""Left out for those who chose a day of their own, on which they are reminded every week instead."""


def stage_days(starts_on: date, due_on: date, days: Calendar) -> dict[ReminderStage, date]:
    """The day of each stage: the start, half-way, 7, 3 and 1 days before, the day, 1 and 7 after.

    What would fall on a day off comes on the working day before it, and after the deadline on the one after it. Of
    stages that would fall on one day, or out of order in a short drive, the later one stays.
    """
    half = starts_on + (due_on - starts_on) / 2
    found = {
        ReminderStage.START: days.working(starts_on),
        ReminderStage.HALF: _earlier(half, days),
        ReminderStage.WEEK: _earlier(due_on - 7 * DAY, days),
        ReminderStage.SOON: _earlier(due_on - 3 * DAY, days),
        ReminderStage.EVE: days.before(due_on),
        ReminderStage.TODAY: days.working(due_on),
        ReminderStage.LATE: days.working(due_on + DAY),
        ReminderStage.LAST: days.working(due_on + 7 * DAY),
    }
    if found[ReminderStage.LATE] <= found[ReminderStage.TODAY]:
        found[ReminderStage.LATE] = days.working(found[ReminderStage.TODAY] + DAY)
    in_order, start = list(found), found[ReminderStage.START]
    return {
        stage: day
        for at, (stage, day) in enumerate(found.items())
        if stage is ReminderStage.START or (start < day and all(day < found[later] for later in in_order[at + 1 :]))
    }


def stage_of(drive: Drive, today: date, days: Calendar) -> ReminderStage | None:
    """The stage of that day: the latest that has come, at most a day off ago; none on a day off."""
    if days.day_off(today):
        return None
    come = {stage: day for stage, day in stage_days(drive.starts_on, drive.due_on, days).items() if day <= today}
    if not come:
        return None
    stage = max(come, key=lambda each: come[each])
    return stage if today - come[stage] < LASTS else None


def _earlier(day: date, days: Calendar) -> date:
    return days.before(day + DAY)
