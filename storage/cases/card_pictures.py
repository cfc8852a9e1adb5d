"""Pictures of law cards that were uploaded to Telegram once and are sent again by their id."""

from __future__ import annotations

from storage.engine.database import Database


class CardPictures:
    """The table of uploaded pictures."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, key: str) -> str | None:
        """Telegram's id of the picture with this key."""
        row = await self._database.fetch_one("SELECT file_id FROM card_pictures WHERE key = :key", key=key)
        return row["file_id"] if row else None

    async def keep(self, key: str, file_id: str) -> None:
        """Keeps the id; a newer one replaces it."""
        await self._database.execute(
            """
            INSERT INTO card_pictures (key, file_id) VALUES (:key, :file_id)
            ON CONFLICT (key) DO UPDATE SET file_id = excluded.file_id
            """,
            key=key,
            file_id=file_id,
        )

    async def forget(self, key: str) -> None:
        """The id is no longer good."""
        await self._database.execute("DELETE FROM card_pictures WHERE key = :key", key=key)
