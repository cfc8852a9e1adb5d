"""The staff chat: what keeps messages out of it, and the files that wait for it."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from storage.engine.causes import made_once
from storage.engine.rows import Store, insert_new, insert_numbered, update


@dataclass(frozen=True, slots=True)
class KnownLack:
    """Something that keeps messages out of the staff chat, or did."""

    id: int
    chat_id: int
    lack: str
    moved_to: int | None
    """The new number of a group that has one."""
    since_at: datetime
    over_at: datetime | None


@dataclass(frozen=True, slots=True)
class StaffFile:
    """A file for the staff chat."""

    id: int
    kind: str
    name: str
    content: str
    """In base64; empty once it is there."""
    html: str
    """Its caption."""
    file_id: str | None
    """Telegram's, once it is there."""
    told: bool
    """Whether the chat was told that it waits."""


class StaffChatStore(Store):
    """The tables of the staff chat."""

    # What keeps messages out

    async def lack(self, chat_id: int, lacks: Collection[str], at: datetime, moved_to: int | None = None) -> None:
        """Notes that these keep messages out from now on; what is known already stays as it is."""
        for each in lacks:
            row = {"chat_id": chat_id, "lack": each, "moved_to": moved_to, "since_at": at}
            await insert_new(self._database, "staff_chat_lacks", **row)

    async def over(self, chat_id: int, lacks: Collection[str], at: datetime) -> None:
        """Notes that these keep nothing out any more."""
        open_ones = {"chat_id": chat_id, "lack": tuple(lacks), "over_at": None}
        await update(self._database, "staff_chat_lacks", open_ones, over_at=at)

    async def lacking(self, chat_id: int) -> list[KnownLack]:
        """What keeps messages out of that chat now."""
        return await self._read(
            KnownLack,
            "SELECT * FROM staff_chat_lacks WHERE chat_id = :chat_id AND over_at IS NULL ORDER BY id",
            chat_id=chat_id,
        )

    async def over_since(self, chat_id: int, at: datetime) -> list[KnownLack]:
        """What has kept nothing out of that chat since a time after this one."""
        return await self._read(
            KnownLack,
            "SELECT * FROM staff_chat_lacks WHERE chat_id = :chat_id AND over_at > :at ORDER BY id",
            chat_id=chat_id,
            at=at,
        )

    async def moved_to(self, chat_id: int) -> int | None:
        """The new number of that chat; None where it has none."""
        return next((each.moved_to for each in await self.lacking(chat_id) if each.moved_to), None)

    # Files

    def exclusive(self) -> AbstractAsyncContextManager[bool]:
        """While this lasts no other process sends what waits; False where that takes another one long."""
        return self._database.exclusive("staff messages")

    async def keep(self, kind: str, name: str, content: str, html: str, at: datetime) -> int:
        """Keeps a file, once for an update; its number."""
        row = {"kind": kind, "name": name, "content": content, "html": html, "made_at": at}
        step = f"give staff {sha256(html.encode()).hexdigest()}"
        async with self._database.transaction() as statements:
            return await made_once(statements, step, lambda: insert_numbered(statements, "staff_files", **row))

    async def waiting(self) -> list[tuple[int, str]]:
        """What is not in the chat yet, oldest first: number and kind."""
        return await self._database.fetch_tuples("SELECT id, kind FROM staff_files WHERE sent_at IS NULL ORDER BY id")

    async def find(self, number: int) -> StaffFile | None:
        return await self._read_one(StaffFile, "SELECT * FROM staff_files WHERE id = :id", id=number)

    async def tells(self, number: int) -> None:
        """Keeps that the chat was told that the file waits."""
        await update(self._database, "staff_files", {"id": number}, told=1)

    async def is_there(self, number: int, file_id: str, at: datetime) -> None:
        """It is in the chat; or never will be, and then it has no `file_id` and stays as it is."""
        there = {"file_id": file_id, "html": "", "name": "", "content": ""} if file_id else {}
        await update(self._database, "staff_files", {"id": number}, sent_at=at, **there)
