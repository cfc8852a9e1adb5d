"""A person's own pace: on which day and at which hour she is reminded, and what she learns next without a drive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from content.courses import Course
from services.content import Content
from storage.certification import CertificationReads, Learner, Learners

USUAL_HOUR = 9
"""At which reminders leave to those who chose none."""


@dataclass(frozen=True, slots=True)
class Learning:
    _content: Content
    _learners: Learners
    _read: CertificationReads
    _clock: Callable[[], datetime]

    async def set_pace(self, person_id: int, *, weekday: int | None, hour: int | None) -> None:
        """The day of the week (None: as drives have it) and the hour."""
        learner = await self._learners.of(person_id)
        learns = learner.learns and weekday is not None
        await self._learners.keep(person_id, Learner(weekday, hour, learns), self._clock())

    async def learn(self, person_id: int, *, weekday: int, hour: int) -> None:
        """From now on she is reminded once a week of the next course, drive or no drive."""
        await self._learners.keep(person_id, Learner(weekday, hour, learns=True), self._clock())

    async def pause(self, person_id: int) -> None:
        """No more of that; the day and the hour stay for what drives ask."""
        learner = await self._learners.of(person_id)
        await self._learners.keep(person_id, replace(learner, learns=False), self._clock())

    async def next_course(self, person_id: int) -> Course | None:
        """What somebody who learns by herself does next: what a drive asks for comes first; None where all is done."""
        if not (await self._learners.of(person_id)).learns:
            return None
        courses = self._content.library.courses
        has = await self._read.figures.handed_in(person_id)
        owed = [
            course
            for drive in await self._read.drives.of_person(person_id)
            for course in await self._read.figures.owed(drive.id, person_id)
        ]
        left = owed or [course for course in courses if course not in has]
        return courses[left[0]] if left else None
