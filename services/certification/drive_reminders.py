"""What people are reminded of in drives, and the watch over it.

Three kinds of reminders: the stages of a drive, a day of one's own, and the list that coordinators get on Mondays.
Each message is made when it leaves: nobody is reminded of what came in meanwhile, nor who is exempt by then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from heapq import merge
from itertools import chain
from operator import itemgetter

from services.certification.drive_progress import total
from services.certification.drive_schedule import EARLY, LASTS, ReminderStage, stage_days, stage_of
from services.certification.drives import Drives
from services.certification.learning import USUAL_HOUR, Learning
from services.certification.members import Members
from services.certification.messages import (
    CoordinatorList,
    CourseReminder,
    LackingAtPlace,
    OwedToDrive,
    RemindersMissing,
)
from services.content import Content
from services.mailings import Purpose, Reminder, Reminders, StageCount
from services.people import Staff
from storage.certification import CertificationReads, Drive
from storage.mailings import SentOnce

PLANNED_AT = time(8, 0)
"""From then on the reminders of a day are planned; each leaves at the hour that its person chose."""
LISTED_AT = time(9, 0)
WATCHED_AT = time(18, 0)
"""By then what was expected of a day has left, but for those who chose a later hour."""
MONDAY = 0
LEARNING = 0
"""Stands for the number of a drive where somebody learns at a pace of her own."""
LIST, OWN_DAY, LEARN = "list", "ownday", "learn"
"""How the stages begin that no drive has: the coordinator's week, a day of one's own, learning without a drive."""


class DriveReminders:
    """Hands all three kinds to the planner, and tells the staff where something did not leave."""

    def __init__(
        self,
        content: Content,
        read: CertificationReads,
        drives: Drives,
        learning: Learning,
        members: Members,
        reminders: Reminders,
        staff: Staff,
        sent_once: SentOnce,
        clock: Callable[[], datetime],
    ) -> None:
        self._content = content
        self._read = read
        self._reminders = reminders
        self._staff = staff
        self._sent_once = sent_once
        self._clock = clock
        kinds = (StageReminders, OwnDayReminders, CoordinatorReminders)
        self._sources = [kind(content, read, drives, learning, members, reminders, clock) for kind in kinds]
        for source in self._sources:
            reminders.add(source)

    async def expected(self) -> list[StageCount]:
        """How many of today's reminders of drives should have left by now, and how many did."""
        now = self._clock()
        midnight = datetime.combine(now.date(), time(), now.tzinfo)
        found = [
            count
            for source in self._sources
            for count in await self._reminders.counts(source.kind, midnight, now)
            if count.about != LEARNING
        ]
        return sorted(found, key=lambda count: (count.about, count.stage))

    async def watch(self) -> None:
        """Tells the staff, once a day, where reminders of today were not planned or did not leave."""
        now = self._clock()
        name = f"drives {now.date()}"
        if now.time() < WATCHED_AT or await self._sent_once.is_sent(name):
            return
        expected = await self.expected()
        planned = {each.about for each in expected}
        not_planned: list[tuple[int, str]] = []

        async def look(drive: Drive) -> None:
            if drive.id not in planned and await self._is_due(drive, now):
                not_planned.append((drive.id, drive.title))

        await self._reminders.each_on_its_own("watched_drives", await self._read.drives.open_drives(), look)
        not_sent = tuple(each for each in expected if each.sent < each.expected)
        message = RemindersMissing(not_sent=not_sent, not_planned=tuple(not_planned))
        if message.not_sent or message.not_planned:
            await self._staff.notify(message)
        await self._sent_once.sent(name, now)

    async def _is_due(self, drive: Drive, now: datetime) -> bool:
        """Whether a stage falls on today, and somebody in the chat may lack a certificate."""
        calendar, today = self._content.library.calendar, now.date()
        stage = stage_of(drive, today, calendar)
        if stage is None or stage_days(drive.starts_on, drive.due_on, calendar)[stage] != today:
            return False
        return any(each.members > each.certified and each.in_chat for each in await self._read.figures.counts(drive.id))


@dataclass
class _DriveSource:
    """What the three kinds have in common."""

    _content: Content
    _read: CertificationReads
    _drives: Drives
    _learning: Learning
    _members: Members
    _reminders: Reminders
    _clock: Callable[[], datetime]
    purpose: Purpose = Purpose.REMINDER
    lasts: timedelta | None = LASTS


class _CourseReminders(_DriveSource):
    """What the first two kinds have in common: the message."""

    async def message(self, person_id: int, reminders: Sequence[Reminder]) -> CourseReminder | None:
        owed = [
            found
            for each in reminders
            if each.about != LEARNING and (found := await self._owed(each.about, each.stage, person_id))
        ]
        learns = any(each.about == LEARNING for each in reminders)
        next_course = await self._learning.next_course(person_id) if learns else None
        return CourseReminder(next_course=next_course, drives=tuple(owed)) if owed or next_course else None

    async def _owed(self, drive_id: int, stage: str, person_id: int) -> OwedToDrive | None:
        drive = await self._read.drives.find(drive_id)
        if drive is None or not drive.is_open:
            return None
        owed = await self._read.figures.owed(drive.id, person_id)
        if not owed:
            return None
        return OwedToDrive(
            drive=drive,
            courses=tuple(each for each in self._drives.courses(drive) if each.id in owed),
            just_begun=stage.split()[0] == ReminderStage.START,
            days_left=(drive.due_on - self._clock().date()).days,
        )


class StageReminders(_CourseReminders):
    """The start of a drive, half-way, the last days, and after the deadline."""

    kind = "drive stage"

    async def due(self, now: datetime) -> Iterable[Reminder]:
        """Those of one drive: each drive has a message of its own. The next one is found at the next look."""
        if now.time() < PLANNED_AT:
            return []
        running = [each for each in await self._read.drives.open_drives() if each.starts_on <= now.date()]
        found: list[Iterator[Reminder]] = []

        async def look(drive: Drive) -> bool:
            """Whether to look at the next drive."""
            stage = stage_of(drive, now.date(), self._content.library.calendar)
            name = f"{stage} {drive.due_on}"  # a deadline that moved begins the stages anew
            if stage is None or await self._reminders.planned(self.kind, [(drive.id, name)]):
                return True
            people = await self._read.figures.to_remind(drive, but_own_day=stage in EARLY)
            if people:
                found.append(_reminders(_in_order(people), drive.id, name, now))
            return not people

        await self._reminders.each_on_its_own("drive_stages", running, look)
        return chain.from_iterable(found)


class OwnDayReminders(_CourseReminders):
    """Once a week on the day that a person chose: what she owes until the deadline, and what she learns by herself."""

    kind = "drive own day"

    async def due(self, now: datetime) -> Iterable[Reminder]:
        if now.time() < PLANNED_AT:
            return []
        today, found = now.date(), list[Reminder]()

        async def look(drive: Drive) -> None:
            if drive.starts_on < today <= drive.due_on:
                people = await self._read.figures.to_remind(drive, weekday=today.weekday())
                found.extend(_reminders(_in_order(people), drive.id, f"{OWN_DAY} {today}", now))

        await self._reminders.each_on_its_own("drive_days", await self._read.drives.open_drives(), look)
        learners = await self._read.learners.learning_on(today.weekday())
        return [*found, *_reminders(learners, LEARNING, f"{LEARN} {today}", now)]


class CoordinatorReminders(_DriveSource):
    """On Mondays, for each coordinator, who in her body still lacks a certificate."""

    kind = "drive list"

    async def due(self, now: datetime) -> Iterable[Reminder]:
        today, found = now.date(), list[Reminder]()
        if today.weekday() != MONDAY or now.time() < LISTED_AT:
            return []
        hours = await self._read.learners.hours()

        async def look(drive: Drive) -> None:
            if drive.starts_on <= today:
                people = {person for place in drive.places for person in await self._members.coordinators(place)}
                chosen = [(person, hours.get(person)) for person in sorted(people)]
                found.extend(_reminders(chosen, drive.id, f"{LIST} {today}", now))

        await self._reminders.each_on_its_own("drive_lists", await self._read.drives.open_drives(), look)
        return found

    async def message(self, person_id: int, reminders: Sequence[Reminder]) -> CoordinatorList | None:
        places: list[LackingAtPlace] = []
        for each in reminders:
            drive = await self._read.drives.find(each.about)
            if drive and drive.is_open:
                places += [
                    await self._lacking(drive, place)
                    for place in await self._members.coordinated_by(person_id)
                    if place in drive.places
                ]
        left = tuple(each for each in places if each.names)
        return CoordinatorList(places=left) if left else None

    async def _lacking(self, drive: Drive, place: str) -> LackingAtPlace:
        whole = total(await self._read.figures.counts(drive.id, place))
        return LackingAtPlace(
            drive=drive,
            place=place,
            place_name=await self._drives.place_name(place),
            certified=whole.certified,
            members=whole.members,
            names=tuple(each.name for each in await self._read.figures.lacking(drive.id, place)),
        )


def _in_order(people: Iterable[Iterable[tuple[int, int | None]]]) -> Iterator[tuple[int, int | None]]:
    """All of them by their numbers, one by one: rows that are written in the order of their keys cost a quarter."""
    return merge(*people, key=itemgetter(0))


def _reminders(
    people: Iterable[tuple[int, int | None]], drive_id: int, stage: str, now: datetime
) -> Iterator[Reminder]:
    """One for each person, due today at the hour that she chose. They are made one by one: there may be very many."""
    due_at = {hour: datetime.combine(now.date(), time(hour), now.tzinfo) for hour in range(24)}
    for person, hour in people:
        chosen = USUAL_HOUR if hour is None else hour
        yield Reminder(person_id=person, about=drive_id, stage=stage, due_at=due_at[chosen])
