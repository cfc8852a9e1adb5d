"""What people have typed into pages and not sent, and who of the staff looks at which page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storage.engine.rows import Store, delete, put


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDraft:
    """What a person has typed into a page and not sent yet."""

    page: str
    fields: Mapping[str, str]
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Onlooker:
    """Somebody who looked at a page a short time ago."""

    person_id: int
    name: str
    seen_at: datetime


class PageStore(Store):
    """The tables of drafts and views."""

    async def keep(self, person_id: int, page: str, fields: Mapping[str, str], at: datetime) -> None:
        row = {"person_id": person_id, "page": page, "fields": dict(fields), "changed_at": at}
        await put(self._database, "page_drafts", "person_id, page", **row)

    async def draft(self, person_id: int, page: str) -> PageDraft | None:
        return await self._read_one(
            PageDraft,
            "SELECT page, fields, changed_at FROM page_drafts WHERE person_id = :person_id AND page = :page",
            person_id=person_id,
            page=page,
        )

    async def drop(self, person_id: int, page: str) -> None:
        await delete(self._database, "page_drafts", person_id=person_id, page=page)

    async def look(self, person_id: int, page: str, at: datetime) -> None:
        await put(self._database, "page_views", "person_id, page", person_id=person_id, page=page, seen_at=at)

    async def onlookers(self, page: str, since: datetime) -> list[Onlooker]:
        """Who has looked at the page since then, the last first; as they were called when they came in."""
        return await self._read(
            Onlooker,
            """
            SELECT v.person_id, v.seen_at, s.name FROM page_views v
            JOIN page_sessions s ON s.id = (SELECT MAX(id) FROM page_sessions WHERE person_id = v.person_id)
            WHERE v.page = :page AND v.seen_at > :since ORDER BY v.seen_at DESC, v.person_id
            """,
            page=page,
            since=since,
        )

    async def forget(self, *, drafts_before: datetime, views_before: datetime) -> None:
        await self._database.execute("DELETE FROM page_drafts WHERE changed_at <= :at", at=drafts_before)
        await self._database.execute("DELETE FROM page_views WHERE seen_at <= :at", at=views_before)
