"""Notes among colleagues about a case or a question: written and read here, never sent to a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.text import mask
from storage.people.notes import Note, NoteStore

LONGEST_NOTE = 1000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Notes:
    """Keeps and reads notes; numbers that name a person are masked in them."""

    _store: NoteStore
    _clock: Callable[[], datetime]

    async def add(self, kind: str, subject: int, by_name: str, text: str) -> None:
        """Once for an update."""
        await self._store.add(kind, subject, by_name, mask(text)[:LONGEST_NOTE], self._clock())

    async def of(self, kind: str, subject: int) -> list[Note]:
        """The oldest first."""
        return await self._store.of(kind, subject)

    async def take_back(self, kind: str, subject: int, text: str) -> None:
        """Takes away the newest note with these words."""
        await self._store.take_back(kind, subject, mask(text)[:LONGEST_NOTE])
