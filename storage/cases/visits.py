"""Bodies that refused again and again, the visits proposed to them, and those that took place.

A visit is an event (`storage/events`): what stands here is why it was proposed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.engine.rows import Store, insert, update
from storage.people import Action, change

_READ = "id, place, body AS place_name, made_at AS proposed_at, told_at, held_at"
_PROPOSED = "kind = 'visit' AND body <> ''"


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that was proposed, and perhaps took place; the number is that of its event."""

    id: int
    place: str
    place_name: str
    proposed_at: datetime
    told_at: datetime | None
    held_at: datetime | None


class Visits(Store):
    """The proposed ones in the table of events."""

    async def propose(self, place: str, place_name: str, screen_key: str, at: datetime) -> None:
        row = {"place": place, "body": place_name, "screen_key": screen_key, "made_at": at}
        await insert(self._database, "events", kind="visit", **row)

    async def told(self, visit_id: int, at: datetime) -> None:
        """Keeps that the staff know of the proposal."""
        await update(self._database, "events", {"id": visit_id}, told_at=at)

    async def held(self, visit_id: int, at: datetime, by: int) -> bool:
        """Keeps that the visit took place; False where that was said before."""
        sql = f"""
            UPDATE events SET held_at = :at, leaves_at = NULL
            WHERE id = :id AND {_PROPOSED} AND held_at IS NULL AND cancelled_at IS NULL
        """  # noqa: S608
        line = at, by, Action.EVENT_CHANGED, f"event {visit_id}", "held"
        return await change(self._database, sql, *line, at=at, id=visit_id)

    async def since(self, at: datetime) -> list[Visit]:
        """Proposed since then, the newest first."""
        sql = f"SELECT {_READ} FROM events WHERE {_PROPOSED} AND made_at >= :at ORDER BY id DESC"  # noqa: S608
        return await self._read(Visit, sql, at=at)

    async def find(self, visit_id: int) -> Visit | None:
        sql = f"SELECT {_READ} FROM events WHERE {_PROPOSED} AND id = :id"  # noqa: S608
        return await self._read_one(Visit, sql, id=visit_id)
