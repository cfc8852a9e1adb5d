"""The next 90 days for the staff: events, broadcasts and deadlines side by side, and where they clash."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from services.certification import CertificationReads
from services.content import Content
from services.mailings import MailingsRead, planned, subject
from services.notices import NoticesRead
from services.text import shorten
from services.times import later
from storage.events import EventStore

AHEAD = timedelta(days=90)
_WORDS = 40


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


@dataclass(frozen=True, slots=True)
class Agenda:
    _content: Content
    _events: EventStore
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
