"""What a person has typed into a page, kept until she sends it; and who of the staff looks at the same page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.times import later
from storage.people import Onlooker, PageDraft, PageStore

DRAFTS_LAST = timedelta(days=30)
VIEWS_LAST = timedelta(hours=1)
LOOKING = timedelta(minutes=5)
"""Whoever looked at a page within this is told to colleagues."""
LONGEST = 10_000
"""Characters of one field that are kept."""


@dataclass(frozen=True, slots=True)
class PageStates:
    """`page` is the address of the page by which both are found."""

    _store: PageStore
    _clock: Callable[[], datetime]

    async def keep(self, person_id: int, page: str, fields: Mapping[str, str]) -> None:
        """Keeps what is typed, as it is; where nothing is, there is no draft."""
        kept = {name: value[:LONGEST] for name, value in fields.items() if value.strip()}
        if kept:
            await self._store.keep(person_id, page, kept, self._clock())
        else:
            await self._store.drop(person_id, page)

    async def draft(self, person_id: int, page: str) -> PageDraft | None:
        return await self._store.draft(person_id, page)

    async def drop(self, person_id: int, page: str) -> None:
        """What was typed was sent, or is not wanted."""
        await self._store.drop(person_id, page)

    async def look(self, person_id: int, page: str) -> list[Onlooker]:
        """Notes that she looks at the page; the others who did so a short time ago, the last first."""
        now = self._clock()
        await self._store.look(person_id, page, now)
        others = await self._store.onlookers(page, later(now, -LOOKING))
        return [each for each in others if each.person_id != person_id]

    async def forget_old(self) -> None:
        now = self._clock()
        await self._store.forget(drafts_before=now - DRAFTS_LAST, views_before=now - VIEWS_LAST)
