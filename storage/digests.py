"""Which weekly digests went out: each at most once."""

from __future__ import annotations

from datetime import date, datetime

from storage.database import Database
from storage.times import to_ms


class Digests:
    """The table of digests."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def is_sent(self, week: date) -> bool:
        return (
            await self._database.fetch_one("SELECT 1 FROM digests WHERE week = :week", week=week.isoformat())
            is not None
        )

    async def sent(self, week: date, at: datetime) -> None:
        """Keeps that the digest due on `week` went out."""
        await self._database.execute(
            "INSERT INTO digests (week, sent_at) VALUES (:week, :at) ON CONFLICT (week) DO NOTHING",
            week=week.isoformat(),
            at=to_ms(at),
        )
