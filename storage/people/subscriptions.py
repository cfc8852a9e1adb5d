"""Which news a person wants, and what she agreed to for it."""

from __future__ import annotations

from datetime import datetime

from storage.engine.database import Database
from storage.engine.times import to_ms


class SubscriptionStore:
    """The tables of subscriptions and consents."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def themes(self, person_id: int) -> frozenset[str]:
        rows = await self._database.fetch(
            "SELECT theme FROM subscriptions WHERE person_id = :person_id", person_id=person_id
        )
        return frozenset(row["theme"] for row in rows)

    async def add(self, person_id: int, theme: str, at: datetime) -> None:
        await self._database.execute(
            """
            INSERT INTO subscriptions (person_id, theme, since_at) VALUES (:person_id, :theme, :at)
            ON CONFLICT (person_id, theme) DO NOTHING
            """,
            person_id=person_id,
            theme=theme,
            at=to_ms(at),
        )

    async def remove(self, person_id: int, theme: str) -> None:
        await self._database.execute(
            "DELETE FROM subscriptions WHERE person_id = :person_id AND theme = :theme",
            person_id=person_id,
            theme=theme,
        )

    async def stop(self, person_id: int, purpose: str, at: datetime) -> None:
        """Ends all subscriptions and withdraws the consent they stood on."""
        async with self._database.transaction() as statements:
            await statements.execute("DELETE FROM subscriptions WHERE person_id = :person_id", person_id=person_id)
            await statements.execute(
                """
                UPDATE consents SET withdrawn_at = :at
                WHERE person_id = :person_id AND purpose = :purpose AND withdrawn_at IS NULL
                """,
                person_id=person_id,
                purpose=purpose,
                at=to_ms(at),
            )

    async def has_agreed(self, person_id: int, purpose: str, version: str) -> bool:
        """Whether the person agreed to these very words and did not withdraw."""
        row = await self._database.fetch_one(
            """
            SELECT 1 FROM consents
            WHERE person_id = :person_id AND purpose = :purpose AND version = :version AND withdrawn_at IS NULL
            """,
            person_id=person_id,
            purpose=purpose,
            version=version,
        )
        return row is not None

    async def agree(self, person_id: int, purpose: str, version: str, at: datetime) -> None:
        """Keeps to which words the person agreed, and when."""
        await self._database.execute(
            """
            INSERT INTO consents (person_id, purpose, version, given_at) VALUES (:person_id, :purpose, :version, :at)
            ON CONFLICT (person_id, purpose, version, given_at) DO UPDATE SET withdrawn_at = NULL
            """,
            person_id=person_id,
            purpose=purpose,
            version=version,
            at=to_ms(at),
        )
