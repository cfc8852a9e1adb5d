"""Which news a person wants, and what she agreed to for it."""

from __future__ import annotations

from datetime import datetime

from storage.engine.rows import Store, delete, insert_new, update


class SubscriptionStore(Store):
    """The tables of subscriptions and consents."""

    async def themes(self, person_id: int) -> frozenset[str]:
        sql = "SELECT theme FROM subscriptions WHERE person_id = :person_id"
        return frozenset(await self._database.fetch_column(sql, person_id=person_id))

    async def add(self, person_id: int, theme: str, at: datetime) -> None:
        await insert_new(self._database, "subscriptions", person_id=person_id, theme=theme, since_at=at)

    async def remove(self, person_id: int, theme: str) -> None:
        await delete(self._database, "subscriptions", person_id=person_id, theme=theme)

    async def stop(self, person_id: int, purpose: str, at: datetime) -> None:
        """Ends all subscriptions and withdraws the consent they stood on."""
        async with self._database.transaction() as statements:
            await delete(statements, "subscriptions", person_id=person_id)
            given = {"person_id": person_id, "purpose": purpose, "withdrawn_at": None}
            await update(statements, "consents", given, withdrawn_at=at)

    async def has_agreed(self, person_id: int, purpose: str, version: str) -> bool:
        """Whether the person agreed to these very words and did not withdraw."""
        found = await self._database.fetch_number(
            """
            SELECT 1 FROM consents
            WHERE person_id = :person_id AND purpose = :purpose AND version = :version AND withdrawn_at IS NULL
            """,
            person_id=person_id,
            purpose=purpose,
            version=version,
        )
        return found == 1

    async def agree(self, person_id: int, purpose: str, version: str, at: datetime) -> None:
        """Keeps to which words the person agreed, and when; nothing where she agrees to them already."""
        await self._database.execute(
            """
            INSERT INTO consents (person_id, purpose, version, given_at)
            SELECT CAST(:person_id AS BIGINT), CAST(:purpose AS TEXT), CAST(:version AS TEXT), CAST(:at AS BIGINT)
            WHERE NOT EXISTS (
                SELECT 1 FROM consents
                WHERE person_id = :person_id AND purpose = :purpose AND version = :version AND withdrawn_at IS NULL
            )
            """,
            person_id=person_id,
            purpose=purpose,
            version=version,
            at=at,
        )
