"""The window in which heads look at their figures: who was told, who objected, what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime

from storage.certification import HromadaCount
from storage.engine.rows import Store, update
from storage.people import STAFF, Action, NewsKind, Post, Title, change, tell, write
from storage.rating.read import Objection, ObjectionVerdict


class Objections(Store):
    """Changes what is kept of the window."""

    async def open(self, league_id: int, closes_on: date, at: datetime, by: int) -> bool:
        """Opens a draft to objections up to that day; False where that was done."""
        sql = "UPDATE leagues SET closes_on = :day WHERE id = :id AND closes_on IS NULL"
        line = at, by, Action.LEAGUE_OPENED, f"league {league_id}", closes_on.isoformat()
        return await change(self._database, sql, *line, id=league_id, day=closes_on)

    async def tell(self, rows: Mapping[int, str], at: datetime) -> int:
        """Has whoever acts for a post told of its row, by the row's number, once; of how many rows."""
        async with self._database.transaction() as statements:
            told = [
                row for row in rows if await update(statements, "league_rows", {"id": row, "told_at": None}, told_at=at)
            ]
            for row in told:
                await tell(statements, rows[row], NewsKind.FIGURES_TO_CHECK, at, row=row)
        return len(told)

    async def object_to(self, row: int, text: str, at: datetime, by: int) -> None:
        """Keeps an objection, in place of the one that is not decided yet; the staff are told, and decide."""
        async with self._database.transaction() as statements:
            number = await statements.fetch_number(
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
            await tell(statements, STAFF, NewsKind.OBJECTION_RAISED, at, objection=number)

    async def decide(
        self, objection: Objection, reason: str, at: datetime, by: int, corrected: HromadaCount | None
    ) -> bool:
        """Accepts with corrected figures, or refuses, once; the head is told. False where it was decided."""
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
            head = Post(objection.slug, Title.HEAD).id
            await tell(statements, head, NewsKind.OBJECTION_DECIDED, at, objection=objection.id)
        return True
