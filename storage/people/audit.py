"""Who of the staff did, read or exported what. Lines are only ever added; the database itself refuses changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from storage.engine.database import Database, Statements
from storage.engine.rows import Store, insert, insert_many

LOOKED_AT = 5000
"""Things among which one is looked for by its words."""
NOBODY = -1
BOT = 0
"""The actor where no person acts: the command line, and the bot itself."""
_door: ContextVar[str] = ContextVar("door", default="")


@contextmanager
def through(door: str) -> Iterator[None]:
    """What this task writes meanwhile was done by that door of the pages."""
    token = _door.set(door)
    try:
        yield
    finally:
        _door.reset(token)


class Action(StrEnum):
    """What was done."""

    INVITE_MADE = "invite made"
    INVITE_REVOKED = "invite revoked"
    POST_TAKEN = "post taken"
    POST_LEFT = "post left"
    POST_DELEGATED = "post delegated"
    TAKING_UNDONE = "taking undone"
    POST_CONFIRMED = "post confirmed"
    POST_EMAIL = "post email set"
    POST_PHONE = "post phone set"
    BODY_ADDED = "body added"
    BODIES_MERGED = "bodies merged"
    ROLE_TAKEN = "role taken"
    ROLE_REMOVED = "role removed"
    PERSON_BANNED = "person banned"
    BAN_LIFTED = "ban lifted"
    NOTICE_APPROVED = "notice approved"
    NOTICE_STOPPED = "notice stopped"
    NOTICE_SENT = "notice sent"
    NOTICE_REVIEWED = "notice reviewed"
    NOTICE_CORRECTED = "notice corrected"
    NOTICE_MOVED = "notice moved"
    NOTICE_ENDED = "notice ended"
    NOTICE_ACKNOWLEDGED = "notice acknowledged"
    NOTICE_TAKEN_BACK = "notice taken back"
    NOTICE_TOLD = "notice told"
    NOTICE_CALLED = "notice called"
    NOTICE_CALL_TAKEN_BACK = "notice call taken back"
    NOTICE_DECLINED = "notice declined"
    NOTICE_EXTENSION = "notice extension asked"
    NOTICE_DECIDED = "notice decided"
    NOTICE_REPLIED = "notice replied"
    LEAGUE_IMPORTED = "league imported"
    LEAGUE_OPENED = "league opened"
    LEAGUE_DECIDED = "league objection decided"
    LEAGUE_PUBLISHED = "league published"
    LEAGUE_CORRECTED = "league corrected"
    CASE_CHANGED = "case changed"
    QUESTION_CHANGED = "question changed"
    READY_KEPT = "ready answer kept"
    READY_REMOVED = "ready answer removed"
    SETTLEMENTS_IMPORTED = "settlements imported"
    MEMBERS_IMPORTED = "members imported"
    MEMBER_CHANGED = "member changed"
    DRIVE_CHANGED = "drive changed"
    CERTIFICATE_DECIDED = "certificate decided"
    MAILING_APPROVED = "mailing approved"
    MAILING_CHANGED = "mailing changed"
    PAGES_ENTERED = "pages entered"
    PAGES_LEFT = "pages left"
    PAGES_CLOSED = "pages closed"
    EVENT_CHANGED = "event changed"
    ANSWER_PUBLISHED = "answer published"
    ANSWER_PUT_BACK = "answer put back"
    CONTENT_CHECKED = "content checked"
    CONTENT_CHECK_TAKEN_BACK = "content check taken back"
    SEARCH_LEARNT = "search learnt"
    SEARCH_PUT_BACK = "search put back"
    LESSON_TAKEN_IN = "lesson taken in"
    LESSON_DISMISSED = "lesson dismissed"
    LESSON_TAKEN_BACK = "lesson taken back"
    DATA_READ = "data read"
    DATA_EXPORTED = "data exported"
    DATA_DELETED = "data deleted"


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line of the audit. `object` says to what it was done: a post, a question, a table; never a name."""

    id: int
    at: datetime
    actor_id: int
    action: Action
    object: str
    detail: str
    door: str
    """Of the pages by which it was done; empty: in chat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """Which lines are wanted; by default all."""

    staff: bool = False
    """Not what the bot did of its own accord."""
    actor: int | None = None
    object: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    """The line is before it."""


async def write(
    statements: Statements, at: datetime, actor_id: int, action: Action, object: str, detail: str = ""
) -> None:
    """Adds a line, within the transaction of what it tells of: neither happens without the other."""
    row = {"action": action, "object": object, "detail": detail, "door": _door.get()}
    await insert(statements, "audit", at=at, actor_id=actor_id, **row)


async def write_each(
    statements: Statements, at: datetime, actor_id: int, action: Action, told: Iterable[tuple[str, str]]
) -> None:
    """The same for several objects, each with its detail."""
    alike = {"at": at, "actor_id": actor_id, "action": action, "door": _door.get()}
    rows = [{**alike, "object": object, "detail": detail} for object, detail in told]
    await insert_many(statements, "audit", rows)


async def change(
    database: Database,
    sql: str,
    at: datetime,
    actor_id: int,
    action: Action,
    object: str,
    detail: str = "",
    /,
    **parameters: Any,
) -> bool:
    """Changes something by one statement, with a line where it touched a row; whether it did."""
    async with database.transaction() as statements:
        changed = await statements.execute(sql, **parameters)
        if changed:
            await write(statements, at, actor_id, action, object, detail)
    return changed > 0


class AuditStore(Store):
    """The table of the audit."""

    async def write(self, at: datetime, actor_id: int, action: Action, object: str, detail: str = "") -> None:
        """Adds a line on something that changes no other table, such as reading."""
        await write(self._database, at, actor_id, action, object, detail)

    async def newest(
        self,
        most: int,
        wanted: AuditFilter = AuditFilter(),
        *,
        before: int | None = None,
    ) -> list[AuditLine]:
        """Up to `most` lines, the newest first; those before the line `before` where it is given."""
        return await self._read(
            AuditLine,
            """
            SELECT * FROM audit WHERE id < COALESCE(CAST(:before AS BIGINT), 9223372036854775807)
                AND actor_id = COALESCE(CAST(:actor AS BIGINT), actor_id) AND actor_id <> CAST(:but AS BIGINT)
                AND object = COALESCE(CAST(:object AS TEXT), object)
                AND at >= COALESCE(CAST(:since AS BIGINT), at)
                AND at < COALESCE(CAST(:until AS BIGINT), 9223372036854775807)
            ORDER BY id DESC LIMIT :most
            """,
            before=before,
            actor=wanted.actor,
            but=BOT if wanted.staff else NOBODY,
            object=wanted.object,
            since=wanted.since,
            until=wanted.until,
            most=most,
        )

    async def object_of(self, line_id: int) -> str | None:
        """To what that line was done; None where there is no such line."""
        object = await self._database.fetch_value("SELECT object FROM audit WHERE id = :id", id=line_id)
        return str(object) if object is not None else None

    async def actors(self) -> list[int]:
        """Who did anything, whoever did the last thing first."""
        return await self._database.fetch_column("SELECT actor_id FROM audit GROUP BY actor_id ORDER BY MAX(id) DESC")

    async def objects(self) -> list[tuple[str, int]]:
        """To what anything was done, the last touched first, and the newest line about it."""
        sql = "SELECT object, MAX(id) FROM audit GROUP BY object ORDER BY MAX(id) DESC LIMIT :most"
        return await self._database.fetch_tuples(sql, most=LOOKED_AT)

    async def names(self) -> dict[int, str]:
        """The names under which people joined the staff or came into a post, by their numbers."""
        rows = await self._database.fetch_tuples(
            """
            SELECT person_id, name FROM (
                SELECT person_id, name, 0 AS of_staff, id FROM tenures WHERE person_id IS NOT NULL
                UNION ALL SELECT person_id, name, 1, 0 FROM roles
            ) x ORDER BY of_staff, id
            """
        )
        return {person_id: name for person_id, name in rows if name}

    async def tenure_name(self, tenure_id: int) -> str:
        """Who held or holds it; empty where her data are gone."""
        return await self._database.fetch_value("SELECT name FROM tenures WHERE id = :id", id=tenure_id) or ""

    async def forget_before(self, at: datetime) -> int:
        """Deletes what is older; how many lines. The database refuses what is younger than a year."""
        return await self._database.execute("DELETE FROM audit WHERE at < :at", at=at)
