"""When a person wants to be reminded of courses, and whether she learns at a pace of her own."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from storage.engine.rows import Store


@dataclass(frozen=True, slots=True)
class Learner:
    """What a person chose."""

    weekday: int | None = None
    """0 is Monday; None: as the drive has it."""
    hour: int | None = None
    learns: bool = False
    """Whether she is reminded once a week, drive or no drive."""


class LearnerReads(Store):
    """Reads what people chose."""

    async def of(self, person_id: int) -> Learner:
        """What she chose; nothing where she did not."""
        found = await self._read_one(
            Learner, "SELECT * FROM learners WHERE person_id = :person_id", person_id=person_id
        )
        return found or Learner()

    async def hours(self) -> dict[int, int]:
        """The hour of everybody who chose one."""
        return dict(await self._database.fetch_tuples("SELECT person_id, hour FROM learners WHERE hour IS NOT NULL"))

    async def learning_on(self, weekday: int) -> list[tuple[int, int | None]]:
        """Who learn, drive or no drive, and chose that day of the week, with the hour that each chose."""
        return await self._database.fetch_tuples(
            "SELECT person_id, hour FROM learners WHERE weekday = :weekday AND learns = 1 ORDER BY person_id",
            weekday=weekday,
        )


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
            at=at,
            **asdict(learner),
        )
