"""Members of bodies and councils, who may be asked to take part in drives, and whether they are exempt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.engine.rows import Store
from storage.people import Action, change, write


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
    state: MemberState = MemberState.ACTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who belongs to a body, whether she uses Telegram or not."""

    id: int
    place: str
    unit: str
    name: str
    person_id: int | None
    state: MemberState


class MemberReads(Store):
    """Reads members."""

    async def known(self, places: Sequence[str]) -> set[tuple[str, str, str]]:
        """Place, unit and key of all who are there already, at these places."""
        rows = await self._database.fetch_tuples(
            f"SELECT place, unit, name_key FROM members WHERE place IN ({_listed(places)})"  # noqa: S608
        )
        return set(rows)

    async def at(self, place: str) -> list[Member]:
        """All members at a place, by unit and name."""
        return await self._read(
            Member, "SELECT * FROM members WHERE place = :place ORDER BY unit, name, id", place=place
        )

    async def find(self, member_id: int) -> Member | None:
        return await self._read_one(Member, "SELECT * FROM members WHERE id = :id", id=member_id)

    async def of_person(self, person_id: int) -> list[Member]:
        """Where a person is a member."""
        return await self._read(
            Member, "SELECT * FROM members WHERE person_id = :person_id ORDER BY id", person_id=person_id
        )


class Members(MemberReads):
    """The table of members."""

    async def add(self, entries: Sequence[MemberEntry], at: datetime, by: int) -> int:
        """Adds those who are not there yet, all or none; how many that are. A state that is named is taken over."""
        async with self._database.transaction() as statements:
            before = await statements.fetch_number(_COUNT)
            await statements.execute_many(
                """
                INSERT INTO members (place, unit, name, name_key, state, made_at)
                VALUES (:place, :unit, :name, :name_key, :state, :at)
                ON CONFLICT (place, unit, name_key) DO UPDATE
                SET state = CASE WHEN excluded.state = 'active' THEN members.state ELSE excluded.state END
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
        changed = await self._database.execute(
            """
            UPDATE members SET person_id = :person_id
            WHERE id = :id AND (person_id IS NULL OR person_id = :person_id) AND NOT EXISTS (
                SELECT 1 FROM members o WHERE o.place = members.place AND o.person_id = :person_id AND o.id <> :id)
            """,
            id=member_id,
            person_id=person_id,
        )
        return changed == 1

    async def add_joined(self, entry: MemberEntry, person_id: int, at: datetime) -> bool:
        """Adds a member who joined by herself; False where she, or somebody of that very name, is there already."""
        changed = await self._database.execute(
            """
            INSERT INTO members (place, unit, name, name_key, person_id, made_at)
            SELECT :place, :unit, :name, :name_key, CAST(:person_id AS BIGINT), CAST(:at AS BIGINT)
            WHERE NOT EXISTS (SELECT 1 FROM members WHERE place = :place AND person_id = :person_id)
            ON CONFLICT (place, unit, name_key) DO NOTHING
            """,
            place=entry.place,
            unit=entry.unit,
            name=entry.name,
            name_key=entry.name_key,
            person_id=person_id,
            at=at,
        )
        return changed == 1

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


_COUNT = "SELECT COUNT(*) FROM members"


def _listed(places: Sequence[str]) -> str:
    """Marks of places as SQL; they are of letters and figures only."""
    assert all(place.isalnum() for place in places)  # noqa: S101 - never a text of a person
    return ", ".join(f"'{place}'" for place in places) or "''"
