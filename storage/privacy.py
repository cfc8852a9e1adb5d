"""All that is kept of one person, across the tables, and its deletion."""

from __future__ import annotations

from datetime import datetime

from storage.database import Database, Row
from storage.times import to_ms

TABLES = ("people", "questions", "ratings")
"""Every table with a person in it: a column `person_id`. A test compares this with the database."""


class Privacy:
    """Reads and deletes by person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def kept(self, person_id: int) -> dict[str, list[Row]]:
        """The person's rows by table, as they are."""
        return {
            table: await self._database.fetch(
                f"SELECT * FROM {table} WHERE person_id = :person_id",  # noqa: S608 - names from the list above
                person_id=person_id,
            )
            for table in TABLES
        }

    async def forget(self, person_id: int) -> None:
        """Deletes all of it at once, or nothing."""
        async with self._database.transaction() as statements:
            for table in TABLES:
                await statements.execute(
                    f"DELETE FROM {table} WHERE person_id = :person_id",  # noqa: S608
                    person_id=person_id,
                )

    async def forget_before(self, at: datetime) -> int:
        """Deletes questions and ratings older than `at`; how many rows that were."""
        async with self._database.transaction() as statements:
            questions = await statements.execute("DELETE FROM questions WHERE asked_at < :at", at=to_ms(at))
            ratings = await statements.execute("DELETE FROM ratings WHERE rated_at < :at", at=to_ms(at))
        return questions + ratings
