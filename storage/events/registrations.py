"""Who takes part in an event. Places are given under a lock on the event's row, so that no two get the last one.

Whatever frees a place lets the waiting list move up in the same transaction.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.engine.database import Row, Statements
from storage.engine.rows import Store, insert, update
from storage.people import NewsKind, tell


class RegistrationState(StrEnum):
    """What became of an invitation."""

    GOING = "going"
    WAITING = "waiting"
    OFFERED = "offered"
    """A place became free and is kept for her until she answers."""
    LAPSED = "lapsed"
    """She did not answer in time."""
    DECLINED = "declined"
    """She never took a place."""
    WITHDRAWN = "withdrawn"


def guest_of(post: str) -> int:
    """Under which number a post answers that nobody acts for in Telegram: below zero, always the same, nobody's."""
    return -1 - int.from_bytes(hashlib.sha256(post.encode()).digest()[:6])


TAKING_PLACE = (RegistrationState.GOING, RegistrationState.OFFERED)
CONCERNED = {*TAKING_PLACE, RegistrationState.WAITING}


class JoinResult(StrEnum):
    """What became of pressing «I come»."""

    GOING = "going"
    WAITING = "waiting"
    ALREADY = "already"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What one person said to one event."""

    id: int
    event: int
    person_id: int
    name: str
    is_deputy: bool
    """Whether she sends somebody of that name."""
    post: str
    place: str
    state: RegistrationState
    turn: int
    changed_at: datetime
    offered_until: datetime | None
    ticket: str
    answers: str
    revision: int
    satisfaction: int | None
    feedback: str
    certificate: str | None
    certified_at: datetime | None

    @property
    def answered(self) -> Mapping[str, str]:
        """What she said to the questions, by field."""
        return json.loads(self.answers) if self.answers else {}

    @property
    def is_by_mail(self) -> bool:
        """Whether a post answered by the page of a mail."""
        return self.person_id < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified:
    """What a certificate of participation says."""

    event: int
    registration: int
    name: str
    certified_at: datetime


class RegistrationStore(Store):
    """The table of registrations."""

    # Reading

    async def of_event(self, event_id: int) -> list[Registration]:
        """All answers to an event, in the order in which they came."""
        return await self._read(
            Registration, "SELECT * FROM registrations WHERE event = :event ORDER BY turn, id", event=event_id
        )

    async def of_person(self, person_id: int) -> list[Registration]:
        return await self._read(
            Registration, "SELECT * FROM registrations WHERE person_id = :person ORDER BY id", person=person_id
        )

    async def find(self, event_id: int, person_id: int) -> Registration | None:
        return await self._read_one(
            Registration,
            "SELECT * FROM registrations WHERE event = :event AND person_id = :person",
            event=event_id,
            person=person_id,
        )

    async def get(self, registration_id: int) -> Registration | None:
        return await self._read_one(Registration, "SELECT * FROM registrations WHERE id = :id", id=registration_id)

    async def in_motion(self) -> list[int]:
        """The events that have somebody in their waiting list, or a place that is kept for an answer."""
        return await self._database.fetch_column(
            "SELECT DISTINCT event FROM registrations WHERE state IN ('waiting', 'offered') ORDER BY event"
        )

    async def by_ticket(self, ticket: str) -> Registration | None:
        return await self._read_one(Registration, "SELECT * FROM registrations WHERE ticket = :ticket", ticket=ticket)

    async def counts(self, event_id: int) -> Mapping[RegistrationState, int]:
        rows = await self._database.fetch_tuples(
            "SELECT state, COUNT(*) AS count FROM registrations WHERE event = :event GROUP BY state", event=event_id
        )
        return {RegistrationState(state): count for state, count in rows}

    async def going_ahead(self, now: datetime) -> Mapping[str, int]:
        """How many come to what lies ahead, by hromada and body."""
        sql = """
            SELECT r.place, COUNT(*) AS count FROM registrations r JOIN events e ON e.id = r.event
            WHERE r.state = 'going' AND e.cancelled_at IS NULL AND e.held_at IS NULL AND EXISTS (
                SELECT 1 FROM event_sessions s WHERE s.event = r.event AND s.cancelled_at IS NULL AND s.ends_at >= :now
            ) GROUP BY r.place
        """
        return dict(await self._database.fetch_tuples(sql, now=now))

    async def by_certificate(self, code: str) -> Certified | None:
        return await self._read_one(
            Certified,
            "SELECT event, id AS registration, name, certified_at FROM registrations WHERE certificate = :code",
            code=code,
        )

    # Taking a place

    async def join(
        self,
        event_id: int,
        person_id: int,
        name: str,
        ticket: str,
        at: datetime,
        *,
        post: str = "",
        place: str = "",
        is_deputy: bool = False,
    ) -> JoinResult:
        """Takes a place, or one in the waiting list where none is free. Who has one already keeps it."""
        async with self._database.transaction() as statements:
            event = await statements.fetch_one(
                """
                UPDATE events SET turn = turn + 1
                WHERE id = :id AND opened_at IS NOT NULL AND closed_at IS NULL AND cancelled_at IS NULL
                    AND held_at IS NULL
                RETURNING turn, places, quota, revision
                """,
                id=event_id,
            )
            if event is None:
                return JoinResult.CLOSED
            mine = await _mine(statements, event_id, person_id)
            if mine and mine["state"] in {RegistrationState.GOING, RegistrationState.WAITING}:
                named = {"name": name, "is_deputy": is_deputy}
                if (mine["name"], bool(mine["is_deputy"])) != (name, is_deputy) and (is_deputy or mine["is_deputy"]):
                    named["ticket"] = ticket  # somebody else comes, with a code of her own
                await update(statements, "registrations", {"id": mine["id"]}, **named)
                return JoinResult.ALREADY
            is_kept = mine is not None and mine["state"] == RegistrationState.OFFERED
            free = is_kept or _is_free(event, await _taken(statements, event_id), place)
            state = RegistrationState.GOING if free else RegistrationState.WAITING
            row = {
                "name": name,
                "is_deputy": is_deputy,
                "post": post,
                "place": place,
                "state": state,
                "turn": event["turn"],
                "changed_at": at,
                "offered_until": None,
                "revision": event["revision"],
            }
            if mine:
                if (mine["name"], bool(mine["is_deputy"])) != (name, is_deputy):
                    row["ticket"] = ticket
                await update(statements, "registrations", {"id": mine["id"]}, **row)
            else:
                row |= {"event": event_id, "person_id": person_id, "ticket": ticket}
                await insert(statements, "registrations", **row)
        return JoinResult.GOING if free else JoinResult.WAITING

    async def accept(self, event_id: int, person_id: int, at: datetime) -> bool:
        """She takes the place that was kept for her; False where it is not any more."""
        sql = """
            UPDATE registrations SET state = 'going', changed_at = :at, offered_until = NULL
            WHERE event = :event AND person_id = :person AND state = 'offered' AND offered_until > :at
                AND EXISTS (SELECT 1 FROM events WHERE id = :event AND cancelled_at IS NULL AND held_at IS NULL)
        """
        return await self._database.execute(sql, event=event_id, person=person_id, at=at) == 1

    async def leave(
        self, event_id: int, person_id: int, name: str, ticket: str, at: datetime, until: datetime, post: str = ""
    ) -> bool:
        """She does not come; her place goes to the next, who has time until then. False where that is known."""
        async with self._database.transaction() as statements:
            await _lock(statements, event_id)
            mine = await _mine(statements, event_id, person_id)
            if mine is None:
                row = {"name": name, "ticket": ticket, "post": post, "state": RegistrationState.DECLINED, "turn": 0}
                await insert(statements, "registrations", event=event_id, person_id=person_id, changed_at=at, **row)
                return True
            if mine["state"] not in CONCERNED:
                return False
            gone = {"state": RegistrationState.WITHDRAWN, "changed_at": at, "offered_until": None}
            await update(statements, "registrations", {"id": mine["id"]}, **gone)
            await _move_up(statements, event_id, at, until)
        return True

    async def hand_over(
        self, event_id: int, person_id: int, to: int, name: str, ticket: str, at: datetime, until: datetime, post: str
    ) -> bool:
        """The place that she has is kept for somebody else until then. False where she has none, or the other one
        answered for herself."""
        async with self._database.transaction() as statements:
            await _lock(statements, event_id)
            sql = "SELECT id, state, place, turn FROM registrations WHERE event = :event AND person_id = :person"
            mine = await statements.fetch_one(sql, event=event_id, person=person_id)
            theirs = await _mine(statements, event_id, to)
            if mine is None or mine["state"] not in TAKING_PLACE or (theirs and theirs["state"] in CONCERNED):
                return False
            gone = {"state": RegistrationState.WITHDRAWN, "changed_at": at, "offered_until": None}
            await update(statements, "registrations", {"id": mine["id"]}, **gone)
            row = {"name": name, "is_deputy": False, "post": post, "place": mine["place"], "turn": mine["turn"]}
            row |= {"state": RegistrationState.OFFERED, "changed_at": at, "offered_until": until}
            if theirs:
                await update(statements, "registrations", {"id": theirs["id"]}, **row)
            else:
                await insert(statements, "registrations", event=event_id, person_id=to, ticket=ticket, **row)
            kind, ends_at = NewsKind.EVENT_OFFERED, until.timestamp()
            await tell(statements, to, kind, at, event=event_id, until=ends_at, handed=True)
        return True

    async def rename(self, event_id: int, person_id: int, name: str) -> bool:
        """Another name, as long as no certificate bears the old one."""
        there = {"event": event_id, "person_id": person_id, "certificate": None}
        return await update(self._database, "registrations", there, name=name) == 1

    async def answer(self, event_id: int, person_id: int, answers: Mapping[str, str]) -> bool:
        """Keeps these answers to the questions of the event besides those that are kept; False where she is not
        registered."""
        async with self._database.transaction() as statements:
            await _lock(statements, event_id)
            sql = "SELECT answers FROM registrations WHERE event = :event AND person_id = :person"
            row = await statements.fetch_one(sql, event=event_id, person=person_id)
            if row is None:
                return False
            kept = {**(json.loads(row["answers"]) if row["answers"] else {}), **answers}
            there = {"event": event_id, "person_id": person_id}
            await update(statements, "registrations", there, answers=json.dumps(kept, ensure_ascii=False))
        return True

    # The waiting list

    async def move_up(self, event_id: int, at: datetime, until: datetime) -> None:
        """Takes back what was kept in vain, and offers what is free to those who wait, in their order."""
        async with self._database.transaction() as statements:
            await _lock(statements, event_id)
            late = await statements.fetch_column(
                """
                UPDATE registrations SET state = 'lapsed', changed_at = :at, offered_until = NULL
                WHERE event = :event AND state = 'offered' AND offered_until <= :at RETURNING person_id
                """,
                event=event_id,
                at=at,
            )
            for person in (each for each in late if each > 0):
                await tell(statements, person, NewsKind.EVENT_LAPSED, at, event=event_id)
            await _move_up(statements, event_id, at, until)

    # Afterwards

    async def rate(self, event_id: int, person_id: int, satisfaction: int) -> bool:
        """Keeps how useful it was; False where she did not come."""
        sql = f"UPDATE registrations SET satisfaction = :value WHERE {_CAME}"  # noqa: S608
        return await self._database.execute(sql, event=event_id, person=person_id, value=satisfaction) == 1

    async def say(self, event_id: int, person_id: int, words: str) -> bool:
        sql = f"UPDATE registrations SET feedback = :words WHERE {_CAME}"  # noqa: S608
        return await self._database.execute(sql, event=event_id, person=person_id, words=words) == 1

    async def certify(self, event_id: int, person_id: int, code: str, at: datetime) -> Registration | None:
        """Gives the certificate its code, once; None where she did not come."""
        sql = f"""
            UPDATE registrations SET certificate = COALESCE(certificate, :code),
                certified_at = COALESCE(certified_at, CAST(:at AS BIGINT))
            WHERE {_CAME}
        """  # noqa: S608
        if not await self._database.execute(sql, event=event_id, person=person_id, code=code, at=at):
            return None
        return await self.find(event_id, person_id)

    async def forget_before(self, at: datetime) -> int:
        """Deletes the lists of events that ended before that, and the mails about them; how many rows.

        Of whoever has a certificate stays what it says.
        """
        over = "NOT EXISTS (SELECT 1 FROM event_sessions s WHERE s.event = r.event AND s.ends_at >= :at)"
        old = f"SELECT r.id FROM registrations r WHERE r.certificate IS NULL AND {over}"  # noqa: S608
        emptied = "UPDATE registrations AS r SET answers = '', feedback = '' WHERE r.certificate IS NOT NULL"
        async with self._database.transaction() as statements:
            await statements.execute(f"{emptied} AND (answers <> '' OR feedback <> '') AND {over}", at=at)
            await statements.execute(f"DELETE FROM event_mails AS r WHERE {over}", at=at)  # noqa: S608
            await statements.execute(f"DELETE FROM attendances WHERE registration IN ({old})", at=at)  # noqa: S608
            return await statements.execute(f"DELETE FROM registrations WHERE id IN ({old})", at=at)  # noqa: S608


_CAME = """
    event = :event AND person_id = :person
    AND EXISTS (SELECT 1 FROM attendances WHERE registration = registrations.id)
"""


async def _lock(statements: Statements, event_id: int) -> None:
    """Until the transaction ends nobody else gives or frees a place of it."""
    await statements.execute("UPDATE events SET turn = turn WHERE id = :id", id=event_id)


async def _mine(statements: Statements, event_id: int, person_id: int) -> Row | None:
    return await statements.fetch_one(
        "SELECT id, state, name, is_deputy FROM registrations WHERE event = :event AND person_id = :person",
        event=event_id,
        person=person_id,
    )


async def _taken(statements: Statements, event_id: int) -> dict[str, int]:
    """The places that are taken or kept, by hromada and body."""
    return dict(
        await statements.fetch_tuples(
            """
            SELECT place, COUNT(*) AS count FROM registrations
            WHERE event = :event AND state IN ('going', 'offered') GROUP BY place
            """,
            event=event_id,
        )
    )


def _is_free(event: Row, taken: Mapping[str, int], place: str) -> bool:
    if event["places"] is not None and sum(taken.values()) >= event["places"]:
        return False
    return event["quota"] is None or taken.get(place, 0) < event["quota"]


async def _move_up(statements: Statements, event_id: int, at: datetime, until: datetime) -> None:
    """Offers what is free to those who wait, in their order; who waits for a place of her hromada holds up nobody."""
    event = await statements.fetch_one(
        "SELECT places, quota FROM events WHERE id = :id AND opened_at IS NOT NULL AND cancelled_at IS NULL"
        " AND held_at IS NULL",
        id=event_id,
    )
    if event is None or until <= at:
        return
    taken = await _taken(statements, event_id)
    if event["places"] is not None and sum(taken.values()) >= event["places"]:
        return
    waiting = await statements.fetch(
        """
        SELECT id, person_id, place FROM registrations WHERE event = :event AND state = 'waiting' ORDER BY turn, id
        """,
        event=event_id,
    )
    for each in waiting:
        if _is_free(event, taken, each["place"]):
            taken[each["place"]] = taken.get(each["place"], 0) + 1
            offered = {"state": RegistrationState.OFFERED, "changed_at": at, "offered_until": until}
            await update(statements, "registrations", {"id": each["id"]}, **offered)
            if each["person_id"] > 0:
                kind = NewsKind.EVENT_OFFERED
                await tell(statements, each["person_id"], kind, at, event=event_id, until=until.timestamp())
