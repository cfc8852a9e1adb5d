"""Quarterly ratings of hromadas: begun, published, corrected."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from storage.certification import HromadaCount
from storage.engine.database import Database, Statements
from storage.engine.times import to_ms
from storage.people import Action, write
from storage.rating.read import RatingSource


class Leagues:
    """Changes ratings and their figures."""

    def __init__(self, database: Database) -> None:
        self._database = database

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
            row = await statements.fetch_one(
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
                source=source.value,
                weights=json.dumps(weights),
                at=to_ms(at),
            )
            if row is None:
                return None
            league = int(row["id"])
            await statements.execute("DELETE FROM league_rows WHERE league = :league", league=league)
            await statements.execute_many(
                """
                INSERT INTO league_rows (league, slug, staff, low, middle, high)
                VALUES (:league, :slug, :staff, :low, :middle, :high)
                """,
                [{"league": league, **asdict(count)} for count in counts],
            )
            await statements.execute("DELETE FROM league_tables WHERE quarter = :quarter", quarter=quarter)
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
                at=to_ms(at),
                id=league_id,
                after=after.isoformat(),
            )
            if published:
                await _add_version(statements, league_id, 1, snapshot, at)
                await write(statements, at, by, Action.LEAGUE_PUBLISHED, f"league {league_id}")
        return published == 1

    async def correct(
        self, league_id: int, version: int, snapshot: str, corrected: HromadaCount, at: datetime, by: int
    ) -> bool:
        """Adds a version; False where there is one with that number already."""
        async with self._database.transaction() as statements:
            if await statements.fetch_one(
                "SELECT 1 FROM league_versions WHERE league = :league AND version >= :version",
                league=league_id,
                version=version,
            ):
                return False
            await _add_version(statements, league_id, version, snapshot, at)
            await put_figures(statements, league_id, corrected)
            detail = f"{corrected.slug} version {version}"
            await write(statements, at, by, Action.LEAGUE_CORRECTED, f"league {league_id}", detail)
        return True


async def put_figures(statements: Statements, league_id: int, count: HromadaCount) -> None:
    """Puts other figures of one hromada into a rating."""
    await statements.execute(
        """
        UPDATE league_rows SET staff = :staff, low = :low, middle = :middle, high = :high
        WHERE league = :league AND slug = :slug
        """,
        league=league_id,
        **asdict(count),
    )


async def _add_version(statements: Statements, league_id: int, version: int, snapshot: str, at: datetime) -> None:
    await statements.execute(
        """
        INSERT INTO league_versions (league, version, snapshot, published_at)
        VALUES (:league, :version, :snapshot, :at)
        """,
        league=league_id,
        version=version,
        snapshot=snapshot,
        at=to_ms(at),
    )
