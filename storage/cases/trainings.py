"""Bodies that refused again and again, the visits proposed to them, and those that took place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.engine.rows import Store, insert, update
from storage.people import Action, change


@dataclass(frozen=True, slots=True)
class Training:
    """A visit that was proposed, and perhaps took place."""

    id: int
    place: str
    place_name: str
    proposed_at: datetime
    told_at: datetime | None
    held_at: datetime | None


class Trainings(Store):
    """The table of trainings."""

    async def propose(self, place: str, place_name: str, at: datetime) -> None:
        await insert(self._database, "trainings", place=place, place_name=place_name, proposed_at=at)

    async def told(self, training_id: int, at: datetime) -> None:
        """Keeps that the staff know of the proposal."""
        await update(self._database, "trainings", {"id": training_id}, told_at=at)

    async def held(self, training_id: int, at: datetime, by: int) -> bool:
        """Keeps that the visit took place; False where that was said before."""
        sql = "UPDATE trainings SET held_at = :at WHERE id = :id AND held_at IS NULL"
        line = at, by, Action.CASE_CHANGED, f"training {training_id}", "held"
        return await change(self._database, sql, *line, at=at, id=training_id)

    async def since(self, at: datetime) -> list[Training]:
        """Proposed since then, the newest first."""
        return await self._read(Training, "SELECT * FROM trainings WHERE proposed_at >= :at ORDER BY id DESC", at=at)

    async def find(self, training_id: int) -> Training | None:
        return await self._read_one(Training, "SELECT * FROM trainings WHERE id = :id", id=training_id)
