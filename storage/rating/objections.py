"""The window in which heads look at their figures: who was told, who objected, what was decided."""

from __future__ import annotations

from datetime import date, datetime

from storage.certification import HromadaCount
from storage.engine.database import Database
from storage.engine.times import to_ms
from storage.people import Action, write
from storage.rating.leagues import put_figures
from storage.rating.read import Objection, ObjectionVerdict


class Objections:
    """Changes what is kept of the window."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self, league_id: int, closes_on: date, at: datetime, by: int) -> bool:
        """Opens a draft to objections up to that day; False where that was done."""
        async with self._database.transaction() as statements:
            opened = await statements.execute(
                "UPDATE leagues SET closes_on = :day WHERE id = :id AND closes_on IS NULL",
                day=closes_on.isoformat(),
                id=league_id,
            )
            if opened:
                await write(statements, at, by, Action.LEAGUE_OPENED, f"league {league_id}", closes_on.isoformat())
        return opened == 1

    async def told(self, number: int, at: datetime) -> None:
        """Keeps that the head was told of her row."""
        await self._database.execute(
            "UPDATE league_rows SET told_at = :at WHERE id = :number", at=to_ms(at), number=number
        )

    async def object_to(self, row: int, text: str, at: datetime, by: int) -> int:
        """Keeps an objection, in place of the one that is not decided yet; its number."""
        kept = await self._database.fetch_one(
            """
            INSERT INTO league_objections (row_id, person_id, text, made_at) VALUES (:row, :by, :text, :at)
            ON CONFLICT (row_id) WHERE verdict = ''
            DO UPDATE SET person_id = excluded.person_id, text = excluded.text, made_at = excluded.made_at
            RETURNING id
            """,
            row=row,
            by=by,
            text=text,
            at=to_ms(at),
        )
        assert kept  # noqa: S101 - RETURNING gives the row
        return int(kept["id"])

    async def decide(
        self, objection: Objection, reason: str, at: datetime, by: int, corrected: HromadaCount | None
    ) -> bool:
        """Accepts with corrected figures, or refuses, once; False where it was decided."""
        verdict = ObjectionVerdict.ACCEPTED if corrected else ObjectionVerdict.REFUSED
        async with self._database.transaction() as statements:
            decided = await statements.execute(
                """
                UPDATE league_objections SET verdict = :verdict, reason = :reason, decided_at = :at
                WHERE id = :id AND verdict = ''
                """,
                verdict=verdict.value,
                reason=reason,
                at=to_ms(at),
                id=objection.id,
            )
            if not decided:
                return False
            if corrected:
                await put_figures(statements, objection.league, corrected)
            detail = f"{objection.slug} {verdict}"
            await write(statements, at, by, Action.LEAGUE_DECIDED, f"league {objection.league}", detail)
        return True
