"""News by theme: only for those who agreed to it, to the very words that stand now."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from content.themes import Theme
from services.content import Content
from storage.people import SubscriptionStore

NEWS = "news"
"""The purpose of the consent."""
ABOUT_THE_BOT = "bot"
"""The theme of which there is no news to subscribe to."""


@dataclass(frozen=True, slots=True)
class Subscriptions:
    _content: Content
    _subscriptions: SubscriptionStore
    _clock: Callable[[], datetime]

    async def themes(self, person_id: int) -> frozenset[str]:
        return await self._subscriptions.themes(person_id)

    def offered(self) -> list[Theme]:
        return [theme for theme in self._content.library.themes if theme.id != ABOUT_THE_BOT]

    async def has_agreed(self, person_id: int) -> bool:
        """Whether the person agreed to the words as they stand now: changed words ask anew."""
        return await self._subscriptions.has_agreed(person_id, NEWS, self._version())

    async def agree(self, person_id: int) -> None:
        await self._subscriptions.agree(person_id, NEWS, self._version(), self._clock())

    async def switch(self, person_id: int, theme: str) -> None:
        """On if it was off, off if it was on. Raises KeyError for a theme that is not offered."""
        if theme not in {each.id for each in self.offered()}:
            raise KeyError(theme)
        if theme in await self._subscriptions.themes(person_id):
            await self._subscriptions.remove(person_id, theme)
        else:
            await self._subscriptions.add(person_id, theme, self._clock())

    async def stop(self, person_id: int) -> None:
        """No news of anything; the consent is withdrawn."""
        await self._subscriptions.stop(person_id, NEWS, self._clock())

    def _version(self) -> str:
        words = self._content.library.texts.plain("subscriptions-consent")
        return hashlib.sha256(words.encode()).hexdigest()[:12]
