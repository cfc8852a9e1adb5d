"""Staff keep a person from writing to the bot, with a reason that she is told, and lift it again.

Whom they mean they know only by a question of hers: `services.answers.questions`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from services.content import Content
from services.messages import Message, TextMessage
from services.people.news import Make
from services.people.posts import Posts
from services.text import mask
from storage.people import Ban, BanStore, NewsItem, NewsKind

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Bans:
    kept: BanStore
    _content: Content
    _posts: Posts
    _clock: Callable[[], datetime]

    async def who(self, ban: Ban) -> str:
        """Her post and name, else the question by which the staff know her; empty where they know nothing."""
        if tenures := await self._posts.of_person(ban.banned_id):
            return f"{await self._posts.name(tenures[0].post)}, {tenures[0].name}"
        texts = self._content.texts
        return texts.plain("bans-asked", number=str(ban.question)) if ban.question else ""

    async def ban(self, person_id: int, reason: str, by: int, question: int | None = None) -> bool:
        """Bans the person, who is told why; False where she is banned already. The staff know her by that question."""
        return await self.kept.ban(person_id, mask(reason)[:LONGEST_REASON], self._clock(), by, question)

    async def lift(self, ban_id: int, by: int) -> bool:
        """Ends a ban, and the person is told; False where it had ended already."""
        return await self.kept.lift(ban_id, self._clock(), by)

    @property
    def news(self) -> Mapping[NewsKind, Make]:
        return {NewsKind.BANNED: self._banned, NewsKind.BAN_LIFTED: self._lifted}

    async def _banned(self, item: NewsItem) -> Message | None:
        ban = await self.kept.of(item.person_id or 0)
        return TextMessage("bans-told", reason=ban.reason) if ban else None

    async def _lifted(self, _item: NewsItem) -> Message:
        return TextMessage("bans-lifted")
