"""The administrators are told in private what keeps messages out of the staff chat, and when it does no more.

It stands here because the planner belongs to mailings, an area that stands above people.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from services.mailings import Purpose, Reminder, Reminders
from services.messages import Message
from services.people import Staff, StaffChatLacks

BEGUN, OVER = "begun", "over"


class StaffChatReminders:
    """A `ReminderSource`: each lack once, and once more when it is over."""

    kind = "staff chat"
    purpose = Purpose.REMINDER
    lasts: timedelta | None = None

    def __init__(self, staff: Staff, reminders: Reminders) -> None:
        self._staff = staff
        self._reminders = reminders

    async def due(self, now: datetime) -> Sequence[Reminder]:
        """Only who was told of a lack is told that it is over."""
        found = []
        for lack in await self._staff.lacks():
            found += [Reminder(person_id=each, about=lack.id, stage=BEGUN) for each in await self._staff.admins()]
        for lack in await self._staff.past_lacks():
            told = {each.person_id for each in await self._reminders.planned_of(self.kind, lack.id) if each.sent}
            found += [Reminder(person_id=each, about=lack.id, stage=OVER) for each in sorted(told)]
        return found

    async def message(self, person_id: int, reminders: Sequence[Reminder]) -> Message | None:
        """What holds of it when it leaves; None where nothing does any more."""
        asked = {(each.about, each.stage) for each in reminders}
        lacks = [each for each in await self._staff.lacks() if (each.id, BEGUN) in asked]
        over = [each for each in await self._staff.past_lacks() if (each.id, OVER) in asked]
        return StaffChatLacks(lacks=lacks, over=over) if lacks or over else None
