"""Messages that are edited while what they show changes."""

from __future__ import annotations

from enum import StrEnum

from storage.engine.database import Database

MOST = 20
"""Messages of one kind that are kept alive: with more, the oldest rest as they are."""


class LiveMessageKind(StrEnum):
    """What a live message shows."""

    MAILING = "mailing"
    NOTICE = "notice"


class WatchedMessages:
    """The table of live messages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def watch(self, chat_id: int, message_id: int, kind: LiveMessageKind, number: int) -> None:
        """From now on that message shows this one, and nothing else."""
        await self._database.execute(
            """
            INSERT INTO live_messages (chat_id, message_id, kind, number) VALUES (:chat_id, :message_id, :kind, :number)
            ON CONFLICT (chat_id, message_id) DO UPDATE SET kind = excluded.kind, number = excluded.number
            """,
            chat_id=chat_id,
            message_id=message_id,
            kind=kind.value,
            number=number,
        )

    async def unwatch(self, chat_id: int, message_id: int) -> None:
        """That message shows something else from now on."""
        await self._database.execute(
            "DELETE FROM live_messages WHERE chat_id = :chat_id AND message_id = :message_id",
            chat_id=chat_id,
            message_id=message_id,
        )

    async def watched(self, kind: LiveMessageKind) -> list[tuple[int, int, int]]:
        """Chat, message and what it shows, the newest messages first."""
        rows = await self._database.fetch(
            """
            SELECT chat_id, message_id, number FROM live_messages WHERE kind = :kind
            ORDER BY message_id DESC, chat_id LIMIT :most
            """,
            kind=kind.value,
            most=MOST,
        )
        return [(row["chat_id"], row["message_id"], row["number"]) for row in rows]
