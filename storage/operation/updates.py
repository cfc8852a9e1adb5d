"""Updates by Telegram's numbers: that one is handled, and until then who holds it and what it said.

Each method is one statement for any number of rows. Times of holding are compared, so all processes over one database
need clocks that agree to a second or two.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from storage.engine.database import Database
from storage.engine.rows import Store, given, listed


class UpdateStore(Store):
    """The table of updates."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._rows = given(database.dialect, "rows", number=int, body=str)
        self._numbers = given(database.dialect, "numbers", number=int)
        self.is_shared = database.dialect == "postgresql"
        """Whether other processes may take updates of the same bot; over SQLite this one is alone."""

    async def take(self, bodies: Mapping[int, str | None], at: datetime, until: datetime) -> set[int]:
        """Takes the updates that are neither handled nor held by another, and holds them; their numbers.

        A body is what is to be kept until the update is handled; None: Telegram keeps it.
        """
        taken = await self._database.fetch_column(
            f"""
            INSERT INTO updates (update_id, body, came_at, held_until)
            SELECT number, body, CAST(:at AS BIGINT), CAST(:until AS BIGINT)
            FROM {self._rows} AS given WHERE number IS NOT NULL
            ON CONFLICT (update_id) DO UPDATE SET body = excluded.body, held_until = excluded.held_until
                WHERE updates.handled_at IS NULL AND updates.held_until <= excluded.came_at
            RETURNING update_id
            """,  # noqa: S608
            rows=listed(bodies.items()),
            at=at,
            until=until,
        )
        return set(taken)

    async def unhandled(self, numbers: Collection[int]) -> set[int]:
        """Those of them that are not handled to their end."""
        found = await self._database.fetch_column(
            f"""
            SELECT update_id FROM updates
            WHERE update_id IN (SELECT number FROM {self._numbers} AS given) AND handled_at IS NULL
            """,  # noqa: S608
            numbers=listed(numbers),
        )
        return set(found)

    async def take_left(self, at: datetime, until: datetime) -> list[tuple[int, str]]:
        """Numbers and bodies that a process left unhandled and holds no more, oldest first; held from now on."""
        rows = await self._database.fetch(
            """
            UPDATE updates SET held_until = :until WHERE body IS NOT NULL AND held_until <= :at
            RETURNING update_id, body, came_at
            """,
            at=at,
            until=until,
        )
        return [
            (row["update_id"], row["body"]) for row in sorted(rows, key=lambda row: (row["came_at"], row["update_id"]))
        ]

    async def bodies(self) -> int:
        """How many updates are kept because they are not handled yet."""
        return await self._database.fetch_number("SELECT COUNT(*) FROM updates WHERE body IS NOT NULL")

    async def hold(self, numbers: Collection[int], until: datetime) -> None:
        """Holds them until that time; a time that is over lets them go."""
        await self._database.execute(
            f"""
            UPDATE updates SET held_until = :until
            WHERE update_id IN (SELECT number FROM {self._numbers} AS given) AND handled_at IS NULL
            """,  # noqa: S608
            numbers=listed(numbers),
            until=until,
        )

    async def mark(self, numbers: Collection[int], at: datetime) -> None:
        """They are handled to their end; what they said is kept no longer, nor which steps they have done."""
        await self._database.execute(
            f"""
            INSERT INTO updates (update_id, came_at, held_until, handled_at)
            SELECT number, CAST(:at AS BIGINT), 0, CAST(:at AS BIGINT)
            FROM {self._numbers} AS given WHERE number IS NOT NULL
            ON CONFLICT (update_id) DO UPDATE SET body = NULL, handled_at = excluded.handled_at
            """,  # noqa: S608
            numbers=listed(numbers),
            at=at,
        )

        await self._database.execute(
            f"DELETE FROM steps WHERE update_id IN (SELECT number FROM {self._numbers} AS given)",  # noqa: S608
            numbers=listed(numbers),
        )

    async def highest(self) -> int:
        """The highest number there is; 0 where there is none."""
        return await self._database.fetch_number("SELECT MAX(update_id) FROM updates")

    async def forget_before(self, at: datetime) -> int:
        """Deletes the numbers of what was handled and came before `at`; how many rows that were."""
        await self._database.execute("DELETE FROM steps WHERE at < :at", at=at)
        return await self._database.execute("DELETE FROM updates WHERE came_at < :at AND body IS NULL", at=at)
