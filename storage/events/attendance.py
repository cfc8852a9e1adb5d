"""Who came to a session of an event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from storage.engine.rows import Store, delete, insert_new, put
from storage.people import Action, write


class Part(StrEnum):
    """How much of a session somebody took part in."""

    WHOLE = "whole"
    LATE = "late"
    PARTIAL = "partial"


class Via(StrEnum):
    """How it was noted."""

    TICKET = "ticket"
    """The QR code of the participant was scanned."""
    CODE = "code"
    """She typed the code on the screen."""
    LIST = "list"
    """Staff pressed her name."""


class NoteResult(StrEnum):
    """What became of noting that somebody came."""

    NOTED = "noted"
    BEFORE = "before"
    """It was noted already."""
    CLASHES = "clashes"
    """Somebody else noted her in another way meanwhile, and that stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """That somebody came to a session."""

    registration: int
    session: int
    part: Part
    via: Via
    noted_at: datetime
    noted_by: int | None
    """Who of the staff."""


class AttendanceStore(Store):
    """The table of attendances."""

    async def note(
        self, event: int, registration: int, session: int, part: Part, via: Via, at: datetime, by: int | None
    ) -> NoteResult:
        """Keeps that she came, once: a second scan changes nothing. What one of the staff noted is audited."""
        there = {"registration": registration, "session": session}
        row: dict[str, Any] = {**there, "part": part, "via": via, "noted_at": at, "noted_by": by}
        async with self._database.transaction() as statements:
            written = await insert_new(statements, "attendances", **row)
            if written and by is not None:
                await write(statements, at, by, Action.EVENT_CHANGED, f"event {event}", f"scanned {registration}")
        return NoteResult.NOTED if written else NoteResult.BEFORE

    async def correct(
        self,
        event: int,
        registration: int,
        session: int,
        part: Part | None,
        at: datetime,
        by: int,
        *,
        seen: Part | Literal["any"] | None = "any",
    ) -> NoteResult:
        """What staff say by the list holds; None: she was not there. What changes is audited.

        Where somebody else noted her meanwhile, so that it is not what was `seen`, theirs stays: CLASHES.
        """
        there = {"registration": registration, "session": session}
        async with self._database.transaction() as statements:
            await statements.execute("UPDATE registrations SET turn = turn WHERE id = :id", id=registration)
            sql = "SELECT part, noted_by FROM attendances WHERE registration = :registration AND session = :session"
            known = await statements.fetch_one(sql, **there)
            if (known["part"] if known else None) == part:
                return NoteResult.BEFORE
            if seen != "any" and known and known["part"] != seen and known["noted_by"] != by:
                return NoteResult.CLASHES
            if part is None:
                await delete(statements, "attendances", **there)
            else:
                row = {**there, "part": part, "via": Via.LIST, "noted_at": at, "noted_by": by}
                await put(statements, "attendances", "registration, session", **row)
            await write(statements, at, by, Action.EVENT_CHANGED, f"event {event}", f"attendance {registration}")
        return NoteResult.NOTED

    async def of_event(self, event_id: int) -> list[Attendance]:
        return await self._read(
            Attendance,
            """
            SELECT a.* FROM attendances a JOIN registrations r ON r.id = a.registration
            WHERE r.event = :event ORDER BY a.registration, a.session
            """,
            event=event_id,
        )

    async def of_registration(self, registration: int) -> list[Attendance]:
        sql = "SELECT * FROM attendances WHERE registration = :id ORDER BY session"
        return await self._read(Attendance, sql, id=registration)
