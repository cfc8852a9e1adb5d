"""Certification drives: opened by staff, joined by a link, recalled at moments that make sense, counted.

A reminder is planned for those who lack something, and asks once more when it is sent: nobody is reminded of what came
in meanwhile, nor who is exempt by then.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import storage.certification.drives as store
import storage.certification.learners
from channels import Outgoing
from channels.taps import Button
from content.courses import Course
from content.messages import Texts
from handlers.certification.taps import HandIn, ShowPace, ShowUnit
from services.certification.drive_pictures import by_week, pictures
from services.certification.drive_schedule import DAY, EARLY, LASTS, Rung, rung_of, rungs
from services.certification.members import Member, Members
from services.codes import make_code
from services.content import Content
from services.files.excel import make_excel
from services.people.posts import Posts
from services.people.staff import Staff
from storage.certification.drives import LEARNING, Count, Drive, Nudge, Sent
from storage.certification.learners import Learner
from storage.mailings.mailings import Mailing
from storage.mailings.outbox import Claimed
from storage.mailings.sent_once import SentOnce
from storage.people.audit import Action, Audit

__all__ = ["Count", "Drive", "Drives", "Learner"]

LINK = "d_"
"""Deep-link payload of a drive: `d_<token>`."""
LONGEST_TITLE, LONGEST_DRIVE = 100, 400
"""Characters; days."""
USUAL = timedelta(days=30)
SHOWN = 20
PLANNED_AT = time(8, 0)
"""From then on the reminders of a day are planned; each leaves at the hour that its person chose."""
LISTED_AT = time(9, 0)
WATCHED_AT = time(18, 0)
"""By then what was expected of a day has left, but for those who chose a later hour."""
HOURS = (8, 10, 13, 17, 19)
"""Offered to people, in the zone of the department; 9 is what comes without choosing."""
NAMED = 15
"""Members in one list on a phone."""
TREND = timedelta(days=28)
"""The forecast looks back so far."""
FORETOLD_AFTER = 7
"""Days: by the first few nothing can be foretold."""
MONDAY = 0
LIST, OWN_DAY, LEARN = "list", "ownday", "learn"
"""How steps begin that are no rung: the coordinator's week, a day of one's own, learning without a drive."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the last weeks let expect for the deadline."""

    by_week: tuple[int, ...]
    """Certificates of the last four weeks, the oldest first."""
    percent: int | None
    """Of members certified at the deadline if it goes on like this; None where it has passed, nobody takes part, or too
    few days went by."""


class Drives:
    """Keeps drives and reminds of them."""

    def __init__(
        self,
        content: Content,
        drives: store.Drives,
        learners: storage.certification.learners.Learners,
        members: Members,
        posts: Posts,
        staff: Staff,
        sent_once: SentOnce,
        audit: Audit,
        clock: Callable[[], datetime],
    ) -> None:
        self._content = content
        self._drives = drives
        self._learners = learners
        self._members = members
        self._posts = posts
        self._staff = staff
        self._sent_once = sent_once
        self._audit = audit
        self._clock = clock

    @property
    def _texts(self) -> Texts:
        return self._content.library.texts

    def courses(self, drive: Drive) -> list[Course]:
        """The courses of a drive, in the order in which they are offered."""
        return [each for each in self._content.library.courses.values() if each.id in drive.courses]

    # What staff do

    async def write(self, title: str, by: int) -> int:
        """Prepares a drive of all courses that begins today and lasts a month; its number."""
        today, title = self._clock().date(), " ".join(title.split())[:LONGEST_TITLE]
        courses = list(self._content.library.courses)
        return await self._drives.write(make_code(), title, courses, today, today + USUAL, self._clock(), by)

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
        lasts = drive.due_on - drive.starts_on
        await self._drives.set_days(drive_id, starts_on, starts_on + lasts, self._clock(), drive.made_by)
        return True

    async def invite(self, drive_id: int, places: Sequence[str]) -> None:
        """Lets bodies and councils take part, by their marks, besides those who do."""
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
        """Moves the deadline; the ladder is counted from it anew. False where the day makes no sense."""
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

    async def find(self, drive_id: int) -> Drive | None:
        return await self._drives.find(drive_id)

    async def by_token(self, token: str) -> Drive | None:
        """The drive of a link."""
        return await self._drives.by_token(token.upper())

    async def newest(self) -> list[Drive]:
        return await self._drives.newest(SHOWN)

    # How far it is

    async def of_person(self, person_id: int) -> list[tuple[Drive, list[str]]]:
        """The open drives of a person, with the courses that she still owes."""
        return [
            (drive, await self._drives.lacks(drive.id, person_id)) for drive in await self._drives.of_person(person_id)
        ]

    async def lacks(self, drive_id: int, person_id: int) -> list[str]:
        return await self._drives.lacks(drive_id, person_id)

    async def at(self, place: str) -> list[Drive]:
        """The open drives that a body takes part in."""
        return await self._drives.at(place)

    async def counts(self, drive_id: int, place: str | None = None) -> list[Count]:
        """Body by body; of one place its units."""
        return await self._drives.counts(drive_id, place)

    async def lacking(self, drive_id: int, place: str) -> list[Member]:
        """Members there who still lack a certificate."""
        return await self._drives.lacking(drive_id, place)

    async def forecast(self, drive: Drive) -> Forecast:
        """By the trend of the last four weeks, of all bodies together."""
        now = self._clock()
        came = await self._drives.by_week(drive.id, now - TREND)
        by_week = [0, 0, 0, 0]
        for at in came:
            by_week[min(int((at - (now - TREND)) / (7 * DAY)), 3)] += 1
        counts = await self._drives.counts(drive.id)
        members, certified = sum(each.members for each in counts), sum(each.certified for each in counts)
        left = (drive.due_on - now.date()).days
        since = max(drive.starts_on, (now - TREND).date())
        days = (now.date() - since).days
        if not members or left <= 0 or days < FORETOLD_AFTER:
            return Forecast(tuple(by_week), None)
        # A member who needs several certificates is certified by the last of them.
        expected = certified + len([at for at in came if at.date() >= since]) / len(drive.courses) / days * left
        return Forecast(tuple(by_week), min(round(100 * expected / members), 100))

    def bar(self, certified: int, members: int) -> str:
        """A bar and the figures in words."""
        share = certified / members if members else 0.0
        full = int(share * 10)
        return self._texts(
            "drives-bar",
            bar="▓" * full + "░" * (10 - full),
            percent=int(share * 100),
            certified=certified,
            members=members,
        )

    async def in_places(self, places: Sequence[str]) -> list[str]:
        """How far these bodies and councils are in each open drive, in words."""
        lines: list[str] = []
        for place in dict.fromkeys(places):
            for drive in await self.at(place):
                counts = await self.counts(drive.id, place)
                members = sum(each.members for each in counts)
                if members:
                    bar = self.bar(sum(each.certified for each in counts), members)
                    lines.append(self._texts("drives-in-place", title=drive.title, due=drive.due_on, bar=bar))
        return lines

    async def pictures(self, drive: Drive) -> list[tuple[bytes, str]]:
        """All bodies and the trend by week as PNG, each picture with a caption; none where nobody takes part."""
        counts = [each for each in await self.counts(drive.id) if each.members]
        names = {each.place: await self.place_name(each.place) for each in counts}
        came = [at.date() for at in await self._drives.by_week(drive.id, self._midnight(drive.starts_on))]
        return await pictures(drive, counts, names, by_week(drive, came, self._clock().date()), self._texts)

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self._clock().tzinfo)

    async def place_name(self, place: str) -> str:
        """The name of a body or council; of an open drive, of those who joined by themselves."""
        return await self._posts.place_name(place) or self._texts.plain("drives-anyone")

    async def as_excel(self, drive: Drive, by: int) -> bytes:
        """A row per body: members, certified, share, in chat, exempt; it is logged."""
        await self._audit.write(self._clock(), by, Action.DATA_EXPORTED, f"drive {drive.id}")
        texts = self._texts
        headings = [
            texts.plain("members-column-body"),
            texts.plain("drives-column-members"),
            texts.plain("drives-column-certified"),
            texts.plain("drives-column-share"),
            texts.plain("drives-column-chat"),
            texts.plain("drives-column-exempt"),
        ]
        rows = [
            [
                await self.place_name(each.place),
                each.members,
                each.certified,
                round(100 * each.certified / each.members) if each.members else None,
                each.in_chat,
                each.exempt,
            ]
            for each in await self.counts(drive.id)
        ]
        return await asyncio.to_thread(make_excel, headings, rows)

    # A pace of one's own

    async def pace(self, person_id: int) -> Learner:
        """When she wants to be reminded, and whether she learns without a drive."""
        return await self._learners.of(person_id)

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

    async def next_course(self, person_id: int, has: Sequence[str]) -> Course | None:
        """The course that somebody without those certificates does next: what a drive asks for comes first."""
        owed = [course for _drive, lacking in await self.of_person(person_id) for course in lacking]
        others = [course for course in self._content.library.courses if course not in has]
        return self._content.library.courses[(owed or others)[0]] if owed or others else None

    # Reminders

    async def remind(self) -> int:
        """Plans what today's reminders are, each once, whenever this is asked; to how many."""
        now, days = self._clock(), self._content.library.calendar
        today = now.date()
        if now.time() < PLANNED_AT:
            return 0
        midnight = datetime.combine(today, time(12), now.tzinfo) - timedelta(hours=12)
        planned = 0
        async with self._drives.exclusive() as is_mine:
            if not is_mine:
                return 0
            drives = [each for each in await self._drives.open_drives() if each.starts_on <= today]
            for drive in drives:
                rung = rung_of(drive, today, days)
                step = f"{rung} {drive.due_on}"
                if rung and not await self._drives.planned(drive.id, step):
                    planned += await self._drives.plan(drive, step, now, now + LASTS, midnight, early=rung in EARLY)
            planned += await self._plan_own_days(drives, now, midnight)
            if today.weekday() == MONDAY and now.time() >= LISTED_AT:
                planned += await self._plan_lists(drives, now, midnight)
        return planned

    async def _plan_own_days(self, drives: Sequence[Drive], now: datetime, midnight: datetime) -> int:
        """Those whose day of the week it is; until the deadline of the drive."""
        running = {drive.id for drive in drives if drive.starts_on < now.date() <= drive.due_on}
        nudges: list[tuple[int, Nudge]] = []
        for person in await self._learners.on(now.weekday()):
            learner = await self._learners.of(person)
            nudges += [
                (person, Nudge(drive.id, f"{OWN_DAY} {now.date()}"))
                for drive, lacking in await self.of_person(person)
                if lacking and drive.id in running
            ]
            if learner.learns:
                nudges.append((person, Nudge(LEARNING, f"{LEARN} {now.date()}")))
        return await self._drives.plan_for(nudges, now, now + LASTS, midnight) if nudges else 0

    async def _plan_lists(self, drives: Sequence[Drive], now: datetime, midnight: datetime) -> int:
        """Every coordinator's list of the week."""
        nudges = [
            (person, Nudge(drive.id, f"{LIST} {now.date()}"))
            for drive in drives
            for place in drive.places
            for person in await self._members.coordinators(place)
        ]
        return await self._drives.plan_for(nudges, now, now + LASTS, midnight) if nudges else 0

    async def words(self, mailing: Mailing, row: Claimed) -> Outgoing | None:
        """What one person reads, made now: what came in meanwhile is not recalled; None where nothing is left."""
        parts: list[str] = []
        rows: list[list[Button]] = []
        for nudge in await self._drives.nudges(mailing.id, row.person_id):
            if nudge.drive == LEARNING:
                await self._say_learning(row.person_id, parts, rows)
                continue
            drive = await self._drives.find(nudge.drive)
            if drive is None or not drive.is_open:
                continue
            if nudge.step.startswith(LIST):
                await self._say_list(drive, row.person_id, parts, rows)
            else:
                await self._say_drive(drive, nudge.step.split()[0], row.person_id, parts, rows)
        return Outgoing(self._texts.lines(parts), rows) if parts else None

    async def _say_drive(
        self, drive: Drive, step: str, person_id: int, parts: list[str], rows: list[list[Button]]
    ) -> None:
        lacking = await self._drives.lacks(drive.id, person_id)
        if not lacking:
            return
        courses = [each for each in self.courses(drive) if each.id in lacking]
        left = (drive.due_on - self._clock().date()).days
        names = ", ".join(f"«{each.title}»" for each in courses)
        if step == Rung.START:
            parts.append(self._texts("drives-start", title=drive.title, due=drive.due_on, courses=names))
        elif left < 0:
            parts.append(self._texts("drives-late", title=drive.title, due=drive.due_on, courses=names))
        else:
            parts.append(self._texts("drives-reminder", title=drive.title, due=drive.due_on, left=left, courses=names))
        rows += [
            [Button(self._texts.plain("drives-button-course", course=each.title), url=each.url)] for each in courses
        ]
        rows.append([HandIn().button(self._texts.plain("drives-button-hand-in"))])

    async def _say_learning(self, person_id: int, parts: list[str], rows: list[list[Button]]) -> None:
        learner = await self._learners.of(person_id)
        has = await self._drives.has(person_id)
        course = await self.next_course(person_id, has)
        if not learner.learns or course is None:
            return
        parts.append(self._texts("drives-learn", course=course.title, about=course.about))
        rows.append([Button(self._texts.plain("drives-button-course", course=course.title), url=course.url)])
        rows.append([HandIn().button(self._texts.plain("drives-button-hand-in"))])
        rows.append([ShowPace().button(self._texts.plain("drives-button-pace"))])

    async def _say_list(self, drive: Drive, person_id: int, parts: list[str], rows: list[list[Button]]) -> None:
        for place in await self._members.coordinated_by(person_id):
            if place not in drive.places:
                continue
            lacking = await self._drives.lacking(drive.id, place)
            counts = await self._drives.counts(drive.id, place)
            if not lacking:
                continue
            parts.append(
                self._texts(
                    "drives-list",
                    title=drive.title,
                    place=await self.place_name(place),
                    due=drive.due_on,
                    bar=self.bar(sum(each.certified for each in counts), sum(each.members for each in counts)),
                    names=", ".join(each.name for each in lacking[:NAMED]),
                    more=max(len(lacking) - NAMED, 0),
                )
            )
            rows.append([ShowUnit(drive.id, place, 0).button(self._texts.plain("drives-button-unit"))])

    # Watching over it

    async def expected(self) -> list[Sent]:
        """How many of today's reminders should have left by now, and how many did."""
        now = self._clock()
        return await self._drives.sent(datetime.combine(now.date(), time(), now.tzinfo), now)

    async def watch(self) -> None:
        """Tells the staff, once a day, where reminders of today were not planned or did not leave."""
        now = self._clock()
        name = f"drives {now.date()}"
        if now.time() < WATCHED_AT or await self._sent_once.is_sent(name):
            return
        expected = await self.expected()
        planned = {(each.drive, each.step) for each in expected}
        lines = [
            self._texts("drives-not-sent", drive=str(each.drive), expected=each.expected, sent=each.sent)
            for each in expected
            if each.sent < each.expected
        ]
        for drive in await self._drives.open_drives():
            rung = rung_of(drive, now.date(), self._content.library.calendar)
            is_today = rung and rungs(drive.starts_on, drive.due_on, self._content.library.calendar)[rung] == now.date()
            lacking = any(each.members > each.certified and each.in_chat for each in await self.counts(drive.id))
            if is_today and lacking and not any(number == drive.id for number, _step in planned):
                lines.append(self._texts("drives-not-planned", drive=str(drive.id), title=drive.title))
        if lines:
            html = self._texts.lines([self._texts("drives-alarm"), *lines])
            if await self._staff.tell(html) is None and self._staff.chat_id is not None:
                return
        await self._sent_once.sent(name, now)
