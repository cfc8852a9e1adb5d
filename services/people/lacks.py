"""What keeps messages out of the staff chat: noted where it shows, told by `services/staff_chat_lacks.py`."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from channels import Channel, Delivered, Lack, Outcome, RefusalReason, Refused
from channels.rights import KINDS, LOOKED_AT, lack_of
from storage.people import KnownLack, StaffChatStore

NEWS = timedelta(days=1)
"""For so long it is news that something keeps messages out no more."""


@dataclass(frozen=True, slots=True)
class Lacks:
    """Notes what the bot lacks in a chat, each once until it is over. Those of other chats stay as they are."""

    _channel: Channel
    _kept: StaffChatStore
    _clock: Callable[[], datetime]

    async def note(self, chat: int, outcome: Outcome, kind: str = "", topic: int | None = None) -> None:
        """Notes what the outcome of a message says; `kind` is that of its file, `topic` the one it went to."""
        match outcome:
            case Delivered():
                right = {Lack.AWAY, KINDS.get(kind, Lack.WORDS)}
                await self.over(chat, right if topic else right | {Lack.GENERAL})
            case Refused(RefusalReason.TOPIC_CLOSED) if topic:
                return  # another one is opened
            case Refused() if lack := lack_of(outcome):
                await self._kept.lack(chat, {lack}, self._clock(), outcome.to)

    async def look(self, chat: int, *, is_copied: bool = False) -> None:
        """Asks Telegram and notes what it says. That the chat is protected matters where something is to be copied."""
        found = await self._channel.lacks(chat)
        if isinstance(found, frozenset):
            await self._kept.lack(chat, found if is_copied else found - {Lack.PROTECTED}, self._clock())
            await self.over(chat, LOOKED_AT - found)

    async def over(self, chat: int, lacks: Collection[Lack]) -> None:
        """Notes that these keep nothing out any more."""
        await self._kept.over(chat, lacks, self._clock())

    async def now(self, chats: Collection[int]) -> list[KnownLack]:
        """What keeps messages out of these chats."""
        return [each for chat in chats for each in await self._kept.lacking(chat)]

    async def past(self, chats: Collection[int]) -> list[KnownLack]:
        """What did so until some time in NEWS."""
        since = self._clock() - NEWS
        return [each for chat in chats for each in await self._kept.over_since(chat, since)]
