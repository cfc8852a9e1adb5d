"""Replies of the staff on their way: held for some seconds, or until it is said whom they are for."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.engine.causes import made_once
from storage.engine.database import Statements
from storage.engine.rows import Store, insert_many, insert_numbered, update


class ReplyState(StrEnum):
    """Where a reply stands."""

    ASKED = "asked"
    """Whether it is meant for the person is still to be said."""
    HELD = "held"
    """It leaves when its time comes."""
    SENDING = "sending"
    """It is too late to stop it."""
    SENT = "sent"
    """All its recipients have an outcome."""
    STOPPED = "stopped"
    NOTED = "noted"
    """It was a note among colleagues."""


class Doubt(StrEnum):
    """Why the bot asks before it sends."""

    NONE = ""
    ANSWERED = "answered"
    CLOSED = "closed"
    OF_OTHER = "of other"
    """A colleague works on it."""
    SEVERAL = "several"
    """Several people told of the same."""
    CORRECTED = "corrected"
    """The words were changed after they had left."""


class ReplyOutcome(StrEnum):
    """What became of a reply for one recipient."""

    WAITS = ""
    DELIVERED = "delivered"
    ALREADY = "already"
    """She has it: another matter among the recipients is hers too."""
    NOBODY = "nobody"
    """She had her data deleted, was never in the bot, or took her question back."""
    UNREACHABLE = "unreachable"
    PROTECTED = "protected"
    """Telegram did not let the bot copy the message."""
    KIND_FORBIDDEN = "kind forbidden"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    """It may have arrived: no answer came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldReply:
    """One reply."""

    id: int
    kind: str
    """What it is about: a case, a question."""
    subject: int
    """Its number."""
    chat_id: int
    message_id: int | None
    """What the staff wrote there; None: it is a ready answer."""
    topic_id: int | None
    """Of the chat, where it has topics."""
    staff_id: int
    by_name: str
    html: str
    """The words as they were written; empty: the message is copied."""
    text: str
    """The same for the history."""
    answer_id: str
    """The answer of the bot that these words are; empty: the staff's own."""
    more_files: tuple[int, ...]
    """The other messages of the album that it begins."""
    state: ReplyState
    doubt: Doubt
    other: str
    """The colleague whom the doubt is about."""
    due_at: datetime
    said_id: int | None
    """The bot's message below it."""


_ON_ITS_WAY = (ReplyState.ASKED, ReplyState.HELD)


class HeldReplyStore(Store):
    """The tables of held replies and of their recipients."""

    def exclusive(self) -> AbstractAsyncContextManager[bool]:
        """While this lasts nobody else sends them, here or elsewhere; False where that takes somebody long."""
        return self._database.exclusive("held replies")

    async def hold(self, recipients: Sequence[int], **reply: object) -> HeldReply:
        """Keeps a reply and the numbers of those matters whose people get it; once for an update."""
        async with self._database.transaction() as statements:

            async def make() -> int:
                number = await insert_numbered(statements, "held_replies", **reply)
                await _insert_recipients(statements, number, recipients)
                return number

            step = f"held reply {reply['kind']} {reply['subject']}"
            number = await made_once(statements, step, make)
        held = await self.find(number)
        assert held  # noqa: S101 - it was just written, or when the update came before
        return held

    async def find(self, number: int) -> HeldReply | None:
        return await self._read_one(HeldReply, "SELECT * FROM held_replies WHERE id = :id", id=number)

    async def at(self, chat_id: int, message_id: int) -> HeldReply | None:
        """The newest that stands in that message of the staff."""
        return await self._read_one(
            HeldReply,
            "SELECT * FROM held_replies WHERE chat_id = :chat_id AND message_id = :message_id ORDER BY id DESC LIMIT 1",
            chat_id=chat_id,
            message_id=message_id,
        )

    async def add_file(self, chat_id: int, album: str, message_id: int) -> bool:
        """Another message of an album that is a reply on its way; False where there is none."""
        async with self._database.transaction() as statements:
            found = await statements.fetch_one(
                """
                SELECT id, more_files FROM held_replies
                WHERE chat_id = :chat_id AND album = :album AND state IN ('asked', 'held')
                """,
                chat_id=chat_id,
                album=album,
            )
            if found is None:
                return False
            files = sorted({*json.loads(found["more_files"]), message_id})
            await update(statements, "held_replies", {"id": found["id"]}, more_files=files)
        return True

    async def about(self, kind: str, subject: int) -> list[HeldReply]:
        """Those that are kept and concern that matter, also as one of several, the oldest first."""
        return await self._read(
            HeldReply,
            """
            SELECT * FROM held_replies h WHERE h.kind = :kind AND (h.subject = :subject OR EXISTS (
                SELECT 1 FROM held_reply_recipients r WHERE r.reply_id = h.id AND r.subject = :subject
            )) ORDER BY h.id
            """,
            kind=kind,
            subject=subject,
        )

    async def on_its_way(self, kind: str, subject: int) -> HeldReply | None:
        """One that is to reach the person of that matter."""
        return await self._read_one(
            HeldReply,
            """
            SELECT h.* FROM held_replies h JOIN held_reply_recipients r ON r.reply_id = h.id
            WHERE h.kind = :kind AND r.subject = :subject AND h.state IN ('held', 'sending') ORDER BY h.id LIMIT 1
            """,
            kind=kind,
            subject=subject,
        )

    async def said(self, number: int, message_id: int) -> None:
        """Keeps in which message of the bot it stands."""
        await update(self._database, "held_replies", {"id": number}, said_id=message_id)

    async def changed(self, number: int, html: str, text: str) -> bool:
        """The staff wrote it anew; False where it has left."""
        return (
            await update(self._database, "held_replies", {"id": number, "state": _ON_ITS_WAY}, html=html, text=text) > 0
        )

    async def ends(self, number: int, state: ReplyState) -> bool:
        """It does not leave; whether it stands so now."""
        await update(self._database, "held_replies", {"id": number, "state": _ON_ITS_WAY}, state=state)
        held = await self.find(number)
        return held is not None and held.state is state

    async def release(self, number: int, recipients: Sequence[int], at: datetime) -> bool:
        """It leaves at that time, to the people of these matters; False where it was not asked any more."""
        async with self._database.transaction() as statements:
            asked = {"id": number, "state": ReplyState.ASKED}
            released = await update(statements, "held_replies", asked, state=ReplyState.HELD, due_at=at)
            if released:
                await _insert_recipients(statements, number, recipients)
        return released > 0

    async def due(self, at: datetime) -> list[HeldReply]:
        """Those whose time has come, the oldest first."""
        return await self._read(
            HeldReply,
            "SELECT * FROM held_replies WHERE state IN ('held', 'sending') AND due_at <= :at ORDER BY id",
            at=at,
        )

    async def begins(self, number: int) -> HeldReply | None:
        """From now on it can be neither stopped nor changed: as it is; None where it was stopped."""
        held = {"id": number, "state": (ReplyState.HELD, ReplyState.SENDING)}
        begun = await update(self._database, "held_replies", held, state=ReplyState.SENDING)
        return await self.find(number) if begun else None

    async def later(self, number: int, at: datetime, state: ReplyState) -> None:
        """Telegram takes it at that time; until then it is held, or cannot be stopped any more."""
        await update(self._database, "held_replies", {"id": number}, due_at=at, state=state)

    async def outcomes(self, number: int) -> dict[int, ReplyOutcome]:
        """What became of it, by the number of the matter."""
        rows = await self._database.fetch(
            "SELECT subject, outcome FROM held_reply_recipients WHERE reply_id = :id ORDER BY subject", id=number
        )
        return {row["subject"]: ReplyOutcome(row["outcome"]) for row in rows}

    async def came_out(
        self, number: int, subject: int, outcome: ReplyOutcome, also: Callable[[Statements], Awaitable[None]]
    ) -> None:
        """Keeps what became of it for one recipient, together with what `also` writes."""
        async with self._database.transaction() as statements:
            waiting = {"reply_id": number, "subject": subject, "outcome": ReplyOutcome.WAITS}
            if await update(statements, "held_reply_recipients", waiting, outcome=outcome):
                await also(statements)

    async def sent(self, number: int) -> None:
        """Nobody waits for it any more; its message is to say so."""
        held = {"id": number, "state": ReplyState.SENDING}
        await update(self._database, "held_replies", held, state=ReplyState.SENT, shown=0)

    async def unshown(self) -> list[HeldReply]:
        """Those whose message does not say yet where they stand."""
        return await self._read(HeldReply, "SELECT * FROM held_replies WHERE shown = 0 ORDER BY id")

    async def shown(self, number: int, state: ReplyState) -> None:
        """Its message says that it stands so."""
        await update(self._database, "held_replies", {"id": number, "state": state}, shown=1)

    async def forget_before(self, at: datetime) -> None:
        """Deletes what nobody changes any more."""
        async with self._database.transaction() as statements:
            for table, column in (("held_reply_recipients", "reply_id"), ("held_replies", "id")):
                await statements.execute(
                    f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM held_replies WHERE due_at < :at)",  # noqa: S608
                    at=at,
                )


async def _insert_recipients(statements: Statements, number: int, recipients: Sequence[int]) -> None:
    rows = [{"reply_id": number, "subject": subject} for subject in recipients]
    await insert_many(statements, "held_reply_recipients", rows, new_only=True)
