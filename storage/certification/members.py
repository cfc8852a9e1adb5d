"""Members of bodies and councils, who may be asked to take part in drives, and whether they are exempt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.engine.alphabet import alphabetical
from storage.engine.rows import Store, delete, insert_numbered, update
from storage.people import Action, NewsKind, change, tell, write


class MemberState(StrEnum):
    """Whether a member takes part. Why somebody does not is not kept: it is nobody's here."""

    ACTIVE = "active"
    EXEMPT = "exempt"
    """Gets no reminders, and counts in no share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberEntry:
    """One member as a table or a joining person names her."""

    place: str
    unit: str
    name: str
    name_key: str
    """By which the same name is known again."""
    state: MemberState | None = None
    """None: nothing is said of it; who is new takes part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who belongs to a body, whether she uses Telegram or not."""

    id: int
    place: str
    unit: str
    name: str
    person_id: int | None
    state: MemberState


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """Somebody who wants to join, until it is decided which member she is, or whether she is a new one."""

    id: int
    place: str
    name: str
    """As she typed it."""
    person_id: int


class MemberTaken(Exception):
    """Somebody else is that member, or she is another one there."""


class MemberReads(Store):
    """Reads members."""

    async def known(self, places: Sequence[str]) -> dict[tuple[str, str, str], MemberState]:
        """The states of all who are there already, at these places, by place, unit and key of the name."""
        rows = await self._database.fetch_tuples(
            f"SELECT place, unit, name_key, state FROM members WHERE place IN ({_listed(places)})"  # noqa: S608
        )
        return {(place, unit, key): MemberState(state) for place, unit, key, state in rows}

    async def has_list(self, place: str) -> bool:
        """Whether a list names those who work there."""
        sql = "SELECT COUNT(*) FROM members WHERE place = :place AND listed = 1"
        return await self._database.fetch_number(sql, place=place) > 0

    async def at(self, place: str) -> list[Member]:
        """All members at a place, by unit and name."""
        return by_unit(await self._read(Member, "SELECT * FROM members WHERE place = :place", place=place))

    async def doubles(self) -> list[Member]:
        """Members whose name somebody else at the same place has, in another unit: those of one name together."""
        found = await self._read(
            Member,
            """
            SELECT * FROM members WHERE (place, name_key) IN (
                SELECT place, name_key FROM members WHERE name <> '' GROUP BY place, name_key HAVING COUNT(*) > 1)
            """,
        )
        return sorted(found, key=lambda each: (each.place, alphabetical(each.name), each.id))

    async def find(self, member_id: int) -> Member | None:
        return await self._read_one(Member, "SELECT * FROM members WHERE id = :id", id=member_id)

    async def of_person(self, person_id: int) -> list[Member]:
        """Where a person is a member."""
        return await self._read(
            Member, "SELECT * FROM members WHERE person_id = :person_id ORDER BY id", person_id=person_id
        )

    async def joining(self, joining_id: int) -> Joining | None:
        """None once it is decided, or she wants no more."""
        return await self._read_one(Joining, "SELECT * FROM joinings WHERE id = :id", id=joining_id)

    async def joinings_at(self, place: str) -> list[Joining]:
        """Those that wait at a place, the oldest first."""
        return await self._read(Joining, "SELECT * FROM joinings WHERE place = :place ORDER BY id", place=place)

    async def joinings_of(self, person_id: int) -> list[Joining]:
        return await self._read(
            Joining, "SELECT * FROM joinings WHERE person_id = :person_id ORDER BY id", person_id=person_id
        )


class Members(MemberReads):
    """The table of members."""

    async def add(self, entries: Sequence[MemberEntry], at: datetime, by: int) -> int:
        """Adds those who are not there yet, all or none; how many that are. A state that is named is taken over."""
        async with self._database.transaction() as statements:
            before = await statements.fetch_number(_COUNT)
            await statements.execute_many(
                """
                INSERT INTO members (place, unit, name, name_key, state, listed, made_at)
                VALUES (:place, :unit, :name, :name_key, COALESCE(CAST(:state AS TEXT), 'active'), 1, :at)
                ON CONFLICT (place, unit, name_key) DO UPDATE
                SET state = COALESCE(CAST(:state AS TEXT), members.state), listed = 1
                """,
                [
                    {
                        "place": each.place,
                        "unit": each.unit,
                        "name": each.name,
                        "name_key": each.name_key,
                        "state": each.state,
                        "at": at,
                    }
                    for each in entries
                ],
            )
            added = await statements.fetch_number(_COUNT) - before
            await write(statements, at, by, Action.MEMBERS_IMPORTED, "members", str(added))
        return added

    async def join(self, member_id: int, person_id: int) -> bool:
        """Ties a person to a member; False where somebody else is, or she is another member there already."""
        return await self._database.execute(_TIE, id=member_id, person_id=person_id) == 1

    async def add_joined(self, entry: MemberEntry, person_id: int, at: datetime) -> bool:
        """Adds a member who joined by herself; False where she, or somebody of that very name, is there already."""
        return await self._database.execute(_ADD, **_added(entry, person_id, at)) == 1

    async def wait(self, place: str, name: str, person_id: int, at: datetime, to: str) -> None:
        """She joins when it is decided who she is: `to`, a post's id or STAFF, is told. What she asked before goes."""
        async with self._database.transaction() as statements:
            await delete(statements, "joinings", person_id=person_id, place=place)
            row = {"place": place, "name": name, "person_id": person_id, "made_at": at}
            number = await insert_numbered(statements, "joinings", **row)
            await tell(statements, to, NewsKind.JOINING_UNSURE, at, joining=number)

    async def decide(self, joining: Joining, member_id: int, entry: MemberEntry | None, at: datetime, by: int) -> bool:
        """Ties her to that member or a new one (`entry`), or says with neither that she is nobody there; she is told.

        False where it was decided before. Raises MemberTaken where somebody else is that member, or she is another.
        """
        async with self._database.transaction() as statements:
            if not await delete(statements, "joinings", id=joining.id):
                return False
            person = joining.person_id
            if entry:
                added = await statements.fetch_one(f"{_ADD} RETURNING id", **_added(entry, person, at))
                if added is None:
                    raise MemberTaken
                member_id = added["id"]
            elif member_id and not await statements.execute(_TIE, id=member_id, person_id=person):
                raise MemberTaken
            object = f"member {member_id}" if member_id else f"joining {joining.id}"
            await write(statements, at, by, Action.MEMBER_CHANGED, object)
            await tell(statements, person, NewsKind.JOINING_DECIDED, at, member=member_id, place=joining.place)
        return True

    async def wants_no_more(self, joining_id: int) -> None:
        """She does not wait any more to join."""
        await delete(self._database, "joinings", id=joining_id)

    async def leave(self, member_id: int, person_id: int) -> bool:
        """A person takes part there no more. Whom a table named stays without her; who joined by herself goes."""
        async with self._database.transaction() as statements:
            gone = await statements.execute(
                "DELETE FROM members WHERE id = :id AND person_id = :person_id AND name = ''",
                id=member_id,
                person_id=person_id,
            )
            gone += await statements.execute(
                "UPDATE members SET person_id = NULL WHERE id = :id AND person_id = :person_id",
                id=member_id,
                person_id=person_id,
            )
        return gone > 0

    async def set_state(self, member_id: int, state: MemberState, at: datetime, by: int) -> bool:
        """Keeps whether a member is exempt. The audit says that it changed, not to what: the reason is private."""
        sql = "UPDATE members SET state = :state WHERE id = :id AND state <> :state"
        line = at, by, Action.MEMBER_CHANGED, f"member {member_id}"
        return await change(self._database, sql, *line, id=member_id, state=state)

    async def merge(self, kept: int, other: int, at: datetime, by: int) -> bool:
        """Two members of one name at one place are one person: certificates and chat of the `other` go to the `kept`.

        False where they are not, or two people are tied to them.
        """
        async with self._database.transaction() as statements:
            pair = await statements.fetch_one(_PAIR, kept=kept, other=other)
            if pair is None:
                return False
            await update(statements, "certificates", {"member": other}, member=kept)
            await delete(statements, "members", id=other)
            if pair["person_id"] is not None:
                await update(statements, "members", {"id": kept}, person_id=pair["person_id"])
            await write(statements, at, by, Action.MEMBER_CHANGED, f"member {kept}", f"was {other} too")
        return True

    async def take_part(self, member: Member, at: datetime, to: str) -> bool:
        """An exempt member takes part again, as she says herself; `to`, a post's id or STAFF, is told."""
        async with self._database.transaction() as statements:
            sql = "UPDATE members SET state = 'active' WHERE id = :id AND person_id = :by AND state = 'exempt'"
            if not await statements.execute(sql, id=member.id, by=member.person_id):
                return False
            await write(statements, at, member.person_id or 0, Action.MEMBER_CHANGED, f"member {member.id}")
            await tell(statements, to, NewsKind.MEMBER_RETURNED, at, member=member.id)
        return True


def by_unit(members: Sequence[Member]) -> list[Member]:
    """In the order of the alphabet."""
    return sorted(members, key=lambda each: (alphabetical(each.unit), alphabetical(each.name), each.id))


_PAIR = """
    SELECT COALESCE(k.person_id, o.person_id) AS person_id FROM members k JOIN members o
    ON o.place = k.place AND o.name_key = k.name_key AND o.id <> k.id
    WHERE k.id = :kept AND o.id = :other AND k.name <> ''
    AND (k.person_id IS NULL OR o.person_id IS NULL OR k.person_id = o.person_id)
"""
_COUNT = "SELECT COUNT(*) FROM members"
_TIE = """
    UPDATE members SET person_id = :person_id
    WHERE id = :id AND (person_id IS NULL OR person_id = :person_id) AND NOT EXISTS (
        SELECT 1 FROM members o WHERE o.place = members.place AND o.person_id = :person_id AND o.id <> :id)
"""
_ADD = """
    INSERT INTO members (place, unit, name, name_key, person_id, made_at)
    SELECT :place, :unit, :name, :name_key, CAST(:person_id AS BIGINT), CAST(:at AS BIGINT)
    WHERE NOT EXISTS (SELECT 1 FROM members WHERE place = :place AND person_id = :person_id)
    ON CONFLICT (place, unit, name_key) DO NOTHING
"""


def _added(entry: MemberEntry, person_id: int, at: datetime) -> dict[str, object]:
    """The parameters of `_ADD`."""
    row = {"place": entry.place, "unit": entry.unit, "name": entry.name, "name_key": entry.name_key}
    return {**row, "person_id": person_id, "at": at}


def _listed(places: Sequence[str]) -> str:
    """Marks of places as SQL; they are of letters and figures only."""
    assert all(place.isalnum() for place in places)  # noqa: S101 - never a text of a person
    return ", ".join(f"'{place}'" for place in places) or "''"
