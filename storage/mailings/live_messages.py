"""Messages that are edited while what they show changes."""

from __future__ import annotations

from enum import StrEnum

from storage.engine.rows import Store, delete, put

MOST = 20
"""Messages of one kind that are kept alive: with more, the oldest rest as they are."""


class LiveMessageKind(StrEnum):
    """What a live message shows."""

    MAILING = "mailing"
    NOTICE = "notice"


class WatchedMessages(Store):
    """The table of live messages."""

    async def watch(self, chat_id: int, message_id: int, kind: LiveMessageKind, number: int) -> None:
        """From now on that message shows this one, and nothing else."""
        key = "chat_id, message_id"
        await put(
            self._database, "live_messages", key, chat_id=chat_id, message_id=message_id, kind=kind, number=number
        )

    async def unwatch(self, chat_id: int, message_id: int) -> None:
        """That message shows something else from now on."""
        await delete(self._database, "live_messages", chat_id=chat_id, message_id=message_id)

    async def watched(self, kind: LiveMessageKind) -> list[tuple[int, int, int]]:
        """Chat, message and what it shows, the newest messages first."""
        return await self._database.fetch_tuples(
            """
            SELECT chat_id, message_id, number FROM live_messages WHERE kind = :kind
            ORDER BY message_id DESC, chat_id LIMIT :most
            """,
            kind=kind,
            most=MOST,
        )
