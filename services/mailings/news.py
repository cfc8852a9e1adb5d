"""People's news (`services.people.News`), as a source of the one planner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from services.mailings.reminders import Reminders
from services.messages import Message
from services.people import News
from storage.mailings import Purpose, Reminder
from storage.people import NewsStore

STAGE = ""
"""News have one step."""


class PeopleNews:
    """A `ReminderSource`: each of the news is a message of its own, in their order.

    What is for a post comes in the hours of heads, unless it cannot wait.
    """

    kind = "news"
    purpose = Purpose.NEWS
    lasts: timedelta | None = None

    def __init__(self, news: News, kept: NewsStore, reminders: Reminders) -> None:
        self._news = news
        self._kept = kept
        self._reminders = reminders

    async def plan(self) -> None:
        """Gives the outbox what waits; the dispatcher asks for it at each turn, so that it leaves at once."""
        while await self._kept.waits() and await self._reminders.plan(self.kind):
            pass  # of each person one after the other

    async def due(self, now: datetime) -> Sequence[Reminder]:
        """Of each person the oldest. What stands in the outbox, or nobody is there to be told, is told."""
        waiting = await self._kept.for_people(now)
        planned = await self._reminders.planned(self.kind, [(number, STAGE) for number in waiting])
        told = [number for number, news in waiting.items() if not news.people or (number, STAGE) in planned]
        await self._kept.told(told, now)
        due: list[Reminder] = []
        served: set[int] = set()
        for number, news in waiting.items():
            if number not in told:
                if served.isdisjoint(news.people):
                    purpose = Purpose.NOTICE if news.of_post and not news.at_once else None
                    due += [
                        Reminder(person_id=person, about=number, stage=STAGE, purpose=purpose) for person in news.people
                    ]
                served.update(news.people)
        return due

    async def message(self, person_id: int, reminders: Sequence[Reminder]) -> Message | None:
        """None where it does not hold any more."""
        item = await self._kept.find(reminders[0].about)
        return await self._news.message(item) if item else None
