"""Bodies that refused again and again, the visits proposed to them, and those that took place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.engine.database import Database, Row
from storage.engine.times import from_ms, to_ms
from storage.people import Action, write


@dataclass(frozen=True, slots=True)
class Training:
    """A visit that was proposed, and perhaps took place."""

    id: int
    place: str
    place_name: str
    proposed_at: datetime
    told_at: datetime | None
    held_at: datetime | None


class Trainings:
    """The table of trainings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def propose(self, place: str, place_name: str, at: datetime) -> None:
        await self._database.execute(
            "INSERT INTO trainings (place, place_name, proposed_at) VALUES (:place, :place_name, :at)",
            place=place,
            place_name=place_name,
            at=to_ms(at),
        )

    async def told(self, training_id: int, at: datetime) -> None:
        """Keeps that the staff know of the proposal."""
        await self._database.execute("UPDATE trainings SET told_at = :at WHERE id = :id", at=to_ms(at), id=training_id)

    async def held(self, training_id: int, at: datetime, by: int) -> bool:
        """Keeps that the visit took place; False where that was said before."""
        async with self._database.transaction() as statements:
            held = await statements.execute(
                "UPDATE trainings SET held_at = :at WHERE id = :id AND held_at IS NULL", at=to_ms(at), id=training_id
            )
            if held:
                await write(statements, at, by, Action.CASE_CHANGED, f"training {training_id}", "held")
        return held == 1

    async def since(self, at: datetime) -> list[Training]:
        """Proposed since then, the newest first."""
        rows = await self._database.fetch(
            "SELECT * FROM trainings WHERE proposed_at >= :at ORDER BY id DESC", at=to_ms(at)
        )
        return [_training(row) for row in rows]

    async def find(self, training_id: int) -> Training | None:
        row = await self._database.fetch_one("SELECT * FROM trainings WHERE id = :id", id=training_id)
        return _training(row) if row else None


def _training(row: Row) -> Training:
    proposed = from_ms(row["proposed_at"])
    assert proposed  # noqa: S101 - the column is never empty
    return Training(
        row["id"], row["place"], row["place_name"], proposed, from_ms(row["told_at"]), from_ms(row["held_at"])
    )
