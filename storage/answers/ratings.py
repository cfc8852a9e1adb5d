"""Whether an answer helped: one opinion per person and revision of the text."""

from __future__ import annotations

from datetime import datetime

from storage.engine.database import Database
from storage.engine.times import to_ms


class RatingStore:
    """The table of ratings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def rate(self, person_id: int, answer_id: str, revision: str, *, helpful: bool, at: datetime) -> None:
        """Keeps the opinion; a later one of the same person on the same revision replaces it."""
        await self._database.execute(
            """
            INSERT INTO ratings (person_id, answer_id, revision, helpful, rated_at)
            VALUES (:person_id, :answer_id, :revision, :helpful, :rated_at)
            ON CONFLICT (answer_id, revision, person_id)
            DO UPDATE SET helpful = excluded.helpful, rated_at = excluded.rated_at
            """,
            person_id=person_id,
            answer_id=answer_id,
            revision=revision,
            helpful=int(helpful),
            rated_at=to_ms(at),
        )

    async def counted(self, since: datetime, until: datetime) -> tuple[int, int]:
        """How many opinions of that time were «helpful», and how many were not."""
        row = await self._database.fetch_one(
            """
            SELECT CAST(COALESCE(SUM(helpful), 0) AS INTEGER) AS helpful, COUNT(*) AS given FROM ratings
            WHERE rated_at >= :since AND rated_at < :until
            """,
            since=to_ms(since),
            until=to_ms(until),
        )
        assert row  # noqa: S101 - an aggregate always gives a row
        return row["helpful"], row["given"] - row["helpful"]
