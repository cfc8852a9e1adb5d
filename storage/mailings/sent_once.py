"""Which digests and daily summaries went out: each at most once."""

from __future__ import annotations

from datetime import datetime

from storage.engine.database import Database
from storage.engine.times import to_ms


class SentOnce:
    """The table of what goes out once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def is_sent(self, name: str) -> bool:
        """Whether that one went out; a week's is named by its Monday."""
        return await self._database.fetch_one("SELECT 1 FROM sent_once WHERE name = :name", name=name) is not None

    async def sent(self, name: str, at: datetime) -> None:
        """Keeps that it went out."""
        await self._database.execute(
            "INSERT INTO sent_once (name, sent_at) VALUES (:name, :at) ON CONFLICT (name) DO NOTHING",
            name=name,
            at=to_ms(at),
        )
