"""Once a quarter the holder of a post is asked whether she still holds it.

It stands here because the planner belongs to mailings, an area that stands above people.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from services.mailings import Purpose, Reminder
from services.messages import Message
from services.operation.failures import Failures
from services.people import People, Posts, Tenure


class HolderReminders:
    """The holders' question, as a source of the one planner."""

    kind = "tenure"
    purpose = Purpose.NOTICE
    lasts: timedelta | None = None

    def __init__(self, posts: Posts, people: People, failures: Failures) -> None:
        self._posts = posts
        self._people = people
        self._failures = failures

    async def due(self, now: datetime) -> Sequence[Reminder]:
        """Who is to be asked now; of one person one post after the other, for each is a question of its own."""
        first: dict[int, Reminder] = {}

        async def look(tenure: Tenure) -> None:
            person = tenure.person_id
            if person is not None and person not in first and not await self._people.is_quiet(person):
                first[person] = Reminder(person_id=person, about=tenure.id, stage=_stage(tenure))

        await self._failures.each_on_its_own("tenures", await self._posts.unconfirmed(), look)
        return list(first.values())

    async def message(self, person_id: int, reminders: Sequence[Reminder]) -> Message | None:
        """The question; None where she confirmed or left the post meanwhile."""
        return await self._posts.question(reminders[0].about, person_id)


def _stage(tenure: Tenure) -> str:
    """The day of the last that is known of her: that she took the post, confirmed it, or was asked."""
    days = [tenure.since_at, tenure.confirmed_at, tenure.asked_at]
    return max(each for each in days if each).date().isoformat()
