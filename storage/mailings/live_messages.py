"""Messages that are edited while what they show changes."""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256

from storage.engine.rows import Store, delete, put, update

MOST = 20
"""Messages of one kind that are kept alive: with more, the oldest rest as they are."""


class LiveMessageKind(StrEnum):
    """What a live message shows."""

    MAILING = "mailing"
    NOTICE = "notice"
    EVENT_CODE = "event code"


class WatchedMessages(Store):
    """The table of live messages."""

    async def watch(self, chat_id: int, message_id: int, kind: LiveMessageKind, number: int, html: str) -> None:
        """From now on that message shows this one, in these words, and nothing else."""
        row = {"chat_id": chat_id, "message_id": message_id, "kind": kind, "number": number}
        await put(self._database, "live_messages", "chat_id, message_id", **row, shown=fingerprint(html))

    async def shows(self, chat_id: int, message_id: int, html: str) -> None:
        """It says this now."""
        where = {"chat_id": chat_id, "message_id": message_id}
        await update(self._database, "live_messages", where, shown=fingerprint(html))

    async def unwatch(self, chat_id: int, message_id: int) -> None:
        """That message shows something else from now on."""
        await delete(self._database, "live_messages", chat_id=chat_id, message_id=message_id)

    async def watched(self, kind: LiveMessageKind) -> list[tuple[int, int, int, str]]:
        """Chat, message, what it shows and the fingerprint of its words, the newest messages first."""
        return await self._database.fetch_tuples(
            """
            SELECT chat_id, message_id, number, shown FROM live_messages WHERE kind = :kind
            ORDER BY message_id DESC, chat_id LIMIT :most
            """,
            kind=kind,
            most=MOST,
        )


def fingerprint(html: str) -> str:
    """By which words are known to be the same."""
    return sha256(html.encode()).hexdigest()
