"""Law cards: the pictures that Telegram has already, whom cards were shown, and whether the document was accepted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.engine.rows import Store, delete, put, update


class CardPictures(Store):
    """The table of uploaded pictures, which are sent again by their id."""

    async def find(self, key: str) -> str | None:
        """Telegram's id of the picture with this key."""
        file_id: str | None = await self._database.fetch_value(
            "SELECT file_id FROM card_pictures WHERE key = :key", key=key
        )
        return file_id

    async def keep(self, key: str, file_id: str) -> None:
        """Keeps the id; a newer one replaces it."""
        await put(self._database, "card_pictures", "key", key=key, file_id=file_id)

    async def forget(self, key: str) -> None:
        """The id is no longer good."""
        await delete(self._database, "card_pictures", key=key)


@dataclass(frozen=True, slots=True)
class CardView:
    """One card that a person showed to an official."""

    id: int
    person_id: int
    document: str
    place: str
    shown_at: datetime
    accepted: bool | None
    """None: she has not said."""


@dataclass(frozen=True, slots=True)
class Worked:
    """How often a card helped at a kind of place."""

    document: str
    place: str
    shown: int
    accepted: int
    refused: int


class CardViews(Store):
    """The table of card views."""

    async def add(self, person_id: int, document: str, place: str, update_id: int, at: datetime) -> int:
        """The number of the view; the same update gives the same one."""
        return await self._database.fetch_number(
            """
            INSERT INTO card_views (person_id, document, place, update_id, shown_at)
            VALUES (:person_id, :document, :place, :update_id, :at)
            ON CONFLICT (person_id, update_id) DO UPDATE SET document = excluded.document RETURNING id
            """,
            person_id=person_id,
            document=document,
            place=place,
            update_id=update_id,
            at=at,
        )

    async def find(self, view_id: int, person_id: int) -> CardView | None:
        """That view, if it was this person's."""
        sql = "SELECT * FROM card_views WHERE id = :id AND person_id = :person_id"
        return await self._read_one(CardView, sql, id=view_id, person_id=person_id)

    async def say(self, view_id: int, person_id: int, *, accepted: bool) -> None:
        """Keeps whether the document was accepted; the last word counts."""
        await update(self._database, "card_views", {"id": view_id, "person_id": person_id}, accepted=accepted)

    async def worked(self, since: datetime) -> list[Worked]:
        """Which card was shown where, and what came of it, the most shown first."""
        return await self._read(
            Worked,
            """
            SELECT document, place, COUNT(*) AS shown,
                   SUM(CASE WHEN accepted = 1 THEN 1 ELSE 0 END) AS accepted,
                   SUM(CASE WHEN accepted = 0 THEN 1 ELSE 0 END) AS refused
            FROM card_views WHERE shown_at >= :since
            GROUP BY document, place ORDER BY COUNT(*) DESC, document, place
            """,
            since=since,
        )
