"""Law cards that were shown, and whether the document was accepted after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.engine.database import Database
from storage.engine.times import from_ms, to_ms


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


class CardViews:
    """The table of card views."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, person_id: int, document: str, place: str, update_id: int, at: datetime) -> int:
        """The number of the view; the same update gives the same one."""
        row = await self._database.fetch_one(
            """
            INSERT INTO card_views (person_id, document, place, update_id, shown_at)
            VALUES (:person_id, :document, :place, :update_id, :at)
            ON CONFLICT (person_id, update_id) DO UPDATE SET document = excluded.document RETURNING id
            """,
            person_id=person_id,
            document=document,
            place=place,
            update_id=update_id,
            at=to_ms(at),
        )
        assert row  # noqa: S101 - RETURNING gives the row
        return int(row["id"])

    async def find(self, view_id: int, person_id: int) -> CardView | None:
        """That view, if it was this person's."""
        row = await self._database.fetch_one(
            """
            SELECT id, person_id, document, place, shown_at, accepted FROM card_views
            WHERE id = :id AND person_id = :person_id
            """,
            id=view_id,
            person_id=person_id,
        )
        if row is None:
            return None
        accepted = None if row["accepted"] is None else row["accepted"] == 1
        return CardView(**{**row, "shown_at": from_ms(row["shown_at"]), "accepted": accepted})

    async def say(self, view_id: int, person_id: int, *, accepted: bool) -> None:
        """Keeps whether the document was accepted; the last word counts."""
        await self._database.execute(
            "UPDATE card_views SET accepted = :accepted WHERE id = :id AND person_id = :person_id",
            accepted=int(accepted),
            id=view_id,
            person_id=person_id,
        )

    async def worked(self, since: datetime) -> list[Worked]:
        """Which card was shown where, and what came of it, the most shown first."""
        rows = await self._database.fetch(
            """
            SELECT document, place, COUNT(*) AS shown,
                   CAST(SUM(CASE WHEN accepted = 1 THEN 1 ELSE 0 END) AS INTEGER) AS accepted,
                   CAST(SUM(CASE WHEN accepted = 0 THEN 1 ELSE 0 END) AS INTEGER) AS refused
            FROM card_views WHERE shown_at >= :since
            GROUP BY document, place ORDER BY COUNT(*) DESC, document, place
            """,
            since=to_ms(since),
        )
        return [Worked(**row) for row in rows]
