"""A person's own pace: on which day and at which hour she is reminded, and what she learns next without a drive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from content.courses import Course
from services.content import Content
from storage.certification import CertificationReads, Learner, Learners

USUAL_HOUR = 9
"""At which reminders leave to those who chose none, in the zone of the department."""


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

    async def learn(self, person_id: int, *, on: bool) -> None:
        """Reminded once a week of the next course, drive or no drive; or no more."""
        learner = await self._learners.of(person_id)
        weekday = learner.weekday if learner.weekday is not None else self._clock().weekday()
        changed = replace(learner, learns=on, weekday=weekday if on else learner.weekday)
        await self._learners.keep(person_id, changed, self._clock())

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
