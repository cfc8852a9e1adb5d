"""People whom staff keep from writing to the bot, with the reason that each is told.

A ban outlives the deletion of one's data.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.engine.rows import Store, insert_new
from storage.people.audit import Action, write
from storage.people.news import NewsKind, tell


@dataclass(frozen=True, slots=True)
class Ban:
    """One ban that is in force."""

    id: int
    banned_id: int
    question: int | None
    """By the number of which the staff know her."""
    reason: str
    banned_at: datetime


class BanStore(Store):
    """The table of bans."""

    async def of(self, person_id: int) -> Ban | None:
        """The ban in force against the person."""
        return await self._read_one(Ban, f"{_IN_FORCE} AND banned_id = :person_id", person_id=person_id)

    async def in_force(self) -> list[Ban]:
        """All bans in force, the newest first."""
        return await self._read(Ban, f"{_IN_FORCE} ORDER BY id DESC")

    async def ban(self, person_id: int, reason: str, at: datetime, by: int, question: int | None) -> bool:
        """Bans the person and has her told; False where she is banned already."""
        row = {"banned_id": person_id, "reason": reason, "banned_at": at, "question": question}
        async with self._database.transaction() as statements:
            made = await insert_new(statements, "bans", **row)
            if made:
                await write(statements, at, by, Action.PERSON_BANNED, str(person_id), reason)
                await tell(statements, person_id, NewsKind.BANNED, at)
        return made

    async def lift(self, ban_id: int, at: datetime, by: int) -> bool:
        """Ends a ban and has the person told; False where it had ended already."""
        async with self._database.transaction() as statements:
            person_id = await statements.fetch_value(
                "UPDATE bans SET lifted_at = :at WHERE id = :id AND lifted_at IS NULL RETURNING banned_id",
                id=ban_id,
                at=at,
            )
            if person_id is None:
                return False
            await write(statements, at, by, Action.BAN_LIFTED, str(person_id))
            await tell(statements, int(person_id), NewsKind.BAN_LIFTED, at)
        return True


_IN_FORCE = "SELECT * FROM bans WHERE lifted_at IS NULL"
