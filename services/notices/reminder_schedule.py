"""When an obligation is reminded of: on working days only, at stages that depend on its deadline."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from content.calendar import Calendar

DAY = timedelta(days=1)
EARLY = 3
"""Days before the deadline on which it is reminded of for the first time."""


class ReminderStage(StrEnum):
    """Why somebody is written to about an obligation."""

    NEW = "new"
    SOON = "soon"
    EVE = "eve"
    TODAY = "today"
    LATE = "late"
    ESCALATED = "escalated"
    """To the deputy and to the staff."""


REMINDERS = (
    ReminderStage.SOON,
    ReminderStage.EVE,
    ReminderStage.TODAY,
    ReminderStage.LATE,
    ReminderStage.ESCALATED,
)


def stages(due_on: date, days: Calendar) -> dict[ReminderStage, date]:
    """The day of each reminder: three days before, one, the day itself, one after, and then those above.

    What would fall on a day off moves to the working day before it while there is time, and to the one after it once
    the deadline has come. A stage that would fall on the day of the next one is left out.
    """
    eve = days.before(due_on)
    soon = days.before(due_on - EARLY * DAY + DAY)
    day = days.working(due_on)
    found = {
        ReminderStage.EVE: eve,
        ReminderStage.TODAY: day,
        ReminderStage.LATE: days.after(day),
        ReminderStage.ESCALATED: days.after(day, 2),
    }
    return {ReminderStage.SOON: soon, **found} if soon < eve else found


def stage_on(today: date, due_on: date, sent_on: date, days: Calendar) -> ReminderStage | None:
    """The reminder that goes out today, None for none.

    Only the latest whose day has come: what was missed while nobody could send is not made up for in a burst. Nothing
    on the day on which the notice itself went out, and nothing on a day off.
    """
    if days.day_off(today):
        return None
    come = [stage for stage, day in stages(due_on, days).items() if sent_on < day <= today]
    return max(come, key=REMINDERS.index, default=None)
