"""When the bot writes to those who act for posts: on working days, by day. The one place that says so.

What goes to posts – as `Purpose.NOTICE`, or as a broadcast to them (`Mailing.keeps_heads_hours`) – the dispatcher holds
until then; mails ask the same. An emergency and what was withdrawn leave at any hour: nobody should go on working on it
until the morning.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import ClassVar

from services.content import Content
from services.people import Quiet

FROM, UNTIL = time(8, 0), time(20, 0)


@dataclass(frozen=True, slots=True)
class HeadsHours:
    LONG: ClassVar = timedelta(hours=UNTIL.hour - FROM.hour)
    """How long they are on one day."""

    _content: Content

    def opens(self, at: datetime, quiet: Quiet | None = None) -> datetime:
        """When a message of that time leaves: at once within the hours, otherwise when the next ones begin.

        Somebody whose `quiet` hours take all of them is written to outside of them, or never.
        """
        if quiet and quiet.covers(FROM, UNTIL):
            return at
        calendar = self._content.library.calendar
        day = calendar.working(at.date())
        if day == at.date() and at.time() >= UNTIL:
            day = calendar.working(day + timedelta(days=1))
        return at if day == at.date() and at.time() >= FROM else datetime.combine(day, FROM, at.tzinfo)

    def hold(self, at: datetime) -> bool:
        """Whether that time is within them."""
        return self.opens(at) == at
