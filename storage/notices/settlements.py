"""The settlements of hromadas, as staff loaded them from a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from storage.engine.database import Database
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


class SettlementStore:
    """The table of settlements."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, place: str) -> list[Settlement]:
        """Those of a hromada, in the order of the table they came from."""
        rows = await self._database.fetch(
            "SELECT place, name_key, name, note FROM settlements WHERE place = :place ORDER BY rank, name_key",
            place=place,
        )
        return [Settlement(**row) for row in rows]

    async def counts(self) -> dict[str, int]:
        """How many each hromada has; what has none is not named."""
        rows = await self._database.fetch("SELECT place, COUNT(*) AS n FROM settlements GROUP BY place")
        return {row["place"]: row["n"] for row in rows}

    async def replace(self, settlements: Sequence[Settlement], at: datetime, by: int) -> None:
        """Keeps these in the place of all that their hromadas had; other hromadas keep theirs."""
        async with self._database.transaction() as statements:
            places = sorted({each.place for each in settlements})
            for place in places:
                await statements.execute("DELETE FROM settlements WHERE place = :place", place=place)
            await statements.execute_many(
                """
                INSERT INTO settlements (place, name_key, name, note, rank)
                VALUES (:place, :name_key, :name, :note, :rank)
                """,
                [{**asdict(each), "rank": rank} for rank, each in enumerate(settlements)],
            )
            await write(statements, at, by, Action.SETTLEMENTS_IMPORTED, "settlements", str(len(settlements)))
