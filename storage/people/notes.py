"""Notes among colleagues. What writes to people must not know this module: `make check` holds that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.engine.causes import first_time
from storage.engine.rows import Store, insert


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One note."""

    id: int
    at: datetime
    by_name: str
    text: str


class NoteStore(Store):
    """The table of notes."""

    async def add(self, kind: str, subject: int, by_name: str, text: str, at: datetime) -> None:
        """Keeps a note about the matter with that number, once for an update."""
        async with self._database.transaction() as statements:
            if await first_time(statements, f"note {kind} {subject}"):
                row = {"kind": kind, "subject": subject, "by_name": by_name, "text": text, "at": at}
                await insert(statements, "notes", **row)

    async def of(self, kind: str, subject: int) -> list[Note]:
        """The oldest first."""
        return await self._read(
            Note,
            "SELECT * FROM notes WHERE kind = :kind AND subject = :subject ORDER BY id",
            kind=kind,
            subject=subject,
        )

    async def take_back(self, kind: str, subject: int, text: str) -> None:
        """Takes away the newest note with these words."""
        await self._database.execute(
            """
            DELETE FROM notes WHERE id = (
                SELECT MAX(id) FROM notes WHERE kind = :kind AND subject = :subject AND text = :text
            )
            """,
            kind=kind,
            subject=subject,
            text=text,
        )
