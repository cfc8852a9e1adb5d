"""The time at which the clock was last believed."""

from __future__ import annotations

from datetime import datetime

from storage.engine.columns import from_ms
from storage.engine.rows import Store, put


class ClockStore(Store):
    """The table with that one time."""

    async def believed_at(self) -> datetime | None:
        """None before the first time."""
        return from_ms(await self._database.fetch_value("SELECT believed_at FROM clock"))

    async def believe(self, at: datetime) -> None:
        await put(self._database, "clock", "id", id=1, believed_at=at)
