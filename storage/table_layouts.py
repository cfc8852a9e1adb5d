"""How a person said that the columns of her tables are to be read, by the shape of the table."""

from __future__ import annotations

from datetime import datetime

from storage.engine.rows import Store, put


class TableLayouts(Store):
    """The table of layouts."""

    async def find(self, person_id: int, shape: str) -> str | None:
        """What was kept for tables of that shape."""
        sql = "SELECT layouts FROM table_layouts WHERE person_id = :person_id AND shape = :shape"
        found: str | None = await self._database.fetch_value(sql, person_id=person_id, shape=shape)
        return found

    async def keep(self, person_id: int, shape: str, layouts: str, at: datetime) -> None:
        """In the place of what was kept for that shape."""
        row = {"person_id": person_id, "shape": shape, "layouts": layouts, "changed_at": at}
        await put(self._database, "table_layouts", "person_id, shape", **row)
