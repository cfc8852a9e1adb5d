"""Replies that Telegram did not take at once. They wait here for minutes, and leave when they may."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.engine.rows import Store, delete, insert_new, update


@dataclass(frozen=True, slots=True, kw_only=True)
class LateReply:
    """One call of the Bot API that could not leave."""

    id: int
    chat_id: int
    message_id: int | None
    """The message that it changes; None: it makes a new one."""
    method: str
    parameters: Mapping[str, Any]
    files: Mapping[str, tuple[str, str, str]]
    """Name, content in base64 and kind of each file, by its field."""
    prompt: int | None
    """The number of the prompt that it is."""
    made_at: datetime


class LateReplies(Store):
    """The table of late replies."""

    async def keep(self, **columns: object) -> None:
        """Keeps one, unique by update and ordinal. An older state of the same message goes."""
        async with self._database.transaction() as statements:
            if columns["message_id"] is not None:
                where = {name: columns[name] for name in ("chat_id", "message_id")}
                await delete(statements, "late_replies", **where)
            await insert_new(statements, "late_replies", **columns)

    async def due(self, at: datetime) -> Sequence[LateReply]:
        """Those that may leave now, oldest first; of one chat none before those that were kept earlier."""
        return await self._read(
            LateReply,
            """
            SELECT id, chat_id, message_id, method, parameters, files, prompt, made_at FROM late_replies
            WHERE NOT EXISTS (
                SELECT 1 FROM late_replies AS earlier
                WHERE earlier.chat_id = late_replies.chat_id AND earlier.id <= late_replies.id AND earlier.due_at > :at
            )
            ORDER BY id
            """,
            at=at,
        )

    async def postpone(self, reply_id: int, due_at: datetime) -> None:
        await update(self._database, "late_replies", {"id": reply_id}, due_at=due_at)

    async def prompt_stands_at(self, prompt: int, message_id: int) -> None:
        """The prompt has left: a reply to that message answers it."""
        await update(self._database, "prompts", {"id": prompt}, message_id=message_id)

    async def end(self, reply_id: int) -> None:
        """It left, or never will."""
        await delete(self._database, "late_replies", id=reply_id)

    async def drop(self, person_id: int, but: int) -> int:
        """Forgets what waits for a person, except for the update `but`; how many that were."""
        return await self._database.execute(
            "DELETE FROM late_replies WHERE person_id = :person_id AND update_id <> :but", person_id=person_id, but=but
        )
