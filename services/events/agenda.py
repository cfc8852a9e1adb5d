"""The next 90 days for the staff: events, broadcasts and deadlines side by side, and where they clash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from content.hromadas import load_hromadas
from services.certification import CertificationReads
from services.content import Content
from services.mailings import MailingsRead, planned, subject
from services.notices import NoticesRead
from services.text import shorten
from services.times import later
from storage.engine.alphabet import alphabetical
from storage.events import Event, EventStore, RegistrationStore

AHEAD = timedelta(days=90)
_WORDS, _DAY = 40, timedelta(days=1)


class EntryKind(StrEnum):
    """What falls on a day."""

    EVENT = "event"
    BROADCAST = "broadcast"
    NOTICE = "notice"
    DRIVE = "drive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing on a day."""

    kind: EntryKind
    at: datetime | None
    """None: all of that day."""
    number: int
    title: str
    id: int = 0
    """By which its page is found, where that is not its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaDay:
    """A day on which something falls."""

    on: date
    holiday: str
    """Its name, whether it is worked or not; empty for other days."""
    is_off: bool
    entries: tuple[Entry, ...]

    @property
    def clashes(self) -> bool:
        """Whether an event falls on a day off, a holiday, a deadline, or another event."""
        events = sum(each.kind is EntryKind.EVENT for each in self.entries)
        deadlines = any(each.kind in {EntryKind.NOTICE, EntryKind.DRIVE} for each in self.entries)
        return bool(events) and (self.is_off or bool(self.holiday) or deadlines or events > 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one hromada has before it in these days."""

    slug: str
    name: str
    events: tuple[str, ...]
    """Titles of those that it is invited to, drafts among them."""
    going: int
    """How many of its people come to what lies ahead."""
    notices: int
    """What its posts owe."""
    late: int

    @property
    def weight(self) -> int:
        return len(self.events) + self.notices


@dataclass(frozen=True, slots=True)
class Agenda:
    _content: Content
    _events: EventStore
    _registrations: RegistrationStore
    _mailings: MailingsRead
    _notices: NoticesRead
    _certification: CertificationReads
    _clock: Callable[[], datetime]

    async def days(self) -> list[AgendaDay]:
        """From today on, the days on which something falls."""
        now, calendar = self._clock(), self._content.library.calendar
        today, until = now.date(), later(now, AHEAD)
        found: list[tuple[date, Entry]] = []
        for event in await self._events.between(now, until):
            found += [
                (
                    each.starts_at.date(),
                    Entry(kind=EntryKind.EVENT, at=each.starts_at, number=event.id, title=event.name),
                )
                for each in event.live
                if each.ends_at >= now
            ]
        for mailing in await self._mailings.starting(now, until):
            title = subject(mailing, self._content.texts)
            for at in planned(mailing, now, until):
                entry = Entry(
                    kind=EntryKind.BROADCAST, at=at, number=mailing.number or mailing.id, title=title, id=mailing.id
                )
                found.append((at.date(), entry))
        notices = {(each.due_on, each.notice): each.text for each in await self._notices.deadlines()}
        for (due_on, number), text in notices.items():
            title = shorten(text, _WORDS)
            found.append((due_on, Entry(kind=EntryKind.NOTICE, at=None, number=number, title=title)))
        for drive in await self._certification.drives.open_drives():
            found.append((drive.due_on, Entry(kind=EntryKind.DRIVE, at=None, number=drive.id, title=drive.title)))
        days = sorted({day for day, _entry in found if today <= day <= until.date()})
        return [
            AgendaDay(
                on=day,
                holiday=calendar.holiday(day),
                is_off=calendar.day_off(day),
                entries=tuple(
                    sorted(
                        (entry for on, entry in found if on == day),
                        key=lambda each: (each.at is not None, each.at or now, each.number),
                    )
                ),
            )
            for day in days
        ]

    async def clashing(self, event: Event) -> list[tuple[date, Entry]]:
        """Deadlines and other events for the same posts on the days of an event; where everybody may come, of all."""
        days = {each.starts_at.date() for each in event.live}
        places = {post.place for post in event.addressed}
        found: dict[tuple[date, EntryKind, int], Entry] = {}
        if not days:
            return []
        for owed in await self._notices.open():
            if owed.due_on in days and not owed.is_done and (event.anyone or owed.post.place in places):
                title = shorten(owed.notice.text, _WORDS)
                entry = Entry(kind=EntryKind.NOTICE, at=None, number=owed.notice.id, title=title)
                found[owed.due_on, entry.kind, entry.number] = entry
        for drive in await self._certification.drives.open_drives():
            if drive.due_on in days:
                entry = Entry(kind=EntryKind.DRIVE, at=None, number=drive.id, title=drive.title)
                found[drive.due_on, entry.kind, entry.number] = entry
        first, last = event.starts_at, event.ends_at
        for other in await self._events.between(first - _DAY, last + _DAY) if first and last else []:
            meets = event.anyone or other.anyone or any(post.place in places for post in other.addressed)
            for session in other.live:
                if other.id != event.id and meets and session.starts_at.date() in days:
                    entry = Entry(kind=EntryKind.EVENT, at=session.starts_at, number=other.id, title=other.name)
                    found[session.starts_at.date(), entry.kind, entry.number] = entry
        return [(day, entry) for (day, _kind, _number), entry in sorted(found.items())]

    async def load(self) -> list[Load]:
        """Every hromada with what it has before it in these days, whoever has most first."""
        now = self._clock()
        invited: dict[str, list[str]] = {}
        for event in await self._events.between(now, later(now, AHEAD)):
            for place in {post.place for post in event.addressed}:
                invited.setdefault(place, []).append(event.name)
        owed, late = Counter[str](), Counter[str]()
        for each in await self._notices.open():
            if not each.is_done:
                owed[each.post.place] += 1
                late[each.post.place] += each.is_overdue(now)
        going = await self._registrations.going_ahead(now)
        loads = [
            Load(
                slug=each.slug,
                name=each.name,
                events=tuple(invited.get(each.slug, ())),
                going=going.get(each.slug, 0),
                notices=owed[each.slug],
                late=late[each.slug],
            )
            for each in load_hromadas()
        ]
        return sorted(loads, key=lambda each: (-each.weight, alphabetical(each.name)))
