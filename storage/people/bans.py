"""People whom staff keep from writing to the bot, with the reason. A ban outlives the deletion of one's data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.engine.database import Database
from storage.engine.times import from_ms, to_ms
from storage.people.audit import Action, write


@dataclass(frozen=True, slots=True)
class Ban:
    """One ban that is in force."""

    id: int
    banned_id: int
    reason: str
    banned_at: datetime


class BanStore:
    """The table of bans."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, person_id: int) -> Ban | None:
        """The ban in force against the person."""
        row = await self._database.fetch_one(f"{_IN_FORCE} AND banned_id = :person_id", person_id=person_id)
        return Ban(**{**row, "banned_at": from_ms(row["banned_at"])}) if row else None

    async def in_force(self) -> list[Ban]:
        """All bans in force, the newest first."""
        rows = await self._database.fetch(f"{_IN_FORCE} ORDER BY id DESC")
        return [Ban(**{**row, "banned_at": from_ms(row["banned_at"])}) for row in rows]

    async def ban(self, person_id: int, reason: str, at: datetime, by: int) -> bool:
        """Bans the person; False where she is banned already."""
        async with self._database.transaction() as statements:
            made = await statements.execute(
                """
                INSERT INTO bans (banned_id, reason, banned_at) VALUES (:person_id, :reason, :at)
                ON CONFLICT (banned_id) WHERE lifted_at IS NULL DO NOTHING
                """,
                person_id=person_id,
                reason=reason,
                at=to_ms(at),
            )
            if made:
                await write(statements, at, by, Action.PERSON_BANNED, str(person_id), reason)
        return made == 1

    async def lift(self, ban_id: int, at: datetime, by: int) -> Ban | None:
        """Ends a ban; None where it had ended already."""
        async with self._database.transaction() as statements:
            row = await statements.fetch_one(
                """
                UPDATE bans SET lifted_at = :at WHERE id = :id AND lifted_at IS NULL
                RETURNING id, banned_id, reason, banned_at
                """,
                id=ban_id,
                at=to_ms(at),
            )
            if row is None:
                return None
            await write(statements, at, by, Action.BAN_LIFTED, str(row["banned_id"]))
        return Ban(**{**row, "banned_at": from_ms(row["banned_at"])})


_IN_FORCE = "SELECT id, banned_id, reason, banned_at FROM bans WHERE lifted_at IS NULL"
