"""When a person wants to be reminded of courses, and whether she learns at a pace of her own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.engine.database import Database
from storage.engine.times import to_ms


@dataclass(frozen=True, slots=True)
class Learner:
    """What a person chose."""

    weekday: int | None
    """0 is Monday; None: as the drive has it."""
    hour: int | None
    learns: bool
    """Whether she is reminded once a week, drive or no drive."""


class LearnerReads:
    """Reads what people chose."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, person_id: int) -> Learner:
        """What she chose; nothing where she did not."""
        row = await self._database.fetch_one(
            "SELECT weekday, hour, learns FROM learners WHERE person_id = :person_id", person_id=person_id
        )
        return Learner(row["weekday"], row["hour"], row["learns"] == 1) if row else Learner(None, None, False)

    async def hours(self) -> dict[int, int]:
        """The hour of everybody who chose one."""
        rows = await self._database.fetch("SELECT person_id, hour FROM learners WHERE hour IS NOT NULL")
        return {row["person_id"]: row["hour"] for row in rows}

    async def learning_on(self, weekday: int) -> list[tuple[int, int | None]]:
        """Who learn, drive or no drive, and chose that day of the week, with the hour that each chose."""
        rows = await self._database.fetch(
            "SELECT person_id, hour FROM learners WHERE weekday = :weekday AND learns = 1 ORDER BY person_id",
            weekday=weekday,
        )
        return [(row["person_id"], row["hour"]) for row in rows]


class Learners(LearnerReads):
    """The table of learners."""

    async def keep(self, person_id: int, learner: Learner, at: datetime) -> None:
        """Keeps what she chose, in place of what she chose before."""
        await self._database.execute(
            """
            INSERT INTO learners (person_id, weekday, hour, learns, made_at)
            VALUES (:person_id, :weekday, :hour, :learns, :at)
            ON CONFLICT (person_id) DO UPDATE
            SET weekday = excluded.weekday, hour = excluded.hour, learns = excluded.learns
            """,
            person_id=person_id,
            weekday=learner.weekday,
            hour=learner.hour,
            learns=int(learner.learns),
            at=to_ms(at),
        )
