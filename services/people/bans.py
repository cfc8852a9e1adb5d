"""Staff keep a person from writing to the bot, with a reason that she is told, and lift it again.

Whom they mean they know only by a question of hers: `services.answers.questions`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.messages import TextMessage
from services.people.people import People
from services.text import mask
from storage.people import BanStore

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Bans:
    kept: BanStore
    _people: People
    _clock: Callable[[], datetime]

    async def ban(self, person_id: int, reason: str, by: int) -> bool:
        """Bans the person and tells her why; False where she is banned already."""
        reason = mask(reason)[:LONGEST_REASON]
        if not await self.kept.ban(person_id, reason, self._clock(), by):
            return False
        await self._people.notify(person_id, TextMessage("bans-told", reason=reason))
        return True

    async def lift(self, ban_id: int, by: int) -> bool:
        """Ends a ban and tells the person; False where it had ended already."""
        ban = await self.kept.lift(ban_id, self._clock(), by)
        if ban is None:
            return False
        await self._people.notify(ban.banned_id, TextMessage("bans-lifted"))
        return True
