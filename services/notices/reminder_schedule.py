"""The ladder of reminders: when a due is recalled, on working days only, and never twice at the same step."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from content.calendar import Calendar

DAY = timedelta(days=1)
EARLY = 3
"""Days before the deadline on which it is recalled for the first time."""


class Step(StrEnum):
    """Why somebody is written to about a due."""

    NEW = "new"
    SOON = "soon"
    EVE = "eve"
    TODAY = "today"
    LATE = "late"
    ESCALATED = "escalated"
    """To the deputy and to the staff."""


REMINDERS = (Step.SOON, Step.EVE, Step.TODAY, Step.LATE, Step.ESCALATED)


def steps(due_on: date, days: Calendar) -> dict[Step, date]:
    """The day of each reminder: three days before, one, the day itself, one after, and then those above.

    What would fall on a day off moves to the working day before it while there is time, and to the one after it once
    the deadline has come. A step that would fall on the day of the next one is left out.
    """
    eve = days.before(due_on)
    soon = due_on - EARLY * DAY
    soon = days.before(soon + DAY)
    day = days.working(due_on)
    found = {Step.EVE: eve, Step.TODAY: day, Step.LATE: days.after(day), Step.ESCALATED: days.after(day, 2)}
    return {Step.SOON: soon, **found} if soon < eve else found


def step_due(due_on: date, today: date, sent_on: date, taken: Collection[str], days: Calendar) -> Step | None:
    """The reminder that is to go out today, None for none.

    Only the latest whose day has come: what was missed while nobody could send is not made up for in a burst. Nothing
    on the day on which the notice itself went out, and nothing on a day off.
    """
    if days.day_off(today):
        return None
    come = [step for step, day in steps(due_on, days).items() if sent_on < day <= today]
    if not come:
        return None
    latest = max(come, key=REMINDERS.index)
    return None if latest in taken else latest
