"""How many people each poster brought, by day: no person is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.engine.database import Database


@dataclass(frozen=True, slots=True)
class Visited:
    """A poster's link and how often it was opened."""

    target: str
    slug: str
    visits: int


class PosterVisitStore:
    """The table of poster visits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, target: str, slug: str, at: datetime) -> None:
        """One more on the day of `at`."""
        await self._database.execute(
            """
            INSERT INTO poster_visits (day, target, slug, visits) VALUES (:day, :target, :slug, 1)
            ON CONFLICT (day, target, slug) DO UPDATE SET visits = poster_visits.visits + 1
            """,
            day=at.date().isoformat(),
            target=target,
            slug=slug,
        )

    async def counted(self, *, since: datetime) -> list[Visited]:
        """Counts from the day of `since` on, most visits first."""
        rows = await self._database.fetch(
            """
            SELECT target, slug, CAST(SUM(visits) AS INTEGER) AS visits FROM poster_visits
            WHERE day >= :day GROUP BY target, slug ORDER BY SUM(visits) DESC, target, slug
            """,
            day=since.date().isoformat(),
        )
        return [Visited(**row) for row in rows]
