"""The settlements of hromadas, as staff loaded them from a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from storage.engine.rows import Store, delete, insert_many
from storage.people import Action, write


@dataclass(frozen=True, slots=True)
class Settlement:
    """One settlement of a hromada."""

    place: str
    """The slug of the hromada."""
    name_key: str
    """By which the same name is known again."""
    name: str
    note: str
    """What the department knows of it; empty where nothing."""


class SettlementStore(Store):
    """The table of settlements."""

    async def of(self, place: str) -> list[Settlement]:
        """Those of a hromada, in the order of the table they came from."""
        return await self._read(
            Settlement, "SELECT * FROM settlements WHERE place = :place ORDER BY rank, name_key", place=place
        )

    async def counts(self) -> dict[str, int]:
        """How many each hromada has; what has none is not named."""
        return dict(await self._database.fetch_tuples("SELECT place, COUNT(*) FROM settlements GROUP BY place"))

    async def replace(self, settlements: Sequence[Settlement], at: datetime, by: int) -> None:
        """Keeps these in the place of all that their hromadas had; other hromadas keep theirs."""
        async with self._database.transaction() as statements:
            for place in sorted({each.place for each in settlements}):
                await delete(statements, "settlements", place=place)
            rows = [{**asdict(each), "rank": rank} for rank, each in enumerate(settlements)]
            await insert_many(statements, "settlements", rows)
            await write(statements, at, by, Action.SETTLEMENTS_IMPORTED, "settlements", str(len(settlements)))
