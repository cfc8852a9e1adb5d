"""People by what they told of themselves: a row stands only for those who did, or who stopped the bot."""

from __future__ import annotations

from datetime import datetime

from storage.database import Database
from storage.times import to_ms


class People:
    """The table of people."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def hromada(self, person_id: int) -> str | None:
        """The code of the hromada that the person named; None where she did not."""
        row = await self._database.fetch_one(
            "SELECT hromada FROM people WHERE person_id = :person_id", person_id=person_id
        )
        return row["hromada"] if row else None

    async def live_in(self, person_id: int, hromada: str | None, at: datetime) -> None:
        """Keeps the hromada of the person; None forgets it."""
        await self._database.execute(
            """
            INSERT INTO people (person_id, hromada, changed_at) VALUES (:person_id, :hromada, :at)
            ON CONFLICT (person_id) DO UPDATE SET hromada = excluded.hromada, changed_at = excluded.changed_at
            """,
            person_id=person_id,
            hromada=hromada,
            at=to_ms(at),
        )

    async def is_in_state(self, person_id: int, state: str, at: datetime) -> None:
        """Keeps whether the bot can write to the person: `active` or `blocked`."""
        await self._database.execute(
            """
            INSERT INTO people (person_id, state, changed_at) VALUES (:person_id, :state, :at)
            ON CONFLICT (person_id) DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at
            """,
            person_id=person_id,
            state=state,
            at=to_ms(at),
        )
