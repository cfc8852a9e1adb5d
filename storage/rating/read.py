"""What is known of the quarterly ratings: their figures, the objections to them, and each published version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.certification import HromadaCount
from storage.engine.rows import Store, made_of

SHOWN = 8
"""Ratings in a list."""


class RatingSource(StrEnum):
    """Whose figures a rating is made of; never of both."""

    MINISTRY = "ministry"
    OWN = "own"
    """Certificates that the bot collected."""
    SAMPLE = "sample"
    """Invented, to look at and to learn by."""


class ObjectionVerdict(StrEnum):
    """What staff decided on an objection."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class League:
    """One rating. A draft until `closes_on` is set, then open to objections, then published."""

    id: int
    quarter: int
    """Year and number of the quarter, 20264."""
    source: RatingSource
    weights: tuple[int, int, int]
    """Of a certificate of the low, middle and high level, when the figures came in."""
    closes_on: date | None
    """The last day for objections."""
    published_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What a head has against the figures of her hromada."""

    id: int
    league: int
    row: int
    slug: str
    person_id: int | None
    text: str
    made_at: datetime
    verdict: ObjectionVerdict | None
    reason: str
    """Of the verdict."""


class RatingRead(Store):
    """Everything that is asked of the tables of ratings and changes nothing."""

    async def leagues(self) -> list[League]:
        """The newest quarters first."""
        return await self._read(League, "SELECT * FROM leagues ORDER BY quarter DESC, source LIMIT :most", most=SHOWN)

    async def league(self, league_id: int) -> League | None:
        return await self._read_one(League, "SELECT * FROM leagues WHERE id = :id", id=league_id)

    async def counts(self, league_id: int) -> dict[int, HromadaCount]:
        """The figures as they stand, by the number of their row."""
        rows = await self._database.fetch(
            "SELECT * FROM league_rows WHERE league = :league ORDER BY slug", league=league_id
        )
        return {row["id"]: made_of(HromadaCount, row) for row in rows}

    async def count(self, number: int) -> tuple[int, HromadaCount] | None:
        """The rating and the figures of one row."""
        row = await self._database.fetch_one("SELECT * FROM league_rows WHERE id = :number", number=number)
        return (row["league"], made_of(HromadaCount, row)) if row else None

    async def untold(self, league_id: int) -> set[int]:
        """The rows whose heads were not told."""
        sql = "SELECT id FROM league_rows WHERE league = :league AND told_at IS NULL"
        return set(await self._database.fetch_column(sql, league=league_id))

    async def objections(self, league_id: int) -> list[Objection]:
        """Those that are not decided first."""
        return await self._objections("r.league = :league", league=league_id)

    async def objection(self, objection_id: int) -> Objection | None:
        found = await self._objections("o.id = :id", id=objection_id)
        return found[0] if found else None

    async def _objections(self, where: str, **parameters: object) -> list[Objection]:
        return await self._read(
            Objection,
            f"""
            SELECT o.id, r.league, o.row_id AS row, r.slug, o.person_id, o.text, o.made_at,
                   NULLIF(o.verdict, '') AS verdict, o.reason
            FROM league_objections o JOIN league_rows r ON r.id = o.row_id
            WHERE {where} ORDER BY CASE WHEN o.verdict = '' THEN 0 ELSE 1 END, o.id
            """,  # noqa: S608 - words of this module
            **parameters,
        )

    async def snapshots(self, league_id: int) -> list[str]:
        """All that was published, the first version first."""
        return await self._database.fetch_column(
            "SELECT snapshot FROM league_versions WHERE league = :league ORDER BY version", league=league_id
        )

    async def newest_published(self) -> League | None:
        """The latest quarter; where both sources have one, what was published last."""
        return await self._read_one(
            League,
            """
            SELECT * FROM leagues WHERE published_at IS NOT NULL ORDER BY quarter DESC, published_at DESC, id DESC
            LIMIT 1
            """,
        )
