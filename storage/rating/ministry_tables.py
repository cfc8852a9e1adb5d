"""The Ministry's tables while they are looked at, and which columns of such a table hold what."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from storage.engine.database import Database
from storage.engine.times import to_ms


class MinistryTables:
    """Keeps the tables."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, quarter: int, cells: Sequence[Sequence[object]], layout: Sequence[int], at: datetime) -> int:
        """Keeps a table until it is taken over, in place of an earlier one for that quarter; its number."""
        async with self._database.transaction() as statements:
            await statements.execute("DELETE FROM league_tables WHERE quarter = :quarter", quarter=quarter)
            row = await statements.fetch_one(
                """
                INSERT INTO league_tables (quarter, cells, layout, made_at) VALUES (:quarter, :cells, :layout, :at)
                RETURNING id
                """,
                quarter=quarter,
                cells=json.dumps(cells, ensure_ascii=False),
                layout=json.dumps(layout),
                at=to_ms(at),
            )
        assert row  # noqa: S101 - RETURNING gives the row
        return int(row["id"])

    async def lay_out(self, table_id: int, layout: Sequence[int]) -> None:
        """Keeps which column is what."""
        await self._database.execute(
            "UPDATE league_tables SET layout = :layout WHERE id = :id", layout=json.dumps(layout), id=table_id
        )

    async def remember(self, headings: str, layout: Sequence[int]) -> None:
        """Keeps the columns for the next table with these headings."""
        await self._database.execute(
            """
            INSERT INTO league_layouts (headings, layout) VALUES (:headings, :layout)
            ON CONFLICT (headings) DO UPDATE SET layout = excluded.layout
            """,
            headings=headings,
            layout=json.dumps(layout),
        )
