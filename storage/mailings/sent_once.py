"""Which digests and day sheets went out: each at most once."""

from __future__ import annotations

from datetime import datetime

from storage.engine.database import Database
from storage.engine.times import to_ms


class Digests:
    """The table of digests."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def is_sent(self, name: str) -> bool:
        """Whether that one went out; a week's is named by its Monday."""
        return await self._database.fetch_one("SELECT 1 FROM digests WHERE week = :name", name=name) is not None

    async def sent(self, name: str, at: datetime) -> None:
        """Keeps that it went out."""
        await self._database.execute(
            "INSERT INTO digests (week, sent_at) VALUES (:name, :at) ON CONFLICT (week) DO NOTHING",
            name=name,
            at=to_ms(at),
        )
