"""Whether an answer helped: one opinion per person and revision of the text."""

from __future__ import annotations

from datetime import datetime

from storage.engine.rows import Store, put


class RatingStore(Store):
    """The table of ratings."""

    async def rate(self, person_id: int, answer_id: str, revision: str, *, helpful: bool, at: datetime) -> None:
        """Keeps the opinion; a later one of the same person on the same revision replaces it."""
        await put(
            self._database,
            "ratings",
            "answer_id, revision, person_id",
            person_id=person_id,
            answer_id=answer_id,
            revision=revision,
            helpful=helpful,
            rated_at=at,
        )

    async def counted(self, since: datetime, until: datetime) -> tuple[int, int]:
        """How many opinions of that time were «helpful», and how many were not."""
        [(helpful, not_helpful)] = await self._database.fetch_tuples(
            """
            SELECT COALESCE(SUM(CASE WHEN helpful = 1 THEN 1 ELSE 0 END), 0) AS helpful,
                   COALESCE(SUM(CASE WHEN helpful = 1 THEN 0 ELSE 1 END), 0) AS not_helpful
            FROM ratings WHERE rated_at >= :since AND rated_at < :until
            """,
            since=since,
            until=until,
        )
        return helpful, not_helpful

    async def of_each(self) -> dict[tuple[str, str], tuple[int, int]]:
        """How many each revision of an answer helped, and how many it did not."""
        rows = await self._database.fetch(
            """
            SELECT answer_id, revision, SUM(helpful) AS yes, COUNT(*) AS voices FROM ratings
            GROUP BY answer_id, revision
            """
        )
        return {
            (row["answer_id"], row["revision"]): (int(row["yes"]), int(row["voices"]) - int(row["yes"])) for row in rows
        }
