"""Which digests and daily summaries went out: each at most once."""

from __future__ import annotations

from datetime import datetime

from storage.engine.rows import Store, insert_new


class SentOnce(Store):
    """The table of what goes out once."""

    async def is_sent(self, name: str) -> bool:
        """Whether that one went out; a week's is named by its Monday."""
        return await self._database.fetch_one("SELECT 1 FROM sent_once WHERE name = :name", name=name) is not None

    async def sent(self, name: str, at: datetime) -> None:
        """Keeps that it went out."""
        await insert_new(self._database, "sent_once", name=name, sent_at=at)
