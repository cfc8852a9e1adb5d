"""Events: what staff prepare, open, move and cancel. What changes once people registered is told in its transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from storage.engine.causes import first_time, is_done, made_once
from storage.engine.database import Row, Statements
from storage.engine.rows import Store, delete, insert_many, insert_numbered, made_of, update
from storage.people import STAFF, Action, NewsKind, Post, change, tell, write


class EventKind(StrEnum):
    """What sort of event it is."""

    TRAINING = "training"
    WEBINAR = "webinar"
    VISIT = "visit"
    OPEN_DAY = "open-day"


class EventState(StrEnum):
    """How far an event is, apart from what its sessions say."""

    PROPOSED = "proposed"
    """A visit that nobody has prepared yet."""
    DRAFT = "draft"
    LEAVING = "leaving"
    """Approved; it opens within a minute, unless it is stopped."""
    OPEN = "open"
    CLOSED = "closed"
    """Nobody registers any more."""
    CANCELLED = "cancelled"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One time at which an event takes place."""

    number: int
    starts_at: datetime
    ends_at: datetime
    cancelled_at: datetime | None


@dataclass(frozen=True, slots=True)
class EventFile:
    """A file of an event: `file_id` is what `services.people.Staff.file` takes."""

    kind: str
    file_id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event with its sessions in their order."""

    id: int
    kind: EventKind
    title: str
    about: str
    bring: str
    address: str
    link: str
    places: int | None
    quota: int | None
    addressed: tuple[Post, ...]
    anyone: bool
    registers_until: datetime | None
    form: tuple[Mapping[str, Any], ...]
    """What whoever comes is asked, as `services.notices.Form` keeps it."""
    files: tuple[EventFile, ...]
    """For those who may come."""
    materials: tuple[EventFile, ...]
    """For those who came."""
    series: int | None
    """The first event of its series."""
    screen_key: str
    revision: int
    made_at: datetime
    made_by: int | None
    leaves_at: datetime | None
    approved_by: int | None
    opened_at: datetime | None
    closed_at: datetime | None
    cancelled_at: datetime | None
    cancelled_why: str
    held_at: datetime | None
    body: str
    """Of a visit that was proposed: what people called the place; empty for all others."""
    sessions: tuple[Session, ...]

    @property
    def state(self) -> EventState:
        if self.cancelled_at:
            return EventState.CANCELLED
        if self.held_at:
            return EventState.HELD
        if self.closed_at:
            return EventState.CLOSED
        if self.opened_at:
            return EventState.OPEN
        if self.leaves_at:
            return EventState.LEAVING
        return EventState.PROPOSED if self.made_by is None and not self.sessions else EventState.DRAFT

    @property
    def name(self) -> str:
        """Its title; of a proposed visit the place."""
        return self.title or self.body

    @property
    def is_online(self) -> bool:
        return self.kind is EventKind.WEBINAR

    @property
    def live(self) -> tuple[Session, ...]:
        """The sessions that take place."""
        return () if self.cancelled_at else tuple(each for each in self.sessions if each.cancelled_at is None)

    @property
    def starts_at(self) -> datetime | None:
        """When the first session begins; None while there is none."""
        return min((each.starts_at for each in self.live), default=None)

    @property
    def ends_at(self) -> datetime | None:
        return max((each.ends_at for each in self.live), default=None)

    def session(self, number: int) -> Session | None:
        return next((each for each in self.sessions if each.number == number), None)


_WRITTEN = "leaves_at IS NULL AND opened_at IS NULL AND cancelled_at IS NULL AND held_at IS NULL"
_RUNNING = "opened_at IS NOT NULL AND cancelled_at IS NULL AND held_at IS NULL"


class EventStore(Store):
    """Reads and writes events. What is done to one that is not being written any more is audited."""

    # Reading

    async def find(self, event_id: int) -> Event | None:
        return next(iter(await self._events("id = :id", id=event_id)), None)

    async def newest(self, most: int) -> list[Event]:
        """All but what was thrown away, the newest first."""
        return await self._events("(cancelled_at IS NULL OR opened_at IS NOT NULL) ORDER BY id DESC LIMIT :n", n=most)

    async def running(self) -> list[Event]:
        """Those that people may know of and that are not over for the staff, the oldest first."""
        return await self._events(f"{_RUNNING} ORDER BY id")

    async def told_of_end(self, since: datetime) -> list[Event]:
        """Those that were cancelled since then, after people knew of them."""
        return await self._events("opened_at IS NOT NULL AND cancelled_at >= :since ORDER BY id", since=since)

    async def between(self, since: datetime, until: datetime) -> list[Event]:
        """Those that have a session in that time, drafts among them, whatever became of them but cancelled."""
        return await self._events(
            """
            cancelled_at IS NULL AND id IN (
                SELECT event FROM event_sessions
                WHERE cancelled_at IS NULL AND starts_at < :until AND ends_at >= :since
            ) ORDER BY id
            """,
            since=since,
            until=until,
        )

    async def concerns(self, person_id: int, now: datetime) -> bool:
        """Whether anything lies ahead that she may come to, by the link or for her post, or comes to."""
        sql = f"""
            SELECT 1 FROM events WHERE {_RUNNING}
            AND EXISTS (
                SELECT 1 FROM event_sessions WHERE event = events.id AND cancelled_at IS NULL AND ends_at > :now
            )
            AND (
                (anyone = 1 AND closed_at IS NULL)
                OR EXISTS (
                    SELECT 1 FROM registrations WHERE event = events.id AND person_id = :person
                    AND state IN ('going', 'waiting', 'offered')
                )
                OR EXISTS (
                    SELECT 1 FROM tenures t WHERE t.person_id = :person AND (t.until_at IS NULL OR t.until_at > :now)
                    AND events.addressed LIKE '%"' || t.post || '"%'
                )
            ) LIMIT 1
        """  # noqa: S608
        return await self._database.fetch_one(sql, person=person_id, now=now) is not None

    async def leaving(self, now: datetime) -> list[int]:
        return await self._database.fetch_column("SELECT id FROM events WHERE leaves_at <= :now ORDER BY id", now=now)

    async def _events(self, where: str, **values: object) -> list[Event]:
        rows = await self._database.fetch(f"SELECT * FROM events WHERE {where}", **values)  # noqa: S608
        if not rows:
            return []
        numbers = ", ".join(str(int(row["id"])) for row in rows)
        sessions: dict[int, list[Session]] = {}
        found = await self._database.fetch(
            f"SELECT * FROM event_sessions WHERE event IN ({numbers}) ORDER BY event, number"  # noqa: S608 - numbers
        )
        for each in found:
            sessions.setdefault(each["event"], []).append(made_of(Session, each))
        return [_event(row, tuple(sessions.get(row["id"], ()))) for row in rows]

    # While it is being written

    async def write(self, kind: EventKind, title: str, screen_key: str, at: datetime, by: int) -> int:
        """Begins an event, once for an update; its number."""

        async def begin() -> int:
            row = {"kind": kind, "title": title, "screen_key": screen_key, "made_at": at, "made_by": by}
            return await insert_numbered(statements, "events", **row)

        async with self._database.transaction() as statements:
            return await made_once(statements, "event", begin)

    async def change(self, event_id: int, **values: object) -> bool:
        """Writes these into what is being written; False where it is not any more."""
        return await self._set(event_id, _WRITTEN, **values)

    async def address(self, event_id: int, more: Sequence[Post], without: Collection[Post] = ()) -> bool:
        """Invites these posts besides those that are invited, and leaves others out; False where it is not being
        written any more."""
        async with self._database.transaction() as statements:
            sql = f"UPDATE events SET turn = turn WHERE id = :id AND {_WRITTEN} RETURNING addressed"  # noqa: S608
            row = await statements.fetch_one(sql, id=event_id)
            if row is None:
                return False
            out = {post.id for post in without}
            kept = [each for each in json.loads(row["addressed"]) if each not in out]
            posts = list(dict.fromkeys([*kept, *(post.id for post in more)]))
            await update(statements, "events", {"id": event_id}, addressed=posts)
        return True

    async def set_sessions(self, event_id: int, times: Sequence[tuple[datetime, datetime]]) -> bool:
        """When it takes place, instead of what was said before; False where it is not being written any more."""
        async with self._database.transaction() as statements:
            sql = f"UPDATE events SET turn = turn WHERE id = :id AND {_WRITTEN}"  # noqa: S608
            if not await statements.execute(sql, id=event_id):
                return False
            await delete(statements, "event_sessions", event=event_id)
            rows = [
                {"event": event_id, "number": number, "starts_at": starts_at, "ends_at": ends_at}
                for number, (starts_at, ends_at) in enumerate(times, start=1)
            ]
            await insert_many(statements, "event_sessions", rows)
        return True

    async def repeat(
        self,
        event_id: int,
        times: Sequence[Sequence[tuple[datetime, datetime]]],
        keys: Sequence[str],
        at: datetime,
        by: int,
    ) -> list[int]:
        """Makes a draft like this one for each of the times: a series, each with its own key of codes. Their numbers;
        none where it is not being written any more, or is of a series already."""

        async def copy(key: str) -> int:
            columns = "kind, title, about, bring, address, link, places, quota, addressed, anyone, form, files"
            return await statements.fetch_number(
                f"""
                INSERT INTO events ({columns}, series, screen_key, made_at, made_by)
                SELECT {columns}, id, CAST(:key AS TEXT), CAST(:at AS BIGINT), CAST(:by AS BIGINT)
                FROM events WHERE id = :id RETURNING id
                """,  # noqa: S608 - names of columns
                id=event_id,
                key=key,
                at=at,
                by=by,
            )

        numbers: list[int] = []
        async with self._database.transaction() as statements:
            sql = f"UPDATE events SET series = id WHERE id = :id AND {_WRITTEN} AND series IS NULL"  # noqa: S608
            if not await statements.execute(sql, id=event_id):
                return []
            for key, sessions in zip(keys, times, strict=True):
                numbers.append(await copy(key))
                rows = [
                    {"event": numbers[-1], "number": number, "starts_at": starts_at, "ends_at": ends_at}
                    for number, (starts_at, ends_at) in enumerate(sessions, start=1)
                ]
                await insert_many(statements, "event_sessions", rows)
        return numbers

    async def of_series(self, first: int) -> list[Event]:
        """The events of a series that were not thrown away, in their order."""
        where = "series = :first AND (cancelled_at IS NULL OR opened_at IS NOT NULL) ORDER BY id"
        return await self._events(where, first=first)

    async def ask_second(self, event_id: int, at: datetime) -> None:
        """Has the staff told that somebody else has to look at it."""
        async with self._database.transaction() as statements:
            await tell(statements, STAFF, NewsKind.EVENT_SECOND_ASKED, at, event=event_id)

    async def hold(self, event_id: int, leaves_at: datetime, at: datetime, by: int) -> bool:
        """Lets it open at that time; False where it was approved before, or has no session."""
        sql = f"""
            UPDATE events SET leaves_at = :leaves_at, approved_by = :by WHERE id = :id AND {_WRITTEN}
            AND EXISTS (SELECT 1 FROM event_sessions WHERE event = events.id)
        """  # noqa: S608
        return await self._changed(event_id, sql, at, by, "approved", leaves_at=leaves_at, by=by)

    async def stop(self, event_id: int, at: datetime, by: int) -> bool:
        """It is being written again; False where it has opened."""
        sql = "UPDATE events SET leaves_at = NULL WHERE id = :id AND leaves_at IS NOT NULL"
        return await self._changed(event_id, sql, at, by, "stopped")

    async def open(self, event_id: int, at: datetime) -> bool:
        """Whether it opened now, for its minute is over."""
        async with self._database.transaction() as statements:
            row = await statements.fetch_one(
                """
                UPDATE events SET leaves_at = NULL, opened_at = :at WHERE id = :id AND leaves_at <= :at
                RETURNING approved_by
                """,
                id=event_id,
                at=at,
            )
            if row:
                await write(statements, at, row["approved_by"], Action.EVENT_CHANGED, _name(event_id), "opened")
        return row is not None

    # Once it is open

    async def grow(self, event_id: int, places: int | None, quota: int | None) -> bool:
        """Other numbers of places, also while people register; nobody who has one loses it."""
        async with self._database.transaction() as statements:
            sql = "UPDATE events SET places = CAST(:places AS BIGINT), quota = CAST(:quota AS BIGINT)"
            where = "WHERE id = :id AND cancelled_at IS NULL AND held_at IS NULL AND leaves_at IS NULL"
            return await statements.execute(f"{sql} {where}", id=event_id, places=places, quota=quota) == 1

    async def invite(self, event_id: int, post: Post) -> bool:
        """Invites one more post to an event that is open; False where it is invited, or the event is not open."""
        async with self._database.transaction() as statements:
            sql = f"UPDATE events SET turn = turn WHERE id = :id AND {_RUNNING} RETURNING addressed"  # noqa: S608
            row = await statements.fetch_one(sql, id=event_id)
            posts = json.loads(row["addressed"]) if row else []
            if row is None or post.id in posts:
                return False
            await update(statements, "events", {"id": event_id}, addressed=[*posts, post.id])
        return True

    async def move(
        self, event_id: int, number: int, starts_at: datetime, ends_at: datetime, at: datetime, by: int
    ) -> bool:
        """Moves a session; whoever is registered or waits is told. False where there is no such session to move.

        Who was noted at the door before it moved is noted anew, but for whoever has a certificate of it."""
        async with self._database.transaction() as statements:
            step = f"event moved {event_id} {number} {starts_at.timestamp()} {ends_at.timestamp()}"
            if await is_done(statements, step):
                return True
            if not (revision := await self._revise(statements, event_id)):
                return False
            there = {"event": event_id, "number": number, "cancelled_at": None}
            if not await update(statements, "event_sessions", there, starts_at=starts_at, ends_at=ends_at):
                return False
            await first_time(statements, step)
            noted = "SELECT id FROM registrations WHERE event = :event AND certificate IS NULL"
            sql = f"DELETE FROM attendances WHERE session = :session AND registration IN ({noted})"  # noqa: S608
            await statements.execute(sql, session=number, event=event_id)
            await write(statements, at, by, Action.EVENT_CHANGED, _name(event_id), f"moved {starts_at.date()}")
            await _tell_all(statements, event_id, NewsKind.EVENT_MOVED, at, revision=revision)
        return True

    async def cancel_session(self, event_id: int, number: int, at: datetime, by: int) -> bool:
        """One of several sessions does not take place; all are told. False for the last one: that cancels the event."""
        async with self._database.transaction() as statements:
            step = f"event session {event_id} {number}"
            if await is_done(statements, step):
                return True
            if not (revision := await self._revise(statements, event_id)):
                return False
            there = {"event": event_id, "number": number, "cancelled_at": None}
            if not await update(statements, "event_sessions", there, cancelled_at=at):
                return False
            await first_time(statements, step)
            left = "SELECT COUNT(*) FROM event_sessions WHERE event = :id AND cancelled_at IS NULL"
            if not await statements.fetch_number(left, id=event_id):
                raise LastSession
            await write(statements, at, by, Action.EVENT_CHANGED, _name(event_id), "session")
            await _tell_all(
                statements, event_id, NewsKind.EVENT_SESSION_CANCELLED, at, session=number, revision=revision
            )
        return True

    async def relocate(self, event_id: int, address: str, link: str, at: datetime, by: int) -> bool:
        """Another place or call; all are told. False where it is not open."""
        async with self._database.transaction() as statements:
            step = f"event relocated {event_id} {address} {link}"
            if await is_done(statements, step):
                return True
            if not (revision := await self._revise(statements, event_id)):
                return False
            await first_time(statements, step)
            await update(statements, "events", {"id": event_id}, address=address, link=link)
            await write(statements, at, by, Action.EVENT_CHANGED, _name(event_id), "relocated")
            await _tell_all(statements, event_id, NewsKind.EVENT_MOVED, at, revision=revision)
        return True

    async def close(self, event_id: int, at: datetime, by: int) -> bool:
        """Nobody registers any more."""
        sql = f"UPDATE events SET closed_at = :at WHERE id = :id AND {_RUNNING} AND closed_at IS NULL"  # noqa: S608
        return await self._changed(event_id, sql, at, by, "closed", at=at)

    async def reopen(self, event_id: int, at: datetime, by: int) -> bool:
        sql = f"UPDATE events SET closed_at = NULL WHERE id = :id AND {_RUNNING} AND closed_at IS NOT NULL"  # noqa: S608
        return await self._changed(event_id, sql, at, by, "reopened")

    async def cancel(self, event_id: int, why: str, at: datetime, by: int) -> bool:
        """It does not take place: whoever is registered or waits is told. A draft is thrown away."""
        async with self._database.transaction() as statements:
            sql = """
                UPDATE events SET cancelled_at = :at, cancelled_why = :why, leaves_at = NULL, revision = revision + 1
                WHERE id = :id AND cancelled_at IS NULL AND held_at IS NULL
            """
            if not await statements.execute(sql, id=event_id, at=at, why=why):
                return False
            await write(statements, at, by, Action.EVENT_CHANGED, _name(event_id), "cancelled")
            await _tell_all(statements, event_id, NewsKind.EVENT_CANCELLED, at)
        return True

    async def held(self, event_id: int, at: datetime, by: int) -> bool:
        """It took place; False where that was said before."""
        sql = "UPDATE events SET held_at = :at WHERE id = :id AND cancelled_at IS NULL AND held_at IS NULL"
        sql = f"{sql} AND (opened_at IS NOT NULL OR body <> '')"
        return await self._changed(event_id, sql, at, by, "held", at=at)

    async def add_file(self, event_id: int, file: EventFile, most: int) -> bool:
        """Adds a file for those who may come. False where there are `most`, or it does not take place any more."""
        async with self._database.transaction() as statements:
            sql = "UPDATE events SET turn = turn WHERE id = :id AND cancelled_at IS NULL AND held_at IS NULL"
            row = await statements.fetch_one(f"{sql} RETURNING files", id=event_id)
            files = json.loads(row["files"]) if row else []
            if row is None or len(files) >= most:
                return False
            added = [file.kind, file.file_id, file.name]
            if added not in files:
                await update(statements, "events", {"id": event_id}, files=[*files, added])
        return True

    async def drop_file(self, event_id: int, file_id: str) -> bool:
        """Takes a file for those who may come away again; False where it is not there."""
        async with self._database.transaction() as statements:
            sql = "UPDATE events SET turn = turn WHERE id = :id RETURNING files"
            row = await statements.fetch_one(sql, id=event_id)
            files = json.loads(row["files"]) if row else []
            left = [each for each in files if each[1] != file_id]
            if len(left) == len(files):
                return False
            await update(statements, "events", {"id": event_id}, files=left)
        return True

    async def add_material(self, event_id: int, file: EventFile, most: int, at: datetime) -> bool:
        """Adds a file for those who came; they are told of the first. False where there are `most`."""
        async with self._database.transaction() as statements:
            sql = "UPDATE events SET turn = turn WHERE id = :id AND opened_at IS NOT NULL RETURNING materials"
            row = await statements.fetch_one(sql, id=event_id)
            files = json.loads(row["materials"]) if row else []
            if row is None or len(files) >= most:
                return False
            added = [file.kind, file.file_id, file.name]
            if added in files:
                return True
            await update(statements, "events", {"id": event_id}, materials=[*files, added])
            if not files:
                came = await statements.fetch_column(
                    """
                    SELECT person_id FROM registrations r WHERE event = :id AND person_id > 0
                    AND EXISTS (SELECT 1 FROM attendances WHERE registration = r.id) ORDER BY id
                    """,
                    id=event_id,
                )
                for person in came:
                    await tell(statements, person, NewsKind.EVENT_MATERIALS, at, event=event_id)
        return True

    async def _set(self, event_id: int, condition: str, **values: object) -> bool:
        changes = ", ".join(f"{name} = :{name}" for name in values)
        sql = f"UPDATE events SET {changes} WHERE id = :id AND {condition}"  # noqa: S608 - names of columns
        return await self._database.execute(sql, id=event_id, **values) == 1

    async def _changed(self, event_id: int, sql: str, at: datetime, by: int, what: str, /, **values: object) -> bool:
        line = at, by, Action.EVENT_CHANGED, _name(event_id), what
        return await change(self._database, sql, *line, id=event_id, **values)

    async def _revise(self, statements: Statements, event_id: int) -> int:
        """What calendars show of it changes: the number of that change; 0 where it is not open."""
        sql = f"UPDATE events SET revision = revision + 1 WHERE id = :id AND {_RUNNING} RETURNING revision"  # noqa: S608
        return await statements.fetch_number(sql, id=event_id)


class LastSession(Exception):
    """An event without a session is cancelled as a whole."""


async def _tell_all(statements: Statements, event_id: int, kind: NewsKind, at: datetime, **facts: Any) -> None:
    """Has everybody told who is registered or waits; posts that answered by mail are written to by `mails`."""
    people = await statements.fetch_column(
        """
        SELECT person_id FROM registrations WHERE event = :id AND person_id > 0
        AND state IN ('going', 'waiting', 'offered') ORDER BY id
        """,
        id=event_id,
    )
    for person in people:
        await tell(statements, person, kind, at, event=event_id, **facts)


def _name(event_id: int) -> str:
    """How the audit names it."""
    return f"event {event_id}"


def _event(row: Row, sessions: tuple[Session, ...]) -> Event:
    return made_of(
        Event,
        row,
        sessions=sessions,
        addressed=tuple(post for each in json.loads(row["addressed"]) if (post := Post.parse(each))),
        files=tuple(EventFile(*each) for each in json.loads(row["files"])),
        materials=tuple(EventFile(*each) for each in json.loads(row["materials"])),
    )
