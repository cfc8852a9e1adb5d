"""Who came: by the participant's QR code, by the code on the screen, or by a press on the list."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.events.messages import EventScreenCode
from services.events.words import NEAR
from services.mailings import LiveMessageKind, LiveMessages
from storage.events import (
    Attendance,
    AttendanceStore,
    Event,
    EventStore,
    NoteResult,
    Part,
    Registration,
    RegistrationState,
    RegistrationStore,
    Session,
    Via,
)

LATE = timedelta(minutes=15)
CODE_DIGITS, MINUTE = 6, 60


class Noted(StrEnum):
    """What became of noting somebody."""

    NOTED = "noted"
    BEFORE = "before"
    UNKNOWN = "unknown"
    """No such ticket, or not the code of this minute."""
    NOT_NOW = "not-now"
    NOT_GOING = "not-going"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedPerson:
    """Who was noted, and how that stands."""

    result: Noted
    event: Event | None = None
    registration: Registration | None = None
    attendance: Attendance | None = None


@dataclass(frozen=True, slots=True)
class AttendanceList:
    _events: EventStore
    _registrations: RegistrationStore
    _attendances: AttendanceStore
    _live_messages: LiveMessages
    _clock: Callable[[], datetime]

    async def of_event(self, event_id: int) -> dict[tuple[int, int], Attendance]:
        """By registration and session."""
        return {(each.registration, each.session): each for each in await self._attendances.of_event(event_id)}

    def near(self, event: Event) -> Session | None:
        """The session that people come to now: one that goes on, else the next one, else the one that just ended."""
        now = self._clock()
        found = [each for each in event.live if each.starts_at - NEAR <= now <= each.ends_at + NEAR]
        return min(
            found, key=lambda each: (each.ends_at <= now, each.starts_at > now, abs(each.starts_at - now)), default=None
        )

    async def scan(self, ticket: str, by: int, event_id: int | None = None) -> NotedPerson:
        """Somebody of the staff scanned the QR code of a participant, or typed what stands below it at the door of
        that event."""
        mine = await self._registrations.by_ticket(ticket)
        event = await self._events.find(mine.event) if mine else None
        if mine is None or event is None or event_id not in {None, event.id}:
            return NotedPerson(result=Noted.UNKNOWN)
        return await self._note(event, mine, Via.TICKET, by)

    async def enter(self, event_id: int, person_id: int, words: str) -> NotedPerson:
        """A participant typed the code that she sees on the screen; the one of the minute before still counts."""
        event, mine = await self._events.find(event_id), await self._registrations.find(event_id, person_id)
        session = self.near(event) if event else None
        if event is None or mine is None or session is None:
            return NotedPerson(result=Noted.NOT_NOW if mine else Noted.NOT_GOING, event=event)
        typed, now = "".join(sign for sign in words if sign.isdecimal()), self._clock()
        known = [_code(event, session, now - timedelta(seconds=ago)) for ago in (0, MINUTE)]
        if not any(hmac.compare_digest(typed.encode(), each.encode()) for each in known):
            return NotedPerson(result=Noted.UNKNOWN, event=event, registration=mine)
        return await self._note(event, mine, Via.CODE)

    async def _note(self, event: Event, mine: Registration, via: Via, by: int | None = None) -> NotedPerson:
        session, now = self.near(event), self._clock()
        if mine.state is not RegistrationState.GOING:
            return NotedPerson(result=Noted.NOT_GOING, event=event, registration=mine)
        if session is None:
            return NotedPerson(result=Noted.NOT_NOW, event=event, registration=mine)
        part = Part.LATE if now > session.starts_at + LATE else Part.WHOLE
        result = await self._attendances.note(event.id, mine.id, session.number, part, via, now, by)
        found = await self._attendances.of_registration(mine.id)
        return NotedPerson(
            result=Noted.NOTED if result is NoteResult.NOTED else Noted.BEFORE,
            event=event,
            registration=mine,
            attendance=next((each for each in found if each.session == session.number), None),
        )

    async def correct(self, event_id: int, session: int, registration_id: int, part: Part | None, by: int) -> bool:
        """By the list; None: she was not there. False where there is nobody to note. What is said twice is noted once,
        so that it may be sent again when the connection went away."""
        event, mine = await self._events.find(event_id), await self._registrations.get(registration_id)
        there = event.session(session) if event else None
        if mine is None or there is None or mine.event != event_id or mine.state is not RegistrationState.GOING:
            return False
        await self._attendances.correct(event_id, mine.id, session, part, self._clock(), by)
        return True

    async def correct_all(
        self, event: Event, session: int, changes: Mapping[int, tuple[Part | None, Part | None]], by: int
    ) -> tuple[int, list[Registration]]:
        """A whole list at once: by registration, what was seen and what it is now. Only what differs is written, so
        that it may be sent again. How many changed, and those whom somebody else noted meanwhile: theirs stays."""
        count, clashes = 0, list[Registration]()
        going = {each.id: each for each in await self._registrations.of_event(event.id)}
        for number, (seen, part) in changes.items():
            mine = going.get(number)
            if mine is None or mine.state is not RegistrationState.GOING or seen == part:
                continue
            now = self._clock()
            result = await self._attendances.correct(event.id, number, session, part, now, by, seen=seen)
            count += result is NoteResult.NOTED
            if result is NoteResult.CLASHES:
                clashes.append(mine)
        return count, clashes

    # The code on the screen

    async def screen_code(self, event_id: int) -> EventScreenCode | None:
        """What stands on the screen this minute."""
        event = await self._events.find(event_id)
        if event is None or event.opened_at is None:
            return None
        session = self.near(event)
        code = _code(event, session, self._clock()) if session else ""
        return EventScreenCode(event=event, session=session, code=f"{code[:3]} {code[3:]}".strip())

    async def show(self) -> None:
        """Renews the screens that stand open."""
        await self._live_messages.renew(LiveMessageKind.EVENT_CODE, self.screen_code)


def _code(event: Event, session: Session, at: datetime) -> str:
    """Six digits, others each minute; nobody finds them without the event's key."""
    words = f"{event.id} {session.number} {int(at.timestamp()) // MINUTE}"
    digest = hmac.digest(event.screen_key.encode(), words.encode(), "sha256")
    return f"{int.from_bytes(digest) % 10**CODE_DIGITS:0{CODE_DIGITS}}"
