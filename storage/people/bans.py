"""People whom staff keep from writing to the bot, with the reason. A bar outlives the deletion of one's data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.engine.database import Database
from storage.engine.times import from_ms, to_ms
from storage.people.audit import Action, write


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar that is in force."""

    id: int
    barred_id: int
    reason: str
    barred_at: datetime


class Bars:
    """The table of bars."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, person_id: int) -> Bar | None:
        """The bar in force against the person."""
        row = await self._database.fetch_one(f"{_IN_FORCE} AND barred_id = :person_id", person_id=person_id)
        return Bar(**{**row, "barred_at": from_ms(row["barred_at"])}) if row else None

    async def in_force(self) -> list[Bar]:
        """All bars in force, the newest first."""
        rows = await self._database.fetch(f"{_IN_FORCE} ORDER BY id DESC")
        return [Bar(**{**row, "barred_at": from_ms(row["barred_at"])}) for row in rows]

    async def bar(self, person_id: int, reason: str, at: datetime, by: int) -> bool:
        """Bars the person; False where she is barred already."""
        async with self._database.transaction() as statements:
            made = await statements.execute(
                """
                INSERT INTO bars (barred_id, reason, barred_at) VALUES (:person_id, :reason, :at)
                ON CONFLICT (barred_id) WHERE lifted_at IS NULL DO NOTHING
                """,
                person_id=person_id,
                reason=reason,
                at=to_ms(at),
            )
            if made:
                await write(statements, at, by, Action.PERSON_BARRED, str(person_id), reason)
        return made == 1

    async def lift(self, bar_id: int, at: datetime, by: int) -> Bar | None:
        """Ends a bar; None where it had ended already."""
        async with self._database.transaction() as statements:
            row = await statements.fetch_one(
                """
                UPDATE bars SET lifted_at = :at WHERE id = :id AND lifted_at IS NULL
                RETURNING id, barred_id, reason, barred_at
                """,
                id=bar_id,
                at=to_ms(at),
            )
            if row is None:
                return None
            await write(statements, at, by, Action.BAR_LIFTED, str(row["barred_id"]))
        return Bar(**{**row, "barred_at": from_ms(row["barred_at"])})


_IN_FORCE = "SELECT id, barred_id, reason, barred_at FROM bars WHERE lifted_at IS NULL"
