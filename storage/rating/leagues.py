"""Quarterly ratings of hromadas: the Ministry's tables that they are begun from, published, corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from storage.certification import HromadaCount
from storage.engine.rows import Store, delete, insert, insert_many, insert_new, update
from storage.people import Action, write
from storage.rating.read import RatingSource


class Leagues(Store):
    """Changes ratings and their figures."""

    async def begin(
        self,
        quarter: int,
        source: RatingSource,
        weights: Sequence[int],
        counts: Sequence[HromadaCount],
        at: datetime,
        by: int,
    ) -> int | None:
        """Puts all figures in and makes it a draft, whose window is opened anew.

        None where that rating is published already, or somebody objected to its figures.
        """
        async with self._database.transaction() as statements:
            league: int | None = await statements.fetch_value(
                """
                INSERT INTO leagues (quarter, source, weights, made_at) VALUES (:quarter, :source, :weights, :at)
                ON CONFLICT (quarter, source) DO UPDATE
                SET weights = excluded.weights, made_at = excluded.made_at, closes_on = NULL
                WHERE leagues.published_at IS NULL AND NOT EXISTS (
                    SELECT 1 FROM league_objections o JOIN league_rows r ON r.id = o.row_id
                    WHERE r.league = leagues.id)
                RETURNING id
                """,
                quarter=quarter,
                source=source,
                weights=list(weights),
                at=at,
            )
            if league is None:
                return None
            await delete(statements, "league_rows", league=league)
            await insert_many(statements, "league_rows", [{"league": league, **asdict(count)} for count in counts])
            detail = f"{source} {len(counts)}"
            await write(statements, at, by, Action.LEAGUE_IMPORTED, f"league {league}", detail)
        return league

    async def publish(self, league_id: int, snapshot: str, after: date, at: datetime, by: int) -> bool:
        """Publishes the first version; False before `after` has come, with an objection undecided, or a second time."""
        async with self._database.transaction() as statements:
            published = await statements.execute(
                """
                UPDATE leagues SET published_at = :at
                WHERE id = :id AND published_at IS NULL AND closes_on < :after AND NOT EXISTS (
                    SELECT 1 FROM league_objections o JOIN league_rows r ON r.id = o.row_id
                    WHERE r.league = leagues.id AND o.verdict = '')
                """,
                at=at,
                id=league_id,
                after=after,
            )
            if published:
                await insert(
                    statements, "league_versions", league=league_id, version=1, snapshot=snapshot, published_at=at
                )
                await write(statements, at, by, Action.LEAGUE_PUBLISHED, f"league {league_id}")
        return published == 1

    async def correct(
        self, league_id: int, version: int, snapshot: str, corrected: HromadaCount, at: datetime, by: int
    ) -> bool:
        """Adds a version; False where there is one with that number already."""
        async with self._database.transaction() as statements:
            values = {"league": league_id, "version": version, "snapshot": snapshot, "published_at": at}
            if not await insert_new(statements, "league_versions", **values):
                return False
            row = {"league": league_id, "slug": corrected.slug}
            await update(statements, "league_rows", row, **asdict(corrected))
            detail = f"{corrected.slug} version {version}"
            await write(statements, at, by, Action.LEAGUE_CORRECTED, f"league {league_id}", detail)
        return True
