"""Batches: many certificates in one file of a coordinator, which the clock reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.engine.database import Database
from storage.engine.times import to_ms


@dataclass(frozen=True, slots=True)
class Batch:
    """Many files that a coordinator sent at once."""

    id: int
    person_id: int
    place: str
    file_id: str


class Batches:
    """The table of batches."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, person_id: int, place: str, file_id: str, update_id: int, at: datetime) -> None:
        """Keeps a batch that is to be read; the same message gives one."""
        await self._database.execute(
            """
            INSERT INTO batches (person_id, place, file_id, update_id, made_at)
            VALUES (:person_id, :place, :file_id, :update_id, :at) ON CONFLICT (update_id) DO NOTHING
            """,
            person_id=person_id,
            place=place,
            file_id=file_id,
            update_id=update_id,
            at=to_ms(at),
        )

    async def to_read(self) -> list[Batch]:
        """Those that are not read yet, the oldest first."""
        rows = await self._database.fetch(
            "SELECT id, person_id, place, file_id FROM batches WHERE ended_at IS NULL ORDER BY id LIMIT 20"
        )
        return [Batch(**row) for row in rows]

    async def end(self, batch_id: int, at: datetime) -> None:
        """It is read, as far as it can be."""
        await self._database.execute("UPDATE batches SET ended_at = :at WHERE id = :id", id=batch_id, at=to_ms(at))
