"""What a person was asked: for how long plain words answer it, and for how long a reply does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from services.times import later
from storage.people import Asked, PromptStore

OPEN = timedelta(minutes=30)
"""For so long plain words in the private chat are the answer; later they are a question again."""
LASTS = timedelta(days=7)
"""For so long a reply to the message that asked is."""


class Prompts:
    def __init__(self, prompts: PromptStore, clock: Callable[[], datetime]) -> None:
        self._prompts = prompts
        self._clock = clock
        self.find = prompts.find
        self.at = prompts.at
        self.places = prompts.places
        self.stands_at = prompts.stands_at
        self.stands_instead = prompts.stands_instead
        self.close = prompts.close
        self.taken = prompts.taken
        self.choose = prompts.choose
        self.end = prompts.end

    async def ask(
        self, person_id: int, chat_id: int, reason: str, number: int, *, by_reply: bool = False, choice: str = ""
    ) -> Asked:
        """Notes what is asked, once for an update; `by_reply`: plain words never answer it."""
        now = self._clock()
        open_until = None if by_reply else later(now, OPEN)
        return await self._prompts.ask(person_id, chat_id, reason, number, open_until, later(now, LASTS), choice)

    async def open_for(self, person_id: int, chat_id: int) -> Asked | None:
        """What plain words of the person answer there now."""
        return await self._prompts.open_for(person_id, chat_id, self._clock())

    async def open_again(self, prompt_id: int) -> None:
        """What came was no answer: the person has as much time again."""
        await self._prompts.open_again(prompt_id, later(self._clock(), OPEN))

    async def forget_old(self) -> None:
        await self._prompts.forget_before(self._clock())
