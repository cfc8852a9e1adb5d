"""How many people each poster brought, by day: no person is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.engine.rows import Store


@dataclass(frozen=True, slots=True)
class Visited:
    """A poster's link and how often it was opened."""

    target: str
    slug: str
    visits: int


class PosterVisitStore(Store):
    """The table of poster visits."""

    async def add(self, target: str, slug: str, at: datetime) -> None:
        """One more on the day of `at`."""
        await self._database.execute(
            """
            INSERT INTO poster_visits (day, target, slug, visits) VALUES (:day, :target, :slug, 1)
            ON CONFLICT (day, target, slug) DO UPDATE SET visits = poster_visits.visits + 1
            """,
            day=at.date(),
            target=target,
            slug=slug,
        )

    async def counted(self, *, since: datetime) -> list[Visited]:
        """Counts from the day of `since` on, most visits first."""
        return await self._read(
            Visited,
            """
            SELECT target, slug, CAST(SUM(visits) AS INTEGER) AS visits FROM poster_visits
            WHERE day >= :day GROUP BY target, slug ORDER BY SUM(visits) DESC, target, slug
            """,
            day=since.date(),
        )
