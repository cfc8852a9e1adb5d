"""What the bot asked, in which message, and about what; not a word of question or answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.engine.causes import made_once
from storage.engine.rows import Store, delete, insert_numbered, update


@dataclass(frozen=True, slots=True)
class Asked:
    """One prompt that a person was shown."""

    id: int
    person_id: int
    chat_id: int
    message_id: int | None
    """None: it has not left yet, or Telegram did not say."""
    reason: str
    """The prompt's key."""
    number: int
    """Of what it is about."""
    choice: str
    """What was chosen before, where the words belong to that."""
    open_until: datetime | None
    """Until then plain words answer it; None: only a reply does."""
    ends_at: datetime
    taken_id: int
    """The update with the answer that was taken last, 0 where there was none."""


class PromptStore(Store):
    """The table of prompts."""

    async def ask(
        self,
        person_id: int,
        chat_id: int,
        reason: str,
        number: int,
        open_until: datetime | None,
        ends_at: datetime,
        choice: str = "",
    ) -> Asked:
        """Notes a prompt, once for an update. Where it is open for plain words, the older ones there no longer are."""
        async with self._database.transaction() as statements:

            async def make() -> int:
                if open_until:
                    await update(statements, "prompts", {"person_id": person_id, "chat_id": chat_id}, open_until=None)
                return await insert_numbered(
                    statements,
                    "prompts",
                    person_id=person_id,
                    chat_id=chat_id,
                    reason=reason,
                    number=number,
                    choice=choice,
                    open_until=open_until,
                    ends_at=ends_at,
                )

            made = await made_once(statements, f"prompt {reason} {number}", make)
        asked = await self.find(made)
        assert asked  # noqa: S101 - it was just written, or when the update came before
        return asked

    async def find(self, prompt_id: int) -> Asked | None:
        return await self._read_one(Asked, "SELECT * FROM prompts WHERE id = :id", id=prompt_id)

    async def at(self, chat_id: int, message_id: int) -> Asked | None:
        """The prompt in that message."""
        return await self._read_one(
            Asked,
            "SELECT * FROM prompts WHERE chat_id = :chat_id AND message_id = :message_id",
            chat_id=chat_id,
            message_id=message_id,
        )

    async def places(self, reason: str, number: int) -> list[tuple[int, int]]:
        """In which messages that was asked about that: chat and number of each."""
        return await self._database.fetch_tuples(
            """
            SELECT chat_id, message_id FROM prompts
            WHERE reason = :reason AND number = :number AND message_id IS NOT NULL ORDER BY id
            """,
            reason=reason,
            number=number,
        )

    async def open_for(self, person_id: int, chat_id: int, at: datetime) -> Asked | None:
        """The newest that plain words of the person answer there."""
        return await self._read_one(
            Asked,
            """
            SELECT * FROM prompts WHERE person_id = :person_id AND chat_id = :chat_id AND open_until > :at
            ORDER BY id DESC LIMIT 1
            """,
            person_id=person_id,
            chat_id=chat_id,
            at=at,
        )

    async def stands_at(self, prompt_id: int, message_id: int) -> None:
        """Keeps which new message asks."""
        await update(self._database, "prompts", {"id": prompt_id}, message_id=message_id)

    async def stands_instead(self, prompt_id: int, message_id: int) -> None:
        """Keeps which page asks; what it asked before is asked there no more."""
        async with self._database.transaction() as statements:
            chat = await statements.fetch_value("SELECT chat_id FROM prompts WHERE id = :id", id=prompt_id)
            await update(statements, "prompts", {"chat_id": chat, "message_id": message_id}, message_id=None)
            await update(statements, "prompts", {"id": prompt_id}, message_id=message_id)

    async def choose(self, prompt_id: int, choice: str) -> None:
        """The words belong to another choice now."""
        await update(self._database, "prompts", {"id": prompt_id}, choice=choice)

    async def open_again(self, prompt_id: int, until: datetime) -> None:
        await update(self._database, "prompts", {"id": prompt_id}, open_until=until)

    async def close(self, person_id: int) -> None:
        """From now on only replies answer what the person was asked."""
        await update(self._database, "prompts", {"person_id": person_id}, open_until=None)

    async def taken(self, prompt_id: int, update_id: int) -> None:
        """Keeps that it was answered by that update."""
        await update(self._database, "prompts", {"id": prompt_id}, taken_id=update_id, open_until=None)

    async def end(self, prompt_id: int) -> None:
        await delete(self._database, "prompts", id=prompt_id)

    async def forget_before(self, at: datetime) -> None:
        """Deletes those that nobody can answer any more."""
        await self._database.execute("DELETE FROM prompts WHERE ends_at <= :at", at=at)
