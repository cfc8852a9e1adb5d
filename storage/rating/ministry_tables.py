"""The Ministry's tables while they are looked at, and which columns of such a table hold what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from storage.engine.rows import Store, delete, insert_numbered, put, update


class MinistryTables(Store):
    """Keeps the tables."""

    async def keep(self, quarter: int, cells: Sequence[Sequence[object]], layout: Sequence[int], at: datetime) -> int:
        """Keeps a table until it is taken over, in place of an earlier one for that quarter; its number."""
        async with self._database.transaction() as statements:
            await delete(statements, "league_tables", quarter=quarter)
            values = {"cells": list(cells), "layout": list(layout), "made_at": at}
            return await insert_numbered(statements, "league_tables", quarter=quarter, **values)

    async def lay_out(self, table_id: int, layout: Sequence[int]) -> None:
        """Keeps which column is what."""
        await update(self._database, "league_tables", {"id": table_id}, layout=list(layout))

    async def remember(self, headings: str, layout: Sequence[int]) -> None:
        """Keeps the columns for the next table with these headings."""
        await put(self._database, "league_layouts", "headings", headings=headings, layout=list(layout))
