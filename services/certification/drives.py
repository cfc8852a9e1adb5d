"""Certification drives: prepared by staff, opened and closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import storage.certification.drives as store
from content.courses import Course
from services.certification.drive_schedule import DAY
from services.codes import make_code
from services.content import Content
from services.people import Posts
from storage.certification import Drive

LONGEST_TITLE, LONGEST_DRIVE = 100, 400
"""Characters; days."""
USUAL = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Drives:
    _content: Content
    _drives: store.Drives
    _posts: Posts
    _clock: Callable[[], datetime]

    async def write(self, title: str, by: int) -> int:
        """Prepares a drive of all courses that begins today and lasts a month; its number."""
        today, title = self._clock().date(), " ".join(title.split())[:LONGEST_TITLE]
        courses = list(self._content.library.courses)
        due_on = self._content.library.calendar.working(today + USUAL)
        return await self._drives.write(make_code(), title, courses, today, due_on, self._clock(), by)

    async def turn_course(self, drive_id: int, course: str) -> bool:
        """Adds a course to a drive that is being prepared, or takes it out; one stays."""
        drive = await self._drives.find(drive_id)
        if drive is None or drive.opened_at or course not in self._content.library.courses:
            return False
        courses = set(drive.courses) ^ {course}
        if courses:
            await self._drives.set_courses(drive_id, sorted(courses))
        return bool(courses)

    async def set_start(self, drive_id: int, starts_on: date) -> bool:
        """When a drive that is being prepared begins; the deadline moves along. False where the day makes no sense."""
        drive, today = await self._drives.find(drive_id), self._clock().date()
        if drive is None or drive.opened_at or not today <= starts_on <= today + LONGEST_DRIVE * DAY:
            return False
        due_on = self._content.library.calendar.working(starts_on + (drive.due_on - drive.starts_on))
        await self._drives.set_days(drive_id, starts_on, due_on, self._clock(), drive.made_by)
        return True

    async def invite(self, drive_id: int, places: Sequence[str]) -> None:
        """Lets bodies and councils take part besides those who do."""
        if await self._drives.find(drive_id):
            await self._drives.invite(drive_id, places)

    async def turn_anyone(self, drive_id: int) -> None:
        """Lets also those take part who belong to no body; or no more, while it is being prepared."""
        drive = await self._drives.find(drive_id)
        if drive and drive.own_place not in drive.places:
            await self._drives.invite(drive_id, [drive.own_place])
        elif drive and drive.opened_at is None:
            await self._drives.uninvite(drive_id, drive.own_place)

    async def set_deadline(self, drive_id: int, due_on: date, by: int) -> bool:
        """Moves the deadline; the reminders are counted from it anew. False where the day makes no sense."""
        drive, today = await self._drives.find(drive_id), self._clock().date()
        if drive is None or not max(today, drive.starts_on) < due_on <= today + LONGEST_DRIVE * DAY:
            return False
        await self._drives.set_days(drive_id, drive.starts_on, due_on, self._clock(), by)
        return True

    async def open(self, drive_id: int, by: int) -> bool:
        """Opens it, once; its first reminder leaves when its day has come."""
        return await self._drives.open(drive_id, self._clock(), by)

    async def close(self, drive_id: int, by: int) -> bool:
        """Ends it: nobody is reminded any more."""
        return await self._drives.close(drive_id, self._clock(), by)

    # What it is about

    def courses(self, drive: Drive) -> list[Course]:
        """The courses of a drive, in the order in which they are offered."""
        return [each for each in self._content.library.courses.values() if each.id in drive.courses]

    async def place_name(self, place: str) -> str:
        """The name of a body or council; of an open drive, of those who joined by themselves."""
        return await self._posts.place_name(place) or self._content.library.texts.plain("drives-anyone")
