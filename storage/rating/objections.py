"""The window in which heads look at their figures: who was told, who objected, what was decided."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from storage.certification import HromadaCount
from storage.engine.rows import Store, update
from storage.people import Action, change, write
from storage.rating.read import Objection, ObjectionVerdict


class Objections(Store):
    """Changes what is kept of the window."""

    async def open(self, league_id: int, closes_on: date, at: datetime, by: int) -> bool:
        """Opens a draft to objections up to that day; False where that was done."""
        sql = "UPDATE leagues SET closes_on = :day WHERE id = :id AND closes_on IS NULL"
        line = at, by, Action.LEAGUE_OPENED, f"league {league_id}", closes_on.isoformat()
        return await change(self._database, sql, *line, id=league_id, day=closes_on)

    async def told(self, number: int, at: datetime) -> None:
        """Keeps that the head was told of her row."""
        await update(self._database, "league_rows", {"id": number}, told_at=at)

    async def object_to(self, row: int, text: str, at: datetime, by: int) -> int:
        """Keeps an objection, in place of the one that is not decided yet; its number."""
        return await self._database.fetch_number(
            """
            INSERT INTO league_objections (row_id, person_id, text, made_at) VALUES (:row, :by, :text, :at)
            ON CONFLICT (row_id) WHERE verdict = ''
            DO UPDATE SET person_id = excluded.person_id, text = excluded.text, made_at = excluded.made_at
            RETURNING id
            """,
            row=row,
            by=by,
            text=text,
            at=at,
        )

    async def decide(
        self, objection: Objection, reason: str, at: datetime, by: int, corrected: HromadaCount | None
    ) -> bool:
        """Accepts with corrected figures, or refuses, once; False where it was decided."""
        verdict = ObjectionVerdict.ACCEPTED if corrected else ObjectionVerdict.REFUSED
        async with self._database.transaction() as statements:
            undecided = {"id": objection.id, "verdict": ""}
            decided = await update(
                statements, "league_objections", undecided, verdict=verdict, reason=reason, decided_at=at
            )
            if not decided:
                return False
            if corrected:
                row = {"league": objection.league, "slug": corrected.slug}
                await update(statements, "league_rows", row, **asdict(corrected))
            detail = f"{objection.slug} {verdict}"
            await write(statements, at, by, Action.LEAGUE_DECIDED, f"league {objection.league}", detail)
        return True
